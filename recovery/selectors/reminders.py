"""Whether a reminder is still of use, and what somebody set up. One query each, unless told."""

from datetime import date

from accounts.models import User
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


def wants_company(plan: RecoveryPlan, today: date) -> bool:
    """Whether the plan goes on today: a paused one asks for nothing. At most four queries."""
    day = plan_days.today(plan, today)
    return not any(reason.detail == "paused" for reason in day.reasons)


def settings_by_feed(key: str) -> ReminderSettings:
    """Raises LookupError for a calendar that was closed, or got another address since."""
    rows = ReminderSettings.objects.select_related("patient")
    found = rows.filter(feed_key=key, patient__is_active=True).first()
    if found is None:
        raise LookupError(key)
    return found
