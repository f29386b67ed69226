"""Pictures, films and captions as they are handed out: to whom, and as what."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from accounts.models import Role, User
from exercises.loader import load
from exercises.models import Exercise, Upload
from tests import factories, upload_rows
from tests import uploads as make
from tests.libraries import small_library

pytestmark = pytest.mark.django_db
SLUG, OTHER = "heel-dig", "two-leg-bridge"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    load(now=upload_rows.NOW, folder=small_library(tmp_path / "content", SLUG, OTHER))
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def exercise() -> Exercise:
    return Exercise.objects.get(slug=SLUG)


@pytest.fixture
def curator() -> User:
    return factories.make_user("Cleo", Role.CONTENT_ADMIN, is_demo=True)


@pytest.fixture
def picture(exercise: Exercise, curator: User) -> Upload:
    return upload_rows.add_picture(exercise, by=curator)


@pytest.fixture
def film(exercise: Exercise, curator: User) -> Upload:
    return upload_rows.add_film(exercise, by=curator)


@pytest.fixture
def reader() -> Client:
    reader = Client()
    reader.force_login(factories.make_patient())
    return reader


def address(upload: Upload, number: int = 0) -> str:
    return f"/uploads/{SLUG}/{upload.served_names[number]}"


def test_a_picture_is_served_with_a_fixed_type_for_good(reader: Client, picture: Upload) -> None:
    answer = reader.get(address(picture))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
    data = b"".join(answer.streaming_content)
    assert Image.open(BytesIO(data)).size == (320, 240)
    assert answer.headers["Content-Length"] == str(len(data))


def test_captions_are_served_as_captions(reader: Client, film: Upload) -> None:
    answer = reader.get(address(film, 1))
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert b"".join(answer.streaming_content).decode() == make.VTT


@pytest.mark.parametrize(
    ("wanted", "status", "start", "stop"),
    [
        ("bytes=0-", 206, 0, None),
        ("bytes=4-7", 206, 4, 8),
        ("bytes=-8", 206, -8, None),
        ("bytes=4-99999", 206, 4, None),
        ("bytes=7-4", 200, 0, None),
        ("bytes=0-1,4-5", 200, 0, None),
        ("bytes=-", 200, 0, None),
        ("lines=1-2", 200, 0, None),
    ],
)
def test_a_film_is_served_by_parts(
    reader: Client, film: Upload, wanted: str, status: int, start: int, stop: int | None
) -> None:
    answer = reader.get(address(film), headers={"Range": wanted})
    assert answer.status_code == status
    part = make.mp4()[start:stop]
    assert b"".join(answer.streaming_content) == part
    assert answer.headers["Content-Length"] == str(len(part))
    assert answer.headers["Content-Type"] == "video/mp4"


def test_a_part_behind_the_end_is_told_so(reader: Client, film: Upload) -> None:
    answer = reader.get(address(film), headers={"Range": "bytes=99999-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(make.mp4())}"


def test_a_picture_is_seen_by_those_who_see_its_exercise(reader: Client, picture: Upload) -> None:
    path = address(picture)
    assert Client().get(path).headers["Location"] == f"/account/login/?next={path}"
    assert reader.get(path).status_code == 200
    assert reader.post(path).status_code == 405
    Exercise.objects.filter(slug=SLUG).update(status="retired")
    assert reader.get(path).status_code == 404


def test_it_is_found_below_its_own_exercise_only(reader: Client, picture: Upload) -> None:
    assert reader.get(address(picture).replace(SLUG, OTHER)).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["{digest}.original", "{digest}-640.webp", "{digest}", "{digest}.mp4", "..%2f..%2fx.sqlite3"],
)
def test_nothing_else_is_served(reader: Client, picture: Upload, name: str) -> None:
    assert reader.get(f"/uploads/{SLUG}/{name.format(digest=picture.digest)}").status_code == 404


def test_what_waits_is_not_served(reader: Client, exercise: Exercise, curator: User) -> None:
    upload = upload_rows.add(exercise, make.picture(), by=curator)
    for name in upload.names:
        assert reader.get(f"/uploads/{SLUG}/{name}").status_code == 404


def test_a_file_that_is_lost_is_not_there(reader: Client, picture: Upload, media: Path) -> None:
    for one in media.rglob("*.webp"):
        one.unlink()
    assert reader.get(address(picture)).status_code == 404
