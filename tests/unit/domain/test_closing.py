"""What a day leaves behind for those that follow: rests, counts, passes and questions."""

from datetime import date, timedelta

import pytest

from recovery.domain.codes import (
    AlertCode,
    Author,
    DirectiveKind,
    Profile,
    Result,
    Settled,
    SeverityBand,
    WarmupSoreness,
)
from recovery.domain.log import SelfTest

from .kit import START, Course, fired, intake, reasons, rungs

STILL = Settled.STILL_THERE


def on(number: int) -> date:
    return START + timedelta(days=number)


def passes(course: Course, number: int, test: str = "walk-10-minutes") -> tuple[date, ...]:
    return next(one.passed_on for one in course.day(number).exit_tests if one.test == test)


class TestRest:
    def test_lasts_as_long_as_the_longest_asks(self) -> None:
        """Pain at rest asks for today, the bridge for tomorrow too."""
        course = Course().check_in(1, pain_rest=7).hurt(1, bridge=6).check_in(2).check_in(3)
        results = [course.day(number).result for number in (1, 2, 3)]
        assert [result is Result.REST for result in results] == [True, True, False]

    def test_of_one_day_ends_with_the_next_answer(self) -> None:
        course = Course().check_in(1, pain_rest=7).check_in(2)
        assert course.day(2).result is not Result.REST

    def test_that_goes_on_beside_another_does_not_bind_as_well(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=6).check_in(2, pain_rest=7)
        assert [(one.rule, one.bound) for one in course.day(2).reasons[:2]] == [
            ("R02", True),
            ("R03", False),
        ]

    def test_does_not_end_with_an_answer_without_the_list(self) -> None:
        course = Course().check_in(1, pain_rest=7).check_in(2, red_flags=None)
        assert course.day(2).result is Result.REST

    def test_of_a_sore_warm_up_and_a_stop_ends_with_the_stop(self) -> None:
        course = Course().good(1, 2).check_in(3)
        course.session(3, warmup_soreness=WarmupSoreness.STAYED).hurt(3, mobility=6)
        course.check_in(4).check_in(5)
        assert [course.day(number).result is Result.REST for number in (3, 4, 5)] == [
            True,
            True,
            False,
        ]


class TestNights:
    def test_broken_apart_are_no_two_running(self) -> None:
        course = Course().check_in(1, night_wake=True).check_in(2).check_in(3, night_wake=True)
        assert "R02" not in fired(course.day(3))

    def test_a_day_without_a_word_is_no_broken_night(self) -> None:
        course = Course().check_in(1, night_wake=True).check_in(3, night_wake=True)
        assert "R02" not in fired(course.day(3))


class TestSoreMornings:
    def test_are_counted_over_a_morning_nobody_spoke_of(self) -> None:
        course = Course().good(1).check_in(2, settled=STILL).check_in(3, settled=None)
        course.check_in(4, settled=STILL)
        assert [one.detail for one in reasons(course.day(4), "R06")] == ["second_morning"]

    def test_are_counted_afresh_after_a_calm_one(self) -> None:
        course = Course().good(1).check_in(2, settled=STILL).check_in(3).check_in(4, settled=STILL)
        assert [one.detail for one in reasons(course.day(4), "R06")] == ["still_sore"]

    def test_the_third_holds_and_rests_no_more(self) -> None:
        course = Course().good(1)
        for day in (2, 3, 4):
            course.check_in(day, settled=STILL)
        assert [one.detail for one in reasons(course.day(4), "R06")] == ["still_sore"]


