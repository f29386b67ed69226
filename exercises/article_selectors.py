"""What the pages to read show. Query counts: the list one, an article one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, F, TextField, Value, When
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises import library
from exercises.articles import PAGES, fits
from exercises.markdown import Targets
from exercises.models import Article, Exercise
from exercises.rendering import Rendered, minutes_to_read, rendered

Words = str | Promise
FOR_ALL = _("For every injury")
FOR_NOW = _("For you now")


@dataclass(frozen=True, slots=True)
class Line:
    """One article of a list. phases: where it fits, in words; none means everywhere."""

    article: Article
    minutes: int
    phases: list[str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles about one condition, in order."""

    name: Words
    lines: list[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One article as its page shows it. before, after: its neighbours in the order."""

    article: Article
    text: Rendered
    minutes: int
    phases: list[str]
    before: Article | None
    after: Article | None


def shelves(*, words: str = "", condition: str = "", phase: str = "") -> list[Shelf]:
    """The visible articles that have these words and fit, by condition.

    An article about two conditions stands on both shelves.
    """
    names = library.taxonomy().conditions
    rows = Article.objects.visible().saying(words).defer("sources")
    lines = [
        _line(row) for row in rows if fits(row.conditions, condition) and fits(row.phases, phase)
    ]
    wanted = [condition] if condition else names
    found = [
        Shelf(names[code], [line for line in lines if code in line.article.conditions])
        for code in wanted
    ]
    found.append(Shelf(FOR_ALL, [line for line in lines if not line.article.conditions]))
    return [shelf for shelf in found if shelf.lines]


def with_first(shelves: Iterable[Shelf], slugs: Sequence[str]) -> list[Shelf]:
    """The same lines once each, those named before all others and in the order named."""
    found = list(shelves)
    named = {line.article.slug: line for shelf in found for line in shelf.lines}
    first = Shelf(FOR_NOW, [named[slug] for slug in slugs if slug in named])
    rest = [
        Shelf(shelf.name, [line for line in shelf.lines if line.article.slug not in slugs])
        for shelf in found
    ]
    return [shelf for shelf in (first, *rest) if shelf.lines]


def _line(row: Article) -> Line:
    return Line(article=row, minutes=minutes_to_read(row.body), phases=phase_names(row))


def phase_names(row: Article) -> list[str]:
    """In the order of a recovery."""
    return [name for code, name in library.taxonomy().phases.items() if code in row.phases]


def get_article_page_or_404(slug: str, *, at_any_stage: bool = False) -> ArticlePage:
    """The page of a visible article. Raises Http404 for any other slug.

    at_any_stage: for those who write and review it.
    """
    own = Article.objects.filter(slug=slug) if at_any_stage else Article.objects.none()
    nothing = Value("", output_field=TextField())
    own_text = Case(When(slug=slug, then=F("body")), default=nothing)
    rows = list((Article.objects.visible() | own).defer("body").annotate(text=own_text))
    row = next((row for row in rows if row.slug == slug), None)
    if row is None:
        raise Http404
    before, after = _neighbours(row, rows)
    return ArticlePage(
        article=row,
        text=rendered(row.text),
        minutes=minutes_to_read(row.text),
        phases=phase_names(row),
        before=before,
        after=after,
    )


def _neighbours(row: Article, rows: Iterable[Article]) -> tuple[Article | None, Article | None]:
    """The ones before and after among those for the same conditions."""
    near = [one for one in rows if _is_near(one.conditions, row.conditions)]
    place = near.index(row)
    before = near[place - 1] if place else None
    return before, next(iter(near[place + 1 :]), None)


def _is_near(conditions: Sequence[str], others: Sequence[str]) -> bool:
    return not conditions or not others or not set(conditions).isdisjoint(others)


def link_targets() -> Targets:
    """What a text here may link to: also what curators added, not what they retired."""
    return {
        "article": set(Article.objects.unretired().values_list("slug", flat=True)),
        "exercise": set(Exercise.objects.unretired().values_list("slug", flat=True)),
        "page": PAGES,
    }
