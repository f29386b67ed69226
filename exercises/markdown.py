"""The Markdown that articles are written in, and what is refused in it.

A small part of Markdown on purpose: paragraphs, two ranks of headings, lists, quotations,
tables, emphasis and links. Pure Python: no framework and no database.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("zero").enable(
    ["heading", "list", "blockquote", "table", "emphasis", "link", "newline", "escape"]
)
RANKS = ("h2", "h3")
LEAST_HEADINGS = 2
NEW_LINE = ("softbreak", "hardbreak")
ADDRESS = re.compile(r"https://[^\s/]+\.[^\s/]+")
Targets = Mapping[str, Collection[str]]
# What would be shown as it is typed, which nobody means.
UNREAD = (
    (re.compile(r"</?[a-z!]", re.IGNORECASE), "no HTML here: write it in Markdown or as words."),
    (re.compile(r"\]\s?[(\[]|\w+:\S*\)"), "this link is not read: write [words](article:slug)."),
    (re.compile(r"https?://"), "a bare address: write [words](https://…)."),
    (re.compile(r"`|~~|\[\^"), "code, struck words and footnotes are not read: use plain words."),
)


class Fault(NamedTuple):
    """One thing wrong, at a line of the text counted from 1, with what to do about it."""

    line: int
    message: str


def word_count(text: str) -> int:
    """The words a reader sees, headings and tables included, addresses not."""
    return sum(len(piece.content.split()) for _, piece in _pieces(PARSER.parse(text)))


def faults(text: str, *, least: int, most: int, targets: Targets) -> list[Fault]:
    """Everything wrong with an article's text of `least` to `most` words.

    targets: what links inside the site may lead to, by kind, such as {"article": slugs}.
    """
    tokens = PARSER.parse(text)
    found = [
        *_length(word_count(text), least, most),
        *_headings(tokens),
        *_links(tokens, targets),
        *_unread(tokens),
    ]
    return sorted(found)


def _pieces(tokens: Iterable[Token]) -> Iterator[tuple[int, Token]]:
    """The inline tokens, each with its line."""
    start = 1
    for token in tokens:
        start = token.map[0] + 1 if token.map else start
        line = start
        for piece in token.children or ():
            yield line, piece
            line += piece.type in NEW_LINE


def _length(words: int, least: int, most: int) -> Iterator[Fault]:
    if not least <= words <= most:
        yield Fault(1, f"{words} words, not {least} to {most}: write more or cut some.")


def _headings(tokens: Sequence[Token]) -> Iterator[Fault]:
    headings = [token for token in tokens if token.type == "heading_open"]
    for heading in headings:
        if heading.tag not in RANKS:
            yield Fault(heading.map[0] + 1, "headings are '##' or '###': the title is above.")
    tags = [heading.tag for heading in headings]
    if tags and tags[0] == "h3":
        yield Fault(headings[0].map[0] + 1, "the first heading is '###': begin with '##'.")
    if tags.count("h2") < LEAST_HEADINGS:
        yield Fault(1, f"fewer than {LEAST_HEADINGS} '##' headings: divide the text.")


def _links(tokens: Sequence[Token], targets: Targets) -> Iterator[Fault]:
    for (line, piece), (_, after) in pairwise(_pieces(tokens)):
        if piece.type == "text" and piece.content.endswith("!") and after.type == "link_open":
            yield Fault(line, "pictures are not read here: leave it out.")
        if piece.type != "link_open":
            continue
        if after.type == "link_close":
            yield Fault(line, "a link without words: write [words](article:slug).")
        message = _target(str(piece.attrs["href"]), targets)
        if message:
            yield Fault(line, message)


def _target(href: str, targets: Targets) -> str:
    """What is wrong with where a link leads; empty if nothing is."""
    kind, _, name = href.partition(":")
    if ADDRESS.match(href) or name in targets.get(kind, ()):
        return ""
    if kind in targets:
        return f"there is no {kind} '{name}': correct the link or add what it names."
    ways = ", ".join(f"{kind}:…" for kind in targets)
    return f"'{href}' leads nowhere: begin with {ways} or https://."


def _unread(tokens: Sequence[Token]) -> Iterator[Fault]:
    for line, piece in _pieces(tokens):
        for pattern, message in UNREAD if piece.type == "text" else ():
            if pattern.search(piece.content):
                yield Fault(line, message)
