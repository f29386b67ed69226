"""What counts towards a step up: what was listed, done, and told."""

from datetime import timedelta
from decimal import Decimal

import pytest

from recovery.domain.codes import Autonomy, DirectiveKind, Result, Settled, WarmupSoreness
from recovery.domain.log import ExerciseReport, Log
from recovery.domain.plan import plan_on

from .kit import START, Course, fired, intake, reasons, rungs


def done(*ladders: str, pain: int = 1) -> tuple[ExerciseReport, ...]:
    return tuple(ExerciseReport(ladder=one, done=Decimal(1), pain=pain) for one in ladders)


def good_in_a_row(course: Course, number: int) -> dict[str, int]:
    return {one.ladder: one.good_sessions for one in course.day(number).ladders}


class TestR13OnlyWhatWasListed:
    def test_a_ladder_that_is_not_due_earns_nothing(self) -> None:
        course = Course().good(1).check_in(2)
        listed = {line.ladder for line in course.day(2).exercises}
        assert "trunk" not in listed  # done yesterday, due every second day
        course.session(2, exercises=done("trunk")).check_in(3)
        assert good_in_a_row(course, 3)["trunk"] == good_in_a_row(course, 2)["trunk"]

    def test_nor_does_one_that_rests(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=4).check_in(2)
        course.session(2, all_listed=None, exercises=done("bridge")).check_in(3)
        assert good_in_a_row(course, 3)["bridge"] == 0

    def test_a_session_on_a_preview_loses_nothing_either(self) -> None:
        course = Course().good(1).check_in(2, red_flags=None)
        earned = good_in_a_row(course, 2)
        assert earned["bridge"] == 1
        assert good_in_a_row(course.session(2).check_in(3), 3) == earned

    def test_all_of_a_day_of_rest_is_judged_for_pain(self) -> None:
        sore = ExerciseReport(ladder="", done=Decimal(1), pain=9)
        course = Course().good(1, 2).check_in(3, pain_rest=7).session(3, all_listed=sore)
        assert "R03" in fired(course.day(3))
        assert rungs(course.check_in(4).day(4))["mobility"] == 1

    def test_a_short_session_of_all_is_its_two_also_beside_another(self) -> None:
        course = Course().check_in(1)
        first, second, *others = [one for one in course.day(1).exercises if not one.warm_up]
        course.session(1, short=True).session(1, all_listed=None, exercises=done(first.ladder))
        earned = good_in_a_row(course.check_in(2), 2)
        assert earned[first.ladder] == earned[second.ladder] == 1
        assert {earned[one.ladder] for one in others} == {0}


class TestR17WhatWasNotTold:
    def test_how_long_it_stayed_sore_is_asked_after_a_session(self) -> None:
        course = Course().good(1, 2).check_in(3, settled=None)
        day = course.day(3)
        assert [one.codes for one in reasons(day, "R17")] == [("settled",)]
        assert day.changes == ()

    def test_and_not_when_there_was_none(self) -> None:
        assert "R17" not in fired(Course().good(1).check_in(2).check_in(3, settled=None).day(3))

    def test_a_phase_is_not_passed_without_it(self) -> None:
        for settled, phase in ((Settled.NONE, "rebuild"), (None, "protect")):
            course = Course().good(1, 6).tests(6).tests(7).check_in(7, settled=settled)
            assert course.day(7).phase == phase

    def test_a_warm_up_told_by_one_session_of_two_is_not_told(self) -> None:
        course = Course().check_in(1).session(1, warmup_soreness=None)
        course.session(1, warmup_soreness=WarmupSoreness.NONE).check_in(2)
        assert good_in_a_row(course, 2)["bridge"] == 0


class TestR14TestsOfADay:
    @pytest.mark.parametrize("order", [(True, False), (False, True)])
    def test_a_failure_of_the_day_counts_whichever_was_told_first(self, order: tuple) -> None:
        course = Course().good(1, 4).check_in(5)
        for passed in order:
            course.tests(5, passed=passed)
        assert {one.passed_on for one in course.day(5).exit_tests} == {()}

    def test_on_the_first_day_after_a_rest_they_count(self) -> None:
        course = Course().good(1, 2).check_in(3, pain_rest=7).check_in(4).tests(4)
        assert all(one.passed_on for one in course.day(4).exit_tests)

    def test_after_a_gap_they_count_afresh_even_on_the_lowest_rungs(self) -> None:
        course = Course().check_in(1).tests(1).check_in(2).tests(2).check_in(10).tests(10)
        (today,) = {one.passed_on for one in course.day(10).exit_tests}
        assert today == (START + timedelta(days=10),)


class TestR06TheDayAfter:
    def test_after_the_day_off_the_same_dose(self) -> None:
        course = Course().good(1, 3).check_in(4, settled=Settled.STILL_THERE)
        course.check_in(5, settled=Settled.STILL_THERE).check_in(6)
        results = [course.day(number).result for number in (4, 5, 6)]
        assert results == [Result.HOLD, Result.REST, Result.HOLD]
        assert [one.detail for one in reasons(course.day(6), "R06")] == ["same_dose"]
        assert "R06" not in fired(course.check_in(7).day(7))


class TestR11ASessionThatEndedItsDay:
    def test_what_was_left_of_the_list_is_nobodys_to_finish(self) -> None:
        course = Course().rebuild(12).check_in(13)
        done_before = good_in_a_row(course, 13)
        line = course.day(13).exercises[1].ladder
        course.session(13, all_listed=None, exercises=done(line, pain=6)).check_in(14)
        assert "R11" not in fired(course.day(14))
        others = {one: n for one, n in good_in_a_row(course, 14).items() if one != line}
        assert others == {one: n for one, n in done_before.items() if one != line}


class TestProposals:
    def day(self, course: Course, number: int):
        log = Log(start=START, entries=(course.first, *course.entries), autonomy=Autonomy.PROPOSE)
        return plan_on(course.protocol, log, START + timedelta(days=number))

    def test_every_step_that_waits_is_proposed_and_any_may_be_accepted(self) -> None:
        course = Course().good(1, 3).check_in(4)
        waiting = {one.subject for one in self.day(course, 4).proposals}
        assert len(waiting) > 2
        last = [one.code for one in course.protocol.ladders if one.code in waiting][-1]
        course.directive(4, DirectiveKind.ACCEPT, ladder=last)
        assert [one.ladder for one in self.day(course, 4).changes] == [last]


def test_the_usual_is_the_median_rounded_down() -> None:
    course = Course(intake(pain_now=5))
    for number, morning in enumerate((1, 1, 4, 4), start=1):
        course.check_in(number, pain_morning=morning)
    # The median of 1, 1, 4 and 4 is 2.5, so 2 is the usual, and a morning of 4 eases.
    found = reasons(course.check_in(5, pain_morning=4).day(5), "R04")
    assert [one.limit for one in found if one.detail == "morning"] == [4]


def test_a_session_on_the_day_of_a_return_is_judged_by_its_stricter_limits() -> None:
    moderate = Course(intake(severity="moderate")).rebuild(12)
    assert moderate.day(12).profile == "standard"
    away = moderate.check_in(40)  # four weeks without a session
    assert (away.day(40).phase, away.day(40).profile) == ("protect", "strict")


def test_how_much_waits_for_the_clinician_is_part_of_the_digest() -> None:
    course = Course().good(1)
    logs = [Log(start=START, entries=course.log.entries, autonomy=one) for one in Autonomy]
    assert len({plan_on(course.protocol, log, START).log_digest for log in logs}) == 3
