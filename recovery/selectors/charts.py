"""Pain, work and decisions on one time axis. A day without a report is absent, never 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recovery.domain.log import CheckIn, Intake, Session
from recovery.models import Decision, RecoveryPlan
from recovery.selectors.entries import ReadEntry, read_entries


@dataclass(frozen=True, kw_only=True, slots=True)
class PainPoint:
    """The worst of each answer of a day; None where nobody answered."""

    day: date
    rest: int | None
    morning: int | None
    worst: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionPoint:
    """A day's sessions: minutes in all, the most pain and the most effort."""

    day: date
    minutes: int | None
    pain: int | None
    effort: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionPoint:
    day: date
    result: str
    phase: str
    lock_kind: str
    binding_rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChartSeries:
    pain: tuple[PainPoint, ...]
    sessions: tuple[SessionPoint, ...]
    decisions: tuple[DecisionPoint, ...]


def chart_series(plan: RecoveryPlan, *, since: date) -> ChartSeries:
    """Each day with something to draw, in order, in three queries."""
    entries = read_entries(plan, since=since)
    return ChartSeries(
        pain=pain_points(entries),
        sessions=session_points(entries),
        decisions=decision_points(plan, since=since),
    )


def pain_points(entries: Iterable[ReadEntry]) -> tuple[PainPoint, ...]:
    days: dict[date, list[CheckIn | Intake]] = {}
    for entry in entries:
        if isinstance(entry.right, CheckIn | Intake):
            days.setdefault(entry.row.on, []).append(entry.right)
    return tuple(
        PainPoint(
            day=day,
            rest=_most(one.pain_rest for one in said),
            morning=_most(one.pain_morning for one in said if isinstance(one, CheckIn)),
            worst=_most(one.pain_worst for one in said),
        )
        for day, said in sorted(days.items())
    )


def session_points(entries: Iterable[ReadEntry]) -> tuple[SessionPoint, ...]:
    days: dict[date, list[Session]] = {}
    for entry in entries:
        if isinstance(entry.right, Session):
            days.setdefault(entry.row.on, []).append(entry.right)
    return tuple(
        SessionPoint(
            day=day,
            minutes=_total(one.minutes for one in done),
            pain=_most(report.pain for one in done for report in one.exercises),
            effort=_most(one.effort for one in done),
        )
        for day, done in sorted(days.items())
    )


def decision_points(plan: RecoveryPlan, *, since: date) -> tuple[DecisionPoint, ...]:
    rows = Decision.objects.filter(plan=plan, day__gte=since).order_by("day", "revision")
    current = {
        row[0]: row
        for row in rows.values_list("day", "result", "phase", "lock_kind", "binding_rule")
    }
    return tuple(
        DecisionPoint(day=day, result=result, phase=phase, lock_kind=lock, binding_rule=rule)
        for day, result, phase, lock, rule in current.values()
    )


def _most(scores: Iterable[int | None]) -> int | None:
    return max((score for score in scores if score is not None), default=None)


def _total(numbers: Iterable[int | None]) -> int | None:
    given = [number for number in numbers if number is not None]
    return sum(given) if given else None
