"""The shipped library: reviewed text files, checked and read into plain values.

Pure Python: no framework and no database, so that protocols and tests can ask
what an exercise is. The database holds what curators made of it.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from functools import cache, partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import MappingProxyType

from exercises.digest import digest_of
from exercises.yaml_source import ContentErrors, Problem, Section, read

CONTENT = Path(__file__).resolve().parent / "content"
MOST_STEPS = 5
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
# Characters; the columns of the database are as wide.
LONGEST = {
    "slug": 60,
    "name": 80,
    "purpose": 250,
    "cue": 250,
    "breathing": 250,
    "safety": 400,
    "figure_alt": 400,
    "author": 80,
    "licence": 40,
}


class Counts(StrEnum):
    """The unit of a dose's amount. A new one needs code that shows and times it."""

    REPS = "reps"
    SECONDS = "seconds"
    MINUTES = "minutes"
    METRES = "metres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """Sets of an amount in the exercise's unit (`counts`), each side when it is one-sided.

    `hold_seconds` is how long each repetition is held; `rest_seconds` lies between sets.
    """

    sets: int
    amount: int
    hold_seconds: int | None = None
    rest_seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseContent:
    """Everything written about one exercise. `harder` follows from the others' `easier`."""

    slug: str
    name: str
    other_names: tuple[str, ...]
    purpose: str
    regions: tuple[str, ...]
    muscles: tuple[str, ...]
    position: str
    category: str
    equipment: tuple[str, ...]
    level: str
    unilateral: bool
    counts: Counts
    dose: Dose
    prepare: tuple[str, ...]
    steps: tuple[str, ...]
    cue: str
    breathing: str
    safety: str
    mistakes: tuple[str, ...]
    when_not_to: tuple[str, ...]
    easier: tuple[str, ...]
    sources: tuple[str, ...]
    author: str
    licence: str
    figure_alt: str
    harder: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The content as JSON values, in one order, without what other exercises say of it."""
        values = asdict(self)
        del values["harder"]
        for name in ("regions", "muscles", "equipment", "easier"):
            values[name] = sorted(values[name])
        return json.loads(json.dumps(values))

    def digest(self) -> str:
        """Changes when any word of the content changes, and only then (SHA-256, hexadecimal)."""
        return digest_of(self.as_dict())


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The words content is sorted by: each maps a lasting key to its label, in order."""

    regions: Mapping[str, str]
    muscles: Mapping[str, str]
    equipment: Mapping[str, str]
    positions: Mapping[str, str]
    categories: Mapping[str, str]
    levels: Mapping[str, str]
    conditions: Mapping[str, str]
    phases: Mapping[str, str]


VOCABULARIES = tuple(field.name for field in fields(Taxonomy))


@cache
def taxonomy() -> Taxonomy:
    """The shipped taxonomy. Raises ContentErrors if its file is wrong."""
    return read_taxonomy(CONTENT)


@cache
def library() -> Mapping[str, ExerciseContent]:
    """The shipped exercises by slug. Raises ContentErrors if any file is wrong."""
    return read_library(CONTENT)


def read_taxonomy(folder: Path) -> Taxonomy:
    """Read and check the taxonomy of a content folder. Raises ContentErrors if it is wrong."""
    problems: list[Problem] = []
    words = _read_taxonomy(folder / "taxonomy.yaml", problems)
    if problems:
        raise ContentErrors(problems)
    return words


def read_library(folder: Path) -> Mapping[str, ExerciseContent]:
    """Read and check a content folder. Raises ContentErrors with every problem found."""
    problems: list[Problem] = []
    words = _read_taxonomy(folder / "taxonomy.yaml", problems)
    citations = _read_labels(read(folder / "sources.yaml", problems))
    found: dict[str, ExerciseContent] = {}
    places: dict[str, Problem] = {}
    for path in sorted((folder / "exercises").glob("*.yaml")):
        section = read(path, problems)
        if section is None:
            continue
        _check_file_name(section)
        found[path.stem] = read_exercise(section, words, cited=partial(_cited, citations))
        places[path.stem] = Problem(path, section.line("easier"), "")
    problems += link_problems(found, places)
    if problems:
        raise ContentErrors(problems)
    return MappingProxyType(_with_harder(found))


def _read_taxonomy(path: Path, problems: list[Problem]) -> Taxonomy:
    section = read(path, problems)
    if section is None:
        return Taxonomy(**{name: {} for name in VOCABULARIES})
    words = Taxonomy(**{name: _read_labels(section.section(name)) for name in VOCABULARIES})
    section.finish()
    return words


