"""Photographs: what may be kept, and the smaller copies that are shown instead of them."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from exercises.uploads.kinds import Format, Refused
from exercises.uploads.outlines import Outline, outline

MOST_BYTES = 12_000_000
MOST_PIXELS = 40_000_000
MOST_SIDE = 16_000  # WebP ends at 16,383
WIDTHS = (320, 800, 1600)
QUALITY = 80
MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"}
ORIENTATION = 0x0112
LYING = (5, 6, 7, 8)  # EXIF: held sideways, so width and height change places

BROKEN = _(
    "The picture is broken or incomplete. Open it on your computer; if it looks right, save it "
    "anew as JPEG and send that."
)
ATTACHED = _(
    "Something else is attached behind the picture. Open it, save it anew as JPEG and send that."
)
TOO_HEAVY = _("A picture may have 12 MB. Save it smaller: 1600 pixels wide are enough.")
TOO_LARGE = _(
    "A picture may have 40 million pixels, and 16,000 on a side. Save it smaller: 1600 pixels "
    "wide are enough."
)
MOVES = _("A moving picture cannot be paused. Send a film as MP4, or one still picture.")
DEEP_COLOURS = _("Its colours are of a rare kind. Save it as JPEG and send that.")


def examine(data: bytes, kind: Format) -> tuple[int, int]:
    """Width and height as it is shown, after everything in it was read. Raises Refused."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_HEAVY)
    try:
        found = outline(data, kind)
    except ValueError as error:
        raise Refused(BROKEN) from error
    _refuse_by_outline(found, data)
    try:
        return _decode(data, kind, found)
    except Refused:
        raise
    except Exception as error:  # readers of pictures fail on broken ones in many ways
        raise Refused(BROKEN) from error


def widths(width: int) -> list[int]:
    """The widths a picture is shown in, smallest first; it is never enlarged."""
    return sorted({min(width, one) for one in WIDTHS})


def smaller(original: Path) -> Iterator[tuple[int, bytes]]:
    """Each width with its WebP, widest first: upright, in the colours of the web, pixels alone.

    Where and when a photograph was taken, and with what, stays behind.
    """
    with Image.open(original) as opened:
        picture = _for_the_web(ImageOps.exif_transpose(opened))
    for width in reversed(widths(picture.width)):
        height = max(1, round(picture.height * width / picture.width))
        if width != picture.width:
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        yield width, _webp(picture)


def _refuse_by_outline(found: Outline, data: bytes) -> None:
    if not (found.width and found.height):
        raise Refused(BROKEN)
    if max(found.width, found.height) > MOST_SIDE or found.width * found.height > MOST_PIXELS:
        raise Refused(TOO_LARGE)
    if data[found.end :].strip(b"\0"):
        raise Refused(ATTACHED)


def _decode(data: bytes, kind: Format, found: Outline) -> tuple[int, int]:
    with Image.open(BytesIO(data), formats=[kind.upper()]) as picture:
        picture.verify()
    with Image.open(BytesIO(data), formats=[kind.upper()]) as picture:
        # The second picture of a camera's JPEG is not a movement.
        if kind is not Format.JPEG and getattr(picture, "n_frames", 1) > 1:
            raise Refused(MOVES)
        if picture.mode not in MODES:
            raise Refused(DEEP_COLOURS)
        if picture.size != (found.width, found.height):
            raise Refused(BROKEN)
        picture.load()
        is_lying = picture.getexif().get(ORIENTATION) in LYING
    return (found.height, found.width) if is_lying else (found.width, found.height)


def _for_the_web(picture: Image.Image) -> Image.Image:
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        picture = _in_srgb(picture, profile)
    return picture.convert(mode)


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Without its profile, a phone's picture would look pale; a broken profile is left out."""
    try:
        own, ours = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        mode = picture.mode if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, own, ours, outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture


def _webp(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "WEBP", quality=QUALITY, exif=b"", xmp=b"", icc_profile=b"")
    return written.getvalue()
