"""A colleague stands in for somebody who is away, from a day to a day; it ends by itself."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from accounts import access, care
from accounts.care import CareRefused, Part, Refusal
from accounts.local_time import local_day
from accounts.models import CareRelationship, Cover, User

MOST_DAYS = 180  # for longer, patients are handed over
CALLED_OFF = gettext_noop("The cover was called off.")


def fault_of_days(first: date, last: date, today: date) -> Refusal | None:
    """What is wrong with days of cover, asked for today; both the first and the last count."""
    if first < today:
        return Refusal.PAST
    if last < first:
        return Refusal.WRONG_ORDER
    return Refusal.TOO_LONG if (last - first).days >= MOST_DAYS else None


@transaction.atomic
def arrange(
    *, away: User, colleague: User, first: date, last: date, note: str, by: User, now: datetime
) -> Cover:
    """All patients of one clinician are in the care of another as well on these days.

    Each day is the patient's own. Asked for twice it is one cover. Raises CareRefused.
    """
    if not access.may_arrange_for(by, away):
        raise CareRefused(Refusal.NOT_YOURS)
    care.check_colleague(colleague, of=away)
    until = last + timedelta(days=1)
    same = {"away": away, "covered_by": colleague, "from_on": first, "until_on": until}
    asked_before = Cover.objects.filter(ended_at=None, note=note, arranged_by=by, **same).first()
    if asked_before:
        return asked_before
    fault = fault_of_days(first, last, local_day(away, now))
    fault = fault or _clash(away, colleague, first, until)
    if fault:
        raise CareRefused(fault)
    cover = Cover.objects.create(note=note, arranged_by=by, arranged_at=now, **same)
    CareRelationship.objects.bulk_create(care.covering(cover, row) for row in _uncovered(cover))
    return cover


def _clash(away: User, colleague: User, first: date, until: date) -> Refusal | None:
    there = Cover.objects.standing(first).filter(from_on__lt=until)
    if there.filter(away=away, covered_by=colleague).exists():
        return Refusal.COVERED_ALREADY
    return Refusal.AWAY_TOO if there.filter(away=colleague).exists() else None


def _uncovered(cover: Cover) -> QuerySet[CareRelationship]:
    """Whom the absent one looks after, but those in the colleague's own care."""
    lasting = CareRelationship.objects.lasting(cover.from_on).exclude(role=Part.COVER)
    own = lasting.filter(clinician=cover.covered_by).values("patient")
    return (
        lasting.filter(clinician=cover.away)
        .exclude(patient__in=own)
        .exclude(patient=cover.covered_by)
    )


@transaction.atomic
def call_off(*, cover: Cover, by: User, now: datetime) -> None:
    """The absent one is back, or stays. Called off before, it stays as it was.

    Raises CareRefused.
    """
    if not access.may_arrange_for(by, cover.away):
        raise CareRefused(Refusal.NOT_YOURS)
    if not Cover.objects.filter(pk=cover.pk, ended_at=None).update(ended_by=by, ended_at=now):
        return
    cover.refresh_from_db()
    for row in cover.care.filter(ended_reason="").select_related("patient"):
        on = local_day(row.patient, now)
        if row.until_on > on:
            care.end(care=row, on=on, reason=CALLED_OFF, by=by, now=now)


def covers_of(clinician: User, today: date) -> QuerySet[Cover]:
    """Cover that stands or will, in which this clinician is away or stands in."""
    return _told(today).filter(Q(away=clinician) | Q(covered_by=clinician))


def covers_in(clinic_id: int, today: date) -> QuerySet[Cover]:
    """Cover that stands or will for somebody of the clinic."""
    return _told(today).filter(away__membership__clinic=clinic_id)


def _told(today: date) -> QuerySet[Cover]:
    return Cover.objects.standing(today).select_related("away", "covered_by", "arranged_by")
