"""A curator adds pictures and films; readers of the exercise see them, and nobody else."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django_q.models import OrmQ

from accounts.models import Role, User
from exercises.loader import load
from exercises.models import Exercise, Upload
from tests import upload_rows as rows
from tests import uploads as make
from tests.libraries import small_library

from .test_exercises_pages import form_of, sign_in, words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SLUG = "heel-dig"
PAGE = f"/exercises/{SLUG}/"
TOLD: Mapping[str, Any] = {
    "alt": "A person digs a heel into the floor.",
    "author": "Robin Lens",
    "licence": "CC BY 4.0",
    "place": "1",
}


FILE = "uploads-0-file"
BAD_FILES = [
    (b"", "empty"),
    (make.picture()[:-10], "broken or incomplete"),
    (make.picture("PNG")[:60], "broken or incomplete"),
    (make.picture() + make.HTML, "Something else is attached"),
    (make.picture("PNG") + make.ZIP, "Something else is attached"),
    (make.picture("WEBP") + b"alert(1)", "Something else is attached"),
    (make.png_of_size(50_000, 50_000), "40 million pixels"),
    (make.png_of_size(0, 0), "broken or incomplete"),
    (make.webp_of_size(16_383, 16_383), "40 million pixels"),
    (make.SVG, "SVG may carry scripts"),
    (make.HTML, "neither a picture nor a film"),
    (b"MZ\x90\x00", "neither a picture nor a film"),
    (make.mp4()[:-4], "broken or incomplete"),
    (make.mp4() + make.HTML, "something else is attached"),
    (make.webm() + make.ZIP, "something else is attached"),
]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    load(now=NOW, folder=small_library(tmp_path_factory.mktemp("content") / "of", SLUG))
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def curator(client: Client) -> Client:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    return client


@pytest.fixture
def reader() -> Client:
    reader = Client()
    sign_in(reader, Role.PATIENT)
    return reader


def files(media: Path) -> list[str]:
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def send(
    client: Client, data: bytes | None = None, *, name: str = "photo.jpg", **told: Any
) -> HttpResponse:
    if data is not None:
        told["file"] = SimpleUploadedFile(name, data)
    url, fields = filled(client, **told)
    return client.post(url, fields)


def filled(client: Client, **told: Any) -> tuple[str, dict[str, object]]:
    """The exercise's form with one more picture or film, as a browser sends it."""
    url, fields = form_of(client, SLUG)
    number = fields["uploads-INITIAL_FORMS"]
    added = {f"uploads-{number}-{key}": value for key, value in {**TOLD, **told}.items()}
    return url, fields | added


def send_film(client: Client, data: bytes | None = None, vtt: str = make.VTT) -> HttpResponse:
    captions = SimpleUploadedFile("words.vtt", vtt.encode())
    return send(client, data or make.mp4(), name="film.mp4", captions=captions)


def said_beside(answer: HttpResponse, field: str) -> str:
    """What the last form of the pictures and films says beside this field."""
    (group,) = [one for one in answer.context["inline_admin_formsets"] if one.opts.model is Upload]
    return " ".join(
        str(each) for form in group.formset.forms for each in form.errors.get(field, ())
    )


def add_picture(**told: Any) -> Upload:
    by = User.objects.get(name="Nia", role_grants__role=Role.CONTENT_ADMIN)
    return rows.add_picture(Exercise.objects.get(slug=SLUG), by=by, **told)


# --- taken -----------------------------------------------------------------------------
def test_a_picture_is_kept_under_a_name_of_its_content_and_waits(
    curator: Client, media: Path
) -> None:
    assert send(curator, make.picture()).status_code == 302
    upload = Upload.objects.get()
    assert (upload.format, upload.width, upload.height) == ("jpeg", 64, 48)
    assert upload.uploaded_by is not None
    assert not upload.is_ready
    assert files(media) == [f"{upload.digest}.original"]
    assert [row.task["args"] for row in OrmQ.objects.all()] == [(upload.pk,)]


