"""The days of a patient's chart, from the points of a plan."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.urls import reverse

from recovery.charts import ChartDay, Mark
from recovery.domain.codes import LOCKING, Result
from recovery.domain.protocol import Protocol
from recovery.explanations import RESULT_WORDS
from recovery.selectors.charts import DecisionPoint
from recovery.selectors.progress import ProgressRecord, Window

DAY = timedelta(days=1)
MARK_OF = {
    Result.EASE: Mark.EASE,
    Result.REST: Mark.REST,
    Result.PROGRESS: Mark.UP,
} | dict.fromkeys(LOCKING, Mark.CARE)


def chart_days(
    record: ProgressRecord, protocol: Protocol, window: Window, *, why: Mapping[date, str]
) -> list[ChartDay]:
    """Every day of the window, those without a report too. why: the reason of a day in words."""
    pain = {point.day: point for point in record.series.pain}
    sessions = {point.day: point for point in record.series.sessions}
    rated = {point.day: point.mean for point in record.function}
    decided = {point.day: point for point in record.series.decisions}
    phases = _phases(decided, protocol, window)
    names = {phase.code: phase.name for phase in protocol.phases}
    days = []
    for offset in range((window.drawn_until - window.since).days + 1):
        on = window.since + offset * DAY
        said, done = pain.get(on), sessions.get(on)
        days.append(
            ChartDay(
                day=on,
                phase=names[phases[on]],
                ground=list(names).index(phases[on]),
                pain_rest=said.rest if said else None,
                pain_morning=said.morning if said else None,
                pain_worst=said.worst if said else None,
                pain_during=done.pain if done else None,
                function=rated.get(on),
                minutes=done.minutes if done else None,
                mark=_mark(decided.get(on), phases[on], phases.get(on - DAY)),
                said=_said(decided.get(on)),
                why=why.get(on, ""),
                href=reverse("day", args=[on]) if on in decided else "",
            )
        )
    return days


def _phases(
    decided: Mapping[date, DecisionPoint], protocol: Protocol, window: Window
) -> dict[date, str]:
    """The phase of each day; a day nobody decided is in that of the day before."""
    phase, found = protocol.phases[0].code, {}
    for offset in range((window.drawn_until - window.started_on).days + 1):
        on = window.started_on + offset * DAY
        phase = decided[on].phase if on in decided else phase
        found[on] = phase
    return found


def _mark(point: DecisionPoint | None, phase: str, before: str | None) -> Mark | None:
    if point is None:
        return None
    if before is not None and phase != before:
        return Mark.PHASE
    return MARK_OF.get(Result(point.result))


def _said(point: DecisionPoint | None) -> str:
    return str(RESULT_WORDS[Result(point.result)]) if point else ""
