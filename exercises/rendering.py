"""From an article's Markdown to HTML that is safe to show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import nh3
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext
from markdown_it.token import Token

from exercises.articles import PAGES, SLUG
from exercises.markdown import PARSER

WORDS_A_MINUTE = 200  # D: slower than the 230 or so of a rested reader
# More texts than are shipped, in each language.
KEPT = 256
TAGS = {
    *("h2", "h3", "p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote"),
    *("div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "rel"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"start"},
    "div": {"class", "role", "tabindex", "aria-labelledby"},
    "table": {"class"},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of an article, and the anchor that leads there."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """headings: those of the first rank, for a list of contents."""

    html: SafeString
    headings: tuple[Heading, ...]


def minutes_to_read(body: str) -> int:
    return max(1, round(len(body.split()) / WORDS_A_MINUTE))


def rendered(body: str) -> Rendered:
    """The text as HTML, the same for the same words: so it is worked out once and kept.

    Kept in memory and never stored: what is stored is what a person wrote.
    """
    return _rendered(body, gettext("another site"))


@lru_cache(maxsize=KEPT)
def _rendered(body: str, outside: str) -> Rendered:
    tokens = PARSER.parse(body)
    headings = _anchor(tokens)
    for token in tokens:
        token.children = list(_led(token.children or (), outside))
    html = nh3.clean(
        PARSER.renderer.render(list(_boxed(tokens)), PARSER.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"https"},
        link_rel=None,
    )
    return Rendered(mark_safe(html), headings)  # noqa: S308 - cleaned on the line above


def _anchor(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Give each heading an id of its own, and answer those of the first rank."""
    taken: set[str] = set()
    headings = []
    for heading, inline in pairwise(tokens):
        if heading.type != "heading_open":
            continue
        words = "".join(piece.content for piece in inline.children or ())
        anchor = f"on-{slugify(words)}"
        anchor = anchor if anchor not in taken else f"{anchor}-{len(taken)}"
        taken.add(anchor)
        heading.attrs["id"] = anchor
        if heading.tag == "h2":
            headings.append(Heading(anchor, words))
    return tuple(headings)


def _led(pieces: Sequence[Token], outside: str) -> Iterator[Token]:
    """Links lead to addresses of the site; one that leaves it says so, in words."""
    leaves = False
    for piece in pieces:
        if piece.type == "link_open":
            href = str(piece.attrs["href"])
            leaves = href.startswith("https://")
            piece.attrs = {"href": href, "rel": "noopener"} if leaves else {"href": address(href)}
        if piece.type == "link_close" and leaves:
            yield Token("text", "", 0, content=f" ({outside})")
        yield piece


def address(target: str) -> str:
    """Where "article:slug" leads. Anything unknown stays, and is taken out as no address."""
    kind, _, name = target.partition(":")
    if kind in ("article", "exercise") and SLUG.fullmatch(name):
        return reverse(kind, args=[name])
    return reverse(name) if kind == "page" and name in PAGES else target


def _boxed(tokens: Sequence[Token]) -> Iterator[Token]:
    """A table stands in a box that scrolls by itself, named by the heading above it."""
    heading = ""
    for token in tokens:
        heading = str(token.attrs.get("id", heading))
        if token.type == "table_open":
            token.attrs["class"] = "log"
            attrs = {"class": "table-box", "role": "group", "tabindex": "0"}
            yield Token("box_open", "div", 1, attrs={**attrs, "aria-labelledby": heading})
        yield token
        if token.type == "table_close":
            yield Token("box_close", "div", -1)
