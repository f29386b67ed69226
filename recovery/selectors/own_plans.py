"""The plan of the person who asks. One query each."""

from accounts.models import User
from recovery.models import RecoveryPlan


def open_plan_of(patient: User) -> RecoveryPlan | None:
    """The plan that goes on, with its protocol's row."""
    return RecoveryPlan.objects.open().with_protocol().filter(patient=patient).first()


def latest_plan_of(patient: User) -> RecoveryPlan | None:
    """The open plan, else the one that ended latest."""
    plans = RecoveryPlan.objects.with_protocol().filter(patient=patient)
    return plans.order_by("-started_on", "-pk").first()
