"""What changed between two texts, word by word. Pure Python.

Lines are matched first, then the words of those that changed: so a long text with one new
sentence stays quick, and reads as that text with one new sentence. Where hardly a word stayed,
the old words are told whole and then the new ones: a text that changes at every word is unread.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

# A word takes the space after it along, so that two texts never match on spaces alone.
WORD = re.compile(r"\S+\s*|\s+")
LEAST_ALIKE = 0.4


class Change(StrEnum):
    """What became of some words. `LEFT_OUT`: lines that stayed, and are not shown."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Piece:
    change: Change
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in order; apart from `REMOVED` ones they are the text after."""
    old, new = _lines(before), _lines(after)
    pieces = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(new[k:m])))
        else:
            pieces += _words("".join(old[i:j]), "".join(new[k:m]))
    return pieces


def shortened(pieces: Sequence[Piece], *, around: int = 1) -> list[Piece]:
    """For reading: without the lines that stayed, but for so many around each change."""
    told, last = _on_one_line(pieces), len(pieces) - 1
    return [
        short
        for place, piece in enumerate(told)
        for short in _short(piece, around, is_first=place == 0, is_last=place == last)
    ]


def _on_one_line(pieces: Sequence[Piece]) -> list[Piece]:
    """The last word of a line and the one in its place stand side by side."""
    told = list(pieces)
    for place, (before, piece) in enumerate(pairwise(pieces), start=1):
        is_replaced = place + 1 < len(pieces) and pieces[place + 1].change is Change.ADDED
        if piece.change is Change.REMOVED and is_replaced and not before.text.endswith("\n"):
            told[place] = Piece(Change.REMOVED, piece.text.replace("\n", " "))
    return told


def _lines(text: str) -> list[str]:
    """Each with its end, the last one too: else a line added below it would change it."""
    return [f"{line}\n" for line in text.splitlines()]


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        yield from _pair(before, after)
        return
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(new[k:m]))
            continue
        yield from _pair("".join(old[i:j]), "".join(new[k:m]))


def _bare(words: Sequence[str]) -> list[str]:
    """A word is the same one whether a space or the line's end follows."""
    return [word.strip() for word in words]


def _pair(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)


def _short(piece: Piece, around: int, *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    lines = piece.text.splitlines(keepends=True)
    head, tail = 0 if is_first else around, 0 if is_last else around
    if piece.change is not Change.SAME or len(lines) <= head + tail + 1:
        yield piece
        return
    if head:
        yield Piece(Change.SAME, "".join(lines[:head]))
    yield Piece(Change.LEFT_OUT, "")
    if tail:
        yield Piece(Change.SAME, "".join(lines[-tail:]))
