"""The fourteen vectors of the evidence, told as days. Each says what a clinician expects."""

import pytest

from recovery.domain.codes import AlertCode, Profile, Result, SeverityBand

from .kit import Course, fired, intake, reasons, rungs

STRICT = {"severity": SeverityBand.MODERATE}


def test_1_second_good_session_in_phase_1_moves_up() -> None:
    day = Course().good(1, 2).check_in(3).day(3)
    assert day.phase == "protect"
    assert day.result is Result.PROGRESS
    assert rungs(day)["bridge"] == 2


def test_2_pain_3_in_phase_1_holds() -> None:
    day = Course().check_in(1).hurt(1, bridge=3).check_in(2).day(2)
    assert day.result is Result.HOLD
    (reason,) = reasons(day, "R09")
    assert (reason.subject, reason.observed, reason.limit) == ("bridge", 3, 2)


def test_3_pain_4_in_phase_2_holds() -> None:
    day = Course().rebuild(12).hurt(12, bridge=4).check_in(13).day(13)
    assert day.phase == "rebuild"
    assert day.profile is Profile.STANDARD
    assert day.result is Result.HOLD
    assert ("bridge", 4, 3) in {(r.subject, r.observed, r.limit) for r in reasons(day, "R09")}


def test_4_pain_5_in_phase_2_eases_that_exercise_only() -> None:
    before = Course().rebuild(12).day(12)
    day = Course().rebuild(12).hurt(12, bridge=5).day(12)
    assert day.result is Result.EASE
    (reason,) = reasons(day, "R08")
    assert (reason.subject, reason.observed, reason.limit, reason.bound) == ("bridge", 5, 4, True)
    (change,) = [change for change in day.changes if change.to_rung < change.from_rung]
    assert change.ladder == "bridge"
    assert rungs(day)["bridge"] == rungs(before)["bridge"] - 1
    assert {k: v for k, v in rungs(day).items() if k != "bridge"} == {
        k: v for k, v in rungs(before).items() if k != "bridge"
    }


def test_5_a_bad_morning_beats_a_step_up() -> None:
    day = Course().rebuild(12).check_in(13, pain_morning=4).day(13)
    assert day.result is Result.EASE
    (reason,) = reasons(day, "R04")
    assert (reason.observed, reason.limit, reason.bound) == (4, 4, True)
    assert "R13" not in fired(day)


def test_6_pain_6_rests_today_and_tomorrow_and_goes_one_rung_down() -> None:
    course = Course().rebuild(12).hurt(12, bridge=6).check_in(13).check_in(14)
    before = Course().rebuild(12).day(12)
    assert course.day(12).result is Result.REST
    assert rungs(course.day(12))["bridge"] == rungs(before)["bridge"] - 1
    assert course.day(13).result is Result.REST
    assert course.day(13).exercises == ()
    assert course.day(14).result is not Result.REST


def test_7_running_has_limits_of_its_own() -> None:
    held = Course().rebuild(12).hurt(12, run=2).check_in(13).day(13)
    assert ("run", 2, 1) in {(r.subject, r.observed, r.limit) for r in reasons(held, "R09")}
    eased = Course().rebuild(12).hurt(12, run=3).day(12)
    assert ("run", 3, 2) in {(r.subject, r.observed, r.limit) for r in reasons(eased, "R08")}


def test_8_one_good_session_is_not_enough() -> None:
    day = Course().good(1).check_in(2).day(2)
    assert day.result is Result.HOLD
    assert fired(day) == {"R19"}


def test_9_a_missing_morning_score_holds() -> None:
    day = Course().good(1, 2).check_in(3, pain_morning=None).day(3)
    assert day.result is Result.HOLD
    (reason,) = reasons(day, "R17")
    assert reason.codes == ("pain_morning",)


def test_10_a_pop_stops_and_begins_again_after_clearance() -> None:
    day = Course().rebuild(12).check_in(13, pain_rest=0, sudden_event=True).day(13)
    assert day.result is Result.STOP
    assert day.lock is not None
    assert day.lock.needs_clinician
    assert day.exercises == ()
    assert AlertCode.SUDDEN_EVENT in {alert.code for alert in day.alerts}


def test_11_a_red_flag_beats_low_pain() -> None:
    flag = frozenset({"saddle_numbness"})
    day = Course().check_in(1, red_flags=flag, pain_rest=1, pain_morning=1, pain_worst=1).day(1)
    assert day.result is Result.EMERGENCY
    assert day.exercises == ()


def test_12_ten_days_without_a_session_take_two_rungs() -> None:
    course = Course().rebuild(12)
    before = course.day(12)
    day = course.check_in(22).day(22)
    assert rungs(before)["bridge"] - rungs(day)["bridge"] == 2
    assert all(test.passed_on == () for test in day.exit_tests)


def test_13_strict_holds_at_2_and_eases_at_3() -> None:
    held = Course(intake(**STRICT)).check_in(1).hurt(1, bridge=2).check_in(2).day(2)
    assert held.profile is Profile.STRICT
    assert held.result is Result.HOLD
    assert ("bridge", 2, 1) in {(r.subject, r.observed, r.limit) for r in reasons(held, "R09")}
    eased = Course(intake(**STRICT)).check_in(1).hurt(1, bridge=3).day(1)
    assert eased.result is Result.EASE


@pytest.mark.parametrize(
    ("minutes", "ladders_up"), [(50, 2), (55, 2), (56, 1), (59, 1), (65, 1), (66, 0)]
)
def test_14_a_heavier_week_lets_fewer_ladders_step_up(minutes: int, ladders_up: int) -> None:
    """From 50 minutes a day: up to +10 % two, +18 % one, above +30 % none."""
    course = Course()
    for day in range(1, 16):
        # Mornings without a score earn nothing, until two sessions are good on the same day.
        course.check_in(day, pain_morning=2 if day == 15 else None)
        course.session(day, minutes=50 if day < 9 else minutes)
    day = course.check_in(16).day(16)
    assert sum(change.to_rung > change.from_rung for change in day.changes) == ladders_up
