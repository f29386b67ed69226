"""Whether a reminder is still of use, and what somebody set up. One query each, unless told."""

from datetime import date

from accounts.models import User
from recovery import mappers
from recovery.domain.codes import Result
from recovery.domain.decision import PlanDay
from recovery.models import LogEntry, PushDevice, RecoveryPlan, ReminderSettings
from recovery.selectors import plan_days

RECORDED = (LogEntry.Kind.CHECK_IN, LogEntry.Kind.SESSION, LogEntry.Kind.INTAKE)


def settings_of(patient: User) -> ReminderSettings:
    """The patient's own; where there are none, unsaved ones with everything off."""
    found = ReminderSettings.objects.filter(patient=patient).first()
    return found or ReminderSettings(patient=patient)


def devices_of(patient: User) -> list[PushDevice]:
    return list(PushDevice.objects.filter(patient=patient))


def has_recorded(plan: RecoveryPlan, day: date) -> bool:
    """Whether there is a check-in or a session of this day."""
    return LogEntry.objects.filter(plan=plan, on=day, kind__in=RECORDED).exists()


def open_plan(patient: User) -> RecoveryPlan | None:
    return RecoveryPlan.objects.with_protocol().filter(patient=patient).open().first()


def asks_for_something(plan: RecoveryPlan, today: date, *, is_check_in: bool) -> bool:
    """Whether the plan goes on today, and where a check-in is meant, asks for one.

    A paused plan and one that is over ask for nothing. Where lists come once a week, a calm day
    without a list asks for no check-in. At most four queries.
    """
    day = plan_days.today(plan, today)
    if day.closed or any(reason.detail == "paused" for reason in day.reasons):
        return False
    return not is_check_in or bool(day.exercises) or not _is_between_lists(day, plan)


def _is_between_lists(day: PlanDay, plan: RecoveryPlan) -> bool:
    phases = mappers.protocol_of(plan.protocol_version).phases
    (phase,) = [phase for phase in phases if phase.code == day.phase]
    return phase.every_days is not None and day.result in (Result.HOLD, Result.PROGRESS)


def settings_by_feed(key: str) -> ReminderSettings:
    """Raises LookupError for a calendar that was closed, or got another address since."""
    rows = ReminderSettings.objects.select_related("patient")
    found = rows.filter(feed_key=key, patient__is_active=True).first()
    if found is None:
        raise LookupError(key)
    return found
