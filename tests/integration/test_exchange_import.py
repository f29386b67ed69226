"""Importing a library file: all or nothing, by the door of every edit, told before it happens."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Role, User
from accounts.people import enrol
from exercises import article_loader, loader
from exercises.exchange.exporting import WRITERS, export_library
from exercises.exchange.importing import LibraryMoved, import_library, mark_of, try_import
from exercises.exchange.json_files import write_json
from exercises.models import Article, Exercise, ExerciseVersion, Progression
from exercises.yaml_source import ContentErrors
from tests.exchange_files import as_json, records, with_cell, workbook

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 9, tzinfo=UTC)
THREE = ("heel-dig", "two-leg-bridge", "bridge-walk-out")


@pytest.fixture
def curator() -> User:
    return enrol(email="curator@x.test", name="Cleo", roles=[Role.CONTENT_ADMIN], now=NOW)


@pytest.fixture
def shelf() -> None:
    loader.load(now=NOW)


def bring(data: bytes, by: User | None = None, name: str = "library.json", **told: Any) -> Any:
    exercises, _articles = import_library(data=data, name=name, by=by, now=LATER, **told)
    return exercises


def everything() -> list[Any]:
    models = (Exercise, ExerciseVersion, Progression, Article)
    return [list(model.objects.order_by("pk").values()) for model in models]


# --- what it does ------------------------------------------------------------------------
def test_new_exercises_are_drafts_with_links_among_themselves(curator: User) -> None:
    found = bring(as_json(), curator)
    assert (found.created, found.changed, found.kept) == (THREE, (), ())
    row = Exercise.objects.with_links().get(slug="two-leg-bridge")
    assert [one.slug for one in row.easier.all()] == ["heel-dig"]
    assert (row.status, row.content_version, row.created_at) == ("draft", 1, LATER)
    version = row.versions.get()
    assert (version.saved_by, version.saved_at, version.digest) == (
        curator, LATER, row.content_digest,
    )  # fmt: skip


@pytest.mark.usefixtures("shelf")
def test_changed_words_are_a_new_version_by_this_person(curator: User) -> None:
    found = bring(as_json(cue="Press a grape."), curator)
    assert (found.changed, found.unchanged) == (("heel-dig",), THREE[1:])
    assert len(found.kept) == Exercise.objects.count() - 3
    row = Exercise.objects.get(slug="heel-dig")
    assert (row.cue, row.content_version, row.updated_at) == ("Press a grape.", 2, LATER)
    assert row.versions.get(version=2).saved_by == curator
    assert row.versions.get(version=2).content["cue"] == "Press a grape."


@pytest.mark.usefixtures("shelf")
def test_changed_words_take_the_sign_off_back_and_the_same_words_leave_it(curator: User) -> None:
    review = {"status": "published", "reviewer": "Ada, physiotherapist"}
    Exercise.objects.filter(slug__in=THREE).update(**review, reviewed_on=NOW, review_due_on=LATER)
    bring(as_json(cue="Press a grape."), curator)
    states = dict(Exercise.objects.filter(slug__in=THREE[:2]).values_list("slug", "status"))
    assert states == {"heel-dig": "draft", "two-leg-bridge": "published"}
    assert Exercise.objects.get(slug="heel-dig").reviewer == ""


@pytest.mark.usefixtures("shelf")
def test_the_same_file_again_writes_nothing(curator: User) -> None:
    bring(as_json(cue="Press a grape."), curator)
    before = everything()
    assert bring(as_json(cue="Press a grape."), curator).unchanged == THREE
    assert everything() == before


@pytest.mark.usefixtures("shelf")
def test_a_link_or_a_tag_alone_is_a_change(curator: User) -> None:
    bring(as_json(easier=["ankle-pumps"], muscles=["calf"]), curator)
    row = Exercise.objects.with_links().get(slug="heel-dig")
    assert row.content_version == 2
    assert [one.slug for one in row.easier.all()] == ["ankle-pumps"]
    assert [tag.slug for tag in row.muscles.all()] == ["calf"]


@pytest.mark.usefixtures("shelf")
def test_loading_the_files_later_does_not_undo_an_import(curator: User) -> None:
    bring(as_json(cue="Press a grape."), curator)
    assert "heel-dig" in loader.load(now=LATER).unchanged
    assert Exercise.objects.get(slug="heel-dig").cue == "Press a grape."


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.usefixtures("shelf")
def test_an_export_of_everything_comes_back_as_nothing_new(kind: str) -> None:
    article_loader.load(now=NOW)
    Exercise.objects.filter(slug="heel-dig").update(name="Heel   dig", sources=["One,\ntwo.", ""])
    outcomes = try_import(data=export_library(kind), name=f"library.{kind}")
    assert [(one.created, one.changed, one.kept) for one in outcomes] == [((), (), ())] * 2
    assert len(outcomes[0].unchanged) == Exercise.objects.count()
    assert len(outcomes[1].unchanged) == Article.objects.count()


@pytest.mark.usefixtures("shelf")
def test_an_article_is_changed_too(curator: User) -> None:
    article_loader.load(now=NOW)
    whole = json.loads(export_library("json"))
    whole["en"]["articles"][0]["title"] = "Another title"
    slug = whole["en"]["articles"][0]["slug"]
    _exercises, found = import_library(
        data=json.dumps(whole).encode(), name="a.json", by=curator, now=LATER
    )
    row = Article.objects.get(slug=slug)
    assert (found.changed, row.title, row.content_version) == ((slug,), "Another title", 2)
    assert row.versions.get(version=2).saved_by == curator


# --- what it does not --------------------------------------------------------------------
@pytest.mark.usefixtures("shelf")
def test_a_dry_run_says_the_same_and_writes_nothing(curator: User) -> None:
    before = everything()
    told = try_import(data=as_json(cue="Press a grape."), name="library.json")
    assert everything() == before
    assert told[0] == bring(as_json(cue="Press a grape."), curator)


@pytest.mark.usefixtures("shelf")
def test_one_wrong_row_imports_nothing(curator: User) -> None:
    before = everything()
    with pytest.raises(ContentErrors):
        bring(with_cell("level", "extreme", row=4), curator, name="library.xlsx")
    assert everything() == before


@pytest.mark.usefixtures("shelf")
def test_a_circle_with_what_is_there_is_refused(curator: User) -> None:
    whole = write_json(records("heel-dig", easier=["bridge-walk-out"]))
    with pytest.raises(ContentErrors, match="runs in a circle"):
        bring(whole, curator)


@pytest.mark.usefixtures("shelf")
def test_what_somebody_agreed_to_is_what_happens(curator: User) -> None:
    data = as_json(cue="Press a grape.")
    mark = mark_of(try_import(data=data, name="library.json"))
    bring(as_json(cue="Press a plum."), curator)
    with pytest.raises(LibraryMoved):
        bring(data, curator, mark=mark)
    assert Exercise.objects.get(slug="heel-dig").cue == "Press a plum."
    assert bring(data, curator, mark=mark_of(try_import(data=data, name="library.json"))).changed


# --- as commands -------------------------------------------------------------------------
def run(command: str, *arguments: object) -> str:
    said = StringIO()
    call_command(command, *map(str, arguments), stdout=said, stderr=said)
    return said.getvalue()


@pytest.mark.parametrize("kind", WRITERS)
def test_commands_there_and_back(tmp_path: Path, kind: str, curator: User) -> None:
    loader.load(now=NOW)
    file = tmp_path / f"library.{kind}"
    run("export_library", file)
    Exercise.objects.filter(slug="heel-dig").update(cue="Press a grape.")
    assert "1 changed, to be signed off anew" in run("import_library", file, "--dry-run")
    assert Exercise.objects.get(slug="heel-dig").cue == "Press a grape."
    said = run("import_library", file, "--by", curator.email)
    assert "exercises: 1 of 1 written\n" in said
    assert Exercise.objects.get(slug="heel-dig").cue != "Press a grape."


def test_command_tells_every_error_in_a_line_and_leaves_with_2(tmp_path: Path) -> None:
    file = tmp_path / "library.xlsx"
    file.write_bytes(with_cell("level", "extreme"))
    said = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("import_library", str(file), stdout=said, stderr=said)
    lines = said.getvalue().splitlines()
    assert left.value.code == 2
    assert lines[0].startswith(f"{file}: sheet en, row 2, column level: 'extreme' is not known")
    assert lines[1:] == ["Nothing was imported."]
    assert not Exercise.objects.exists()


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("export_library", ["library.csv"]),
        ("import_library", ["no-such-file.xlsx"]),
        ("import_library", ["manage.py", "--by", "nobody@x.test"]),
    ],
)
def test_commands_refuse_what_they_cannot_do(command: str, arguments: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        run(command, *arguments)
    assert refused.value.returncode == 2


def test_a_workbook_does_the_same_as_json(curator: User) -> None:
    assert bring(workbook(), curator, name="library.xlsx").created == THREE
    assert bring(as_json(), curator).unchanged == THREE
