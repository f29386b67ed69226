"""Finds exercises, and counts what each further choice would leave.

Two queries with any number of exercises, and a third for what the exercises of the page need;
when nothing is found, a second one that counts the ways on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils.functional import cached_property

from exercises.models import Exercise
from exercises.models.exercise import ExerciseQuerySet
from exercises.search import NOTHING, Facet, Search

A_PAGE = 24
COLUMN = {
    Facet.PURPOSE: "category",
    Facet.POSITION: "position",
    Facet.REGION: "regions__slug",
    Facet.LEVEL: "level",
}
NEEDS = Exercise.equipment.through.objects
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The exercises of one page, how many there are in all, and what the choices would leave."""

    page: Page
    total: int
    counts: Counts
    can_do: int
    """How many can be done with what somebody has, the other facets given."""

    def count(self, facet: Facet, key: str) -> int:
        """How many exercises are left when this is chosen, too; with a thing, those it adds."""
        number = self.counts.get((facet, key), 0)
        return self.can_do + number if facet is Facet.HAVE and key != NOTHING else number


class CountedPaginator(Paginator):
    """Pages whose number is known from the count that came with the choices'."""

    def __init__(self, rows: QuerySet[Exercise], *, total: int) -> None:
        self.total = total
        super().__init__(rows, A_PAGE)

    @cached_property
    def count(self) -> int:
        return self.total


def find(search: Search, *, page: str | None = None) -> Found:
    """The exercises that fit; of a page beyond the last, the last."""
    counts = _counts(_all(search), *(part for facet in Facet for part in _parts(search, facet)))
    rows = matching(search).order_by("search_text", "pk").prefetch_related("equipment")
    total = counts["", ""]
    return Found(
        page=CountedPaginator(rows, total=total).get_page(page),
        total=total,
        counts=counts,
        can_do=total if Facet.HAVE in search.picked else counts[Facet.HAVE, NOTHING],
    )


def ways_on(search: Search) -> list[tuple[Facet | None, int]]:
    """What to leave out so that something is found, a facet or (None) the words, and how much."""
    less: dict[Facet | None, Search] = {facet: search.without(facet) for facet in search.picked}
    if search.words:
        less[None] = replace(search, text="")
    counts = _counts(*(_all(one, facet or "") for facet, one in less.items())) if less else {}
    return [(facet, counts[facet or "", ""]) for facet in less if counts[facet or "", ""]]


def matching(search: Search, *, but: Facet | None = None) -> ExerciseQuerySet:
    """The visible exercises that fit a search, one of its facets left aside."""
    conditions = [Q(search_text__contains=word) for word in search.words]
    conditions += [_fits(facet, keys) for facet, keys in search.picked.items() if facet is not but]
    return Exercise.objects.visible().filter(reduce(Q.__and__, conditions, Q()))


def _fits(facet: Facet, keys: tuple[str, ...]) -> Q:
    match facet:
        case Facet.HAVE:
            return Q(~Exists(_missing(keys)))
        case Facet.REGION:
            regions = Exercise.regions.through.objects.filter(exercise=OuterRef("pk"))
            return Q(Exists(regions.filter(tag__slug__in=keys)))
        case _:
            return Q(**{f"{COLUMN[facet]}__in": keys})


def _missing(have: tuple[str, ...]) -> QuerySet[Any]:
    """What an exercise needs beyond what somebody has."""
    return NEEDS.filter(exercise=OuterRef("pk")).exclude(tag__slug__in=have)


def _parts(search: Search, facet: Facet) -> list[QuerySet[Any]]:
    """What counts the choices of a facet, the other facets given."""
    rows = matching(search, but=facet)
    if facet is Facet.HAVE:
        bare = rows.filter(~Exists(_missing(())))
        return [_counted(bare, facet, Value(NOTHING)), _gains(search, rows)]
    return [_counted(rows, facet, F(COLUMN[facet]))]


def _gains(search: Search, rows: ExerciseQuerySet) -> QuerySet[Any]:
    """By one more thing to have: the exercises that lack it and nothing else."""
    lacking = NEEDS.exclude(tag__slug__in=search.picked.get(Facet.HAVE, ()))
    more = lacking.filter(exercise=OuterRef("exercise")).exclude(tag=OuterRef("tag"))
    gained = lacking.filter(exercise__in=rows).exclude(Exists(more))
    return _counted(gained, Facet.HAVE, F("tag__slug"))


def _all(search: Search, label: str = "") -> QuerySet[Any]:
    return _counted(matching(search), label, Value(""))


def _counted(rows: QuerySet[Any], label: str, choice: Any) -> QuerySet[Any]:
    """Counts as rows of label, choice and number, so that many counts are one query."""
    named = rows.order_by().annotate(label=Value(label, CharField()), choice=choice)
    counted = named.values("label", "choice").annotate(number=Count("pk"))
    return counted.values_list("label", "choice", "number")


def _counts(first: QuerySet[Any], *others: QuerySet[Any]) -> Counts:
    rows = first.union(*others, all=True)
    return {(label, choice): number for label, choice, number in rows}
