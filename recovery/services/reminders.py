"""What somebody wishes to be reminded of, and turning wishes into reminders that are due."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django_q.tasks import async_task

from accounts.models import User
from recovery.models import PushDevice, Reminder, ReminderSettings
from recovery.reminding import times

AT_ONCE = 200  # people in one transaction: a sweep that is cut off loses no more than this
KEPT_DAYS = 30
# A worker that was away looks back so far. What is older would come at a bad moment.
LOOK_BACK = timedelta(hours=2)
DEVICES_EACH = 10


@transaction.atomic
def save(*, patient: User, wishes: Mapping[str, Any], now: datetime) -> ReminderSettings:
    """Keep the wishes, named as the fields of `ReminderSettings`, and look ahead from now."""
    row = _own(patient)
    for name, value in wishes.items():
        setattr(row, name, value)
    _look_ahead(row, now)
    row.save(update_fields=[*wishes, "zone", "next_at"])
    return row


def stop(*, patient: User, now: datetime, kind: times.Kind | None = None) -> None:
    """No more of this kind, in whatever way it came; without a kind no more of any."""
    check_in = {"check_in_by_mail": False, "check_in_by_push": False}
    breaks = {"break_by_mail": False, "break_by_push": False}
    off = {None: check_in | breaks, times.Kind.BREAK: breaks}.get(kind, check_in)
    save(patient=patient, wishes=off, now=now)


def open_feed(*, patient: User) -> ReminderSettings:
    """A calendar with a new address; an earlier address leads nowhere from now on."""
    return _set_feed(patient, secrets.token_urlsafe(32))


def close_feed(*, patient: User) -> ReminderSettings:
    return _set_feed(patient, None)


@transaction.atomic
def _set_feed(patient: User, key: str | None) -> ReminderSettings:
    row = _own(patient)
    row.feed_key = key
    row.save(update_fields=["feed_key"])
    return row


@transaction.atomic
def add_device(
    *, patient: User, endpoint: str, p256dh: str, auth: str, now: datetime
) -> PushDevice:
    """A browser that shows notifications. Sent again, or by the next person, it is theirs now."""
    device, _is_new = PushDevice.objects.update_or_create(
        endpoint=endpoint,
        defaults={"patient": patient, "p256dh": p256dh, "auth": auth, "added_at": now},
    )
    kept = patient.push_devices.order_by("-added_at").values_list("pk", flat=True)[:DEVICES_EACH]
    patient.push_devices.exclude(pk__in=list(kept)).delete()
    return device


def remove_device(*, patient: User, device_id: int) -> bool:
    """False where this person has no such device."""
    gone, _by_model = PushDevice.objects.filter(patient=patient, pk=device_id).delete()
    return bool(gone)


def queue_due(*, now: datetime) -> int:
    """Put what is due into the queue, and answer how much it was.

    Each batch is a transaction: its reminders, their tasks and the next look go together. Cut off
    anywhere, or run twice at once, nothing is left out and nothing is queued twice.
    """
    queued = 0
    while True:
        with transaction.atomic():
            rows = list(_to_look_at(now)[:AT_ONCE])
            queued += _queue(rows, now)
        if len(rows) < AT_ONCE:
            return queued


def forget_old(*, now: datetime) -> None:
    Reminder.objects.filter(due_at__lt=now - timedelta(days=KEPT_DAYS)).delete()


def _own(patient: User) -> ReminderSettings:
    """The row, held until the transaction ends, so that a sweep does not look meanwhile."""
    row, _is_new = ReminderSettings.objects.get_or_create(patient=patient)
    return ReminderSettings.objects.select_for_update().get(pk=row.pk)


def _to_look_at(now: datetime) -> QuerySet[ReminderSettings]:
    """Whose time has come, and who moved to another time zone since it was worked out."""
    has_moved = Q(next_at__isnull=False) & ~Q(zone=F("patient__time_zone"))
    rows = ReminderSettings.objects.select_related("patient")
    return (
        rows.filter(Q(next_at__lte=now) | has_moved)
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=True)
    )


def _queue(rows: Iterable[ReminderSettings], now: datetime) -> int:
    wanted = [one for row in rows for one in _due(row, now)]
    known = Reminder.objects.filter(
        patient__in=[row.patient_id for row in rows], due_at__gte=now - LOOK_BACK
    )
    taken = set(known.values_list("patient", "kind", "channel", "due_at"))
    new = [one for one in wanted if _key(one) not in taken]
    for reminder in Reminder.objects.bulk_create(new):
        async_task("recovery.tasks.send_reminder", reminder.pk)
    for row in rows:
        _look_ahead(row, now)
    ReminderSettings.objects.bulk_update(rows, ["zone", "next_at"])
    return len(new)


def _due(row: ReminderSettings, now: datetime) -> Iterable[Reminder]:
    """What came due since the latest look, by the clock where they are now."""
    zone = row.patient.time_zone
    if row.next_at is None or row.next_at > now:
        return
    since = max(row.next_at - timedelta(microseconds=1), now - LOOK_BACK)
    for due in times.due_between(row.wishes(zone), since, now):
        for channel in row.channels(due.kind):
            yield Reminder(patient_id=row.patient_id, kind=due.kind, channel=channel, due_at=due.at)


def _key(one: Reminder) -> tuple[object, ...]:
    return one.patient_id, one.kind, one.channel, one.due_at


def _look_ahead(row: ReminderSettings, now: datetime) -> None:
    row.zone = row.patient.time_zone
    due = times.first_after(row.wishes(row.zone), now)
    row.next_at = due.at if due else None