def _read_labels(section: Section | None) -> Mapping[str, str]:
    if section is None:
        return {}
    return {key: section.text(key) for key in section.values}


def read_exercise(
    section: Section, words: Taxonomy, *, cited: Callable[[Section], tuple[str, ...]]
) -> ExerciseContent:
    """The one place that says what an exercise must be, wherever it is written.

    `cited` reads its sources: shipped files name them by key, others write them out.
    """
    counts = section.choice("counts", list(Counts))
    content = ExerciseContent(
        slug=read_slug(section),
        name=_short(section, "name"),
        other_names=section.texts("other_names", least=0),
        purpose=_short(section, "purpose"),
        regions=section.choices("regions", words.regions),
        muscles=section.choices("muscles", words.muscles),
        position=section.choice("position", words.positions),
        category=section.choice("category", words.categories),
        equipment=section.choices("equipment", words.equipment, least=0),
        level=section.choice("level", words.levels),
        unilateral=section.flag("unilateral"),
        counts=Counts(counts) if counts in list(Counts) else Counts.REPS,
        dose=_read_dose(section.section("dose")),
        prepare=section.texts("prepare"),
        steps=section.texts("steps", most=MOST_STEPS),
        cue=_short(section, "cue"),
        breathing=_short(section, "breathing"),
        safety=_short(section, "safety"),
        mistakes=section.texts("mistakes"),
        when_not_to=section.texts("when_not_to"),
        easier=_read_easier(section),
        sources=cited(section),
        author=_short(section, "author"),
        licence=_short(section, "licence"),
        figure_alt=_short(section, "figure_alt"),
    )
    section.finish()
    return content


def read_slug(section: Section) -> str:
    """The lasting key of an exercise or article."""
    slug = _short(section, "slug")
    if slug and not SLUG.fullmatch(slug):
        message = f"'{slug}' is no slug: use letters, digits and hyphens, such as 'heel-dig'."
        section.note(section.values["slug"], message)
    return slug


def _short(section: Section, key: str) -> str:
    return section.text(key, most=LONGEST[key])


def _read_easier(section: Section) -> tuple[str, ...]:
    easier = section.texts("easier", least=0)
    if len(set(easier)) < len(easier):
        section.note(section.values["easier"], "'easier' names the same thing twice: keep one.")
    return easier


def _cited(citations: Mapping[str, str], section: Section) -> tuple[str, ...]:
    return tuple(citations.get(key, "") for key in section.choices("sources", citations))


def _check_file_name(section: Section) -> None:
    """A file is found by its slug."""
    stem, node = section.path.stem, section.values.get("slug")
    slug = "" if node is None else str(node.value)
    if slug and slug != stem:
        section.note(node, f"the slug '{slug}' is not the file's name: write '{stem}'.")


def _read_dose(section: Section) -> Dose:
    dose = Dose(
        sets=section.number("sets", least=1) or 1,
        amount=section.number("amount", least=1) or 1,
        hold_seconds=section.number("hold_seconds", least=1, optional=True),
        rest_seconds=section.number("rest_seconds", least=0, optional=True) or 0,
    )
    section.finish()
    return dose


def link_problems(
    found: Mapping[str, ExerciseContent],
    places: Mapping[str, Problem],
    *,
    others: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> Iterable[Problem]:
    """Links to nowhere or in a circle. `others`: the "easier" of exercises kept elsewhere."""
    links = {**others, **{slug: content.easier for slug, content in found.items()}}
    for slug, content in found.items():
        for other in content.easier:
            if other not in links:
                message = f"there is no exercise '{other}': correct 'easier' or add it."
                yield replace(places[slug], message=message)
    circle = circle_in(links)
    for place in [places[slug] for slug in circle if slug in places][:1]:
        message = f"'easier' runs in a circle ({' → '.join(circle)}): remove one of these links."
        yield replace(place, message=message)


def circle_in(easier: Mapping[str, Iterable[str]]) -> list[str]:
    """One circle of "easier" links, its first slug repeated at the end; empty if there is none."""
    known = {
        slug: [other for other in others if other in easier] for slug, others in easier.items()
    }
    try:
        TopologicalSorter(known).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _with_harder(found: Mapping[str, ExerciseContent]) -> dict[str, ExerciseContent]:
    return {
        slug: replace(
            content,
            harder=tuple(other.slug for other in found.values() if slug in other.easier),
        )
        for slug, content in found.items()
    }
