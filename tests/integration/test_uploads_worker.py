"""A worker killed in the middle of a picture: the task comes back, and the picture is prepared."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_q.models import OrmQ

from accounts.models import Role
from exercises.loader import load
from exercises.models import Exercise, Upload
from exercises.uploads import stored
from tests import factories, upload_rows
from tests import uploads as make
from tests.libraries import small_library

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 90
DATA = make.picture(size=(1000, 750))


def wait_for(happened: Callable[[], Any]) -> Any:
    until = time.monotonic() + PATIENCE_SECONDS
    while not (found := happened()):
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.2)
    return found


def own_database() -> str:
    """The tests' database, as a worker of its own would be told."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{found['NAME']}").geturl()


@contextmanager
def worker_beside(folder: Path, **settings_told: str) -> Iterator[subprocess.Popen[bytes]]:
    """What `make run` starts beside the server: a worker, and who starts another if it dies."""
    environment = {
        **os.environ,
        "DATABASE_URL": own_database(),
        "STEPWISE_DATA_DIR": str(folder),
        **settings_told,
    }
    command = [sys.executable, str(settings.BASE_DIR / "scripts" / "worker.py")]
    keeper = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE)
    yield keeper
    keeper.stdin.close()
    assert keeper.wait(PATIENCE_SECONDS) == 0


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with worker_beside(tmp_path) as keeper:
        yield keeper


def group_of(keeper: subprocess.Popen[bytes]) -> int:
    """The worker leads a group of its own; its number is the only child's of its keeper."""
    children = Path(f"/proc/{keeper.pid}/task/{keeper.pid}/children")
    return int(wait_for(lambda: children.read_text().split())[0])


def is_given_out() -> bool:
    return OrmQ.objects.filter(lock__gt=timezone.now()).exists()


@pytest.mark.deep
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc")
def test_a_killed_worker_leaves_its_task_to_the_next(
    settings: Any, tmp_path: Path, worker: subprocess.Popen[bytes]
) -> None:
    # Given a picture whose photograph cannot be read to its end, so that its worker hangs
    settings.MEDIA_ROOT = tmp_path / "media"
    load(now=upload_rows.NOW, folder=small_library(tmp_path / "content", "heel-dig"))
    curator = factories.make_user("Cleo", Role.CONTENT_ADMIN)
    upload = upload_rows.add(Exercise.objects.get(slug="heel-dig"), DATA, by=curator)
    original = stored.path_of(upload.waiting_name)
    original.unlink()
    os.mkfifo(original)

    # When everything of the worker is killed within the task
    wait_for(is_given_out)
    with original.open("wb"):  # opens as soon as the worker reads
        first = group_of(worker)
        os.killpg(first, signal.SIGKILL)
    assert not Upload.objects.get().is_ready
    original.unlink()
    original.write_bytes(DATA)

    # Then another takes its place, and is given the task when its time is over
    assert wait_for(lambda: group_of(worker) != first)
    assert OrmQ.objects.count() == 1
    OrmQ.objects.update(lock=timezone.now())
    wait_for(lambda: Upload.objects.get().is_ready)
    wait_for(lambda: not OrmQ.objects.exists())
