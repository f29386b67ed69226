"""Loading the shipped files: all or nothing, as often as one likes, never over a curator's edit."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from accounts.people import enrol
from exercises import library
from exercises.editing import record_edit
from exercises.loader import load
from exercises.models import Exercise, ExerciseVersion, Progression, Tag
from exercises.shipped import Report
from exercises.yaml_source import ContentErrors, Problem
from tests.libraries import small_library

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_library(tmp_path, "heel-dig", "two-leg-bridge", "bridge-walk-out")


@pytest.fixture
def curator() -> User:
    return enrol(email="curator@x.test", name="Cleo", roles=[Role.CONTENT_ADMIN], now=NOW)


def rewrite(folder: Path, slug: str, old: str, new: str) -> None:
    path = folder / "exercises" / f"{slug}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def edit_cue(slug: str, cue: str, by: User) -> None:
    exercise = Exercise.objects.get(slug=slug)
    exercise.cue = cue
    exercise.save()
    assert record_edit(row=exercise, by=by, now=LATER)


def cue_of(slug: str) -> str:
    return Exercise.objects.values_list("cue", flat=True).get(slug=slug)


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("load_content", *arguments, stdout=said, stderr=said)
    return said.getvalue()


def broken_loader(*, now: datetime, dry_run: bool = False) -> Report:
    """What another app's loader does when one of its files is wrong."""
    raise ContentErrors([Problem(Path("protocol.yaml"), 7, "'phases' is missing: add it.")])


def further_loader(*, now: datetime, dry_run: bool = False) -> Report:
    """Another app's loader, which finds the exercises already there."""
    return Report(what="protocols", created=(f"for-{Exercise.objects.count()}",))


# --- the shipped library ---------------------------------------------------------------
def test_rows_say_what_the_files_say() -> None:
    load(now=NOW)
    rows = Exercise.objects.with_links()
    stored = {row.slug: row.content() for row in rows}
    shipped = library.library()
    assert stored.keys() == shipped.keys()
    assert all(stored[slug].as_dict() == shipped[slug].as_dict() for slug in shipped)
    assert {row.content_digest for row in rows} == {
        content.digest() for content in shipped.values()
    }


def test_what_is_shipped_is_a_draft_nobody_has_reviewed() -> None:
    load(now=NOW)
    states = Exercise.objects.values_list("status", "reviewer", "reviewed_on", "content_version")
    assert set(states) == {("draft", "", None, 1)}


def test_each_exercise_has_its_first_version_with_no_person() -> None:
    load(now=NOW)
    versions = ExerciseVersion.objects.values_list("version", "saved_by", "saved_at")
    assert set(versions) == {(1, None, NOW)}
    assert versions.count() == Exercise.objects.count()


