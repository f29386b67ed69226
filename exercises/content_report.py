"""What the library holds, and what is not yet as it should be."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from exercises import figures
from exercises.figures.alike import same_poses
from exercises.library import ExerciseContent
from exercises.models import Article, Exercise

MOST_SHARED_WORDS = 8
MAY_BE_EMPTY = {"other_names", "equipment", "easier", "harder"}
NOT_PROSE = {"sources", "author", "licence"}
LISTS = ("missing_fields", "broken_links", "shared_sentences", "same_poses", "without_figure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A sentence that several exercises say."""

    sentence: str
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How many exercises serve a region, of one category and in one position."""

    region: str
    category: str
    position: str
    exercises: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentReport:
    """Numbers, then the lists that are empty when all is well."""

    exercises: int
    with_figure: int
    published: int
    articles: int
    words: int
    places: tuple[Place, ...]
    missing_fields: tuple[str, ...]
    broken_links: tuple[str, ...]
    shared_sentences: tuple[Shared, ...]
    same_poses: tuple[tuple[str, str], ...]
    without_figure: tuple[str, ...]


def content_report() -> ContentReport:
    """Everything curators work with, drafts included."""
    rows = list(Exercise.objects.unretired().with_links().order_by("slug"))
    contents = [row.content() for row in rows]
    articles = list(Article.objects.unretired())
    slugs = [content.slug for content in contents]
    drawn = [slug for slug in slugs if figures.has_figure(slug)]
    return ContentReport(
        exercises=len(rows),
        with_figure=len(drawn),
        published=sum(row.is_signed_off for row in rows),
        articles=len(articles),
        words=sum(map(_words, contents)) + sum(len(one.body.split()) for one in articles),
        places=tuple(_places(contents)),
        missing_fields=tuple(_missing_fields(contents)),
        broken_links=tuple(_broken_links(contents)),
        shared_sentences=tuple(shared_sentences(contents)),
        same_poses=tuple(same_poses(drawn)),
        without_figure=tuple(slug for slug in slugs if slug not in drawn),
    )


def shared_sentences(contents: Iterable[ExerciseContent]) -> list[Shared]:
    """The sentences of more than eight words that more than one exercise says."""
    users: dict[str, set[str]] = defaultdict(set)
    for content in contents:
        for sentence in _sentences(content):
            if len(sentence.split()) > MOST_SHARED_WORDS:
                users[sentence].add(content.slug)
    return [
        Shared(sentence=sentence, exercises=tuple(sorted(slugs)))
        for sentence, slugs in users.items()
        if len(slugs) > 1
    ]


def texts(content: ExerciseContent) -> list[str]:
    """All that is written about an exercise, without where it comes from."""
    values = [value for name, value in content.as_dict().items() if name not in NOT_PROSE]
    lists = (value if isinstance(value, list) else [value] for value in values)
    return [text for found in lists for text in found if isinstance(text, str)]


def _words(content: ExerciseContent) -> int:
    return sum(len(text.split()) for text in texts(content))


def _sentences(content: ExerciseContent) -> Iterator[str]:
    for text in texts(content):
        for piece in re.split(r"(?<=[.!?])\s+", text):
            yield " ".join(re.findall(r"[\w'’-]+", piece.lower()))


def _places(contents: Iterable[ExerciseContent]) -> Iterator[Place]:
    counted = Counter(
        (region, content.category, content.position)
        for content in contents
        for region in content.regions
    )
    for (region, category, position), number in sorted(counted.items()):
        yield Place(region=region, category=category, position=position, exercises=number)


def _missing_fields(contents: Iterable[ExerciseContent]) -> Iterator[str]:
    names = [field.name for field in fields(ExerciseContent) if field.name not in MAY_BE_EMPTY]
    for content in contents:
        for name in names:
            if getattr(content, name) in ("", ()):
                yield f"{content.slug}: {name}"


def _broken_links(contents: list[ExerciseContent]) -> Iterator[str]:
    """Easier exercises that nobody can open, because they are retired."""
    there = {content.slug for content in contents}
    for content in contents:
        for slug in sorted(set(content.easier) - there):
            yield f"{content.slug}: {slug}"
