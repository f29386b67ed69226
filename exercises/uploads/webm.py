"""WebM: whether a browser can play it, how large it is shown, and what in it is private."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from exercises.uploads.kinds import Refused
from exercises.uploads.refusals import BROKEN_FILM, CODEC, MATROSKA, NO_PICTURE

HEADER, DOC_TYPE = 0x1A45DFA3, 0x4282
SEGMENT, TRACKS, TRACK, TRACK_TYPE, CODEC_ID = 0x18538067, 0x1654AE6B, 0xAE, 0x83, 0x86
VIDEO, PIXEL_WIDTH, PIXEL_HEIGHT = 0xE0, 0xB0, 0xBA
VOID, TAGS, ATTACHMENTS, CHAPTERS = 0xEC, 0x1254C367, 0x1941A469, 0x1043A770
CLUSTER, CUES, SEEK_HEAD, INFO = 0x1F43B675, 0x1C53BB6B, 0x114D9B74, 0x1549A966
NEEDLESS = {VOID, TAGS, ATTACHMENTS, CHAPTERS}
TITLE, DATE = 0x7BA9, 0x4461
SAID_OF_IT = {TITLE, DATE}
KNOWN = {SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES, *NEEDLESS}
OF_PICTURES = 1
CODECS = {b"V_VP8", b"V_VP9", b"V_AV1"}
MOST_ELEMENTS = 20_000
LONGEST_ID, LONGEST_LENGTH = 4, 8


@dataclass(frozen=True, slots=True)
class Element:
    """Where an element begins in its file, where its content does, and where it ends."""

    kind: int
    at: int
    body: int
    end: int


def examine(film: BinaryIO, length: int) -> tuple[int, int]:
    """Width and height as it is shown. Raises Refused."""
    header, segment = _outermost(film, length)
    doc_types = [_content(film, one) for one in _inside(film, header, DOC_TYPE)]
    if doc_types != [b"webm"]:
        raise Refused(MATROSKA)
    kinds = {one.kind for one in _elements(film, segment.body, segment.end)}
    if not {TRACKS, CLUSTER} <= kinds <= KNOWN:
        raise Refused(BROKEN_FILM)
    _needless(film, segment)  # so that nothing is left to refuse once it is kept
    for track in _inside(film, segment, TRACKS, TRACK):
        if _numbers(film, track, TRACK_TYPE) == [OF_PICTURES]:
            return _size(film, track)
    raise Refused(NO_PICTURE)


def without_needless(film: BinaryIO, length: int) -> None:
    """Blank what no player needs, in place: every other byte stays where it was."""
    _, segment = _outermost(film, length)
    for one in _needless(film, segment):
        film.seek(one.at)
        film.write(_void(one.end - one.at))


def _needless(film: BinaryIO, segment: Element) -> list[Element]:
    top = _elements(film, segment.body, segment.end)
    said = [part for one in top if one.kind == INFO for part in _elements(film, one.body, one.end)]
    return [one for one in (*top, *said) if one.kind in NEEDLESS | SAID_OF_IT]


def _void(length: int) -> bytes:
    """Nothing, in as many bytes."""
    length_bytes = 1 if length <= LONGEST_LENGTH else LONGEST_LENGTH
    room = length - 1 - length_bytes
    return bytes([VOID]) + (1 << 7 * length_bytes | room).to_bytes(length_bytes) + bytes(room)


def _outermost(film: BinaryIO, length: int) -> tuple[Element, Element]:
    match _elements(film, 0, length):
        case [header, segment] if (header.kind, segment.kind) == (HEADER, SEGMENT):
            return header, segment
    raise Refused(BROKEN_FILM)


def _size(film: BinaryIO, track: Element) -> tuple[int, int]:
    codecs = {_content(film, one) for one in _inside(film, track, CODEC_ID)}
    if not codecs or not codecs <= CODECS:
        raise Refused(CODEC)
    widths = _numbers(film, track, VIDEO, PIXEL_WIDTH)
    heights = _numbers(film, track, VIDEO, PIXEL_HEIGHT)
    if len(widths) != 1 or len(heights) != 1:
        raise Refused(BROKEN_FILM)
    return widths[0], heights[0]


def _numbers(film: BinaryIO, outer: Element, *path: int) -> list[int]:
    return [int.from_bytes(_content(film, one)) for one in _inside(film, outer, *path)]


def _content(film: BinaryIO, one: Element, most: int = 64) -> bytes:
    film.seek(one.body)
    return film.read(min(most, one.end - one.body))


def _inside(film: BinaryIO, outer: Element, *path: int) -> Iterator[Element]:
    for one in _elements(film, outer.body, outer.end):
        if one.kind == path[0]:
            yield from _inside(film, one, *path[1:]) if path[1:] else (one,)


def _elements(film: BinaryIO, start: int, end: int) -> list[Element]:
    """The elements that fill this stretch to its last byte. Raises Refused if they do not."""
    found: list[Element] = []
    while start < end and len(found) < MOST_ELEMENTS:
        found.append(_element(film, start))
        start = found[-1].end
    if start != end:
        raise Refused(BROKEN_FILM)
    return found


def _element(film: BinaryIO, at: int) -> Element:
    film.seek(at)
    head = film.read(LONGEST_ID + LONGEST_LENGTH)
    id_bytes = _bytes_of(head[:1], LONGEST_ID)
    length_bytes = _bytes_of(head[id_bytes : id_bytes + 1], LONGEST_LENGTH)
    body = at + id_bytes + length_bytes
    written = int.from_bytes(head[id_bytes : id_bytes + length_bytes])
    # Without the bit that says how many bytes there are; all ones would mean "until it ends".
    length = written & ((1 << 7 * length_bytes) - 1)
    return Element(int.from_bytes(head[:id_bytes]), at, body, body + length)


def _bytes_of(first: bytes, most: int) -> int:
    """How many bytes a number has: one more than zeros stand before its first one."""
    zeros = 8 - first[0].bit_length() if first else most
    if zeros >= most:
        raise Refused(BROKEN_FILM)
    return zeros + 1
