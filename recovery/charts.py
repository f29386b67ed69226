"""Charts drawn on the server: pain and minutes on one time axis, and their twin as a table.

Nothing here knows where the days come from. A day without an answer is a gap: it is drawn as a
dotted box, no line crosses it, and it is never 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.chart_shapes import CLASS_OF, LINES, ChartDay, Mark, dot, mark_shape
from recovery.chart_words import chart_key, pain_table

__all__ = ["ChartDay", "Mark", "chart_key", "pain_chart", "pain_table", "summary"]


LEFT, RIGHT, TOP = 32, 8, 26
PAIN_HEIGHT, MARK_ROOM, MINUTES_HEIGHT, FOOT = 194, 30, 46, 24
HEIGHT = TOP + PAIN_HEIGHT + MARK_ROOM + MINUTES_HEIGHT + FOOT
HIGHEST_PAIN = 10
MARK_MIDDLE = TOP + PAIN_HEIGHT + 17
BASE = TOP + PAIN_HEIGHT + MARK_ROOM + MINUTES_HEIGHT
LEAST_MINUTES_SHOWN = 30
WIDEST_BAR, WIDEST_GAP = 8.0, 10.0
PX_A_LETTER = 7.4
PX_A_TICK = 78
BAND_COUNT = 3


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where a day, a score and minutes lie in the drawing."""

    days: Sequence[ChartDay]
    width: int

    @property
    def step(self) -> float:
        return (self.width - LEFT - RIGHT) / len(self.days)

    def x(self, place: int) -> float:
        return round(LEFT + (place + 0.5) * self.step, 1)

    @staticmethod
    def y(pain: int) -> float:
        return round(TOP + PAIN_HEIGHT * (HIGHEST_PAIN - pain) / HIGHEST_PAIN, 1)

    @property
    def most_minutes(self) -> int:
        return max(LEAST_MINUTES_SHOWN, *(one.minutes or 0 for one in self.days))


def pain_chart(
    days: Sequence[ChartDay],
    *,
    width: int = 308,
    lines: Sequence[str] = tuple(LINES),
    cap: int | None = None,
) -> SafeString:
    """The chart of some days in order, as one `<svg>`; empty without days.

    width: in the drawing's own units, about 308 for a phone and 720 for a desk.
    cap: a pain limit to draw as a dashed line. Put `pain_table` beside it.
    """
    if not days:
        return SafeString("")
    axis = _Axis(days, width)
    parts = [*_bands(axis), *_grid(axis), *_gaps(axis)]
    if cap is not None:
        parts.append(_cap(axis, cap))
    for name in reversed(list(lines)):
        parts += _line(axis, name)
    parts += [*_marks(axis), *_bars(axis), *_ticks(axis)]
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        width,
        HEIGHT,
        summary(days),
        mark_safe("".join(parts)),  # noqa: S308 - numbers, and texts escaped where they are set
    )


def summary(days: Sequence[ChartDay]) -> str:
    """The chart in a sentence or two, for those who do not see it."""
    worst = [one.pain_worst for one in days if one.pain_worst is not None]
    gaps = sum(one.is_gap for one in days)
    said = ngettext("%(count)d day.", "%(count)d days.", len(days)) % {"count": len(days)}
    if worst:
        said += " " + _("Worst pain: %(first)d of 10 at first, %(latest)d of 10 at the end.") % {
            "first": worst[0],
            "latest": worst[-1],
        }
    if gaps:
        said += " " + ngettext(
            "%(count)d day without a report.", "%(count)d days without a report.", gaps
        ) % {"count": gaps}
    return f"{said} {_('A table with every number follows.')}"


