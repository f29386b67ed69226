"""What exercises are called and how they are done, as curators left them. One query each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextField, Value

from exercises.models import Article, Exercise
from exercises.rendering import minutes_to_read
from recovery.domain.decision import ListedExercise
from recovery.domain.ladder import Dose


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """An article as a page offers it."""

    slug: str
    title: str
    summary: str
    minutes: int


def names_of(slugs: Iterable[str]) -> Mapping[str, str]:
    return dict(Exercise.objects.filter(slug__in=set(slugs)).values_list("slug", "name"))


def visible_among(slugs: Iterable[str]) -> set[str]:
    """Those that people may see."""
    rows = Exercise.objects.visible().filter(slug__in=set(slugs))
    return set(rows.values_list("slug", flat=True))


def names_and_reading(
    slugs: Iterable[str], article: str | None
) -> tuple[Mapping[str, str], Reading | None]:
    """The names of exercises, and one article; None where curators retired it.

    Together, because the patient's home may not ask the database twice for words.
    """
    blank = Value("", output_field=TextField())
    exercises = Exercise.objects.filter(slug__in=set(slugs)).order_by()
    articles = Article.objects.visible().filter(slug=article or "").order_by()
    rows = exercises.values_list(Value(False), "slug", "name", blank, blank).union(
        articles.values_list(Value(True), "slug", "title", "summary", "body"), all=True
    )
    names = {slug: name for is_article, slug, name, *_ in rows if not is_article}
    return names, next((_reading(*row) for is_article, *row in rows if is_article), None)


def _reading(slug: str, title: str, summary: str, body: str) -> Reading:
    return Reading(slug=slug, title=title, summary=summary, minutes=minutes_to_read(body))


def easier_than(lines: Sequence[ListedExercise]) -> Mapping[str, tuple[str, ...]]:
    """By exercise: what the library calls easier and counts in the same unit, so that the dose
    still fits.
    """
    units = {line.exercise: _units(line.dose) for line in lines}
    rows = Exercise.objects.visible().filter(harder_links__harder__slug__in=units)
    found = defaultdict(list)
    for harder, slug, counts in rows.order_by("name").values_list(
        "harder_links__harder__slug", "slug", "counts"
    ):
        if counts in units[harder]:
            found[harder].append(slug)
    return {harder: tuple(slugs) for harder, slugs in found.items()}


def _units(dose: Dose) -> set[str]:
    amounts = [
        (Exercise.Counts.REPS, dose.reps),
        (Exercise.Counts.SECONDS, dose.duration_seconds),
        (Exercise.Counts.MINUTES, dose.duration_seconds),
        (Exercise.Counts.METRES, dose.distance_metres),
    ]
    return {unit for unit, amount in amounts if amount}


def visible_texts(slugs: Sequence[str]) -> list[Exercise]:
    """Whole texts in this order, without those that are not for patients' eyes."""
    rows = {row.slug: row for row in Exercise.objects.visible().filter(slug__in=slugs)}
    return [rows[slug] for slug in slugs if slug in rows]


def texts_of(slugs: Iterable[str]) -> Mapping[str, Exercise]:
    """Whole texts by slug, whatever became of them since the plan began."""
    return {row.slug: row for row in Exercise.objects.filter(slug__in=set(slugs))}
