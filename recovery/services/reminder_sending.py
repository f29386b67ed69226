"""Sending one reminder, once.

A task may come twice, be cut off anywhere, or come late. A reminder is claimed in the database
before anything goes out: whoever comes second finds it claimed. Cut off before the claim, it is
sent when the task comes again; so whatever may take long, such as reaching the mail server, comes
before it. Cut off behind it, nobody knows whether it arrived, and it is not sent again: a reminder
that comes twice is worse than one that is missed, and where nothing was recorded the repeat comes
anyway. A refusal is known, so it gives the claim back.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from django.utils import translation

from accounts.local_time import local_day
from recovery.models import Reminder, ReminderSettings
from recovery.reminding import times
from recovery.reminding.times import Kind
from recovery.selectors import reminders as selectors

State = Reminder.State
Go = Callable[[], object]
Hand = Callable[[Reminder], AbstractContextManager[Go]]
# Later than this it would come at a bad moment.
LATEST = {
    Kind.CHECK_IN: timedelta(hours=2),
    Kind.REPEAT: timedelta(hours=2),
    Kind.BREAK: timedelta(minutes=15),
}


def send(*, reminder_id: int, now: datetime, hands: Mapping[str, Hand]) -> None:
    """Send a reminder that is due and still of use. Raises what went wrong on the way.

    hands: by channel, what gets ready to hand it over, and then does.
    """
    rows = Reminder.objects.select_related("patient")
    reminder = rows.filter(pk=reminder_id, state=State.DUE).first()
    if reminder is None:
        return
    if not is_of_use(reminder, now):
        _move(reminder, State.DUE, State.DROPPED)
        return
    with (
        translation.override(reminder.patient.language),
        hands[reminder.channel](reminder) as go,
    ):
        if _move(reminder, State.DUE, State.SENDING):
            _hand_over(reminder, now, go)


def _hand_over(reminder: Reminder, now: datetime, go: Go) -> None:
    try:
        go()
    except Exception:
        _move(reminder, State.SENDING, State.DUE)
        raise
    _move(reminder, State.SENDING, State.SENT, sent_at=now)


def is_of_use(reminder: Reminder, now: datetime) -> bool:
    """Whether it comes in time, is still wished for, and there is still something to do."""
    patient, kind = reminder.patient, Kind(reminder.kind)
    if now - reminder.due_at > LATEST[kind] or not patient.is_active:
        return False
    settings = ReminderSettings.objects.filter(patient=patient).first()
    if settings is None or reminder.channel not in settings.channels(kind):
        return False
    if times.is_quiet(settings.wishes(patient.time_zone), now):
        return False
    return _has_something_to_do(reminder, kind, now)


def _has_something_to_do(reminder: Reminder, kind: Kind, now: datetime) -> bool:
    today = local_day(reminder.patient, now)
    plan = selectors.open_plan(reminder.patient)
    is_check_in = kind is not Kind.BREAK
    if plan is None or not selectors.asks_for_something(plan, today, is_check_in=is_check_in):
        return False
    return not is_check_in or not selectors.has_recorded(plan, today)


def _move(reminder: Reminder, before: State, after: State, **fields: datetime) -> bool:
    """Compare and set: False where somebody else moved it first."""
    row = Reminder.objects.filter(pk=reminder.pk, state=before)
    return bool(row.update(state=after, **fields))
