"""How large a picture says it is and where it ends, read from its bytes before it is decoded.

So a picture too large for the memory is refused by its header alone, and so is one that
carries something else behind its end: a page, an archive, a script.
"""

import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exercises.uploads.kinds import Format

# A marker; inside the packed pixels 00 and D0 to D7 follow FF, and are none.
JPEG_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
JPEG_END = 0xD9
JPEG_SIZES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


@dataclass(frozen=True, slots=True)
class Outline:
    """Sizes in pixels as stored; `end` is the first byte that is no longer the picture."""

    width: int
    height: int
    end: int


def outline(data: bytes, kind: Format) -> Outline:
    """Raises ValueError for a file that breaks off or contradicts itself."""
    try:
        found = READERS[kind](data)
    except (struct.error, IndexError) as error:
        raise ValueError("the file breaks off") from error
    if found.end > len(data):
        raise ValueError("the file breaks off")
    return found


def _png(data: bytes) -> Outline:
    width, height = struct.unpack_from(">II", data, 16)
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + length
    return Outline(width, height, at)


def _jpeg(data: bytes) -> Outline:
    """A camera may put further pictures behind the first; they belong to the file."""
    first = _one_jpeg(data, 0)
    end = first.end
    while data.startswith(b"\xff\xd8\xff", end):
        end = _one_jpeg(data, end).end
    return Outline(first.width, first.height, end)


def _one_jpeg(data: bytes, at: int) -> Outline:
    size: tuple[int, int] | None = None
    at += 2
    while found := JPEG_MARKER.search(data, at):
        marker, body = found[1][0], found.end()
        if marker == JPEG_END:
            break
        if marker in JPEG_SIZES and size is None:
            size = struct.unpack_from(">HH", data, body + 3)
        at = body + struct.unpack_from(">H", data, body)[0]
    if found is None or size is None:
        raise ValueError("the file breaks off")
    height, width = size
    return Outline(width, height, found.end())


def _webp(data: bytes) -> Outline:
    (length,) = struct.unpack_from("<I", data, 4)
    width, height = WEBP_SIZES.get(data[12:16], _no_size)(data)
    return Outline(width, height, 8 + length + length % 2)


def _lossy(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


def _lossless(data: bytes) -> tuple[int, int]:
    (bits,) = struct.unpack_from("<I", data, 21)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _extended(data: bytes) -> tuple[int, int]:
    low_width, high_width, low_height, high_height = struct.unpack_from("<HBHB", data, 24)
    return (high_width << 16 | low_width) + 1, (high_height << 16 | low_height) + 1


def _no_size(data: bytes) -> tuple[int, int]:
    raise ValueError("a WebP of no known kind")


WEBP_SIZES: Mapping[bytes, Callable[[bytes], tuple[int, int]]] = {
    b"VP8 ": _lossy,
    b"VP8L": _lossless,
    b"VP8X": _extended,
}
READERS: Mapping[Format, Callable[[bytes], Outline]] = {
    Format.PNG: _png,
    Format.JPEG: _jpeg,
    Format.WEBP: _webp,
}
