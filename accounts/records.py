"""Every look at a patient's record by somebody else, kept for the patient to read."""

from datetime import datetime

from accounts.models import RecordAccess, User


def record_look(*, patient: User, viewer: User, what: str, now: datetime) -> RecordAccess | None:
    """Write down one look. Looking at one's own record leaves no row."""
    if viewer.pk == patient.pk:
        return None
    return RecordAccess.objects.create(patient=patient, viewer=viewer, what=what, at=now)