def test_second_load_changes_nothing(
    folder: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(now=NOW, folder=folder)
    with django_assert_num_queries(4):  # two reads, a savepoint and its release
        report = load(now=LATER, folder=folder)
    assert report == Report(
        what="exercises", unchanged=("bridge-walk-out", "heel-dig", "two-leg-bridge")
    )
    assert set(Exercise.objects.values_list("updated_at", flat=True)) == {NOW}
    assert ExerciseVersion.objects.count() == 3


def test_dry_run_says_the_same_and_writes_nothing(folder: Path) -> None:
    report = load(now=NOW, dry_run=True, folder=folder)
    assert report.created == ("bridge-walk-out", "heel-dig", "two-leg-bridge")
    assert not Exercise.objects.exists()
    assert not Tag.objects.exists()
    assert load(now=NOW, folder=folder) == report


# --- files that change -----------------------------------------------------------------
def test_changed_file_becomes_the_next_version(folder: Path) -> None:
    load(now=NOW, folder=folder)
    rewrite(folder, "heel-dig", "cue: Pull a rug", "cue: Drag a rug")
    assert load(now=LATER, folder=folder).updated == ("heel-dig",)
    row = Exercise.objects.get(slug="heel-dig")
    assert (row.cue.split()[0], row.content_version) == ("Drag", 2)
    assert (row.created_at, row.updated_at) == (NOW, LATER)
    cues = row.versions.order_by("version").values_list("content__cue", flat=True)
    assert [cue.split()[0] for cue in cues] == ["Pull", "Drag"]


def test_changed_links_and_tags_follow_the_file(folder: Path) -> None:
    load(now=NOW, folder=folder)
    rewrite(folder, "bridge-walk-out", "easier: [two-leg-bridge]", "easier: [heel-dig]")
    rewrite(folder, "bridge-walk-out", "equipment: []", "equipment: [ball]")
    load(now=LATER, folder=folder)
    content = Exercise.objects.with_links().get(slug="bridge-walk-out").content()
    assert (content.easier, content.equipment) == (("heel-dig",), ("ball",))
    assert Progression.objects.count() == 2


def test_reworded_tag_keeps_its_row(folder: Path) -> None:
    load(now=NOW, folder=folder)
    before = Tag.objects.get(vocabulary="equipment", slug="ball").pk
    taxonomy = folder / "taxonomy.yaml"
    taxonomy.write_text(taxonomy.read_text().replace("ball: Ball", "ball: Big ball"))
    load(now=LATER, folder=folder)
    tag = Tag.objects.get(vocabulary="equipment", slug="ball")
    assert (tag.pk, tag.name) == (before, "Big ball")


def test_new_words_take_back_a_sign_off(folder: Path) -> None:
    load(now=NOW, folder=folder)
    Exercise.objects.filter(slug="heel-dig").update(
        status="published", reviewer="Ada, physiotherapist", reviewed_on=NOW, review_due_on=LATER
    )
    rewrite(folder, "heel-dig", "cue: Pull a rug", "cue: Drag a rug")
    load(now=LATER, folder=folder)
    row = Exercise.objects.get(slug="heel-dig")
    assert (row.status, row.reviewer, row.reviewed_on) == ("draft", "", None)


def test_retired_exercise_stays_retired(folder: Path) -> None:
    load(now=NOW, folder=folder)
    Exercise.objects.filter(slug="heel-dig").update(status="retired")
    rewrite(folder, "heel-dig", "cue: Pull a rug", "cue: Drag a rug")
    load(now=LATER, folder=folder)
    assert Exercise.objects.get(slug="heel-dig").status == "retired"


def test_exercise_without_a_file_is_named_and_stays(folder: Path) -> None:
    load(now=NOW, folder=folder)
    (folder / "exercises" / "bridge-walk-out.yaml").unlink()
    assert load(now=LATER, folder=folder).without_file == ("bridge-walk-out",)
    assert Exercise.objects.count() == 3


# --- what curators did -----------------------------------------------------------------
def test_edit_stays_while_its_file_stays(folder: Path, curator: User) -> None:
    load(now=NOW, folder=folder)
    edit_cue("heel-dig", "Press a grape.", curator)
    assert "heel-dig" in load(now=LATER, folder=folder).unchanged
    assert cue_of("heel-dig") == "Press a grape."


def test_edit_is_kept_and_named_when_its_file_changes(folder: Path, curator: User) -> None:
    load(now=NOW, folder=folder)
    edit_cue("heel-dig", "Press a grape.", curator)
    rewrite(folder, "heel-dig", "name: Heel dig", "name: Heel press")
    report = load(now=LATER, folder=folder)
    assert (report.kept, report.updated) == (("heel-dig",), ())
    assert cue_of("heel-dig") == "Press a grape."
    assert load(now=LATER, folder=folder).kept == ("heel-dig",)


def test_file_that_catches_up_with_an_edit_leads_again(folder: Path, curator: User) -> None:
    load(now=NOW, folder=folder)
    edit_cue("heel-dig", "Press a grape.", curator)
    old = "cue: Pull a rug towards you that will not slide."
    rewrite(folder, "heel-dig", old, "cue: Press a grape.")
    assert "heel-dig" in load(now=LATER, folder=folder).unchanged
    rewrite(folder, "heel-dig", "cue: Press a grape.", "cue: Press a plum.")
    assert load(now=LATER, folder=folder).updated == ("heel-dig",)
    assert cue_of("heel-dig") == "Press a plum."


def test_row_a_curator_wrote_first_is_kept(folder: Path, curator: User) -> None:
    load(now=NOW, folder=folder)
    Exercise.objects.filter(slug="heel-dig").update(shipped_digest="", content_digest="other")
    assert load(now=LATER, folder=folder).kept == ("heel-dig",)


def test_circle_with_a_curators_link_is_refused(folder: Path, curator: User) -> None:
    load(now=NOW, folder=folder)
    rows = {row.slug: row for row in Exercise.objects.all()}
    Progression.objects.create(harder=rows["heel-dig"], easier=rows["bridge-walk-out"])
    Progression.objects.filter(harder=rows["two-leg-bridge"]).delete()
    record_edit(row=rows["heel-dig"], by=curator, now=LATER)
    rewrite(folder, "two-leg-bridge", "name: Two-leg", "name: Both-leg")
    with pytest.raises(ContentErrors, match="runs in a circle"):
        load(now=LATER, folder=folder)
    assert Exercise.objects.get(slug="two-leg-bridge").name == "Two-leg bridge"


# --- nothing by halves -----------------------------------------------------------------
def test_one_wrong_file_loads_nothing(folder: Path) -> None:
    rewrite(folder, "two-leg-bridge", "position: lying", "position: upside-down")
    with pytest.raises(ContentErrors, match=r"two-leg-bridge\.yaml:7: 'upside-down'"):
        load(now=NOW, folder=folder)
    assert not Exercise.objects.exists()
    assert not Tag.objects.exists()


def test_command_tells_what_it_did() -> None:
    first, second = run(), run()
    assert first.startswith("exercises: 0 unchanged\n")
    assert f"  {len(library.library())} created: a-skip, acceleration, " in first
    assert second.startswith(f"exercises: {len(library.library())} unchanged\n")


def test_command_without_words() -> None:
    assert run("--verbosity=0") == ""
    assert Exercise.objects.exists()


def test_command_tries_without_writing() -> None:
    assert "0 unchanged (dry run, nothing changed)" in run("--dry-run")
    assert not Exercise.objects.exists()


def test_command_calls_further_loaders_in_the_same_transaction(
    settings: object,
) -> None:
    settings.CONTENT_LOADERS = ["exercises.loader.load", f"{__name__}.further_loader"]
    assert f"1 created: for-{len(library.library())}" in run()


def test_command_loads_nothing_when_a_further_loader_fails(
    settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.CONTENT_LOADERS = ["exercises.loader.load", f"{__name__}.broken_loader"]
    said = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("load_content", stdout=said, stderr=said)
    assert left.value.code == 1
    assert said.getvalue() == (
        "protocol.yaml:7: 'phases' is missing: add it.\nNothing was loaded.\n"
    )
    assert not Exercise.objects.exists()


def test_command_tells_what_two_loaders_meet_once(settings: object) -> None:
    settings.CONTENT_LOADERS = [f"{__name__}.broken_loader"] * 2
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("load_content", stdout=said, stderr=said)
    assert said.getvalue().count("'phases' is missing") == 1
