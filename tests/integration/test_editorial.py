"""The life of a text: each move made by the right person, at the right time, and kept."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Role, User
from accounts.models.append_only import RecordIsPermanent
from exercises import editorial
from exercises.editing import record_edit, record_edits, record_pictures
from exercises.editorial import MoveRefused, Refusal, Review
from exercises.loader import load
from exercises.models import Exercise, ExerciseMove
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_exercises")]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
REVIEW = Review(
    version=1,
    profession="physiotherapist",
    reviewed_on=TODAY,
    due_on=date(2027, 3, 2),
)


@pytest.fixture
def curator() -> User:
    return make_user("Cleo", Role.CONTENT_ADMIN)


@pytest.fixture
def reviewer() -> User:
    return make_user("Rae", Role.CLINICAL_REVIEWER)


@pytest.fixture
def row() -> Exercise:
    return Exercise.objects.get(slug="heel-dig")


@pytest.fixture
def in_review(row: Exercise, curator: User) -> Exercise:
    editorial.submit(row=row, by=curator, now=NOW)
    return row


@pytest.fixture
def published(in_review: Exercise, reviewer: User) -> Exercise:
    publish(in_review, reviewer)
    return in_review


def publish(row: Exercise, by: User, *, comment: str = "Sound.", **other: Any) -> ExerciseMove:
    fields = {name: getattr(REVIEW, name) for name in Review.__slots__} | other
    return editorial.publish(row=row, by=by, now=NOW, comment=comment, review=Review(**fields))


def refused(why: Refusal, make: Callable[[], object]) -> None:
    before = list(Exercise.objects.filter(slug="heel-dig").values())
    moves = ExerciseMove.objects.count()
    with pytest.raises(MoveRefused) as caught:
        make()
    assert caught.value.refusal is why
    assert list(Exercise.objects.filter(slug="heel-dig").values()) == before
    assert ExerciseMove.objects.count() == moves


class TestTheWayToReaders:
    def test_from_draft_to_published_with_every_step_kept(
        self, published: Exercise, curator: User, reviewer: User
    ) -> None:
        published.refresh_from_db()
        assert (published.status, published.reviewer) == ("published", "Rae, physiotherapist")
        assert (published.reviewed_on, published.review_due_on) == (TODAY, date(2027, 3, 2))
        kept = [
            (move.kind, move.from_status, move.to_status, move.version, move.by, move.comment)
            for move in published.moves.order_by("pk")
        ]
        assert kept == [
            ("submit", "draft", "in_review", 1, curator, ""),
            ("publish", "in_review", "published", 1, reviewer, "Sound."),
        ]

    def test_a_reviewer_sends_back_with_what_to_mend(
        self, in_review: Exercise, reviewer: User
    ) -> None:
        editorial.send_back(row=in_review, by=reviewer, now=NOW, comment=" Too long. ")
        assert in_review.status == "draft"
        assert in_review.moves.first().comment == "Too long."

    def test_a_review_that_fell_due_is_passed_again(
        self, published: Exercise, reviewer: User
    ) -> None:
        editorial.mark_due(row=published, by=reviewer, now=NOW, comment="New trial.")
        assert (published.status, published.reviewer) == ("review_due", "Rae, physiotherapist")
        publish(published, reviewer, due_on=date(2028, 3, 2))
        assert (published.status, published.review_due_on) == ("published", date(2028, 3, 2))

    def test_a_retired_text_comes_back_as_a_draft_without_its_review(
        self, published: Exercise, curator: User
    ) -> None:
        editorial.retire(row=published, by=curator, now=NOW, comment="A better one is there.")
        assert published.status == "retired"
        editorial.bring_back(row=published, by=curator, now=NOW)
        published.refresh_from_db()
        assert (published.status, published.reviewer) == ("draft", "")


class TestWhoMay:
    def test_only_a_curator_submits(self, row: Exercise, reviewer: User) -> None:
        refused(Refusal.NOT_THEIRS, lambda: editorial.submit(row=row, by=reviewer, now=NOW))

    def test_only_a_reviewer_publishes(self, in_review: Exercise) -> None:
        other = make_user("Otto", Role.CONTENT_ADMIN)
        refused(Refusal.NOT_THEIRS, lambda: publish(in_review, other))

    def test_an_administrator_is_no_reviewer(self, in_review: Exercise) -> None:
        admin = make_user("Ada", is_staff=True, is_superuser=True)
        refused(Refusal.NOT_THEIRS, lambda: publish(in_review, admin))

    @pytest.mark.parametrize("role", [Role.PATIENT, Role.CLINICIAN])
    def test_others_retire_nothing(self, row: Exercise, role: Role) -> None:
        other = make_user("Otto", role)
        retire = lambda: editorial.retire(row=row, by=other, now=NOW, comment="Old.")  # noqa: E731
        refused(Refusal.NOT_THEIRS, retire)

    def test_the_author_is_not_the_reviewer(self, in_review: Exercise) -> None:
        author = make_user("sTEPWISE", Role.CLINICAL_REVIEWER)
        refused(Refusal.OWN_WORDS, lambda: publish(in_review, author))

    def test_the_latest_editor_is_not_the_reviewer(self, row: Exercise) -> None:
        both = make_user("Bo", Role.CONTENT_ADMIN, Role.CLINICAL_REVIEWER)
        edit(row, both, "Press a grape.")
        editorial.submit(row=row, by=both, now=NOW)
        refused(Refusal.OWN_WORDS, lambda: publish(row, both, version=2))

    def test_an_editor_of_words_that_changed_since_is(self, row: Exercise, curator: User) -> None:
        both = make_user("Bo", Role.CONTENT_ADMIN, Role.CLINICAL_REVIEWER)
        edit(row, both, "Press a grape.")
        edit(row, curator, "Press a plum.")
        editorial.submit(row=row, by=curator, now=NOW)
        publish(row, both, version=3)
        assert row.status == "published"

    def test_whoever_wrote_the_first_version_never_is(self, row: Exercise, curator: User) -> None:
        both = make_user("Bo", Role.CONTENT_ADMIN, Role.CLINICAL_REVIEWER)
        row.versions.filter(version=1).update(saved_by=both)
        edit(row, curator, "Press a plum.")
        editorial.submit(row=row, by=curator, now=NOW)
        refused(Refusal.OWN_WORDS, lambda: publish(row, both, version=2))


class TestWhen:
    def test_a_draft_is_not_published(self, row: Exercise, reviewer: User) -> None:
        refused(Refusal.NOT_FROM_HERE, lambda: publish(row, reviewer))

    def test_a_text_is_submitted_once(self, in_review: Exercise, curator: User) -> None:
        refused(Refusal.NOT_FROM_HERE, lambda: editorial.submit(row=in_review, by=curator, now=NOW))

    def test_of_two_at_once_the_second_meets_the_first(
        self, in_review: Exercise, reviewer: User
    ) -> None:
        stale = Exercise.objects.get(pk=in_review.pk)
        publish(in_review, reviewer)
        refused(Refusal.NOT_FROM_HERE, lambda: publish(stale, reviewer))

    def test_other_words_than_were_read_are_not_passed(
        self, in_review: Exercise, curator: User, reviewer: User
    ) -> None:
        edit(in_review, curator, "Press a grape.")
        refused(Refusal.OTHER_WORDS, lambda: publish(in_review, reviewer, version=1))
        publish(in_review, reviewer, version=2)

    @pytest.mark.parametrize(
        ("other", "why"),
        [
            ({"comment": " "}, Refusal.NO_COMMENT),
            ({"profession": " "}, Refusal.NO_PROFESSION),
            ({"reviewed_on": TODAY + timedelta(days=1)}, Refusal.NOT_YET_REVIEWED),
            ({"due_on": TODAY}, Refusal.DUE_TOO_EARLY),
            (
                {"reviewed_on": TODAY - timedelta(days=9), "due_on": TODAY - timedelta(days=1)},
                Refusal.DUE_TOO_EARLY,
            ),
        ],
    )
    def test_a_publication_is_whole(
        self, in_review: Exercise, reviewer: User, other: dict[str, Any], why: Refusal
    ) -> None:
        refused(why, lambda: publish(in_review, reviewer, **other))

    def test_sending_back_and_retiring_say_why(self, in_review: Exercise, reviewer: User) -> None:
        for move in (editorial.send_back, editorial.retire):
            refused(
                Refusal.NO_COMMENT,
                lambda move=move: move(row=in_review, by=reviewer, now=NOW, comment=""),
            )

    def test_the_day_itself_is_in_time_and_the_next_is_not(self, published: Exercise) -> None:
        due = date(2027, 3, 2)
        refused(Refusal.NOT_DUE, lambda: editorial.mark_overdue(row=published, now=NOW, today=due))
        editorial.mark_overdue(row=published, now=NOW, today=due + timedelta(days=1))
        assert published.status == "review_due"
        assert published.moves.first().by is None


class TestOtherWords:
    def test_they_take_the_sign_off_back_and_say_so(
        self, published: Exercise, curator: User
    ) -> None:
        edit(published, curator, "Press a grape.")
        published.refresh_from_db()
        assert (published.status, published.reviewer) == ("draft", "")
        move = published.moves.first()
        assert (move.kind, move.from_status, move.version, move.by) == (
            "take_back", "published", 2, curator,
        )  # fmt: skip

    def test_of_a_draft_they_are_no_move(self, row: Exercise, curator: User) -> None:
        edit(row, curator, "Press a grape.")
        assert not row.moves.exists()

    def test_of_many_texts_the_signed_off_ones_are_taken_back_in_few_queries(
        self, published: Exercise, curator: User, django_assert_max_num_queries: Any
    ) -> None:
        rows = list(Exercise.objects.all())
        for row in rows:
            row.cue = "Press a grape."
            row.save()
        with django_assert_max_num_queries(16):  # SQLite writes in batches
            assert len(record_edits(rows=rows, by=curator, now=NOW)) == len(rows)
        moves = ExerciseMove.objects.filter(kind="take_back")
        assert [(move.exercise, move.version, move.by) for move in moves] == [
            (published, 2, curator)
        ]

    def test_other_pictures_do_the_same_and_the_version_stays(
        self, published: Exercise, curator: User
    ) -> None:
        assert record_pictures(exercise=published, by=curator, now=NOW)
        published.refresh_from_db()
        assert (published.status, published.content_version) == ("draft", 1)
        assert published.moves.first().kind == "take_back"

    def test_newer_shipped_words_do_the_same_by_nobody(self, published: Exercise) -> None:
        Exercise.objects.filter(pk=published.pk).update(content_digest="x", shipped_digest="x")
        load(now=NOW)
        published.refresh_from_db()
        assert published.status == "draft"
        assert (published.moves.first().kind, published.moves.first().by) == ("take_back", None)


class TestMovesStay:
    def test_a_move_is_neither_changed_nor_removed(self, in_review: Exercise) -> None:
        move = in_review.moves.get()
        move.comment = "Other."
        for change in (
            move.save,
            move.delete,
            in_review.moves.all().delete,
            lambda: in_review.moves.update(comment="Other."),
            lambda: ExerciseMove.objects.bulk_update([move], ["comment"]),
        ):
            with pytest.raises(RecordIsPermanent):
                change()
        assert in_review.moves.get().comment == ""

    @pytest.mark.parametrize(
        ("constraint", "other"),
        [
            ("exercisemove_kind_is_known", {"kind": "leap"}),
            ("exercisemove_made_by_somebody", {"by": None}),
            ("exercisemove_publication_is_whole", {"kind": "publish"}),
        ],
    )
    def test_a_move_must_make_sense(
        self, row: Exercise, curator: User, constraint: str, other: dict[str, Any]
    ) -> None:
        sound = {
            "kind": "submit", "from_status": "draft", "to_status": "in_review", "version": 1,
            "at": NOW, "by": curator,
        }  # fmt: skip
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            row.moves.create(**sound | other)
        row.moves.create(**sound)


def edit(row: Exercise, by: User, cue: str) -> None:
    row.cue = cue
    row.save()
    record_edit(row=row, by=by, now=NOW)
