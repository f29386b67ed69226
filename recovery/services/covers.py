"""Cover arranged and called off. A worker tells the patients, for there may be hundreds."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django_q.tasks import async_task

from accounts import covers, threads
from accounts.covers import CALLED_OFF
from accounts.local_time import local_day
from accounts.models import CareRelationship, Cover, Message, User
from recovery.services.care_team import Arranged, tell

TELL = "recovery.tasks.tell_of_cover"
BEGUN, ENDED = "begun", "ended"
A_DAY = timedelta(days=1)  # somewhere it is still the day before
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


def tell_newcomers(*, site: str, now: datetime, say: Say) -> None:
    """Patients who came into covered care since it was arranged, whichever way they came.

    They are looked for, so that nobody who takes a patient on has to think of it.
    """
    standing = Cover.objects.standing(now.date() - A_DAY).select_related("arranged_by")
    untold = _untold(CareRelationship.objects.filter(cover=OuterRef("pk")))
    for cover in standing.filter(Exists(untold)):
        tell_patients(cover=cover, what=BEGUN, site=site, now=now, say=say)


def tell_patients(*, cover: Cover, what: str, site: str, now: datetime, say: Say) -> None:
    """Each patient once, however often the task comes. say: in the language of the moment."""
    care = cover.care.select_related("patient", "clinician", "instead_of").order_by("pk")
    if what == ENDED:
        rows = [row for row in care.filter(ended_reason=CALLED_OFF) if _knows(row, cover)]
    else:
        rows = [row for row in _untold(care) if _is_to_come(row, now)]
    for row in rows:
        tell(row, _from(cover, what, site=site, now=now, say=say))
        if what == BEGUN:
            threads.go_on_reading(patient=row.patient, reader=row.clinician, like=row.instead_of)


def _untold(care: QuerySet[CareRelationship]) -> QuerySet[CareRelationship]:
    """Of care that covers for somebody, what its patients have not read of."""
    number = Cast(OuterRef("cover"), CharField())
    client_id = Concat(Value("cover-"), number, Value(f"-{BEGUN}"))
    told = Message.objects.filter(patient=OuterRef("patient"), client_id=client_id)
    return care.filter(~Exists(told), ended_reason="")


def _is_to_come(row: CareRelationship, now: datetime) -> bool:
    """Whether this care still counts, or will."""
    return row.until_on > local_day(row.patient, now)


def _knows(row: CareRelationship, cover: Cover) -> bool:
    """Whether this patient was told of the cover. Else its end would be news of nothing."""
    told = {"by": cover.arranged_by, "client_id": _client_id(cover, BEGUN)}
    return threads.has_written(to=[row.patient.public_id], **told)


def _client_id(cover: Cover, what: str) -> str:
    return f"cover-{cover.pk}-{what}"


def _from(cover: Cover, what: str, *, site: str, now: datetime, say: Say) -> Arranged:
    by = cover.arranged_by if what == BEGUN else cover.ended_by
    return Arranged(
        by=by,
        note=cover.note,
        words="",
        say=say,
        client_id=_client_id(cover, what),
        site=site,
        now=now,
    )
