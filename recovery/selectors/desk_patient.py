"""One patient's record for the therapist's page: read at once, folded nowhere."""

from dataclasses import dataclass
from datetime import date, timedelta

from recovery import mappers
from recovery.domain.log import Entry
from recovery.models import RecoveryPlan
from recovery.selectors import replay
from recovery.selectors.charts import ChartSeries, decision_points, pain_points, session_points
from recovery.selectors.entries import ReadEntry, read_entries
from recovery.selectors.history import HistoryDay, days_with
from recovery.selectors.patient_page import CHART_DAYS
from recovery.selectors.replay import Past


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskRecord:
    """since: the first charted day. entries: from then on, oldest first.

    past: where a fold of today begins. to_fold: the entries such a fold reads.
    """

    since: date
    entries: tuple[ReadEntry, ...]
    charts: ChartSeries
    history: tuple[HistoryDay, ...]
    past: Past
    to_fold: tuple[Entry, ...]


def desk_record(plan: RecoveryPlan, *, today: date, history_days: int) -> DeskRecord:
    """Five queries; two more where the whole log must be folded again."""
    since = max(plan.started_on, today - timedelta(days=CHART_DAYS - 1))
    entries = read_entries(plan, since=since)
    past = replay.past_of(plan, before=today)
    return DeskRecord(
        since=since,
        entries=entries,
        charts=ChartSeries(
            pain=pain_points(entries),
            sessions=session_points(entries),
            decisions=decision_points(plan, since=since),
        ),
        history=days_with(plan, entries, until=today, days=history_days),
        past=past,
        to_fold=_to_fold(plan, past, entries, since),
    )


def _to_fold(
    plan: RecoveryPlan, past: Past, entries: tuple[ReadEntry, ...], since: date
) -> tuple[Entry, ...]:
    first = past.state.on + timedelta(days=1) if past.state else plan.started_on
    if first < since:
        return tuple(replay.domain_entries(replay.entries_after(plan, past.state)))
    return tuple(
        entry
        for one in entries
        if one.row.on >= first
        for entry in (one.written, *_corrections(one))
    )


def _corrections(one: ReadEntry) -> list[Entry]:
    return [mappers.entry_of(row) for row in one.corrections]
