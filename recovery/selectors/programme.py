"""What can be prescribed beside the ladders: exercises of the library with their usual dose."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from exercises.finding import matching
from exercises.models import Exercise
from exercises.search import Search

MOST_FOUND = 6
SLUG = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One exercise that may be prescribed, as far as a form needs to know it.

    counts: what its dose counts. needs: the things it takes, by name. usual: its default dose by
    the names of a form. is_visible: whether it may be given; one that was may have left the
    library since.
    """

    slug: str
    name: str
    category: str
    category_name: str
    counts: str
    unilateral: bool
    needs: tuple[str, ...]
    usual: Mapping[str, int | None]
    is_visible: bool


def choices_of(slugs: Iterable[str]) -> Mapping[str, Choice]:
    """By slug, also those that left the library. Two queries, none where there are no slugs."""
    wanted = {slug for slug in slugs if SLUG.fullmatch(slug)}
    rows = Exercise.objects.filter(slug__in=wanted) if wanted else Exercise.objects.none()
    return {row.slug: _choice(row) for row in rows.prefetch_related("equipment")}


def found(text: str, *, but: Collection[str]) -> list[Choice]:
    """The first few that fit the words, without those that are chosen already. Two queries."""
    search = Search(text=text)
    if not search.words:
        return []
    rows = matching(search).exclude(slug__in=but).order_by("search_text", "pk")
    return [_choice(row) for row in rows.prefetch_related("equipment")[:MOST_FOUND]]


def _choice(row: Exercise) -> Choice:
    return Choice(
        slug=row.slug,
        name=row.name,
        category=row.category,
        category_name=row.get_category_display(),
        counts=row.counts,
        unilateral=row.unilateral,
        needs=tuple(tag.name for tag in row.equipment.all()),
        usual={
            "sets": row.dose_sets,
            "amount": row.dose_amount,
            "hold": row.dose_hold_seconds,
            "rest": row.dose_rest_seconds,
        },
        is_visible=row.is_visible,
    )