class TestPasses:
    def test_count_on_a_calm_day(self) -> None:
        assert passes(Course().check_in(1).tests(1), 1) == (on(1),)

    def test_do_not_on_a_day_whose_session_reached_the_stop(self) -> None:
        course = Course().check_in(1).tests(1).hurt(1, bridge=6)
        assert passes(course, 1) == ()

    def test_nor_on_a_day_of_rest_a_pause_or_without_an_answered_list(self) -> None:
        assert passes(Course().check_in(1, pain_rest=7).tests(1), 1) == ()
        assert passes(Course().check_in(1, red_flags=None).tests(1), 1) == ()
        assert passes(Course().tests(1), 1) == ()
        paused = Course().check_in(1).directive(1, DirectiveKind.PAUSE).tests(1)
        assert passes(paused, 1) == ()

    def test_nor_on_a_day_that_goes_on_resting(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=6).check_in(2).tests(2)
        assert passes(course, 2) == ()

    def test_nor_while_locked(self) -> None:
        course = Course().check_in(1, red_flags=frozenset({"foot_drop"})).check_in(2).tests(2)
        assert passes(course, 2) == ()

    def test_of_earlier_days_outlive_such_a_day(self) -> None:
        course = Course().check_in(1).tests(1).check_in(2, pain_rest=7).tests(2)
        assert passes(course, 2) == (on(1),)

    def test_are_lost_with_a_failure_also_on_such_a_day(self) -> None:
        course = Course().check_in(1).tests(1).check_in(2, pain_rest=7).tests(2, passed=False)
        assert passes(course, 2) == ()

    def test_of_two_days_stand_until_one_fails(self) -> None:
        course = Course().check_in(1).tests(1).check_in(3).tests(3)
        assert passes(course.check_in(4), 4) == (on(1), on(3))
        course.add(SelfTest, 5, test="walk-10-minutes", passed=True, pain=1).check_in(5)
        assert passes(course, 5) == ()
        assert passes(course, 5, "slow-jog-20-metres") == (on(1), on(3))

    @pytest.mark.parametrize(("days", "kept"), [((1, 8, 9), (8, 9)), ((1, 7, 8), (1, 7))])
    def test_a_third_counts_where_the_two_before_lie_a_week_apart(
        self, days: tuple[int, ...], kept: tuple[int, ...]
    ) -> None:
        course = Course().good(1, 9)
        for day in days:
            course.add(SelfTest, day, test="walk-10-minutes", passed=True, pain=0)
        assert passes(course, 9) == tuple(on(day) for day in kept)

    def test_are_told_until_a_lock_lifts_and_then_begin_afresh(self) -> None:
        course = Course().check_in(1).tests(1).check_in(2, red_flags=frozenset({"foot_drop"}))
        assert passes(course.check_in(3), 3) == (on(1),)
        course.directive(4, DirectiveKind.CLEAR_LOCK).check_in(4)
        assert passes(course, 4) == ()

    def test_begin_afresh_in_a_new_phase(self) -> None:
        course = Course().check_in(1).tests(1).check_in(2).directive(2, DirectiveKind.RETURN_PHASE)
        course.check_in(3).directive(3, DirectiveKind.ADVANCE_PHASE)
        assert all(test.passed_on == () for test in course.day(3).exit_tests)

    def test_begin_afresh_after_a_gap_that_takes_something(self) -> None:
        course = Course().rebuild(14).tests(14)
        assert passes(course, 20, "heel-dig-full-effort") == (on(14),)
        assert passes(course, 21, "heel-dig-full-effort") == ()

    def test_begin_afresh_after_a_gap_that_takes_nothing_too(self) -> None:
        """On its lowest rungs a plan has nothing to lose after a week."""
        course = Course().check_in(1).tests(1)
        assert passes(course, 6) == (on(1),)
        assert passes(course, 7) == ()
        assert passes(course.check_in(8).tests(8), 8) == (on(8),)

    def test_are_told_while_a_long_pause_lasts(self) -> None:
        course = Course().good(1, 2).tests(2).directive(3, DirectiveKind.PAUSE, until=on(12))
        assert passes(course, 12) == (on(2),)
        assert passes(course.check_in(13), 13) == ()

    @pytest.mark.parametrize("needed", [2])
    def test_say_how_many_are_needed(self, needed: int) -> None:
        assert {test.needed for test in Course().day(0).exit_tests} == {needed}


class TestTheFullListOfQuestions:
    def test_is_asked_until_somebody_answers(self) -> None:
        course = Course().rebuild(14)
        assert not course.day(14 + 27).asks_full_red_flags
        assert course.day(14 + 28).asks_full_red_flags
        course.check_in(14 + 29, red_flags=None)
        assert course.day(14 + 29).asks_full_red_flags
        assert not course.check_in(14 + 30).day(14 + 30).asks_full_red_flags

    def test_is_not_where_a_lock_and_no_gap_leads_back_to_the_start(self) -> None:
        course = Course().rebuild(14).check_in(22, sudden_event=True)
        day = course.directive(23, DirectiveKind.CLEAR_LOCK).day(23)
        assert {one.detail for one in day.reasons} >= {"gap", "clear_lock"}
        assert not day.asks_full_red_flags


