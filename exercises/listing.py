"""The list of the library as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exercises.finding import Found, find, ways_on
from exercises.models import Exercise
from exercises.search import Facet, Search, choices

LEGENDS: dict[Facet, str | Promise] = {
    Facet.PURPOSE: gettext_lazy("What it is for"),
    Facet.POSITION: gettext_lazy("Position"),
    Facet.HAVE: gettext_lazy("What you have"),
    Facet.REGION: gettext_lazy("Part of the body"),
    Facet.LEVEL: gettext_lazy("How hard it is"),
}
HELP = {Facet.HAVE: gettext_lazy("Shows all that you can do with it.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One box to tick, and how many exercises it would show."""

    key: str
    name: str
    count: int
    is_picked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The boxes of one facet."""

    facet: Facet
    legend: str | Promise
    help: str | Promise
    choices: list[Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link to another search, in words."""

    words: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An exercise, and what it is sorted by in words."""

    exercise: Exercise
    facts: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Everything the page shows. chosen: each link takes one choice away; ways_on: if none fits."""

    search: Search
    total_words: str
    groups: list[Group]
    chosen: list[Way]
    ways_on: list[Way]
    cards: list[Card]
    number: int
    pages: int
    before: str
    after: str


def listing(search: Search, *, page: str | None = None) -> Listing:
    """The exercises that fit, a page at a time, and the choices with their counts."""
    found = find(search, page=page)
    return Listing(
        search=search,
        total_words=total_words(found.total),
        groups=[_group(facet, search, found) for facet in Facet],
        chosen=list(_chosen(search)),
        ways_on=[] if found.total else list(_ways_on(search)),
        cards=[Card(exercise=one, facts=_facts(one)) for one in found.page],
        number=found.page.number,
        pages=found.page.paginator.num_pages,
        before=search.query(page=found.page.number - 1),
        after=search.query(page=found.page.number + 1),
    )


def total_words(total: int) -> str:
    if not total:
        return _("No exercise fits")
    return ngettext("%(total)d exercise", "%(total)d exercises", total) % {"total": total}


def _group(facet: Facet, search: Search, found: Found) -> Group:
    picked = search.picked.get(facet, ())
    boxes = [
        Choice(key=key, name=name, count=found.count(facet, key), is_picked=key in picked)
        for key, name in choices(facet).items()
    ]
    return Group(facet=facet, legend=LEGENDS[facet], help=HELP.get(facet, ""), choices=boxes)


def _chosen(search: Search) -> Iterator[Way]:
    if search.text:
        yield Way(words=_quoted(search.text), query=replace(search, text="").query())
    for facet, keys in search.picked.items():
        for key in keys:
            name = choices(facet)[key]
            words = _("With: %s") % name.lower() if facet is Facet.HAVE else name
            yield Way(words=words, query=search.without(facet, key).query())


def _ways_on(search: Search) -> Iterator[Way]:
    for facet, total in ways_on(search):
        less = search.without(facet) if facet else replace(search, text="")
        left_out = _names(facet, search) if facet else _quoted(search.text)
        words = _("%(total)s without %(left_out)s")
        yield Way(
            words=words % {"total": total_words(total), "left_out": left_out}, query=less.query()
        )


def _names(facet: Facet, search: Search) -> str:
    return ", ".join(_quoted(choices(facet)[key]) for key in search.picked[facet])


def _quoted(text: str) -> str:
    return _("“%s”") % text


def _facts(exercise: Exercise) -> list[str]:
    needs = ", ".join(tag.name for tag in exercise.equipment.all()).lower()
    return [
        exercise.get_category_display(),
        exercise.get_position_display(),
        exercise.get_level_display(),
        _("Needs: %s") % needs if needs else _("Needs nothing"),
    ]