def test_until_it_is_ready_curators_read_so_and_readers_nothing(
    curator: Client, reader: Client
) -> None:
    send(curator, make.picture())
    assert "being prepared" in words(curator, form_of(curator, SLUG)[0])
    assert "A picture is being prepared" in words(curator, PAGE)
    page = words(reader, PAGE)
    assert "being prepared" not in page
    assert "<img" not in page


def test_a_ready_picture_is_on_the_page_in_three_sizes(
    curator: Client, reader: Client, media: Path
) -> None:
    upload = add_picture()
    names = [f"{upload.digest}-{width}.webp" for width in (1000, 320, 800)]
    assert files(media) == names
    page = words(reader, PAGE)
    assert f'src="/uploads/{SLUG}/{upload.digest}-800.webp"' in page
    assert f"/uploads/{SLUG}/{upload.digest}-320.webp 320w, " in page
    assert 'width="1000" height="750" alt="Digging a heel in."' in page
    assert 'loading="lazy"' in page
    assert "Photograph: R. Lens, CC BY 4.0" in page


def test_a_film_is_on_the_page_at_once_with_its_captions(
    curator: Client, reader: Client, media: Path
) -> None:
    assert send_film(curator).status_code == 302
    upload = Upload.objects.get()
    assert files(media) == sorted([f"{upload.digest}.mp4", f"{upload.captions_digest}.vtt"])
    assert not OrmQ.objects.exists()
    page = words(reader, PAGE)
    assert '<video controls playsinline preload="none" width="640" height="360"' in page
    assert f'<track kind="captions" src="/uploads/{SLUG}/{upload.captions_name}"' in page
    assert "default>" in page
    assert "autoplay" not in page


def test_captions_can_be_replaced(curator: Client) -> None:
    send_film(curator)
    before = Upload.objects.get().captions_digest
    url, fields = form_of(curator, SLUG)
    fields["uploads-0-captions"] = SimpleUploadedFile("a.vtt", make.VTT.encode() + b"Slower.\n")
    assert curator.post(url, fields).status_code == 302
    assert Upload.objects.get().captions_digest != before


@pytest.mark.parametrize(("instead", "drawn"), [(False, True), (True, False)])
def test_the_curator_chooses_whether_the_drawing_stays(
    curator: Client, reader: Client, instead: bool, drawn: bool
) -> None:
    add_picture(instead_of_figure=instead)
    assert ('class="panel sided"' in words(reader, PAGE)) is drawn


def test_a_picture_that_waits_does_not_take_the_drawing_away(
    curator: Client, reader: Client
) -> None:
    send(curator, make.picture(), instead_of_figure="on")
    assert 'class="panel sided"' in words(reader, PAGE)


def test_several_are_shown_in_the_curators_order(curator: Client, reader: Client) -> None:
    send_film(curator)
    add_picture(place=0)
    page = words(reader, PAGE)
    assert page.index("<img") < page.index("<video")


@pytest.mark.one_database  # the file alone is judged
@pytest.mark.parametrize(
    "name",
    ["../../../etc/cron.d/x.jpg", "..\\..\\evil.svg", "a" * 300 + ".html"],
)
def test_a_name_means_nothing(curator: Client, media: Path, name: str) -> None:
    assert send(curator, make.picture(), name=name).status_code == 302
    assert files(media.parent) == [Upload.objects.get().waiting_name]


def test_the_name_says_one_kind_and_the_content_another(curator: Client) -> None:
    assert send(curator, make.picture("PNG"), name="photo.jpg").status_code == 302
    assert Upload.objects.get().format == "png"


@pytest.mark.one_database  # the file alone is judged
# --- refused ---------------------------------------------------------------------------
def test_a_bad_file_is_refused_beside_its_field_and_leaves_nothing(
    curator: Client, media: Path
) -> None:
    """The page is slow to draw, so one test sends them all and tells all that went wrong."""
    url, fields = filled(curator)
    wrong = []
    for data, said in BAD_FILES:
        answer = curator.post(url, {**fields, FILE: SimpleUploadedFile("photo.jpg", data)})
        if said not in said_beside(answer, "file") or files(media):
            wrong.append(f"{data[:40]!r}: {said_beside(answer, 'file')}, {files(media)}")
    assert not wrong, "\n".join(wrong)
    assert not Upload.objects.exists()
    assert not OrmQ.objects.exists()


