"""Handing a file out: its type fixed by its name, kept for good, and by parts where asked for.

Safari plays no film from a server that cannot answer for a part of it.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, HttpResponse, HttpResponseBase

TYPES = {
    ".webp": "image/webp",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt; charset=utf-8",
}
# A name stands for its content, so it never needs to be asked for again; but it is for people
# who are signed in, and so for no shared cache.
KEPT = "private, max-age=31536000, immutable"
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
PARTIAL, UNSATISFIABLE = 206, 416


@dataclass  # no slots: Django puts a `close` of its own on what it streams
class Part:
    """A stretch of an open file, read like a file."""

    file: BinaryIO
    left: int

    def read(self, size: int) -> bytes:
        data = self.file.read(min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()


def answer(path: Path, wanted: str = "") -> HttpResponseBase:
    """The file, or the part of it that a `Range` header names.

    Raises FileNotFoundError. What such a header says wrongly, or of several parts, is passed over.
    """
    file = path.open("rb")
    size = path.stat().st_size
    stretch = _stretch(wanted, size)
    if stretch is not None and stretch.start >= stretch.stop:
        file.close()
        return HttpResponse(status=UNSATISFIABLE, headers={"Content-Range": f"bytes */{size}"})
    file.seek(stretch.start if stretch else 0)
    part = Part(file, len(stretch) if stretch else size)
    response = FileResponse(part, content_type=TYPES[path.suffix])
    response["Content-Length"] = part.left
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = KEPT
    response["X-Content-Type-Options"] = "nosniff"
    if stretch:
        response.status_code = PARTIAL
        response["Content-Range"] = f"bytes {stretch.start}-{stretch.stop - 1}/{size}"
    return response


def _stretch(wanted: str, size: int) -> range | None:
    found = RANGE.fullmatch(wanted.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    stop = min(int(last) + 1, size) if last else size
    return None if last and int(last) < int(first) else range(int(first), stop)
