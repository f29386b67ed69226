"""What a protocol leads to, and what of it people do not see. Two queries."""

from exercises.models import Article, Editorial, Exercise
from recovery.domain.protocol import Protocol
from recovery.mappers import protocol_of
from recovery.models import ProtocolVersion


def exercises_of(protocol: Protocol) -> set[str]:
    """Every exercise that some rung of a protocol may ask for, and what was prescribed beside."""
    rungs = (rung for ladder in protocol.ladder_by_code.values() for rung in ladder.rungs)
    return {option.exercise for rung in rungs for option in rung.options}


def articles_of(protocol: Protocol) -> set[str]:
    return {slug for phase in protocol.phases for slug in phase.articles}


def not_shown(version: ProtocolVersion) -> tuple[str, ...]:
    """The names of its exercises and articles that are not visible; a slug where there is none."""
    protocol = protocol_of(version)
    exercises = {row.slug: row for row in Exercise.objects.filter(slug__in=exercises_of(protocol))}
    articles = {row.slug: row for row in Article.objects.filter(slug__in=articles_of(protocol))}
    return (
        *_hidden(exercises_of(protocol), exercises),
        *_hidden(articles_of(protocol), articles),
    )


def _hidden(slugs: set[str], rows: dict[str, Editorial]) -> list[str]:
    hidden = [slug for slug in slugs if slug not in rows or not rows[slug].is_visible]
    return sorted(str(rows.get(slug, slug)) for slug in hidden)
