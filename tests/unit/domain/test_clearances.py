"""What lifts a lock, and what cannot: told before its sign, or by somebody who may not."""

from datetime import timedelta

import pytest

from recovery.domain.codes import Author, Context, DirectiveKind, Profile, Result
from recovery.domain.day import LogError

from .kit import START, Course, fired, intake, reasons

CLEAR = DirectiveKind.CLEAR_LOCK
EMERGENCY = frozenset({"saddle_numbness"})
SOON = frozenset({"sit_bone_pain"})


def stopped_and_cleared() -> Course:
    """A sudden event on day 5, cleared on day 6; good days since."""
    return Course().good(1, 4).check_in(5, sudden_event=True).directive(6, CLEAR).good(6, 7)


class TestLocksAndLaterSigns:
    def test_a_correction_that_adds_one_is_not_lifted_by_an_earlier_clearance(self) -> None:
        course = stopped_and_cleared()
        wrong = next(one for one in course.entries if one.on == START + timedelta(days=4))
        course.correct(8, wrong.id, red_flags=EMERGENCY).check_in(8)
        assert course.day(8).result is Result.EMERGENCY
        assert course.directive(9, CLEAR).day(9).lock is None

    def test_a_late_check_in_is_not_either(self) -> None:
        course = stopped_and_cleared().check_in(5, red_flags=EMERGENCY).check_in(8)
        assert course.day(8).result is Result.EMERGENCY

    def test_nor_a_milder_one_that_joins_a_lock(self) -> None:
        course = Course().good(1, 4).check_in(5, red_flags=EMERGENCY).directive(7, CLEAR)
        assert course.day(7).lock is None
        assert course.check_in(6, red_flags=SOON).day(7).lock is not None

    def test_nor_one_of_the_same_day(self) -> None:
        course = Course().good(1, 4).check_in(5).directive(5, CLEAR)
        course.correct(5, course.entries[-2].id, red_flags=EMERGENCY).check_in(6)
        assert course.day(5).result is course.day(6).result is Result.EMERGENCY

    def test_a_visit_of_before_does_not_open_a_soon_lock(self) -> None:
        course = Course().good(1, 5).seen(6).check_in(5, red_flags=SOON).check_in(8)
        assert course.day(8).lock is not None
        assert course.seen(8).day(8).lock is None


class TestLocksAndEarlierExaminations:
    def test_it_does_not_clear_and_says_so(self) -> None:
        course = Course().good(1, 9).check_in(10, red_flags=EMERGENCY)
        course.directive(11, CLEAR, examined_by="doctor", examined_on=START)
        day = course.day(11)
        assert day.lock is not None
        assert "clear_lock_too_early" in {one.detail for one in reasons(day, "R18")}

    def test_one_of_the_day_itself_does(self) -> None:
        course = Course().good(1, 9).check_in(10, red_flags=EMERGENCY)
        course.directive(11, CLEAR, examined_by="doctor", examined_on=START + timedelta(days=10))
        assert course.day(11).lock is None


class TestLocksAndCorrections:
    def test_a_caregiver_may_not_correct_a_visit(self) -> None:
        course = Course().check_in(1, red_flags=SOON).seen(2, cleared=False)
        course.correct(2, course.entries[-1].id, cleared=True)
        caregivers = course.entries[-1].__class__(
            id="c",
            on=START + timedelta(days=2),
            order=99,
            by=Author.CAREGIVER,
            supersedes=course.entries[-2].id,
            changes={"cleared": True},
        )
        course.entries[-1] = caregivers
        with pytest.raises(LogError, match="a caregiver may not correct"):
            course.day(2)

    def test_a_patient_may_not_correct_a_clinicians_directive(self) -> None:
        course = Course().good(1, 2).directive(3, DirectiveKind.HOLD)
        course.correct(4, course.entries[-1].id, until=START + timedelta(days=3))
        with pytest.raises(LogError, match="only a clinician may correct"):
            course.day(4)

    def test_a_patients_own_wish_stays_one_they_may_have(self) -> None:
        until = START + timedelta(days=9)
        asked = {"by": Author.PATIENT, "profile": Profile.STRICT, "until": until}
        course = Course().directive(1, DirectiveKind.SET_PROFILE, **asked)
        course.correct(2, course.entries[-1].id, profile=Profile.STANDARD)
        with pytest.raises(LogError, match="only a clinician may give"):
            course.day(2)


class TestLocksAndWhatWasEarned:
    def test_tests_of_before_a_lock_do_not_lead_on(self) -> None:
        course = Course().good(1, 5).tests(4).tests(5).check_in(6, red_flags=SOON)
        course.seen(7).good(7, 9)
        assert {course.day(number).phase for number in (7, 8, 9)} == {"protect"}

    @pytest.mark.parametrize(("days", "rises"), [(5, True), (6, False)])
    def test_steps_earned_before_a_pause_as_long_as_a_gap_are_earned_anew(
        self, days: int, rises: bool
    ) -> None:
        course = Course().good(1, 2).check_in(3)
        course.directive(3, DirectiveKind.PAUSE, until=START + timedelta(days=2 + days))
        back = 3 + days
        changes = course.check_in(back).day(back).changes
        assert any(one.to_rung > one.from_rung for one in changes) is rises


def test_a_step_outside_the_phase_is_said_not_to_be_taken() -> None:
    course = Course().good(1, 2).directive(2, DirectiveKind.SET_RUNG, ladder="bridge", rung=9)
    day = course.day(2)
    assert [one.detail for one in reasons(day, "R18")] == ["set_rung_outside"]
    assert day.changes == ()


def test_there_is_no_phase_after_the_last() -> None:
    course = Course(intake(), [])
    for number in range(1, 4):
        course.directive(number, DirectiveKind.ADVANCE_PHASE).check_in(number)
    began = course.day(3)
    again = course.directive(5, DirectiveKind.ADVANCE_PHASE).day(5)
    assert began.phase == again.phase == "maintenance"
    assert again.phase_started_on == began.phase_started_on
    assert "advance_phase_outside" in {one.detail for one in reasons(again, "R18")}


def test_a_very_sore_morning_is_a_worst_whatever_else_is_said() -> None:
    assert "R02" in fired(Course().check_in(1, pain_morning=8, pain_worst=3).day(1))
    assert "R02" not in fired(Course().check_in(1, pain_morning=7, pain_worst=3).day(1))


@pytest.mark.parametrize(("pain", "fires"), [(3, True), (2, False)])
def test_a_worst_near_a_clinicians_own_stop_holds(pain: int, fires: bool) -> None:
    caps = {"context": Context.GENERAL, "progress": 1, "hold": 2, "stop": 4}
    course = Course().directive(1, DirectiveKind.SET_CAPS, **caps)
    day = course.check_in(1, pain_worst=pain).day(1)
    assert ("worst_high" in {one.detail for one in reasons(day, "R09")}) is fires
