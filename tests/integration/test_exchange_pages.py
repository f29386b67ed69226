"""The pages for library files: look first, then say yes; each file is its uploader's alone."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from accounts.models import Role, User
from exercises.exchange.importing import import_library
from exercises.exchange.limits import MOST_BYTES
from exercises.models import Exercise, LibraryFile
from tests import factories as make
from tests.exchange_files import as_json, with_cell, workbook
from tests.second_factors import give_app

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def curator(client: Client, shipped_exercises: None) -> User:
    user = make.make_user("Cleo Curator", Role.CONTENT_ADMIN)
    give_app(user)
    client.force_login(user)
    return user


def send(client: Client, data: bytes, name: str = "library.json") -> HttpResponse:
    return client.post("/curate/import/", {"file": SimpleUploadedFile(name, data)})


def report(client: Client, data: bytes) -> str:
    """The address of the look at what a good file would do."""
    return send(client, data).headers["Location"]


def agree(client: Client, path: str) -> HttpResponse:
    return client.post(path, {"mark": client.get(path).context["mark"]})


def cue() -> str:
    return Exercise.objects.get(slug="heel-dig").cue


def test_a_file_is_looked_at_first_and_imported_on_a_yes(client: Client, curator: User) -> None:
    path = report(client, as_json(cue="Press a grape."))
    page = client.get(path)
    assert page.status_code == 200
    assert '<b class="num">1</b> changed: drafts again until they are reviewed' in page.text
    assert "heel-dig" in page.text
    assert cue() != "Press a grape."

    done = agree(client, path)
    assert (done.status_code, done.headers["Location"]) == (302, "/curate/import/")
    assert "Imported: 0 new, 1 changed." in client.get("/curate/import/").text
    assert cue() == "Press a grape."
    version = Exercise.objects.get(slug="heel-dig").versions.get(version=2)
    assert version.saved_by == curator
    assert not LibraryFile.objects.exists()


@pytest.mark.usefixtures("curator")
def test_a_file_that_changes_nothing_has_no_button(client: Client) -> None:
    page = client.get(report(client, as_json()))
    assert "There is nothing to import." in page.text
    assert "Import it" not in page.text


WRONG = [
    ("library.json", b"", "empty"),
    ("library.json", b"{}", "&#x27;format&#x27; is missing"),
    ("library.csv", b"slug,name", "Choose a file that ends in .xlsx or .json."),
    ("library.xlsm", workbook(), "Choose a file that ends in .xlsx or .json."),
    ("library.xlsx", b"not a workbook", "not readable as a workbook"),
    ("library.xlsx", as_json(), "not readable as a workbook"),
    ("library.json", workbook(), "not readable as JSON"),
    ("library.json", bytes(MOST_BYTES + 1), "The file is over 20 MB. Split it."),
    ("library.xlsx", with_cell("level", "extreme"), "sheet en, row 2, column level"),
    ("library.xlsx", with_cell("cue", "=1+1"), "is a formula"),
    ("library.json", as_json(level="<script>"), "&lt;script&gt;"),
    ("library.json", as_json(easier=["bridge-walk-out"]), "runs in a circle"),
]


@pytest.mark.parametrize(("name", "data", "said"), WRONG)
@pytest.mark.usefixtures("curator")
def test_a_wrong_file_is_told_and_not_kept(
    client: Client, name: str, data: bytes, said: str
) -> None:
    page = send(client, data, name)
    assert page.status_code == 422
    assert said in page.text
    assert not LibraryFile.objects.exists()


@pytest.mark.usefixtures("curator")
def test_no_file_is_told_beside_the_field(client: Client) -> None:
    page = client.post("/curate/import/")
    assert page.status_code == 422
    assert 'id="id_file_error"' in page.text


@pytest.mark.usefixtures("curator")
def test_of_a_thousand_faults_the_first_are_shown_and_the_rest_counted(client: Client) -> None:
    page = send(client, as_json(steps=[1] * 1000))
    assert page.text.count("en.exercises[0].steps") == 200
    assert "1001 things to mend" in page.text
    assert "And 801 more." in page.text


@pytest.mark.usefixtures("curator")
def test_a_yes_to_something_else_is_no_yes(client: Client) -> None:
    path = report(client, as_json(cue="Press a grape."))
    mark = client.get(path).context["mark"]
    told = {"name": "a.json", "by": None, "now": NOW}
    import_library(data=as_json(cue="Press a plum."), **told)

    page = client.post(path, {"mark": mark})
    assert page.status_code == 409
    assert "The library has changed since you looked" in page.text
    assert cue() == "Press a plum."
    assert agree(client, path).status_code == 302
    assert cue() == "Press a grape."


@pytest.mark.parametrize("sent", [{}, {"mark": ""}, {"mark": "x" * 65}])
@pytest.mark.usefixtures("curator")
def test_a_yes_without_what_was_seen_is_refused(client: Client, sent: dict[str, str]) -> None:
    path = report(client, as_json(cue="Press a grape."))
    assert client.post(path, sent).status_code == 422
    assert cue() != "Press a grape."


@pytest.mark.usefixtures("curator")
def test_a_file_that_became_wrong_is_told(client: Client) -> None:
    path = report(client, as_json(easier=["ankle-pumps"]))
    row = Exercise.objects.get(slug="ankle-pumps")
    row.easier_links.create(easier=Exercise.objects.get(slug="heel-dig"))
    assert client.get(path).status_code == 422


@pytest.mark.usefixtures("curator")
def test_a_file_is_its_uploaders_alone(client: Client) -> None:
    path = report(client, as_json(cue="Press a grape."))
    mark = client.get(path).context["mark"]
    other = make.make_user("Cora Curator", Role.CONTENT_ADMIN)
    give_app(other)
    client.force_login(other)
    assert client.get(path).status_code == 404
    assert client.post(path, {"mark": mark}).status_code == 404
    assert cue() != "Press a grape."


@pytest.mark.parametrize(("later", "status"), [(HOUR - SECOND, 200), (HOUR, 404)])
@pytest.mark.usefixtures("curator")
def test_a_file_is_kept_for_an_hour(client: Client, later: timedelta, status: int) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        path = report(client, as_json(cue="Press a grape."))
        clock.move_to(NOW + later)
        assert client.get(path).status_code == status


@pytest.mark.usefixtures("curator")
def test_the_next_upload_clears_old_ones_away(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        report(client, as_json(cue="Press a grape."))
        clock.move_to(NOW + HOUR)
        report(client, as_json(cue="Press a plum."))
    assert LibraryFile.objects.get().uploaded_at == NOW + HOUR


@pytest.mark.parametrize(("kind", "start"), [("xlsx", b"PK"), ("json", b"{")])
@pytest.mark.usefixtures("curator")
def test_the_library_is_taken_as_a_file(client: Client, kind: str, start: bytes) -> None:
    got = client.get(f"/curate/export/{kind}/")
    assert got.content.startswith(start)
    assert got.headers["Content-Disposition"] == f'attachment; filename="stepwise-library.{kind}"'
    assert "There is nothing to import." in client.get(report_of(client, got, kind)).text


def report_of(client: Client, got: HttpResponse, kind: str) -> str:
    return send(client, got.content, f"library.{kind}").headers["Location"]


@pytest.mark.usefixtures("curator")
def test_there_is_no_third_format(client: Client) -> None:
    assert client.get("/curate/export/csv/").status_code == 404


@pytest.mark.usefixtures("curator")
def test_a_text_too_long_for_a_workbook_leads_to_json(client: Client) -> None:
    Exercise.objects.filter(slug="heel-dig").update(sources=["x" * 40_000])
    got = client.get("/curate/export/xlsx/", follow=True)
    assert "A text is too long for a workbook." in got.text
    assert client.get("/curate/export/json/").status_code == 200


@pytest.mark.usefixtures("curator")
def test_the_list_of_exercises_leads_here(client: Client) -> None:
    page = client.get("/admin/exercises/exercise/")
    assert 'href="/curate/import/"' in page.text
    assert 'href="/curate/export/"' in page.text
