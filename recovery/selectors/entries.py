"""The log to be read by people: each entry as it was written, and as it counts now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from recovery import mappers
from recovery.domain.log import Correction, Entry
from recovery.models import LogEntry, RecoveryPlan
from recovery.selectors import replay


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadEntry:
    """written: what was recorded. right: with every correction since. corrections: oldest first."""

    row: LogEntry
    written: Entry
    right: Entry
    corrections: tuple[LogEntry, ...]


def read_entries(
    plan: RecoveryPlan, *, since: date, until: date | None = None
) -> tuple[ReadEntry, ...]:
    """The entries of some days in the order they were recorded, in two queries."""
    wanted = LogEntry.objects.filter(plan=plan, on__gte=since)
    if until is not None:
        wanted = wanted.filter(on__lte=until)
    rows = list(wanted.with_target().select_related("recorded_by").order_by("sequence"))
    return with_corrections(rows)


def with_corrections(rows: list[LogEntry]) -> tuple[ReadEntry, ...]:
    """Rows with the corrections among them applied; one query where there are sessions."""
    found = list(zip(rows, replay.domain_entries(rows), strict=True))
    corrections: defaultdict[int, list[tuple[LogEntry, Correction]]] = defaultdict(list)
    for row, entry in found:
        if isinstance(entry, Correction):
            corrections[row.supersedes_id].append((row, entry))
    return tuple(
        ReadEntry(
            row=row,
            written=entry,
            right=_right(entry, [correction for _, correction in corrections[row.pk]]),
            corrections=tuple(correction_row for correction_row, _ in corrections[row.pk]),
        )
        for row, entry in found
        if not isinstance(entry, Correction)
    )


def _right(entry: Entry, corrections: list[Correction]) -> Entry:
    for correction in corrections:
        entry = replace(entry, **correction.changes)
    return entry


def to_fold(entries: Iterable[ReadEntry], *, since: date) -> tuple[Entry, ...]:
    """Entries that were read for people, from a day on, as the rules read them."""
    return tuple(
        entry
        for one in entries
        if one.row.on >= since
        for entry in (one.written, *(mappers.entry_of(row) for row in one.corrections))
    )
