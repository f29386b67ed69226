"""What the database itself refuses, and what an edit leaves behind."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.models import Role, User
from accounts.people import enrol
from exercises.editing import record_edit
from exercises.models import Exercise, ExerciseVersion, Progression, Tag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_exercises")]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 9, tzinfo=UTC)
REVIEW = {
    "reviewer": "Ada, physiotherapist",
    "reviewed_on": date(2026, 3, 2),
    "review_due_on": date(2027, 3, 2),
}


@pytest.fixture
def curator() -> User:
    return enrol(email="curator@x.test", name="Cleo", roles=[Role.CONTENT_ADMIN], now=NOW)


def change(**fields: Any) -> None:
    with transaction.atomic():
        Exercise.objects.filter(slug="heel-dig").update(**fields)


@pytest.mark.parametrize(
    ("constraint", "refused", "accepted"),
    [
        ("exercise_status_is_known", {"status": "lost"}, {"status": "in_review"}),
        ("exercise_counts_is_known", {"counts": "hops"}, {"counts": "metres"}),
        ("exercise_dose_is_some", {"dose_sets": 0}, {"dose_sets": 1}),
        ("exercise_dose_is_some", {"dose_amount": 0}, {"dose_amount": 1}),
        ("exercise_hold_is_some", {"dose_hold_seconds": 0}, {"dose_hold_seconds": None}),
        ("exercise_one_to_five_steps", {"steps": []}, {"steps": ["One."]}),
        ("exercise_one_to_five_steps", {"steps": list("123456")}, {"steps": list("12345")}),
        ("exercise_has_its_words", {"figure_alt": ""}, {"figure_alt": "A person."}),
        ("exercise_has_its_words", {"safety": ""}, {"safety": "Slowly."}),
        ("exercise_author_and_licence", {"licence": ""}, {"licence": "project"}),
        ("exercise_review_is_whole", {"reviewer": "Ada"}, REVIEW),
        ("exercise_review_is_whole", {"reviewed_on": date(2026, 3, 2)}, REVIEW),
        ("exercise_review_is_whole", REVIEW | {"review_due_on": None}, REVIEW),
        ("exercise_due_after_review", REVIEW | {"review_due_on": REVIEW["reviewed_on"]}, REVIEW),
        (
            "exercise_published_was_reviewed",
            {"status": "published"},
            REVIEW | {"status": "published"},
        ),
        ("exercise_reviewer_is_not_author", REVIEW | {"reviewer": "Stepwise"}, REVIEW),
        ("exercise_version_from_one", {"content_version": 0}, {"content_version": 1}),
    ],
)
def test_row_must_make_sense(
    constraint: str, refused: dict[str, Any], accepted: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        change(**refused)
    change(**accepted)


def test_tag_is_once_in_a_vocabulary() -> None:
    twin = Tag.objects.get(vocabulary="muscle", slug="calf")
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    twin.vocabulary = "region"
    twin.save()


def test_tag_of_an_unknown_vocabulary_is_refused() -> None:
    with pytest.raises(IntegrityError, match="tag_vocabulary_is_known"):
        Tag.objects.create(vocabulary="colour", slug="red", name="Red", place=1)


def test_exercise_is_not_easier_than_itself() -> None:
    row = Exercise.objects.get(slug="heel-dig")
    with pytest.raises(IntegrityError, match="progression_not_to_itself"):
        Progression.objects.create(harder=row, easier=row)


def test_link_is_written_once() -> None:
    link = Progression.objects.first()
    with pytest.raises(IntegrityError):
        Progression.objects.create(harder=link.harder, easier=link.easier)


def test_exercise_with_versions_cannot_be_removed() -> None:
    with pytest.raises(ProtectedError):
        Exercise.objects.get(slug="heel-dig").delete()


def test_version_is_written_once() -> None:
    version = ExerciseVersion.objects.first()
    version.pk = None
    with pytest.raises(IntegrityError):
        version.save()


# --- edits -----------------------------------------------------------------------------
def test_edit_is_the_next_version_with_who_and_when(curator: User) -> None:
    exercise = Exercise.objects.get(slug="heel-dig")
    exercise.cue = "Press a grape."
    exercise.save()
    assert record_edit(row=exercise, by=curator, now=LATER)
    latest = exercise.versions.first()
    assert (latest.version, latest.saved_by, latest.saved_at) == (2, curator, LATER)
    assert latest.content["cue"] == "Press a grape."
    exercise.refresh_from_db()
    assert (exercise.content_version, exercise.content_digest) == (2, latest.digest)


def test_saving_without_a_changed_word_is_no_version(curator: User) -> None:
    exercise = Exercise.objects.get(slug="heel-dig")
    exercise.status = "in_review"
    exercise.save()
    assert not record_edit(row=exercise, by=curator, now=LATER)
    assert exercise.versions.count() == 1


def test_changed_tag_is_a_version_too(curator: User) -> None:
    exercise = Exercise.objects.get(slug="heel-dig")
    exercise.equipment.add(Tag.objects.get(vocabulary="equipment", slug="ball"))
    assert record_edit(row=exercise, by=curator, now=LATER)


def test_changed_words_take_back_the_sign_off(curator: User) -> None:
    change(**REVIEW, status="published")
    exercise = Exercise.objects.get(slug="heel-dig")
    assert exercise.is_signed_off
    exercise.cue = "Press a grape."
    exercise.save()
    record_edit(row=exercise, by=curator, now=LATER)
    exercise.refresh_from_db()
    assert (exercise.status, exercise.reviewer) == ("draft", "")
