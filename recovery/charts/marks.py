"""The plan's marks in a chart: shapes, and links that say in words what each means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.charts.axis import LEFT, MARK_ROOM, PAIN_HEIGHT, TOP, Axis
from recovery.charts.shapes import GRAVEST_FIRST, MARK_WORDS, ChartDay, Mark, mark_shape

LEAST_LINK_WIDTH = 36
LEAST_STEP_APART = 7.0  # closer than that, shapes would cover each other


@dataclass(frozen=True, slots=True)
class _Zone:
    """Days side by side, wide enough together for a thumb. first: the place of its first day."""

    first: int
    days: Sequence[ChartDay]

    @property
    def marked(self) -> list[ChartDay]:
        return [one for one in self.days if one.mark is not None]

    @property
    def middle(self) -> float:
        return self.first + (len(self.days) - 1) / 2


def marks(axis: Axis, *, zoom: str | None = None) -> Iterator[str]:
    """zoom: where several days together lead, with `{day}` for the last of them.

    Without it nothing is a link.
    """
    for zone in _zones(axis):
        shapes = "".join(_shapes(axis, zone))
        yield shapes if zoom is None else _link(axis, zone, shapes, zoom)


def _zones(axis: Axis) -> Iterator[_Zone]:
    """Only those in which the plan did something."""
    count = ceil(LEAST_LINK_WIDTH / axis.step)
    for first in range(0, len(axis.days), count):
        zone = _Zone(first, axis.days[first : first + count])
        if zone.marked:
            yield zone


def _shapes(axis: Axis, zone: _Zone) -> Iterator[str]:
    """Each mark on its day; where days are too narrow, the gravest of the zone and how many."""
    if axis.step >= LEAST_STEP_APART:
        for place, one in enumerate(zone.days, start=zone.first):
            if one.mark is not None:
                yield mark_shape(one.mark, axis.x(place), axis.mark_middle)
        return
    found = {one.mark for one in zone.marked}
    gravest = next(mark for mark in GRAVEST_FIRST if mark in found)
    x, count = axis.x(zone.middle), len(zone.marked)
    yield mark_shape(gravest, x, axis.mark_middle - 6)
    if count > 1:
        yield f'<text x="{x}" y="{axis.mark_middle + 16}" text-anchor="middle">{count}</text>'


def _link(axis: Axis, zone: _Zone, shapes: str, zoom: str) -> str:
    """One day leads to that day; several lead to a chart in which each stands alone."""
    alone = zone.marked[0] if len(zone.marked) == 1 and zone.marked[0].href else None
    href = alone.href if alone else zoom.format(day=zone.days[-1].day.isoformat())
    words = _said(alone) if alone else _said_of_several(zone)
    x, wide = LEFT + zone.first * axis.step, len(zone.days) * axis.step
    place = f'x="{x:.1f}" y="{TOP + PAIN_HEIGHT}" width="{wide:.1f}" height="{MARK_ROOM}"'
    return format_html('<a href="{}" aria-label="{}"><title>{}</title>', href, words, words) + (
        f'<rect class="touch" {place} rx="6"/>{shapes}</a>'
    )


def _said(one: ChartDay) -> str:
    """Such as "Monday 2 March: Eased. Worst pain was 5 …"."""
    word = MARK_WORDS[one.mark or Mark.HOLD]
    return f"{date_format(one.day, 'l j F')}: {word}. {one.why}".strip()


def _said_of_several(zone: _Zone) -> str:
    """Such as "2 March to 6 March: Eased, Moved up. See each day."."""
    first, latest = zone.days[0].day, zone.days[-1].day
    words = dict.fromkeys(str(MARK_WORDS[one.mark]) for one in zone.marked if one.mark)
    return _("%(span)s: %(words)s. %(count)s. See each day.") % {
        "span": _span(first, latest),
        "words": ", ".join(words),
        "count": ngettext("%(count)d day with news", "%(count)d days with news", len(zone.marked))
        % {"count": len(zone.marked)},
    }


def _span(first: date, latest: date) -> str:
    if first == latest:
        return date_format(first, "j F")
    return _("%(first)s to %(latest)s") % {
        "first": date_format(first, "j F"),
        "latest": date_format(latest, "j F"),
    }