class TestEpisodes:
    def test_of_fourteen_days_ago_are_forgotten(self) -> None:
        course = Course().rebuild(14).check_in(15, new_swelling=True).good(16, 21)
        course.check_in(22, new_swelling=True).good(23, 28).check_in(29, new_swelling=True)
        assert "R16" not in fired(course.day(29))

    def test_a_rest_begins_one_too(self) -> None:
        course = Course().rebuild(14).check_in(15, pain_rest=7).check_in(16)
        assert "R16" in fired(course.check_in(17, pain_worst=8).day(17))

    def test_a_hold_ends_one(self) -> None:
        course = Course().rebuild(14).check_in(15, pain_rest=7).check_in(16, pain_rest=4)
        assert "R16" in fired(course.check_in(17, pain_rest=7).day(17))

    def test_a_session_begins_one_on_its_day(self) -> None:
        course = Course().rebuild(14).check_in(15, new_swelling=True).good(16)
        day = course.check_in(17).hurt(17, bridge=6).day(17)
        assert "R16" in fired(day)
        assert day.phase == "protect"
        assert AlertCode.FLARE in {alert.code for alert in day.alerts}

    def test_five_calm_days_end_what_a_flare_in_phase_1_asks_for(self) -> None:
        """Unloaded ladders only: nothing is off, so a calm day is calm."""
        course = Course().check_in(1, pain_rest=7).check_in(2).check_in(3, pain_rest=7)
        assert "R16" in fired(course.day(3))
        for day in range(4, 10):
            course.check_in(day)
        profiles = [course.day(day).profile for day in range(4, 10)]
        assert profiles == [Profile.STRICT] * 5 + [Profile.STANDARD]

    def test_an_easing_between_counts_them_afresh(self) -> None:
        course = Course().check_in(1, pain_rest=7).check_in(2).check_in(3, pain_rest=7)
        for day in range(4, 12):
            course.check_in(day, limp=day == 6)
        strict = [course.day(day).profile is Profile.STRICT for day in range(4, 12)]
        assert strict[:8] == [True] * 8


class TestLatestChange:
    def change(self, course: Course, number: int):
        (bridge,) = [one for one in course.day(number).ladders if one.ladder == "bridge"]
        return bridge.latest_change

    def test_is_told_until_the_rung_was_trained(self) -> None:
        course = Course().good(1, 2).check_in(3).check_in(4)
        told = self.change(course, 3)
        assert (told.from_rung, told.to_rung, told.on) == (1, 2, on(3))
        assert self.change(course, 4) == told
        assert self.change(course.session(4), 4) is None

    def test_is_told_on_the_evening_of_its_own_day(self) -> None:
        course = Course().good(1, 3)
        assert self.change(course, 3) is not None
        assert self.change(course.check_in(4), 4) is not None
        assert self.change(course.session(4), 4) is None


class TestSilence:
    def test_an_alert_tells_how_long(self) -> None:
        course = Course().good(1, 2)
        (alert,) = course.day(7).alerts
        assert (alert.code, alert.subject, alert.observed) == (AlertCode.NO_REPORT, "plan", 5)

    def test_a_pause_is_no_silence(self) -> None:
        course = Course().directive(1, DirectiveKind.PAUSE, by=Author.PATIENT)
        assert course.day(9).alerts == ()


class TestTheEnd:
    def test_a_closed_plan_stays_closed_and_says_nothing_of_silence_or_gaps(self) -> None:
        course = Course().good(1, 2).check_in(3).directive(3, DirectiveKind.DISCHARGE)
        day = course.day(40)
        assert day.closed
        assert {"R12", "R17"} & fired(day) == set()
        assert day.alerts == ()
        assert day.exercises == ()

    def test_is_not_before_it_is_said(self) -> None:
        assert not Course().day(0).closed


def test_back_in_phase_1_a_moderate_strain_is_strict_again() -> None:
    course = Course(intake(severity=SeverityBand.MODERATE)).check_in(1)
    course.directive(1, DirectiveKind.ADVANCE_PHASE).check_in(2)
    assert course.day(2).profile is Profile.STANDARD
    course.directive(3, DirectiveKind.RETURN_PHASE).check_in(4)
    assert course.day(4).profile is Profile.STRICT


@pytest.mark.parametrize("chosen", [Profile.STANDARD, Profile.STRICT])
def test_beginning_again_forgets_only_a_choice_of_more(chosen: Profile) -> None:
    course = Course().directive(1, DirectiveKind.SET_PROFILE, profile=chosen).check_in(2)
    course.check_in(3, sudden_event=True).directive(4, DirectiveKind.CLEAR_LOCK).check_in(4)
    assert course.check_in(5).day(5).profile is Profile.STRICT
    after_the_first_days = course.check_in(12).day(12)
    assert after_the_first_days.profile is chosen


@pytest.mark.parametrize("cleared", [4, 7])
def test_the_day_of_a_new_injury_counts_from_nought_however_long_it_locks(cleared: int) -> None:
    course = Course().check_in(3, sudden_event=True).directive(cleared, DirectiveKind.CLEAR_LOCK)
    for day in range(4, 10):
        course.check_in(day)
    profiles = [course.day(day).profile for day in (7, 8)]
    assert profiles == [Profile.STRICT, Profile.STANDARD]
    assert rungs(course.day(8))["bridge"] == 1
