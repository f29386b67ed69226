"""The mail in the morning: that somebody waits in the inbox, and where. Never who, or why.

It comes once a day, after the hour a clinician chose by their own clock, and only if an alert is
open. Whoever turns to the queue twice, or is cut off, sends no second one: the day is claimed
before the mail goes, and given back if the mail server refuses it.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django_q.tasks import async_task

from accounts.access import is_clinician
from accounts.local_time import local_day, local_now
from accounts.models import User
from recovery.models import DigestWish
from recovery.services.alert_watch import watch

SEND = "recovery.tasks.send_digest"
LATEST = timedelta(hours=4)  # a morning's list at noon is of no use


def wish(*, clinician: User, at: time | None) -> None:
    """A mail at this time from now on, or none."""
    if at is None:
        DigestWish.objects.filter(clinician=clinician).delete()
    else:
        DigestWish.objects.update_or_create(clinician=clinician, defaults={"at": at})


def queue_due(*, now: datetime) -> int:
    """Ask for each mail whose time has come, and answer how many those were."""
    due = [row for row in DigestWish.objects.select_related("clinician") if is_due(row, now)]
    return sum(_queue(row, local_day(row.clinician, now)) for row in due)


def is_due(row: DigestWish, now: datetime) -> bool:
    at_home = local_now(row.clinician, now)
    due_at = at_home.replace(hour=row.at.hour, minute=row.at.minute, second=0, microsecond=0)
    return row.queued_on != at_home.date() and timedelta(0) <= at_home - due_at <= LATEST


@transaction.atomic
def _queue(row: DigestWish, day: object) -> int:
    fresh = DigestWish.objects.filter(pk=row.pk).exclude(queued_on=day)
    claimed = fresh.update(queued_on=day)
    if claimed:
        async_task(SEND, row.clinician_id)
    return claimed


def send(*, clinician_id: int, now: datetime, mail: Callable[[User, int], None]) -> None:
    """Mail one clinician how many wait, if anybody does. Raises what the mail is refused with."""
    row = DigestWish.objects.select_related("clinician").filter(clinician=clinician_id).first()
    if row is None or not is_clinician(row.clinician):
        return
    today = local_day(row.clinician, now)
    people = len(waiting(row.clinician, now))
    unsent = DigestWish.objects.filter(~Q(sent_on=today) | Q(sent_on=None), pk=row.pk)
    if not people or not unsent.update(sent_on=today):
        return
    try:
        mail(row.clinician, people)
    except Exception:
        DigestWish.objects.filter(pk=row.pk, sent_on=today).update(sent_on=row.sent_on)
        raise


def waiting(clinician: User, now: datetime) -> list[int]:
    """The keys of those about whom an alert is open."""
    seen = watch(clinician, now=now)
    return [row.person for row in seen.rows if seen.open_of(row)]
