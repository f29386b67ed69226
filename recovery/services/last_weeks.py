"""Plans whose last weeks are over, and which nobody has opened since."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q

from accounts.local_time import local_day
from recovery import mappers
from recovery.models import Decision, ProtocolVersion, RecoveryPlan
from recovery.selectors import plan_days
from recovery.services.log import settle


def close_if_over(*, plan: RecoveryPlan, now: datetime, today: date) -> bool:
    """Decide the days up to today, if they end the plan; it then says when and why it closed."""
    if not plan.is_open or not plan_days.today(plan, today).closed:
        return False
    settle(plan=plan, now=now, today=today)
    plan.refresh_from_db(fields=["closed_on", "close_reason"])
    return not plan.is_open


def close_all_over(*, now: datetime) -> int:
    """How many closed. A worker may come as often as it likes."""
    plans = RecoveryPlan.objects.open().with_protocol().filter(pk__in=_in_last_phase())
    return sum(
        close_if_over(plan=plan, now=now, today=local_day(plan.patient, now))
        for plan in plans.select_related("patient").iterator()
    )


def _in_last_phase() -> Iterator[int]:
    """The keys of open plans that have come to a phase that ends by itself."""
    phases = Q(pk__in=[])
    for version in ProtocolVersion.objects.filter(plans__closed_on=None).distinct():
        for phase in mappers.protocol_of(version).phases:
            if phase.closes_after_days is not None:
                phases |= Q(protocol_version=version, phase=phase.code)
    found = Decision.objects.filter(phases, plan__closed_on=None)
    return found.order_by().values_list("plan", flat=True).distinct().iterator()
