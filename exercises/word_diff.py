"""What changed between two texts, word by word. Pure Python.

Lines are matched first, then the words of those that changed: so a long text with one new
sentence stays quick, and reads as that text with one new sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\s+|[^\s]+")


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
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(new[k:m])))
        else:
            pieces += _words("".join(old[i:j]), "".join(new[k:m]))
    return pieces


def shortened(pieces: Sequence[Piece], *, around: int = 1) -> list[Piece]:
    """The same without the lines that stayed, but for so many around each change."""
    return [
        short
        for place, piece in enumerate(pieces)
        for short in _short(piece, around, is_first=place == 0, is_last=place == len(pieces) - 1)
    ]


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(new[k:m]))
            continue
        if i < j:
            yield Piece(Change.REMOVED, "".join(old[i:j]))
        if k < m:
            yield Piece(Change.ADDED, "".join(new[k:m]))


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
