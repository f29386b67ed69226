"""Every look at a patient's record by somebody else, kept for the patient to read."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import RecordAccess, User


def record_look(*, patient: User, viewer: User, what: str, now: datetime) -> RecordAccess | None:
    """Write down one look. Looking at one's own record leaves no row."""
    if viewer.pk == patient.pk:
        return None
    return RecordAccess.objects.create(patient=patient, viewer=viewer, what=what, at=now)


def record_looks(*, patients: Iterable[User], viewer: User, what: str, now: datetime) -> None:
    """One look at several records at once, as at a list; a row for each patient, in one query."""
    RecordAccess.objects.bulk_create(
        RecordAccess(patient=patient, viewer=viewer, what=what, at=now)
        for patient in patients
        if patient.pk != viewer.pk
    )
