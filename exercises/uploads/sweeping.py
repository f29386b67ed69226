"""Files that no row leans on any more, and files that a row misses."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from exercises.models import Upload
from exercises.uploads import stored

# An upload that is just being saved has its file before its row.
SPARED_FOR = timedelta(hours=1)


def unused(*, now: datetime) -> Iterator[Path]:
    """Files of no row, also half-written ones that a sudden end left behind."""
    old = [path for path in _files() if _is_old(path, now)]
    used = _used()
    # Looked at once more: the same picture may have been uploaded again since.
    return (path for path in old if path.name not in used and _is_old(path, now))


def missing() -> list[str]:
    """Names that rows lean on and that are not there, as after a backup without its media."""
    needed = {name for upload in Upload.objects.iterator() for name in _needed(upload)}
    return sorted(name for name in needed if not stored.is_kept(name))


def _files() -> Iterator[Path]:
    return (path for path in stored.folder().glob("*/*") if path.is_file())


def _used() -> set[str]:
    return {name for upload in Upload.objects.iterator() for name in upload.names}


def _needed(upload: Upload) -> list[str]:
    """Until its copies are made, a picture needs only itself."""
    return upload.served_names if upload.is_ready else [upload.waiting_name]


def _is_old(path: Path, now: datetime) -> bool:
    return path.exists() and path.stat().st_mtime < (now - SPARED_FOR).timestamp()
