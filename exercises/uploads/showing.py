"""Pictures and films as a page shows them."""

from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.urls import reverse

from exercises.models import Upload
from exercises.uploads.pictures import widths
from exercises.uploads.serving import TYPES

MIDDLE = 1  # of the copies, for browsers that do not choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`copies` is a srcset, empty for a film; `captions` an address, empty for a picture."""

    words: str
    author: str
    licence: str
    width: int
    height: int
    is_film: bool
    is_ready: bool
    address: str
    type: str
    copies: str
    captions: str
    language: str = settings.LANGUAGE_CODE


def shown(upload: Upload, slug: str) -> Shown:
    """`slug` is the exercise's: below it, what belongs to it is served."""
    addresses = [reverse("upload", args=[slug, name]) for name in upload.served_names]
    address = addresses[0] if upload.is_film else addresses[min(MIDDLE, len(addresses) - 1)]
    return Shown(
        words=upload.alt,
        author=upload.author,
        licence=upload.licence,
        width=upload.width,
        height=upload.height,
        is_film=upload.is_film,
        is_ready=upload.is_ready,
        address=address,
        type=TYPES[PurePath(address).suffix],
        copies="" if upload.is_film else _copies(upload, addresses),
        captions=addresses[1] if upload.is_film else "",
    )


def _copies(upload: Upload, addresses: list[str]) -> str:
    sized = zip(addresses, widths(upload.width), strict=True)
    return ", ".join(f"{address} {width}w" for address, width in sized)
