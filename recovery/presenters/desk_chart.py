"""Pain, minutes and decisions of a plan on one axis, day by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from recovery.charts.shapes import ChartDay, Mark
from recovery.domain.codes import LOCKING, Result
from recovery.domain.protocol import Protocol
from recovery.explanations import RESULT_WORDS
from recovery.explanations.letter_words import CAN_DO
from recovery.selectors.charts import ChartSeries, DecisionPoint

MARKS = {
    Result.PROGRESS: Mark.UP,
    Result.EASE: Mark.EASE,
    Result.REST: Mark.REST,
    **dict.fromkeys(LOCKING, Mark.CARE),
}
LINES = ("pain_worst", "pain_morning")
# How a chart is called and what it shows where a clinician reads it.
NAMED: dict[str, Any] = {"lines": LINES, "can_do": CAN_DO}


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the axis shows. function: means of the days on which it was rated.

    directives: what was instructed, in words, by day.
    """

    charts: ChartSeries
    function: Mapping[date, float | None]
    directives: Mapping[date, str]


def chart_days(told: Told, protocol: Protocol, *, since: date, until: date) -> list[ChartDay]:
    """Every day of the axis; one without a report stays empty."""
    pain = {point.day: point for point in told.charts.pain}
    sessions = {point.day: point for point in told.charts.sessions}
    decisions = {point.day: point for point in told.charts.decisions}
    names = {phase.code: phase.name for phase in protocol.phases}
    order = list(names)
    phase, days = order[0], []
    for back in range((until - since).days + 1):
        day = since + timedelta(days=back)
        decided, said, done = decisions.get(day), pain.get(day), sessions.get(day)
        mark = _mark(decided)
        if days and decided is not None and decided.phase != phase:
            mark = Mark.PHASE if order.index(decided.phase) > order.index(phase) else Mark.EASE
        phase = decided.phase if decided else phase
        days.append(
            ChartDay(
                day=day,
                phase=names[phase],
                ground=order.index(phase),
                pain_rest=said.rest if said else None,
                pain_morning=said.morning if said else None,
                pain_worst=said.worst if said else None,
                function=told.function.get(day),
                minutes=(done.minutes or 0) if done else None,
                mark=mark,
                said=_said(decided),
                instructed=told.directives.get(day, ""),
            )
        )
    return days


def _mark(decided: DecisionPoint | None) -> Mark | None:
    return MARKS.get(Result(decided.result)) if decided else None


def _said(decided: DecisionPoint | None) -> str:
    if decided is None:
        return ""
    return f"{RESULT_WORDS[Result(decided.result)]} ({decided.binding_rule})"
