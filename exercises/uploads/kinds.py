"""Which files can be taken, told by their first bytes; their names are never asked."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A file that cannot be kept. `reason` tells the curator why, and what to do next."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


class Format(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    MP4 = "mp4"
    WEBM = "webm"

    @property
    def is_film(self) -> bool:
        return self in (Format.MP4, Format.WEBM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A file that may be kept. Sizes are in pixels, as it is shown; `digest` is its SHA-256."""

    format: Format
    width: int
    height: int
    digest: str


HEAD_BYTES = 512
PHONE_PICTURES = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
UNKNOWN = _(
    "This is neither a picture nor a film that can be shown. Pictures are JPEG, PNG or WebP, "
    "films MP4 or WebM: save it as one of these."
)
DRAWING = _("An SVG may carry scripts. Save the drawing as PNG and send that.")
PHONE_PICTURE = _("Not every browser shows HEIC or AVIF. Save the picture as JPEG and send that.")
GIF = _("A GIF is large and cannot be paused. Send a film as MP4, or a still picture as PNG.")
QUICKTIME = _("This is a QuickTime film, which not every browser plays. Save it as MP4.")


def recognise(head: bytes) -> Format:
    """What a file is, from its first bytes. Raises Refused for anything that is not taken."""
    if head.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return Format.WEBM
    if head[4:8] == b"ftyp" and head[8:12] not in (*PHONE_PICTURES, b"qt  "):
        return Format.MP4
    raise Refused(_why_unknown(head))


def _why_unknown(head: bytes) -> Promise:
    if head[4:8] == b"ftyp":
        return QUICKTIME if head[8:12] == b"qt  " else PHONE_PICTURE
    if head.startswith(b"GIF8"):
        return GIF
    return DRAWING if b"<svg" in head.lower() else UNKNOWN
