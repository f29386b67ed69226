"""Files below `MEDIA_ROOT/exercises`, each there whole or not at all.

Their names come from what is in them, so a name never changes its meaning, nothing is written
over, and no name of a curator's file is ever part of a path.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.conf import settings

READABLE = 0o644  # the worker and a backup may be other users


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "exercises"


def path_of(name: str) -> Path:
    return folder() / name[:2] / name


def is_kept(name: str) -> bool:
    return path_of(name).exists()


def keep(name: str, parts: Iterable[bytes]) -> None:
    """Write a file that is not there yet; one that is stays, and counts as new for the sweep."""
    if is_kept(name):
        os.utime(path_of(name))
        return
    with draft_of(name) as draft:
        draft.writelines(parts)


@contextmanager
def draft_of(name: str) -> Iterator[IO[bytes]]:
    """A file to write; it gets its name when it is complete and on the disk."""
    target = path_of(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as draft:
        try:
            yield draft
            draft.flush()
            os.fchmod(draft.fileno(), READABLE)
            os.fsync(draft.fileno())
            Path(draft.name).replace(target)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise


def forget(name: str) -> None:
    path_of(name).unlink(missing_ok=True)
