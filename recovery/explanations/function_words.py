"""How much a change in what somebody can do means, in words and with its source.

The numbers say what a mean of the patient-specific activities (PSFS, 0 to 10) has to change by
until people call it a small, medium or large change: Abbott and Schmitt, 2014, JOSPT 44(8):560,
1,708 people [S84]. From which change on the page marks it is a choice of ours [D].
"""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Words = str | Promise
SMALL, MEDIUM, LARGE = 1.3, 2.3, 2.7
MARKED = 2.0
SOURCE = "S84, [D]"
SIZES: tuple[tuple[float, Words], ...] = (
    (LARGE, gettext_lazy("a large change")),
    (MEDIUM, gettext_lazy("a medium change")),
    (SMALL, gettext_lazy("a small change")),
    (0.0, gettext_lazy("less than people notice")),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """kind: up, eased or same, as the stylesheet knows them. words: by how much, and its size."""

    kind: str
    words: str


def change_in_function(first: float, latest: float) -> Change:
    """Such as "up 3.3, a large change". Marked from two points on, in either direction."""
    by = round(latest - first, 1)
    size = next(words for least, words in SIZES if abs(by) >= least)
    return Change(kind=_kind(by), words=f"{_moved(by)}, {size}")


def _kind(by: float) -> str:
    if abs(by) < MARKED:
        return "same"
    return "up" if by > 0 else "eased"


def _moved(by: float) -> str:
    if not by:
        return _("no change")
    told = _("up %(points)s") if by > 0 else _("down %(points)s")
    return told % {"points": number_format(abs(by), decimal_pos=1)}


def sizes_words() -> str:
    """The limits that a change is held against."""
    limits = [number_format(one, decimal_pos=1) for one in (SMALL, MEDIUM, LARGE, MARKED)]
    told = _("Mean, 0 to 10. A change of %(small)s is small, of %(medium)s medium,")
    rest = _("of %(large)s large; it is marked from %(marked)s on.")
    names = dict(zip(("small", "medium", "large", "marked"), limits, strict=True))
    return f"{told % names} {rest % names}"
