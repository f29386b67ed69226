"""The notes of a care team about one patient."""

from django.db.models import Prefetch

from accounts.models import User
from recovery.models import Note
from recovery.models.note import NoteQuerySet

LONGEST_ID = 18  # more digits than any key has


def notes_about(patient: User) -> NoteQuerySet:
    """As they were first written, the newest first, each with its corrections; two queries."""
    corrections = Note.objects.select_related("written_by").order_by("pk")
    return (
        Note.objects.filter(patient=patient)
        .originals()
        .select_related("written_by")
        .prefetch_related(Prefetch("corrections", queryset=corrections))
    )


def own_note(patient: User, by: User, note_id: str) -> Note | None:
    """The note that somebody wants to put right, if they wrote it about this patient."""
    if not note_id.isascii() or not note_id.isdecimal() or len(note_id) > LONGEST_ID:
        return None
    return notes_about(patient).filter(written_by=by, pk=int(note_id)).first()