def _bands(axis: _Axis) -> Iterator[str]:
    """A ground for each phase, its name above where it fits."""
    place = 0
    names = list(dict.fromkeys(one.phase for one in axis.days))
    for phase, members in groupby(axis.days, key=lambda one: one.phase):
        count = len(list(members))
        x, wide = LEFT + place * axis.step, count * axis.step
        kind = names.index(phase) % BAND_COUNT + 1
        yield (
            f'<rect class="p{kind}" x="{x:.1f}" y="{TOP}" width="{wide:.1f}" '
            f'height="{BASE - TOP}" rx="6"/>'
        )
        if len(phase) * PX_A_LETTER <= wide:
            yield format_html('<text class="strong" x="{}" y="19">{}</text>', f"{x + 6:.1f}", phase)
        place += count


def _grid(axis: _Axis) -> Iterator[str]:
    right = axis.width - RIGHT
    for pain in (0, 5, HIGHEST_PAIN):
        y = axis.y(pain)
        yield f'<path class="grid" d="M{LEFT} {y}H{right}"/>'
        yield f'<text x="{LEFT - 7}" y="{y + 4}" text-anchor="end">{pain}</text>'
    yield f'<path class="grid" d="M{LEFT} {BASE}H{right}"/>'
    top = BASE - MINUTES_HEIGHT + 12
    yield f'<text x="{LEFT - 7}" y="{top}" text-anchor="end">{axis.most_minutes}</text>'
    yield format_html('<text x="{}" y="{}" text-anchor="end">{}</text>', LEFT - 7, BASE, _("min"))


def _gaps(axis: _Axis) -> Iterator[str]:
    wide = min(WIDEST_GAP, axis.step * 0.8)
    for place, one in enumerate(axis.days):
        if one.is_gap:
            x = axis.x(place) - wide / 2
            yield (
                f'<rect class="gap" x="{x:.1f}" y="{TOP + 3}" width="{wide:.1f}" '
                f'height="{PAIN_HEIGHT - 6}" rx="3"/>'
            )


def _cap(axis: _Axis, cap: int) -> str:
    return f'<path class="cap" d="M{LEFT} {axis.y(cap)}H{axis.width - RIGHT}"/>'


def _line(axis: _Axis, name: str) -> Iterator[str]:
    """One kind of pain: a path for each run of days with an answer, a dot on each day."""
    answered = [
        (place, score)
        for place, one in enumerate(axis.days)
        if (score := getattr(one, name)) is not None
    ]
    css = CLASS_OF[name]
    for _run, members in groupby(enumerate(answered), key=lambda pair: pair[1][0] - pair[0]):
        points = [f"{axis.x(place)} {axis.y(score)}" for _order, (place, score) in members]
        if len(points) > 1:
            yield f'<path class="{css}" d="M{"L".join(points)}"/>'
    for place, score in answered:
        yield dot(css, axis.x(place), axis.y(score))


def _marks(axis: _Axis) -> Iterator[str]:
    for place, one in enumerate(axis.days):
        if one.mark is not None:
            yield mark_shape(one.mark, axis.x(place), MARK_MIDDLE)


def _bars(axis: _Axis) -> Iterator[str]:
    wide = min(WIDEST_BAR, axis.step * 0.65)
    for place, one in enumerate(axis.days):
        if one.minutes:
            tall = MINUTES_HEIGHT * 0.85 * one.minutes / axis.most_minutes
            yield (
                f'<rect class="min" x="{axis.x(place) - wide / 2:.1f}" y="{BASE - tall:.1f}" '
                f'width="{wide:.1f}" height="{tall:.1f}" rx="1.6"/>'
            )


def _ticks(axis: _Axis) -> Iterator[str]:
    """The first day, the latest, and as many between as there is room for."""
    count = len(axis.days)
    room = max(1, int((axis.width - LEFT - RIGHT) / PX_A_TICK))
    every = -(-count // room)
    for place in range(0, count - every, every):
        yield _tick(axis, place, "start" if place == 0 else "middle")
    yield _tick(axis, count - 1, "end" if count > 1 else "middle")


def _tick(axis: _Axis, place: int, anchor: str) -> str:
    text = date_format(axis.days[place].day, "j M")
    x = axis.width - RIGHT if anchor == "end" else axis.x(place)
    return format_html('<text x="{}" y="{}" text-anchor="{}">{}</text>', x, BASE + 18, anchor, text)
