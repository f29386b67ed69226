"""Whether a file may be kept. Everything about it is read; nothing about it is believed."""

import hashlib
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from exercises.uploads import mp4, pictures, webm
from exercises.uploads.kinds import HEAD_BYTES, Examined, Format, Refused, recognise
from exercises.uploads.refusals import BROKEN_FILM, TOO_HEAVY, TOO_LARGE

MOST_BYTES_OF_FILM = 100_000_000
MOST_SIDE_OF_FILM = 4096
FILMS = {Format.MP4: mp4, Format.WEBM: webm}
EMPTY = _("The file is empty. Was it saved completely? Choose it again.")


def examine(file: BinaryIO) -> Examined:
    """What the file is, once it is known to be whole and harmless. Raises Refused."""
    length = file.seek(0, 2)
    if not length:
        raise Refused(EMPTY)
    file.seek(0)
    kind = recognise(file.read(HEAD_BYTES))
    look = _film if kind.is_film else _picture
    width, height = look(file, kind, length)
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Examined(format=kind, width=width, height=height, digest=digest)


def _picture(file: BinaryIO, kind: Format, _length: int) -> tuple[int, int]:
    file.seek(0)
    return pictures.examine(file.read(pictures.MOST_BYTES + 1), kind)


def _film(file: BinaryIO, kind: Format, length: int) -> tuple[int, int]:
    if length > MOST_BYTES_OF_FILM:
        raise Refused(TOO_HEAVY)
    width, height = FILMS[kind].examine(file, length)
    if not (width and height):
        raise Refused(BROKEN_FILM)
    if max(width, height) > MOST_SIDE_OF_FILM:
        raise Refused(TOO_LARGE)
    return width, height
