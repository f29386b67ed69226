"""From the bytes of a file to exercises and articles, or to everything that is wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exercises import articles, library
from exercises.articles import ArticleContent
from exercises.exchange.columns import ARTICLES, EXERCISES
from exercises.exchange.json_files import read_json
from exercises.exchange.limits import MOST_BYTES
from exercises.exchange.places import PlacedSection
from exercises.exchange.workbook_reading import read_workbook
from exercises.library import ExerciseContent
from exercises.markdown import Targets
from exercises.yaml_source import ContentErrors, Problem

READERS = {".xlsx": read_workbook, ".json": read_json}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is in the library already: "easier" links by exercise, and what texts may lead to."""

    easier: Mapping[str, Iterable[str]] = field(default_factory=dict)
    targets: Targets = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a file holds, by slug."""

    exercises: Mapping[str, ExerciseContent]
    articles: Mapping[str, ArticleContent]


def read_shelf(data: bytes, *, name: str, around: Around) -> Shelf:
    """Read a file whose name tells its format. Raises ContentErrors with every problem."""
    path = Path(name)
    problems: list[Problem] = []
    sections = _sections(data, path, problems)
    exercises = _read_exercises(sections.get(EXERCISES.what, ()), problems, around)
    texts = _read_articles(sections.get(ARTICLES.what, ()), around, exercises)
    if not problems and not exercises and not texts:
        problems.append(Problem(path, 1, "nothing in it: add exercises or articles."))
    if problems:
        raise ContentErrors(problems)
    return Shelf(exercises=exercises, articles=texts)


def _sections(
    data: bytes, path: Path, problems: list[Problem]
) -> Mapping[str, list[PlacedSection]]:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        problems.append(Problem(path, 1, "not a file for this: use .xlsx or .json."))
        return {}
    if len(data) > MOST_BYTES:
        message = f"more than {MOST_BYTES // 1_000_000} million bytes: split it."
        problems.append(Problem(path, 1, message))
        return {}
    return reader(data, path, problems)


def _read_exercises(
    sections: Sequence[PlacedSection], problems: list[Problem], around: Around
) -> Mapping[str, ExerciseContent]:
    words = library.taxonomy()
    found = _by_slug(
        sections,
        lambda section: library.read_exercise(
            section, words, cited=lambda one: one.texts("sources")
        ),
    )
    places = {slug: _place(section) for slug, (section, _content) in found.items()}
    contents = {slug: content for slug, (_section, content) in found.items()}
    problems += library.link_problems(contents, places, others=around.easier)
    return contents


def _place(section: PlacedSection) -> Problem:
    """Where this exercise links to easier ones, for a message to come."""
    place = (section.values.get("easier") or section.node).start_mark
    return Problem(section.path, place.line + 1, "", place.words)


def _read_articles(
    sections: Sequence[PlacedSection], around: Around, exercises: Mapping[str, ExerciseContent]
) -> Mapping[str, ArticleContent]:
    words = library.taxonomy()
    found = _by_slug(sections, lambda section: _read_article(section, words))
    targets = {
        "page": articles.PAGES,
        "article": {*around.targets.get("article", ()), *found},
        "exercise": {*around.targets.get("exercise", ()), *exercises},
    }
    for section, content in found.values():
        faults = articles.body_faults(content.body, kind=content.kind, targets=targets)
        for line, message in faults if content.body else ():
            section.note(section.values["body"], f"line {line} of the text: {message}")
    return {slug: content for slug, (_section, content) in found.items()}


def _read_article(section: PlacedSection, words: library.Taxonomy) -> ArticleContent:
    content = articles.read_article(
        section, words, slug=library.read_slug(section), body=section.block("body")
    )
    section.finish()
    return content


def _by_slug(
    sections: Iterable[PlacedSection], read: Callable[[PlacedSection], Any]
) -> dict[str, tuple[PlacedSection, Any]]:
    found: dict[str, tuple[PlacedSection, Any]] = {}
    for section in sections:
        content = read(section)
        if content.slug in found:
            message = f"'{content.slug}' is here twice: keep one."
            section.note(section.values["slug"], message)
        if content.slug:
            found[content.slug] = (section, content)
    return found
