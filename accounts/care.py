"""Who looks after whom: taking a patient on, handing them over, and ending it.

Rows are ended and others begun; none is changed into another. So they tell who looked after a
patient on any day, who arranged it, when and why.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext_noop

from accounts import access
from accounts.local_time import local_day
from accounts.models import CareRelationship, Cover, User

Part = CareRelationship.Part
BECAME_MAIN = gettext_noop("Became the main therapist.")
BECAME_SECOND = gettext_noop("Became second therapist.")
HANDED_OVER = gettext_noop("Handed over.")
COVER_MOOT = gettext_noop("Whoever was away no longer looks after the patient.")


class Refusal(StrEnum):
    ONESELF = "oneself"
    NO_COLLEAGUE = "no_colleague"
    NOT_YOURS = "not_yours"
    THERE_ALREADY = "there_already"
    PAST = "past"
    WRONG_ORDER = "wrong_order"
    TOO_LONG = "too_long"
    COVERED_ALREADY = "covered_already"
    AWAY_TOO = "away_too"


class CareRefused(Exception):
    """Nothing was changed; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@transaction.atomic
def take_on(*, patient: User, clinician: User, on: date) -> CareRelationship:
    """The clinician's care for the patient from this day; there already, it stays as it is.

    The first clinician is the main one. Later ones are second until care is handed over.
    """
    unended = list(CareRelationship.objects.unended().filter(patient=patient))
    mine = [care for care in unended if care.clinician_id == clinician.pk]
    if mine:
        return mine[0]
    for cover in CareRelationship.objects.lasting(on).filter(
        patient=patient, clinician=clinician, role=Part.COVER
    ):
        end(care=cover, on=on, reason=BECAME_SECOND)
    has_primary = any(care.role == Part.PRIMARY for care in unended)
    care = CareRelationship.objects.create(
        patient=patient,
        clinician=clinician,
        role=Part.SECOND if has_primary else Part.PRIMARY,
        from_on=on,
    )
    cover_too(care)
    return care


def cover_too(care: CareRelationship) -> None:
    """Whoever stands in for this clinician looks after their new patient as well."""
    for cover in Cover.objects.standing(care.from_on).filter(away=care.clinician):
        if cover.covered_by_id != care.patient_id:
            covering(cover, care).save()


def covering(cover: Cover, care: CareRelationship) -> CareRelationship:
    """The colleague's care beside this one, not yet stored."""
    return CareRelationship(
        patient_id=care.patient_id,
        clinician_id=cover.covered_by_id,
        role=Part.COVER,
        from_on=max(cover.from_on, care.from_on),
        until_on=cover.until_on,
        cover=cover,
        instead_of_id=cover.away_id,
        note=cover.note,
        arranged_by_id=cover.arranged_by_id,
        arranged_at=cover.arranged_at,
    )


@transaction.atomic
def hand_over(*, patient: User, to: User, by: User, note: str, now: datetime) -> CareRelationship:
    """From today `to` is the main therapist; whoever was no longer cares for the patient.

    Raises CareRefused.
    """
    on = local_day(patient, now)
    rows = _lasting(patient, on)
    main = main_of(rows, on)
    if main is None or not access.may_arrange_for(by, main.clinician):
        raise CareRefused(Refusal.NOT_YOURS)
    check_colleague(to, of=main.clinician)
    end(care=main, on=on, reason=HANDED_OVER, by=by, now=now)
    for row in rows:
        if row.clinician_id == to.pk:
            end(care=row, on=on, reason=BECAME_MAIN, by=by, now=now)
        elif row.role == Part.COVER and row.instead_of_id == main.clinician_id:
            end(care=row, on=on, reason=COVER_MOOT, by=by, now=now)
    begun = CareRelationship.objects.create(
        patient=patient,
        clinician=to,
        role=Part.PRIMARY,
        from_on=on,
        instead_of=main.clinician,
        note=note,
        arranged_by=by,
        arranged_at=now,
    )
    cover_too(begun)
    return begun


@transaction.atomic
def add_second(
    *, patient: User, colleague: User, by: User, note: str, now: datetime
) -> CareRelationship:
    """From today a colleague looks after the patient as well. Raises CareRefused."""
    on = local_day(patient, now)
    rows = _lasting(patient, on)
    main = main_of(rows, on)
    if main is None or not access.may_arrange_for(by, main.clinician):
        raise CareRefused(Refusal.NOT_YOURS)
    check_colleague(colleague, of=main.clinician)
    theirs = [row for row in rows if row.clinician_id == colleague.pk]
    if any(row.role == Part.SECOND for row in theirs):
        raise CareRefused(Refusal.THERE_ALREADY)
    for cover in theirs:
        end(care=cover, on=on, reason=BECAME_SECOND, by=by, now=now)
    begun = CareRelationship.objects.create(
        patient=patient,
        clinician=colleague,
        role=Part.SECOND,
        from_on=on,
        note=note,
        arranged_by=by,
        arranged_at=now,
    )
    cover_too(begun)
    return begun


def may_end(user: User, care: CareRelationship, main: CareRelationship | None) -> bool:
    """A second therapist's care is ended by themselves or by the main one; no other is ended."""
    if care.role != Part.SECOND:
        return False
    return care.clinician_id == user.pk or (
        main is not None and access.may_arrange_for(user, main.clinician)
    )


@transaction.atomic
def end_second(*, care: CareRelationship, by: User, reason: str, now: datetime) -> None:
    """The second therapist no longer cares for the patient. Raises CareRefused."""
    on = local_day(care.patient, now)
    rows = _lasting(care.patient, on)
    still = next((row for row in rows if row.pk == care.pk), None)
    if still is None or not may_end(by, still, main_of(rows, on)):
        raise CareRefused(Refusal.NOT_YOURS)
    end(care=still, on=on, reason=reason, by=by, now=now)
    for row in rows:
        if row.role == Part.COVER and row.instead_of_id == still.clinician_id:
            end(care=row, on=on, reason=COVER_MOOT, by=by, now=now)


def has_handed_over(clinician: User, patient: User, *, on: date) -> bool:
    """Whether this clinician's patient is now in the care of whoever came after."""
    rows = CareRelationship.objects.filter(patient=patient)
    came_after = rows.filter(role=Part.PRIMARY, instead_of=clinician)
    return came_after.exists() and rows.current(on).exists()


def check_colleague(colleague: User, *, of: User) -> None:
    """Whether somebody can look after a clinician's patients. Raises CareRefused."""
    if colleague.pk == of.pk:
        raise CareRefused(Refusal.ONESELF)
    if not access.are_colleagues(of, colleague):
        raise CareRefused(Refusal.NO_COLLEAGUE)


def _lasting(patient: User, on: date) -> list[CareRelationship]:
    """Held until the change is written: two people cannot hand the same patient over."""
    rows = CareRelationship.objects.select_for_update(of=("self",)).lasting(on)
    return list(rows.filter(patient=patient).select_related("clinician"))


def main_of(rows: Sequence[CareRelationship], on: date) -> CareRelationship | None:
    """The main therapist's care among a patient's rows."""
    return next((row for row in rows if row.role == Part.PRIMARY and row.is_current(on)), None)


@transaction.atomic
def end(
    *,
    care: CareRelationship,
    on: date,
    reason: str,
    by: User | None = None,
    now: datetime | None = None,
) -> None:
    """Care no longer counts from this day, or never does if it had not begun."""
    care.until_on, care.ended_reason = max(on, care.from_on), reason
    care.ended_by, care.ended_at = by, now
    care.save(update_fields=["until_on", "ended_reason", "ended_by", "ended_at"])
