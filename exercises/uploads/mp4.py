"""MP4: whether a browser can play it, how large it is shown, and what in it is private."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from exercises.uploads.boxes import Box, boxes, content, inside
from exercises.uploads.kinds import Refused
from exercises.uploads.refusals import BROKEN_FILM, CODEC, NO_PICTURE

KNOWN = {
    *(b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp", b"ssix", b"prft", b"emsg"),
    *(b"free", b"skip", b"wide", b"meta", b"udta", b"uuid", b"pdin"),
}
# Nothing a player needs. Phones write the place where a film was taken into udta and meta.
NEEDLESS = {b"udta", b"meta", b"uuid", b"free", b"skip"}
CODECS = {b"avc1", b"avc3", b"vp09", b"av01"}


def examine(film: BinaryIO, length: int) -> tuple[int, int]:
    """Width and height as it is shown. Raises Refused."""
    top = boxes(film, 0, length)
    kinds = {box.kind for box in top}
    if top[0].kind != b"ftyp" or not {b"moov", b"mdat"} <= kinds <= KNOWN:
        raise Refused(BROKEN_FILM)
    _needless(film, top)  # so that nothing is left to refuse once it is kept
    for track in _tracks(film, top):
        if _is_of_pictures(film, track):
            return _size(film, track)
    raise Refused(NO_PICTURE)


def without_needless(film: BinaryIO, length: int) -> None:
    """Blank what no player needs, in place: every other byte stays where it was."""
    for box in _needless(film, boxes(film, 0, length)):
        film.seek(box.at + 4)
        film.write(b"free")
        film.seek(box.body)
        film.write(bytes(box.end - box.body))


def _needless(film: BinaryIO, top: list[Box]) -> list[Box]:
    within = [part for box in top if box.kind == b"moov" for part in _parts(film, box)]
    return [box for box in (*top, *within) if box.kind in NEEDLESS]


def _parts(film: BinaryIO, movie: Box) -> Iterator[Box]:
    for part in boxes(film, movie.body, movie.end):
        yield part
        if part.kind == b"trak":
            yield from boxes(film, part.body, part.end)


def _tracks(film: BinaryIO, top: list[Box]) -> Iterator[Box]:
    for box in top:
        if box.kind == b"moov":
            yield from inside(film, box, b"trak")


def _is_of_pictures(film: BinaryIO, track: Box) -> bool:
    handlers = inside(film, track, b"mdia", b"hdlr")
    return any(content(film, handler)[8:12] == b"vide" for handler in handlers)


def _size(film: BinaryIO, track: Box) -> tuple[int, int]:
    kinds = {
        content(film, table)[12:16]
        for table in inside(film, track, b"mdia", b"minf", b"stbl", b"stsd")
    }
    if not kinds or not kinds <= CODECS:
        raise Refused(CODEC)
    header = next(inside(film, track, b"tkhd"), None)
    if header is None:
        raise Refused(BROKEN_FILM)
    try:
        *matrix, width, height = struct.unpack(">9iII", content(film, header)[-44:])
    except struct.error as error:
        raise Refused(BROKEN_FILM) from error
    is_lying = matrix[0] == matrix[4] == 0 and matrix[1] != 0
    across, down = width >> 16, height >> 16  # 16 bits behind the point
    return (down, across) if is_lying else (across, down)
