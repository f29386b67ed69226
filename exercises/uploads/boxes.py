"""The boxes an MP4 is made of: each says its length and its kind, and they leave no gap."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from exercises.uploads.kinds import Refused
from exercises.uploads.refusals import BROKEN_FILM

MOST_BOXES = 20_000  # a film in pieces has two a second


@dataclass(frozen=True, slots=True)
class Box:
    """Where a box begins in its file, where its content does, and where it ends."""

    kind: bytes
    at: int
    body: int
    end: int


def boxes(film: BinaryIO, start: int, end: int) -> list[Box]:
    """The boxes that fill this stretch to its last byte. Raises Refused if they do not."""
    found: list[Box] = []
    while start < end and len(found) < MOST_BOXES:
        found.append(_box(film, start))
        start = found[-1].end
    if start != end:
        raise Refused(BROKEN_FILM)
    return found


def inside(film: BinaryIO, outer: Box, *path: bytes) -> Iterator[Box]:
    """The boxes reached from `outer` by the kinds of `path`."""
    for box in boxes(film, outer.body, outer.end):
        if box.kind == path[0]:
            yield from inside(film, box, *path[1:]) if path[1:] else (box,)


def content(film: BinaryIO, box: Box, most: int = 4096) -> bytes:
    """What is in a small box, or its beginning."""
    film.seek(box.body)
    return film.read(min(most, box.end - box.body))


def _box(film: BinaryIO, at: int) -> Box:
    film.seek(at)
    head = film.read(16)
    try:
        length, kind = struct.unpack_from(">I4s", head)
        body = at + 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", head, 8)
            body = at + 16
    except struct.error as error:
        raise Refused(BROKEN_FILM) from error
    # A length of 0 means "to the end of the file", whatever stands there.
    if at + length < body:
        raise Refused(BROKEN_FILM)
    return Box(kind, at, body, at + length)
