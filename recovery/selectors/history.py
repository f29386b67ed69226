"""Every day as it was shown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from recovery import mappers
from recovery.domain.decision import PlanDay
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors.entries import ReadEntry, read_entries

PAGE_DAYS = 28


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One revision of a day. is_changed: it says something else than the revision before it."""

    revision: int
    plan_day: PlanDay
    shown_at: datetime
    reason: str
    is_changed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryDay:
    """A day that was decided. current: what counts now. earlier: as it was shown, oldest first."""

    day: date
    current: Shown
    earlier: tuple[Shown, ...]
    entries: tuple[ReadEntry, ...]

    @property
    def has_list_without_session(self) -> bool:
        """Whether there was something to do and nobody said that it was done."""
        kinds = {entry.row.kind for entry in self.entries}
        return bool(self.current.plan_day.exercises) and LogEntry.Kind.SESSION not in kinds


def history(plan: RecoveryPlan, *, until: date, days: int = PAGE_DAYS) -> tuple[HistoryDay, ...]:
    """The decided days that end with `until`, newest first, in three queries."""
    since = until - timedelta(days=days - 1)
    return days_with(plan, read_entries(plan, since=since, until=until), until=until, days=days)


def days_with(
    plan: RecoveryPlan, read: Iterable[ReadEntry], *, until: date, days: int
) -> tuple[HistoryDay, ...]:
    """The decided days that end with `until`, with entries read already; one query."""
    since = until - timedelta(days=days - 1)
    revisions: defaultdict[date, list[Decision]] = defaultdict(list)
    rows = Decision.objects.filter(plan=plan, day__range=(since, until))
    for row in rows.defer("state").order_by("day", "revision"):
        revisions[row.day].append(row)
    entries: defaultdict[date, list[ReadEntry]] = defaultdict(list)
    for entry in read:
        entries[entry.row.on].append(entry)
    return tuple(
        _day(day, revisions[day], tuple(entries[day])) for day in sorted(revisions, reverse=True)
    )


def _day(day: date, rows: list[Decision], entries: tuple[ReadEntry, ...]) -> HistoryDay:
    befores = [None, *rows[:-1]]
    *earlier, current = [_shown(row, before) for row, before in zip(rows, befores, strict=True)]
    return HistoryDay(day=day, current=current, earlier=tuple(earlier), entries=entries)


def _shown(row: Decision, before: Decision | None) -> Shown:
    is_changed = before is not None and not mappers.is_same_outcome(row.plan_day, before.plan_day)
    return Shown(
        revision=row.revision,
        plan_day=mappers.plan_day_of(row),
        shown_at=row.created_at,
        reason=row.reason_for_revision,
        is_changed=is_changed,
    )
