"""The drawing itself: a chart of some days as one `<svg>`, and what it says in a sentence."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.charts.axis import (
    HIGHEST,
    LEFT,
    MINUTES_HEIGHT,
    PAIN_HEIGHT,
    RIGHT,
    TOP,
    Axis,
)
from recovery.charts.marks import marks
from recovery.charts.shapes import CAN_DO, CLASS_OF, LINES, WITHOUT_LINE, ChartDay, dot, flag_shape

Words = str | Promise
WIDEST_BAR, WIDEST_GAP, NARROWEST_BAR = 8.0, 10.0, 0.6
PX_A_LETTER = 7.4
PX_A_TICK = 78
BAND_COUNT = 3
LEAST_STEP_FOR_DOTS = 4.0
# Function is asked every two weeks; past three a rating was missed, and that is a gap.
LONGEST_FUNCTION_LINE = 21


def pain_chart(
    days: Sequence[ChartDay],
    *,
    width: int = 308,
    lines: Sequence[str] = tuple(LINES),
    cap: int | None = None,
    zoom: str | None = None,
    can_do: Words = CAN_DO,
) -> SafeString:
    """The chart of some days in order, as one `<svg>`; empty without days.

    width: in the drawing's own units, about 308 for a phone and 720 for a desk.
    cap: a pain limit to draw as a dashed line. zoom: makes the marks links, see `marks`.
    can_do: how the strip of function is named. Put `pain_table` beside it.
    """
    if not days:
        return SafeString("")
    axis = Axis(days, width)
    parts = [*_bands(axis), *_grid(axis), *_gaps(axis)]
    if cap is not None:
        parts.append(f'<path class="cap" d="M{LEFT} {axis.y(cap)}H{axis.right}"/>')
    for name in reversed(list(lines)):
        parts += _line(axis, name)
    parts += [*_function(axis, can_do), *_bars(axis), *_ticks(axis), *_flags(axis)]
    said = summary(days, can_do=can_do)
    role = "img" if zoom is None else "group"
    return _drawing(axis, "".join(parts), "".join(marks(axis, zoom=zoom)), role, said)


def _drawing(axis: Axis, still: str, marked: str, role: str, said: str) -> SafeString:
    """A picture with one name, or a group in which only the links speak."""
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="{}" aria-label="{}">'
        '<g aria-hidden="true">{}</g>{}</svg>',
        axis.width,
        axis.height,
        role,
        said,
        mark_safe(still),  # noqa: S308 - numbers, and texts escaped where they are set
        mark_safe(marked),  # noqa: S308 - as above
    )


def summary(days: Sequence[ChartDay], *, has_table: bool = True, can_do: Words = CAN_DO) -> str:
    """The chart in a sentence or two, for those who do not see it.

    has_table: whether `pain_table` stands beside it.
    """
    worst = [one.pain_worst for one in days if one.pain_worst is not None]
    can_do = [one.function for one in days if one.function is not None]
    gaps = sum(one.is_gap for one in days)
    said = ngettext("%(count)d day.", "%(count)d days.", len(days)) % {"count": len(days)}
    if worst:
        said += " " + _("Worst pain: %(first)d of 10 at first, %(latest)d of 10 at the end.") % {
            "first": worst[0],
            "latest": worst[-1],
        }
    if len(can_do) > 1:
        said += " " + _("%(what)s: %(first).1f of 10, then %(latest).1f.") % {
            "what": can_do,
            "first": can_do[0],
            "latest": can_do[-1],
        }
    if gaps:
        said += " " + ngettext(
            "%(count)d day without a report.", "%(count)d days without a report.", gaps
        ) % {"count": gaps}
    return f"{said} {_('A table with the numbers follows.')}" if has_table else said


def _bands(axis: Axis) -> Iterator[str]:
    """A ground for each phase, its name above where it fits."""
    place = 0
    for (phase, ground), members in groupby(axis.days, key=lambda one: (one.phase, one.ground)):
        count = len(list(members))
        x, wide = LEFT + place * axis.step, count * axis.step
        kind = ground % BAND_COUNT + 1
        yield (
            f'<rect class="p{kind}" x="{x:.1f}" y="{TOP}" width="{wide:.1f}" '
            f'height="{axis.base - TOP}" rx="6"/>'
        )
        if len(phase) * PX_A_LETTER <= wide:
            yield format_html('<text class="strong" x="{}" y="19">{}</text>', f"{x + 6:.1f}", phase)
        place += count


def _grid(axis: Axis) -> Iterator[str]:
    for pain in (0, 5, HIGHEST):
        yield from _ruled(axis, axis.y(pain), pain)
    yield f'<path class="grid" d="M{LEFT} {axis.base}H{axis.right}"/>'
    top = axis.base - MINUTES_HEIGHT + 12
    yield f'<text x="{LEFT - 7}" y="{top}" text-anchor="end">{axis.most_minutes}</text>'
    yield format_html(
        '<text x="{}" y="{}" text-anchor="end">{}</text>', LEFT - 7, axis.base, _("min")
    )


def _ruled(axis: Axis, y: float, number: int) -> Iterator[str]:
    yield f'<path class="grid" d="M{LEFT} {y}H{axis.right}"/>'
    yield f'<text x="{LEFT - 7}" y="{y + 4}" text-anchor="end">{number}</text>'


def _gaps(axis: Axis) -> Iterator[str]:
    """A box for each run of days without a report."""
    margin = max(axis.step * 0.2, axis.step - WIDEST_GAP) / 2
    for is_gap, members in groupby(enumerate(axis.days), key=lambda pair: pair[1].is_gap):
        places = [place for place, _day in members]
        if is_gap:
            x = LEFT + places[0] * axis.step + margin
            wide = len(places) * axis.step - 2 * margin
            yield (
                f'<rect class="gap" x="{x:.1f}" y="{TOP + 3}" width="{wide:.1f}" '
                f'height="{PAIN_HEIGHT - 6}" rx="3"/>'
            )


def _line(axis: Axis, name: str) -> Iterator[str]:
    """One kind of pain: a path for each run of days with an answer, a dot on each day."""
    answered = [
        (place, score)
        for place, one in enumerate(axis.days)
        if (score := getattr(one, name)) is not None
    ]
    css = CLASS_OF[name]
    for _run, members in groupby(enumerate(answered), key=lambda pair: pair[1][0] - pair[0]):
        points = [f"{axis.x(place)} {axis.y(score)}" for _order, (place, score) in members]
        if len(points) > 1 and name not in WITHOUT_LINE:
            yield f'<path class="{css}" d="M{"L".join(points)}"/>'
    if axis.step >= LEAST_STEP_FOR_DOTS:
        for place, score in answered:
            yield dot(css, axis.x(place), axis.y(score))


def _function(axis: Axis, can_do: Words) -> Iterator[str]:
    """What the person can do, in a strip of its own; dashes join ratings that follow in time."""
    rated = [
        (place, one.function) for place, one in enumerate(axis.days) if one.function is not None
    ]
    if not rated:
        return
    for number in (0, HIGHEST):
        yield from _ruled(axis, axis.y_function(number), number)
    words_y = axis.function_top - 8
    yield format_html('<text x="{}" y="{}">{}</text>', LEFT + 6, words_y, can_do)
    points = [(place, axis.x(place), axis.y_function(score)) for place, score in rated]
    for (before, x1, y1), (place, x2, y2) in pairwise(points):
        if place - before <= LONGEST_FUNCTION_LINE:
            yield f'<path class="func" d="M{x1} {y1}L{x2} {y2}"/>'
    for _place, x, y in points:
        yield dot("func", x, y)


def _bars(axis: Axis) -> Iterator[str]:
    wide = max(NARROWEST_BAR, min(WIDEST_BAR, axis.step * 0.65))
    for place, one in enumerate(axis.days):
        if one.minutes:
            tall = MINUTES_HEIGHT * 0.85 * one.minutes / axis.most_minutes
            yield (
                f'<rect class="min" x="{axis.x(place) - wide / 2:.1f}" '
                f'y="{axis.base - tall:.1f}" '
                f'width="{wide:.1f}" height="{tall:.1f}" rx="{min(1.6, wide / 2):.1f}"/>'
            )


def _flags(axis: Axis) -> Iterator[str]:
    """Instructions, on the ground of the pain scale, with a line through all that lies below."""
    foot = TOP + PAIN_HEIGHT
    for place, one in enumerate(axis.days):
        if one.instructed:
            x = axis.x(place)
            flag = flag_shape(x, foot, is_last=place == len(axis.days) - 1)
            yield f'<path class="told-line" d="M{x} {TOP}V{axis.base}"/>{flag}'


def _ticks(axis: Axis) -> Iterator[str]:
    """The first day, the latest, and as many between as there is room for."""
    count = len(axis.days)
    room = max(1, int((axis.width - LEFT - RIGHT) / PX_A_TICK))
    every = -(-count // room)
    for place in range(0, count - every, every):
        yield _tick(axis, place, "start" if place == 0 else "middle")
    yield _tick(axis, count - 1, "end" if count > 1 else "middle")


def _tick(axis: Axis, place: int, anchor: str) -> str:
    text = date_format(axis.days[place].day, "j M")
    x = axis.right if anchor == "end" else axis.x(place)
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}">{}</text>', x, axis.base + 18, anchor, text
    )
