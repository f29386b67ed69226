"""The shipped articles: Markdown with front matter, checked and read into plain values.

Pure Python, as the library is. The database holds what curators made of them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from exercises import library, markdown
from exercises.digest import digest_of
from exercises.library import CONTENT, Taxonomy, read_taxonomy
from exercises.yaml_source import ContentErrors, Problem, Section, compose, read_text

FENCE = "---"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DOI = re.compile(r"10\.\d{4,9}/\S+")
LONGEST = {"title": 80, "summary": 300}
# Other pages of the site that a text may lead to, by the name of their address.
PAGES = ("help", "rules")


class Kind(StrEnum):
    """An article is about one thing; an introduction opens a condition and is shorter."""

    ARTICLE = "article"
    INTRODUCTION = "introduction"

    @property
    def words(self) -> tuple[int, int]:
        """The fewest and the most words of the body."""
        return (400, 900) if self is Kind.ARTICLE else (250, 900)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A published work: where to find it is a DOI, or else an address."""

    label: str
    doi: str = ""
    url: str = ""

    @property
    def address(self) -> str:
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContent:
    """Everything written about one thing to read.

    conditions, phases: what it fits, as codes; none means all of them. body: Markdown.
    """

    slug: str
    kind: Kind
    title: str
    summary: str
    conditions: tuple[str, ...]
    phases: tuple[str, ...]
    order: int
    body: str
    sources: tuple[Source, ...]
    author: str
    licence: str

    def is_for(self, condition: str, phase: str) -> bool:
        return fits(self.conditions, condition) and fits(self.phases, phase)

    def as_dict(self) -> dict[str, object]:
        """The content as JSON values, in one order."""
        values = asdict(self)
        values["conditions"], values["phases"] = sorted(self.conditions), sorted(self.phases)
        values["sources"] = [source_dict(source) for source in self.sources]
        return values | {"kind": self.kind.value}

    def digest(self) -> str:
        """Changes when any word of the content changes, and only then."""
        return digest_of(self.as_dict())


def source_dict(source: Source) -> dict[str, str]:
    """The source as it is stored: without what it does not have."""
    return {name: value for name, value in asdict(source).items() if value}


def fits(codes: Collection[str], wanted: str) -> bool:
    """Whether something for these codes, none being all, is for the wanted one, if any."""
    return not wanted or not codes or wanted in codes


@cache
def articles() -> Mapping[str, ArticleContent]:
    """The shipped articles by slug. Raises ContentErrors if any file is wrong."""
    return read_articles(CONTENT)


def read_articles(folder: Path) -> Mapping[str, ArticleContent]:
    """Read and check a content folder's articles. Raises ContentErrors with every problem."""
    problems: list[Problem] = []
    words = read_taxonomy(folder)
    paths = sorted((folder / "articles").glob("*.md"))
    targets = {
        "article": {path.stem for path in paths},
        "exercise": {path.stem for path in (folder / "exercises").glob("*.yaml")},
        "page": PAGES,
    }
    found = [_read_article(path, words, targets, problems) for path in paths]
    if problems:
        raise ContentErrors(problems)
    return MappingProxyType({content.slug: content for content in found if content})


def _read_article(
    path: Path, words: Taxonomy, targets: markdown.Targets, problems: list[Problem]
) -> ArticleContent | None:
    text = read_text(path, problems)
    if text is None:
        return None
    front, body = _parts_of(text)
    if not front:
        problems.append(Problem(path, 1, f"no front matter: put it between two '{FENCE}' lines."))
        return None
    section = compose(front, path, problems)
    if section is None:
        return None
    content = read_article(section, words, slug=_slug(section), body=body.rstrip())
    section.finish()
    above = text.removesuffix(body).count("\n")
    for line, message in body_faults(content.body, kind=content.kind, targets=targets):
        problems.append(Problem(path, above + line, message))
    return content


def _parts_of(text: str) -> tuple[str, str]:
    """The front matter with its opening fence, so that lines count on, and the body."""
    found = re.match(rf"({FENCE}\n.*?\n){FENCE}\n\s*", text, re.DOTALL)
    return (found[1], text[found.end() :]) if found else ("", text)


def read_article(section: Section, words: Taxonomy, *, slug: str, body: str) -> ArticleContent:
    """All but the faults of its text: see `body_faults`, which asks what there is to link to."""
    kind = section.choice("kind", list(Kind)) if section.has("kind") else Kind.ARTICLE
    return ArticleContent(
        slug=slug,
        kind=Kind(kind) if kind in list(Kind) else Kind.ARTICLE,
        title=section.text("title", most=LONGEST["title"]),
        summary=section.text("summary", most=LONGEST["summary"]),
        conditions=section.choices("conditions", words.conditions, least=0),
        phases=section.choices("phases", words.phases, least=0),
        order=section.number("order", least=1) or 1,
        body=body,
        sources=tuple(_source(part) for part in section.parts("sources")),
        author=section.text("author", most=library.LONGEST["author"]),
        licence=section.text("licence", most=library.LONGEST["licence"]),
    )


def _slug(section: Section) -> str:
    slug = section.path.stem
    if not SLUG.fullmatch(slug):
        section.note(None, f"'{slug}' is no slug: name the file in small letters, with hyphens.")
    return slug


def _source(part: Section) -> Source:
    source = Source(
        label=part.text("label"), doi=part.optional_text("doi"), url=part.optional_text("url")
    )
    part.finish()
    for message in source_faults(source):
        part.note(None, message)
    return source


def source_line(source: Mapping[str, str]) -> str:
    """A source on one line, as curators write it: what it is, a stroke, its DOI or address."""
    return f"{source['label']} | {source.get('doi') or source.get('url')}"


def source_of(line: str) -> Source:
    """The source a curator's line means; what it lacks is empty."""
    label, _stroke, place = (part.strip() for part in line.rpartition("|"))
    return Source(label=label, **{"doi" if place.startswith("10.") else "url": place})


def source_faults(source: Source) -> Iterator[str]:
    """What is wrong with where a source says it is found."""
    if bool(source.doi) == bool(source.url):
        yield "a source needs its 'doi', or else its 'url': give one of them."
    if source.doi and not DOI.fullmatch(source.doi):
        yield f"'{source.doi}' is no DOI: write it as 10.1234/abc, without an address before it."
    if source.url and not markdown.ADDRESS.match(source.url):
        yield f"'{source.url}' is no address: begin with https://."


def body_faults(body: str, *, kind: Kind, targets: markdown.Targets) -> Iterable[markdown.Fault]:
    """Everything wrong with an article's text. See `markdown.faults`."""
    least, most = kind.words
    return markdown.faults(body, least=least, most=most, targets=targets)
