"""One instruction that was given, with what the plan would have done without it."""

from accounts.models import User
from recovery import mappers
from recovery.models import DirectiveOutcome, LogEntry
from recovery.selectors.entries import ReadEntry


def given_directive(
    patient: User, entry_id: int
) -> tuple[ReadEntry, DirectiveOutcome | None] | None:
    """Of one of this patient's plans; without an outcome where none was kept. One query."""
    rows = LogEntry.objects.filter(plan__patient=patient, kind=LogEntry.Kind.DIRECTIVE)
    rows = rows.select_related("recorded_by", "outcome", "plan__protocol_version")
    row = rows.defer("plan__protocol_version__text").filter(pk=entry_id).first()
    if row is None:
        return None
    entry = mappers.entry_of(row)
    read = ReadEntry(row=row, written=entry, right=entry, corrections=())
    return read, getattr(row, "outcome", None)
