"""`{% limit_strip score=5 progress=3 hold=4 stop=6 said=… %}`: a score against its limits."""

from itertools import pairwise

from django import template
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

register = template.Library()

UNIT = 30  # width of one number, in the drawing's own units
LOWEST, HIGHEST = 0, 10
# Each word with the numbers a zone must span to hold it, the longest that fits first.
WORDS = {
    "progress": ((4, _("can move up")), (3, _("move up")), (1, _("up"))),
    "hold": ((1, _("stay")),),
    "ease": ((1, _("ease")),),
    "stop": ((3, _("stop and rest")), (1, _("stop"))),
}
# Neighbours of one number each: their words step aside, or they would touch.
ASIDE = {"hold": -4, "ease": 3}


def _word(kind: str, numbers: int) -> str | Promise:
    return next(word for needed, word in WORDS[kind] if numbers >= needed)


def _aside(kind: str, numbers: int) -> int:
    return ASIDE.get(kind, 0) if numbers == 1 else 0


def _spoken(first: int, latest: int) -> str:
    if first == latest:
        return str(first)
    return gettext("%(first)d to %(latest)d") % {"first": first, "latest": latest}


def _zones(progress: int, hold: int, stop: int) -> list[dict[str, object]]:
    """The zones that hold a number; a zone may be empty, such as no hold band."""
    edges = (LOWEST, progress + 1, hold + 1, stop, HIGHEST + 1)
    spans = zip(("progress", "hold", "ease", "stop"), pairwise(edges), strict=True)
    return [
        {
            "kind": kind,
            "first": first,
            "latest": beyond - 1,
            "x": first * UNIT + 1,
            "width": (beyond - first) * UNIT - 2,
            "middle": (first + beyond) * UNIT // 2 + _aside(kind, beyond - first),
            "word": _word(kind, beyond - first),
            "spoken": f"{_spoken(first, beyond - 1)} {WORDS[kind][0][1]}",
        }
        for kind, (first, beyond) in spans
        if beyond > first
    ]


@register.inclusion_tag("components/limit_strip.html")
def limit_strip(
    *, score: int, progress: int, hold: int, stop: int, said: str | Promise = ""
) -> dict[str, object]:
    """Where a score of 0 to 10 fell. `said` stands above it, such as "your score on Tuesday"."""
    zones = _zones(progress, hold, stop)
    at = next(zone for zone in zones if zone["first"] <= score <= zone["latest"])
    said = said or gettext("your score")
    limits = ", ".join(str(zone["spoken"]) for zone in zones)
    return {
        "score": score,
        "at": at["kind"],
        "zones": zones,
        "numbers": [
            {"value": number, "x": number * UNIT + UNIT // 2}
            for number in range(LOWEST, HIGHEST + 1)
            if number != score
        ],
        "mark": score * UNIT + UNIT // 2,
        "said": said,
        # The words stay inside the drawing when the score is near an end.
        "said_x": min(max(score * UNIT + UNIT // 2, 80), 250),
        "label": gettext("Pain limits here: %(limits)s. %(said)s: %(score)d.")
        % {"limits": limits, "said": capfirst(said), "score": score},
    }
