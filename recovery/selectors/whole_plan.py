"""A whole plan, from its first day to its latest: what a letter about it is written from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from recovery import mappers
from recovery.adherence import Kept, days_over
from recovery.domain import plan as engine
from recovery.domain.codes import AlertCode
from recovery.domain.decision import PlanDay
from recovery.domain.state import PlanState
from recovery.models import AdverseEvent, Decision, LogEntry, RecoveryPlan
from recovery.selectors import replay
from recovery.selectors.adverse_events import adverse_events_of
from recovery.selectors.charts import (
    ChartSeries,
    DecisionPoint,
    pain_points,
    session_points,
)
from recovery.selectors.entries import ReadEntry, read_entries, to_fold
from recovery.selectors.function import FunctionPoint, function_points_of
from recovery.selectors.own_plans import CHECK_INS
from recovery.selectors.progress import OWN_KINDS

DAY = timedelta(days=1)
TELLING_ALERTS = frozenset(
    {AlertCode.RED_FLAG, AlertCode.SUDDEN_EVENT, AlertCode.SEVERE_PAIN, AlertCode.FLARE}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """One day in brief. is_asked: whether the plan listed anything to do on it at any time."""

    day: date
    phase: str
    result: str
    lock_kind: str
    rule: str
    alerts: frozenset[str]
    is_asked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WholePlan:
    """turns: every day in order; those after the latest decided one are worked out.

    told: the days on which something turned, whole. now, state: as the latest day left them.
    """

    plan: RecoveryPlan
    until: date
    entries: tuple[ReadEntry, ...]
    charts: ChartSeries
    function: tuple[FunctionPoint, ...]
    events: tuple[AdverseEvent, ...]
    turns: tuple[Turn, ...]
    told: Mapping[date, PlanDay]
    now: PlanDay
    state: PlanState

    @property
    def kept(self) -> Kept:
        return self.kept_in(self.plan.started_on, self.until)

    def kept_in(self, first: date, latest: date) -> Kept:
        """Of the days from one to another, those of the plan."""
        first, latest = max(first, self.plan.started_on), min(latest, self.until)
        reported = self._on(*OWN_KINDS)
        end = self.until if self.plan.closed_on is None else self.until + DAY
        days = days_over(first, latest, today=end, reported=reported)
        minutes = [
            one.minutes
            for one in self.charts.sessions
            if one.minutes is not None and first <= one.day <= latest
        ]
        return Kept(
            days=days,
            checked_in=self._on(*CHECK_INS) & days,
            trained=self._on(LogEntry.Kind.SESSION) & days,
            reported=reported & days,
            asked=frozenset(turn.day for turn in self.turns if turn.is_asked),
            minutes=sum(minutes) if minutes else None,
        )

    def _on(self, *kinds: str) -> frozenset[date]:
        return frozenset(one.row.on for one in self.entries if one.row.kind in kinds)


def whole_plan(plan: RecoveryPlan, *, today: date) -> WholePlan:
    """Of a plan that `own_plans` read, until today or the day it ended. At most nine queries."""
    until = max(plan.started_on, plan.closed_on or today)
    entries = read_entries(plan, since=plan.started_on, until=until)
    folded = _folded(plan, entries, until)
    turns = _turns(plan, folded, until)
    later = {one.plan_day.day: one.plan_day for one in folded}
    return WholePlan(
        plan=plan,
        until=until,
        entries=entries,
        charts=ChartSeries(
            pain=pain_points(entries),
            sessions=session_points(entries),
            decisions=tuple(_point(one) for one in turns),
        ),
        function=function_points_of(plan),
        events=tuple(adverse_events_of(plan.patient).filter(on__range=(plan.started_on, until))),
        turns=turns,
        told=_told(plan, turns, later),
        now=folded[-1].plan_day,
        state=folded[-1].state,
    )


def _folded(plan: RecoveryPlan, entries: Iterable[ReadEntry], until: date) -> list[engine.Decision]:
    """The latest day, and those before it that nobody decided. Nothing is written."""
    past = replay.past_of(plan, before=until)
    first = past.state.on + DAY if past.state else plan.started_on
    log = mappers.log_of(plan, to_fold(entries, since=first))
    protocol = mappers.protocol_for(plan)
    return list(engine.fold(protocol, log, until=until, since=past.state))


def _turns(plan: RecoveryPlan, folded: Iterable[engine.Decision], until: date) -> tuple[Turn, ...]:
    """A day counts as it was decided latest; what an earlier revision listed was asked, too."""
    found: dict[date, Turn] = {}
    rows = Decision.objects.filter(plan=plan, day__lte=until).order_by("day", "revision")
    columns = ("day", "phase", "result", "lock_kind", "binding_rule", "alerts")
    for row in rows.values_list(*columns, "plan_day__exercises__0__ladder"):
        day, phase, result, lock_kind, rule, alerts, listed = row
        before = found.get(day)
        found[day] = Turn(
            day=day,
            phase=phase,
            result=result,
            lock_kind=lock_kind,
            rule=rule,
            alerts=frozenset(alerts),
            is_asked=bool(listed) or (before is not None and before.is_asked),
        )
    for one in folded:
        found.setdefault(one.plan_day.day, _turn_of(one.plan_day))
    return tuple(found[day] for day in sorted(found))


def _turn_of(day: PlanDay) -> Turn:
    return Turn(
        day=day.day,
        phase=day.phase,
        result=day.result.value,
        lock_kind=day.lock.kind.value if day.lock else "",
        rule=day.binding.rule,
        alerts=frozenset(alert.code.value for alert in day.alerts),
        is_asked=bool(day.exercises),
    )


def _point(turn: Turn) -> DecisionPoint:
    return DecisionPoint(
        day=turn.day,
        result=turn.result,
        phase=turn.phase,
        lock_kind=turn.lock_kind,
        binding_rule=turn.rule,
    )


def _told(
    plan: RecoveryPlan, turns: Iterable[Turn], later: Mapping[date, PlanDay]
) -> Mapping[date, PlanDay]:
    days = list(_turning(turns))
    rows = Decision.objects.filter(plan=plan, day__in=days).order_by("day", "revision")
    decided = {row.day: row for row in rows.defer("state")}
    return {
        day: mappers.plan_day_of(decided[day]) if day in decided else later[day] for day in days
    }


def _turning(turns: Iterable[Turn]) -> Iterator[date]:
    """A phase begun, a lock set or lifted, or an alert that was not there the day before."""
    turns = list(turns)
    first = turns[0]
    if first.lock_kind or first.alerts & TELLING_ALERTS:
        yield first.day
    for before, turn in pairwise(turns):
        is_new = (turn.alerts - before.alerts) & TELLING_ALERTS
        if is_new or (before.phase, before.lock_kind) != (turn.phase, turn.lock_kind):
            yield turn.day
