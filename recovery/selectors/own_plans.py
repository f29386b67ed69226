"""The plan of the person who asks. One query each."""

from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from accounts.models import CareRelationship, User
from recovery.domain.decision import PlanDay
from recovery.models import Decision, FunctionRating, LogEntry, RecoveryPlan

CHECK_INS = (LogEntry.Kind.CHECK_IN, LogEntry.Kind.INTAKE)


def open_plan_of(patient: User, today: date) -> RecoveryPlan | None:
    """The plan that goes on, with what every page of it needs. See `with_facts`."""
    return with_facts(patient, today).open().first()


def latest_plan_of(patient: User, today: date) -> RecoveryPlan | None:
    """The open plan, else the one that began latest."""
    return with_facts(patient, today).order_by("-started_on", "-pk").first()


def with_facts(patient: User, today: date) -> QuerySet[RecoveryPlan]:
    """With a session that has begun. Annotated: injured_side, severity, is_recurrent, injured_on
    as text, has_entries_today, has_checked_in_yesterday, activities of the intake as JSON text,
    function_rated_on.
    """
    return _facts_on(today).filter(patient=patient)


@lru_cache(maxsize=3)
def _facts_on(today: date) -> QuerySet[RecoveryPlan]:
    """Put together once a day: every page of a patient asks it, somewhere on earth on another."""
    newest = Decision.objects.filter(plan=OuterRef("pk")).order_by("-day", "-revision")
    entries = LogEntry.objects.filter(plan=OuterRef("pk"), on=today)
    yesterday = LogEntry.objects.filter(
        plan=OuterRef("pk"), on=today - timedelta(days=1), kind__in=CHECK_INS
    )
    intake = LogEntry.objects.filter(plan=OuterRef("pk"), kind=LogEntry.Kind.INTAKE)
    rated = FunctionRating.objects.filter(plan=OuterRef("pk")).order_by("-on")
    return (
        RecoveryPlan.objects.with_protocol()
        .select_related("session_draft")
        .annotate(
            injured_side=Subquery(newest.values(found=KeyTextTransform("side", "state"))[:1]),
            severity=Subquery(newest.values(found=KeyTextTransform("severity", "state"))[:1]),
            is_recurrent=Subquery(newest.values(found=KeyTransform("recurrent", "state"))[:1]),
            injured_on=Subquery(newest.values(found=KeyTextTransform("injured_on", "state"))[:1]),
            has_entries_today=Exists(entries),
            has_checked_in_yesterday=Exists(yesterday),
            activities=Subquery(intake.values(found=KeyTextTransform("activities", "facts"))[:1]),
            function_rated_on=Subquery(rated.values("on")[:1]),
        )
    )


def has_care(patient: User, today: date) -> bool:
    """Whether a clinician looks after this patient today."""
    return CareRelationship.objects.current(today).filter(patient=patient).exists()


def may_begin_again(plan: RecoveryPlan, day: PlanDay, today: date) -> bool:
    """From the day after a lock that the owner may not lift, where no clinician could."""
    lock = day.lock
    if lock is None or not lock.needs_clinician or lock.set_on >= today:
        return False
    return not has_care(plan.patient, today)
