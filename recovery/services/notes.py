"""What those who care for a patient write for each other. Written once; corrected by another."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from recovery.models import Note


class NoteIsAnothers(ValueError):
    """Only whoever wrote a note puts it right. Nothing was stored."""


@transaction.atomic
def write(
    *,
    patient: User,
    text: str,
    client_id: str,
    by: User,
    now: datetime,
    corrects: Note | None = None,
) -> Note:
    """Keep a note, or the right words for an earlier one of one's own.

    Whether `by` cares for the patient is for the caller to check. Sent again with the same
    content it changes nothing. Raises SentOtherwise or NoteIsAnothers.
    """
    if corrects is not None and corrects.written_by_id != by.pk:
        raise NoteIsAnothers
    note, _is_new = Note.objects.keep_once(
        patient=patient,
        written_by=by,
        client_id=client_id,
        facts={"text": text, "corrects_id": corrects and corrects.pk},
        noted={"written_at": now},
    )
    return note
