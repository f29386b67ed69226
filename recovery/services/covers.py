"""Cover arranged and called off. A worker tells the patients, for there may be hundreds."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django_q.tasks import async_task

from accounts import covers, threads
from accounts.local_time import local_day
from accounts.models import CareRelationship, Cover, User
from recovery.services.care_team import Arranged, tell

TELL = "recovery.tasks.tell_of_cover"
BEGUN, ENDED = "begun", "ended"
Say = Callable[[CareRelationship], str]


@transaction.atomic
def arrange(*, by: User, site: str, now: datetime, **wanted: object) -> Cover:
    """`wanted` as `accounts.covers.arrange` takes it. Raises CareRefused."""
    cover = covers.arrange(by=by, now=now, **wanted)
    async_task(TELL, cover.pk, BEGUN, site)
    return cover


@transaction.atomic
def call_off(*, cover: Cover, by: User, site: str, now: datetime) -> None:
    """Raises CareRefused."""
    was_standing = cover.ended_at is None
    covers.call_off(cover=cover, by=by, now=now)
    if was_standing:
        async_task(TELL, cover.pk, ENDED, site)


def tell_patients(*, cover: Cover, what: str, site: str, now: datetime, say: Say) -> None:
    """Each patient once, however often the task comes. say: in the language of the moment."""
    is_begun = what == BEGUN
    if is_begun and cover.ended_at is not None:
        return
    for row in cover.care.select_related("patient", "clinician", "instead_of").order_by("pk"):
        if is_begun and not _is_to_come(row, now):
            continue
        tell(row, _from(cover, what, site=site, now=now, say=say))
        if is_begun:
            threads.go_on_reading(patient=row.patient, reader=row.clinician, like=row.instead_of)


def _is_to_come(row: CareRelationship, now: datetime) -> bool:
    """Whether this care still counts, or will."""
    return row.until_on > local_day(row.patient, now)


def _from(cover: Cover, what: str, *, site: str, now: datetime, say: Say) -> Arranged:
    by = cover.arranged_by if what == BEGUN else cover.ended_by
    return Arranged(
        by=by,
        note=cover.note,
        words="",
        say=say,
        client_id=f"cover-{cover.pk}-{what}",
        site=site,
        now=now,
    )