@pytest.mark.one_database  # the file alone is judged
@pytest.mark.parametrize("field", ["file", "alt", "author", "licence"])
def test_what_must_be_there_is_asked_for(curator: Client, media: Path, field: str) -> None:
    data = None if field == "file" else make.picture()
    answer = send(curator, data, **({} if field == "file" else {field: "  "}))
    assert "This field is required." in said_beside(answer, field)
    assert files(media) == []


@pytest.mark.one_database  # the file alone is judged
def test_bad_captions_are_refused_beside_their_field(curator: Client, media: Path) -> None:
    answer = send_film(curator, vtt=make.VTT.replace(".000", ",000"))
    assert "Line 3 of the captions" in said_beside(answer, "captions")
    assert files(media) == []
    assert not Upload.objects.exists()


def test_a_film_without_captions_is_refused(curator: Client, media: Path) -> None:
    assert "needs captions" in said_beside(send(curator, make.mp4()), "captions")
    assert files(media) == []


def test_a_picture_with_captions_is_refused(curator: Client, media: Path) -> None:
    answer = send(curator, make.picture(), captions=SimpleUploadedFile("a.vtt", make.VTT.encode()))
    assert "needs no captions" in said_beside(answer, "captions")
    assert files(media) == []


def test_the_same_file_twice_is_refused(curator: Client) -> None:
    send(curator, make.picture())
    assert "here already" in said_beside(send(curator, make.picture()), "file")
    assert Upload.objects.count() == 1


def test_a_good_picture_waits_for_the_rest_of_the_form(curator: Client, media: Path) -> None:
    """Another field of the exercise is wrong, so nothing of this form is kept."""
    url, fields = filled(curator, file=SimpleUploadedFile("a.jpg", make.picture()))
    assert curator.post(url, fields | {"dose_sets": "0"}).status_code == 200
    assert files(media) == []
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"alt": ""}, "upload_is_told_in_words"),
        ({"author": ""}, "upload_author_and_licence"),
        ({"licence": ""}, "upload_author_and_licence"),
        ({"width": 0}, "upload_has_a_size"),
        ({"format": "svg"}, "upload_format_is_known"),
        ({"captions_digest": "c" * 64}, "upload_film_has_captions"),
        ({"format": "mp4", "prepared_at": NOW}, "upload_film_has_captions"),
        ({"format": "mp4", "captions_digest": "c" * 64}, "upload_film_waits_for_nothing"),
    ],
)
def test_the_database_refuses_it_too(wrong: Mapping[str, Any], constraint: str) -> None:
    right = {
        **TOLD,
        "exercise": Exercise.objects.get(slug=SLUG),
        "format": "jpeg",
        "digest": "d" * 64,
        "width": 4,
        "height": 3,
        "uploaded_at": NOW,
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Upload.objects.create(**{**right, **wrong})
    Upload.objects.create(**right)


# --- sign-off --------------------------------------------------------------------------
def test_other_pictures_need_a_fresh_sign_off(curator: Client) -> None:
    Exercise.objects.filter(slug=SLUG).update(
        status="published",
        reviewer="Ada",
        reviewed_on=date(2026, 3, 2),
        review_due_on=date(2027, 3, 2),
    )
    send(curator, make.picture())
    exercise = Exercise.objects.get(slug=SLUG)
    assert (exercise.status, exercise.reviewer) == ("draft", "")
    assert exercise.content_version == 1


def test_a_reviewer_reads_and_cannot_upload(client: Client, media: Path) -> None:
    sign_in(client, Role.CLINICAL_REVIEWER, staff=True)
    url = f"/admin/exercises/exercise/{Exercise.objects.get(slug=SLUG).pk}/change/"
    assert "Pictures and films" in words(client, url)
    assert client.post(url, {"uploads-TOTAL_FORMS": "1"}).status_code == 403
