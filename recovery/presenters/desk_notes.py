"""Notes as the care team reads them: the words that count, and what stood before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from recovery.models import Note


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """One version of a note."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteLine:
    """now: the words that count. before: what stood there, oldest first."""

    note_id: int
    now: Wording
    before: list[Wording]
    is_own: bool


def note_lines(notes: Iterable[Note], reader: User) -> list[NoteLine]:
    return [_line(note, reader) for note in notes]


def _line(note: Note, reader: User) -> NoteLine:
    *before, now = [_wording(one) for one in (note, *note.corrections.all())]
    is_own = note.written_by_id == reader.pk
    return NoteLine(note_id=note.pk, now=now, before=before, is_own=is_own)


def _wording(note: Note) -> Wording:
    return Wording(text=note.text, by=note.written_by.name, at=note.written_at)
