"""Everything about one patient on one page."""

from dataclasses import dataclass
from datetime import date, timedelta

from recovery.domain.decision import PlanDay
from recovery.models import RecoveryPlan
from recovery.selectors.charts import (
    ChartSeries,
    decision_points,
    pain_points,
    session_points,
)
from recovery.selectors.entries import ReadEntry, read_entries
from recovery.selectors.history import HistoryDay, days_with
from recovery.selectors.plan_days import today as plan_today

CHART_DAYS = 84
HISTORY_DAYS = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class PatientPage:
    """today: the plan of today. entries: of the charted time, oldest first.

    history: the latest two weeks, newest first.
    """

    today: PlanDay
    day_number: int
    entries: tuple[ReadEntry, ...]
    charts: ChartSeries
    history: tuple[HistoryDay, ...]


def patient_page(plan: RecoveryPlan, *, today: date) -> PatientPage:
    """The page of a plan, in eight queries at most."""
    since = max(plan.started_on, today - timedelta(days=CHART_DAYS - 1))
    entries = read_entries(plan, since=since)
    return PatientPage(
        today=plan_today(plan, today),
        day_number=(today - plan.started_on).days + 1,
        entries=entries,
        charts=ChartSeries(
            pain=pain_points(entries),
            sessions=session_points(entries),
            decisions=decision_points(plan, since=since),
        ),
        history=days_with(plan, entries, until=today, days=HISTORY_DAYS),
    )
