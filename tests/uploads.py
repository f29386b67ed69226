"""Files to upload, made byte by byte: whole ones, and those that nobody should take."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

HTML = b"<!doctype html><script>alert(1)</script>"
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + b"\x00" * 20 + b"PK\x05\x06" + b"\x00" * 18
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nLift slowly.\n"


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **how: Any
) -> bytes:
    """Bands of colour, so that turning and shrinking can be seen."""
    image = Image.new("RGB", size, (200, 40, 40))
    image.paste((40, 40, 200), (0, 0, size[0] // 2, size[1]))
    return saved(image.convert(mode), kind, **how)


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    written = BytesIO()
    image.save(written, kind, **how)
    return written.getvalue()


def swapped_profile() -> bytes:
    """sRGB's own profile with the tags of red and green exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"swap").replace(b"gXYZ", b"rXYZ").replace(b"swap", b"gXYZ")


def png_of_size(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that says it is so large, with few bytes of packed rows."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def webp_of_size(width: int, height: int) -> bytes:
    """A WebP whose canvas is so large, without any pixels."""
    canvas = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


# --- films -----------------------------------------------------------------------------
UPRIGHT = (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
TURNED = (0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def mp4(
    size: tuple[int, int] = (640, 360),
    *,
    matrix: tuple[int, ...] = UPRIGHT,
    codec: bytes = b"avc1",
    handler: bytes = b"vide",
    brand: bytes = b"isom",
    more: bytes = b"",
) -> bytes:
    """The boxes of a film, without any pictures in it; `more` stands in its header."""
    sizes = struct.pack(">9iII", *matrix, size[0] << 16, size[1] << 16)
    table = box(b"stsd", bytes(4), struct.pack(">I", 1), box(codec, bytes(70)))
    media = box(
        b"mdia", box(b"hdlr", bytes(8), handler, bytes(12)), box(b"minf", box(b"stbl", table))
    )
    track = box(b"trak", box(b"tkhd", bytes(40), sizes), media)
    return b"".join(
        (
            box(b"ftyp", brand, bytes(4)),
            box(b"moov", box(b"mvhd", bytes(100)), track, more),
            box(b"mdat", b"pictures of legs"),
        )
    )


def element(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    head = kind.to_bytes((kind.bit_length() + 7) // 8)
    return head + (1 << 56 | len(body)).to_bytes(8) + body


def webm(
    size: tuple[int, int] = (640, 360),
    *,
    codec: bytes = b"V_VP9",
    doc_type: bytes = b"webm",
    more: bytes = b"",
) -> bytes:
    """The elements of a film, without any pictures in it; `more` stands beside its tracks."""
    across, down = (
        element(kind, one.to_bytes(2)) for kind, one in zip((0xB0, 0xBA), size, strict=True)
    )
    track = element(0xAE, element(0x83, b"\x01"), element(0x86, codec), element(0xE0, across, down))
    segment = (element(0x1654AE6B, track), more, element(0x1F43B675, b"pictures"))
    return element(0x1A45DFA3, element(0x4282, doc_type)) + element(0x18538067, *segment)
