"""A simulated course as a drawing of its own: dose, phase and pain on one axis."""

from collections.abc import Mapping

from django.conf import settings

from recovery.charts.drawing import pain_chart
from recovery.charts.shapes import ChartDay, Mark
from recovery.domain.codes import LOCKING, Result
from recovery.domain.log import Intake
from recovery.domain.protocol import Protocol
from recovery.simulation.run import SimulatedDay

WIDTH = 720
STYLES = ("tokens.css", "components/chart.css")
MARKS = {
    Result.PROGRESS: Mark.UP,
    Result.EASE: Mark.EASE,
    Result.REST: Mark.REST,
    **dict.fromkeys(LOCKING, Mark.CARE),
}


def chart_file(protocol: Protocol, days: list[SimulatedDay]) -> str:
    """An SVG file that needs nothing beside it: pain, phases, and the minutes that were offered."""
    names = {phase.code: phase.name for phase in protocol.phases}
    drawing = pain_chart(
        [chart_day(one, names) for one in days],
        width=WIDTH,
        lines=("pain_worst",),
    )
    css = "".join((settings.BASE_DIR / "static/css" / name).read_text() for name in STYLES)
    head, rest = str(drawing).split(">", 1)
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{css}</style>{rest}\n'


def chart_day(one: SimulatedDay, names: Mapping[str, str]) -> ChartDay:
    """names: of the phases, in their order. What the first questions said counts as a report."""
    said = one.feeling
    first = next((entry for entry in one.entries if isinstance(entry, Intake)), None)
    return ChartDay(
        day=one.plan_day.day,
        phase=names[one.plan_day.phase],
        ground=list(names).index(one.plan_day.phase),
        pain_rest=_pain(said and said.rest, first and first.pain_rest),
        pain_morning=_pain(said and said.morning, first and first.pain_now),
        pain_worst=_pain(said and said.worst, first and first.pain_worst),
        pain_during=one.hurt,
        minutes=one.minutes if one.trained else None,
        mark=MARKS.get(one.plan_day.result),
    )


def _pain(said: int | None, at_first: int | None) -> int | None:
    return at_first if said is None else said
