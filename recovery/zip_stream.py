"""A zip file written as it is sent: nothing is kept on disk, and little in memory."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ENOUGH_TO_SEND = 1 << 13


class _Outbox:
    """What zipfile writes to; it cannot seek, so zipfile never goes back."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing is buffered further on."""

    def take(self, at_least: int = 1) -> Iterator[bytes]:
        if len(self._waiting) >= at_least:
            yield bytes(self._waiting)
            self._waiting.clear()


def zipped(files: Iterable[tuple[str, Iterable[str]]], *, at: datetime) -> Iterator[bytes]:
    """The bytes of a zip with these texts; `at` is the time that each file carries."""
    outbox = _Outbox()
    with ZipFile(outbox, "w", ZIP_DEFLATED) as archive:
        for name, pieces in files:
            about = ZipInfo(name, date_time=at.timetuple()[:6])
            about.compress_type = ZIP_DEFLATED
            with archive.open(about, "w") as file:
                for piece in pieces:
                    file.write(piece.encode())
                    yield from outbox.take(ENOUGH_TO_SEND)
    yield from outbox.take()
