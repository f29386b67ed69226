"""Who looks after whom: taking a patient on, and ending it."""

from datetime import date

from django.db import transaction

from accounts.models import CareRelationship, User

Part = CareRelationship.Part


@transaction.atomic
def take_on(*, patient: User, clinician: User, on: date) -> CareRelationship:
    """The clinician's care for the patient from this day; there already, it stays as it is.

    The first clinician is the main one. Later ones are second until care is handed over.
    """
    unended = list(CareRelationship.objects.unended().filter(patient=patient))
    mine = [care for care in unended if care.clinician_id == clinician.pk]
    if mine:
        return mine[0]
    has_primary = any(care.role == Part.PRIMARY for care in unended)
    return CareRelationship.objects.create(
        patient=patient,
        clinician=clinician,
        role=Part.SECOND if has_primary else Part.PRIMARY,
        from_on=on,
    )


@transaction.atomic
def end(*, care: CareRelationship, on: date, reason: str) -> None:
    """Care no longer counts from this day; the record is closed to the clinician at once."""
    care.until_on, care.ended_reason = on, reason
    care.save(update_fields=["until_on", "ended_reason"])
