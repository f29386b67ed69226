"""A migrated database for each worker: who comes first migrates for seconds, the others copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker


@contextmanager
def migrated_copy(worker: str, folder: Path, blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tests' database is this worker's own, and gone afterwards. `folder` is everybody's."""
    creation, name = connection.creation, folder / "migrated"
    with blocker.unblock(), locked(folder):
        is_first = not name.exists()
        if is_first:
            name.write_text(creation.create_test_db(verbosity=0, autoclobber=True, serialize=False))
        use(name.read_text())
        creation.clone_test_db(worker, verbosity=0, autoclobber=True)
        use(creation.get_test_db_clone_settings(worker)["NAME"])
    yield
    with blocker.unblock(), locked(folder):
        creation.destroy_test_db(verbosity=0)
        if is_first:  # whoever comes only now migrates again
            use(name.read_text())
            creation.destroy_test_db(verbosity=0)
            name.unlink()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    with (folder / "migrated.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def use(name: str) -> None:
    connection.close()  # no database is copied while somebody looks into it
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
