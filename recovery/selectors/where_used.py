"""Where an exercise, an article or a protocol is used, so that nobody changes it unawares."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from exercises.models import Article, Exercise
from recovery.domain.ladder import Ladder
from recovery.domain.protocol import Protocol
from recovery.mappers import protocol_of
from recovery.models import ProtocolVersion


@dataclass(frozen=True, kw_only=True, slots=True)
class ProtocolUse:
    """One version of a protocol that uses it. places: ladders or phases, in words."""

    version: ProtocolVersion
    places: list[str]

    @property
    def open_plans(self) -> int:
        return self.version.open_plans


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    protocols: list[ProtocolUse]
    articles: list[Article]
    easier: list[Exercise]
    harder: list[Exercise]

    @property
    def open_plans(self) -> int:
        """How many people's plans may come to it."""
        return sum(use.open_plans for use in self.protocols)


def of_exercise(exercise: Exercise) -> Use:
    """Four queries."""
    return Use(
        protocols=_protocols(lambda protocol: _rungs(protocol.ladders, exercise.slug)),
        articles=_articles(f"exercise:{exercise.slug}"),
        easier=list(exercise.easier.all()),
        harder=list(exercise.harder.all()),
    )


def of_article(article: Article) -> Use:
    """Two queries."""
    return Use(
        protocols=_protocols(lambda protocol: _phases(protocol, article.slug)),
        articles=_articles(f"article:{article.slug}"),
        easier=[],
        harder=[],
    )


def open_plans_of(version: ProtocolVersion) -> int:
    return version.plans.open().count()


def _protocols(places_in: object) -> list[ProtocolUse]:
    uses = [
        ProtocolUse(version=version, places=list(places_in(protocol_of(version))))
        for version in _versions()
    ]
    return [use for use in uses if use.places]


def _versions() -> Iterable[ProtocolVersion]:
    """Those that plans follow, or could: a retired one counts while a plan is on it."""
    is_open = Q(plans__isnull=False, plans__closed_on=None)
    rows = ProtocolVersion.objects.annotate(open_plans=Count("plans", filter=is_open))
    return rows.filter(~Q(status="retired") | Q(open_plans__gt=0)).order_by("name", "-version")


def _rungs(ladders: Iterable[Ladder], slug: str) -> Iterator[str]:
    for ladder in ladders:
        numbers = [
            str(number)
            for number, rung in enumerate(ladder.rungs, start=1)
            if any(option.exercise == slug for option in rung.options)
        ]
        if numbers:
            yield f"{ladder.name}: {', '.join(numbers)}"


def _phases(protocol: Protocol, slug: str) -> Iterator[str]:
    return (phase.name for phase in protocol.phases if slug in phase.articles)


def _articles(target: str) -> list[Article]:
    """By the link in their text: `(exercise:heel-dig)`."""
    return list(Article.objects.unretired().filter(body__contains=f"({target})").defer("body"))
