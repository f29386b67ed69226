"""Copies are made however often the work is cut off; what nobody refers to is swept."""

import os
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_q.models import OrmQ

from accounts.models import Role, User
from exercises.loader import load
from exercises.models import Exercise, Upload
from exercises.tasks import prepare_upload
from exercises.uploads import stored
from tests import factories, upload_rows
from tests import uploads as make
from tests.libraries import small_library

pytestmark = pytest.mark.django_db
SLUG, OTHER = "heel-dig", "two-leg-bridge"
DATA = make.picture(size=(1000, 750))


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    load(now=upload_rows.NOW, folder=small_library(tmp_path / "content", SLUG, OTHER))
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def curator() -> User:
    return factories.make_user("Cleo", Role.CONTENT_ADMIN)


@pytest.fixture
def waiting(curator: User) -> Upload:
    return upload_rows.add(Exercise.objects.get(slug=SLUG), DATA, by=curator)


def files(media: Path) -> set[str]:
    return {path.name for path in media.rglob("*") if path.is_file()}


def copies(upload: Upload) -> set[str]:
    return {f"{upload.digest}-{width}.webp" for width in (320, 800, 1000)}


def is_ready(upload: Upload) -> bool:
    return Upload.objects.get(pk=upload.pk).is_ready


# --- preparing -------------------------------------------------------------------------
def test_a_task_is_there_exactly_when_its_picture_is(curator: User) -> None:
    with transaction.atomic():
        upload_rows.add(Exercise.objects.get(slug=SLUG), DATA, by=curator)
        assert OrmQ.objects.count() == 1
        transaction.set_rollback(True)
    assert (Upload.objects.count(), OrmQ.objects.count()) == (0, 0)


def test_copies_are_made_and_the_photograph_as_it_came_is_dropped(
    waiting: Upload, media: Path
) -> None:
    assert files(media) == {waiting.waiting_name}
    prepare_upload(waiting.pk)
    assert is_ready(waiting)
    assert files(media) == copies(waiting)


def test_a_second_time_changes_nothing(waiting: Upload, media: Path) -> None:
    prepare_upload(waiting.pk)
    before = Upload.objects.get().prepared_at, files(media)
    prepare_upload(waiting.pk)
    assert (Upload.objects.get().prepared_at, files(media)) == before


def lose_a_copy(upload: Upload) -> None:
    """As if it had been cut off after the first copies."""
    stored.forget(f"{upload.digest}-320.webp")
    stored.keep(upload.waiting_name, [DATA])
    Upload.objects.update(prepared_at=None)


def forget_that_it_is_ready(upload: Upload) -> None:
    """As if it had been cut off between the last copy and the row."""
    stored.keep(upload.waiting_name, [DATA])
    Upload.objects.update(prepared_at=None)


def leave_the_photograph(upload: Upload) -> None:
    """As if it had been cut off right before its end."""
    stored.keep(upload.waiting_name, [DATA])


@pytest.mark.parametrize(
    "cut_off",
    [lose_a_copy, forget_that_it_is_ready, leave_the_photograph],
    ids=lambda f: f.__name__,
)
def test_wherever_it_was_cut_off_it_is_done_in_the_end(
    waiting: Upload, media: Path, cut_off: Callable[[Upload], None]
) -> None:
    prepare_upload(waiting.pk)
    cut_off(waiting)
    prepare_upload(waiting.pk)
    assert is_ready(waiting)
    assert files(media) == copies(waiting)


def test_a_task_whose_picture_was_removed_does_nothing(waiting: Upload, media: Path) -> None:
    number = waiting.pk
    waiting.delete()
    prepare_upload(number)
    assert not copies(waiting) & files(media)


def test_the_same_photograph_of_two_exercises_is_prepared_for_both(
    waiting: Upload, curator: User, media: Path
) -> None:
    other = upload_rows.add(Exercise.objects.get(slug=OTHER), DATA, by=curator)
    prepare_upload(waiting.pk)
    prepare_upload(other.pk)
    assert is_ready(waiting)
    assert is_ready(other)
    assert files(media) == copies(waiting)


def test_a_broken_write_leaves_nothing(media: Path) -> None:
    def parts() -> Any:
        yield b"half"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        stored.keep("abc.webp", parts())
    assert files(media) == set()


def test_without_a_worker_a_command_prepares_what_waits(waiting: Upload) -> None:
    said = StringIO()
    call_command("prepare_media", stdout=said)
    assert said.getvalue() == "1 pictures prepared\n"
    assert is_ready(waiting)


# --- sweeping --------------------------------------------------------------------------
def age(media: Path, **by: float) -> None:
    then = (timezone.now() - timedelta(**by)).timestamp()
    for path in media.rglob("*"):
        os.utime(path, (then, then))


def sweep(*options: str) -> tuple[str, str]:
    said, complained = StringIO(), StringIO()
    call_command("sweep_media", *options, stdout=said, stderr=complained)
    return said.getvalue(), complained.getvalue()


def test_files_of_a_removed_picture_are_swept_later(waiting: Upload, media: Path) -> None:
    prepare_upload(waiting.pk)
    waiting.delete()
    age(media, minutes=59)
    assert sweep()[0] == "0 files removed\n"
    age(media, minutes=61)
    assert "3 files would be removed" in sweep("--dry-run")[0]
    assert len(files(media)) == 3
    assert "3 files removed" in sweep()[0]
    assert files(media) == set()


def test_files_in_use_stay(waiting: Upload, curator: User, media: Path) -> None:
    upload_rows.add_film(Exercise.objects.get(slug=OTHER), by=curator)
    age(media, days=9)
    before = files(media)
    assert len(before) == 3
    assert sweep() == ("0 files removed\n", "")
    assert files(media) == before


def test_a_half_written_file_is_swept(media: Path) -> None:
    (media / "exercises" / "ab").mkdir(parents=True)
    (media / "exercises" / "ab" / "tmp1.part").write_bytes(b"half")
    age(media, days=1)
    assert sweep()[0] == "tmp1.part\n1 files removed\n"


def test_a_picture_uploaded_anew_is_spared(waiting: Upload, curator: User, media: Path) -> None:
    waiting.delete()
    age(media, days=1)
    upload_rows.add(Exercise.objects.get(slug=OTHER), DATA, by=curator)
    Upload.objects.all().delete()
    assert sweep()[0] == "0 files removed\n"


def test_files_that_are_missing_are_named(waiting: Upload, media: Path) -> None:
    stored.forget(waiting.waiting_name)
    assert sweep() == ("0 files removed\n", f"missing: {waiting.waiting_name}\n")
