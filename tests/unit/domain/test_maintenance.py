"""The weeks after return: a weekly list, the tests twice more, gaps counted in weeks, the end."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

from recovery.domain.codes import AlertCode, DirectiveKind, Goal, Result
from recovery.domain.log import Entry
from tests.unit.domain.kit import Course, hamstring, intake, reasons


@cache
def returned() -> tuple[int, tuple[Entry, ...]]:
    """A perfect course: the number of its first day in maintenance, and all it recorded."""
    course = Course(first=intake(goal=Goal.EVERYDAY))
    for day in range(1, 60):
        course.check_in(day).session(day)
        if course.day(day).phase == "maintenance":
            return day, tuple(course.entries)
        course.tests(day)
    raise AssertionError("never returned")


def maintained(*, until: int, weekly: bool = True) -> tuple[Course, int]:
    """A course with a check-in and a session each week, `until` days into maintenance."""
    first, entries = returned()
    course = Course(first=intake(goal=Goal.EVERYDAY), entries=list(entries))
    for day in range(7, until + 1, 7):
        course.check_in(first + day)
        if weekly:
            course.session(first + day)
    return course, first


def offered(course: Course, day: int) -> set[str]:
    return {test.test for test in course.day(day).exit_tests}


class TestTheTestsOnceMore:
    def test_are_offered_for_a_week_after_two_and_after_four(self):
        course, first = maintained(until=42)
        days = [one.plan_day for one in course.decisions(first + 41)][first:]
        weeks = [number for number, day in enumerate(days) if day.exit_tests]
        assert weeks == [*range(14, 21), *range(28, 35)]

    def test_are_those_of_a_first_phase_and_none_where_there_was_no_phase_before(self):
        first, last = hamstring().phases[0], hamstring().phases[-1]
        two = Course(protocol=replace(hamstring(), phases=(first, last))).check_in(0)
        two.directive(1, DirectiveKind.ADVANCE_PHASE).check_in(1)
        tests = {one.code for one in first.exit_tests if one.is_for(Goal.RUNNING)}
        assert offered(two, 1 + 14) == tests
        assert offered(Course(protocol=replace(hamstring(), phases=(last,))), 14) == set()

    def test_are_those_of_the_phase_before_for_this_goal(self):
        course, first = maintained(until=14)
        phase = course.protocol.phases[-2]
        expected = {one.code for one in phase.exit_tests if one.is_for(Goal.EVERYDAY)}
        assert offered(course, first + 14) == expected

    def test_count_one_pass_each_time_afresh(self):
        course, first = maintained(until=28)
        course.check_in(first + 15).tests(first + 15)
        (one, *_) = course.day(first + 15).exit_tests
        assert len(one.passed_on) == one.needed == 1
        assert all(test.passed_on == () for test in course.day(first + 28).exit_tests)
        course.tests(first + 28)
        (one, *_) = course.day(first + 28).exit_tests
        assert len(one.passed_on) == 1

    def test_not_passed_holds_and_tells_the_clinician(self):
        course, first = maintained(until=14)
        course.tests(first + 14, passed=False)
        day = course.day(first + 14)
        (reason,) = reasons(day, "R14")
        assert (reason.detail, reason.result) == ("retest_not_passed", Result.HOLD)
        assert AlertCode.RETEST_NOT_PASSED in {alert.code for alert in day.alerts}

    def test_not_passed_in_another_week_says_nothing_of_it(self):
        course, first = maintained(until=21)
        course.tests(first + 21, passed=False)
        assert reasons(course.day(first + 21), "R14") == []


def test_ten_days_without_a_word_raise_an_alert():
    course, first = maintained(until=7)
    for days, is_told in ((9, False), (10, True)):
        alerts = {alert.code for alert in course.day(first + 7 + days).alerts}
        assert (AlertCode.NO_REPORT in alerts) is is_told


def test_between_two_weekly_lists_nothing_is_listed_not_even_the_warm_up():
    course, first = maintained(until=14)
    assert course.day(first + 13).exercises == ()
    assert course.day(first + 14).exercises[0].warm_up


class TestAGap:
    def test_of_a_missed_week_takes_rungs_and_not_the_phase(self):
        course, first = maintained(until=7)
        day = course.day(first + 7 + 14)
        assert (day.phase, day.result) == ("maintenance", Result.EASE)

    def test_of_less_than_two_weeks_takes_nothing(self):
        course, first = maintained(until=7)
        assert reasons(course.day(first + 7 + 13), "R12") == []

    def test_of_four_weeks_leads_back_to_the_phase_before_and_no_further(self):
        course, first = maintained(until=7)
        assert course.day(first + 7 + 27).phase == "maintenance"
        assert course.day(first + 7 + 28).phase == "return"
        assert course.day(first + 7 + 55).phase == "return"

    def test_of_eight_weeks_begins_again(self):
        course, first = maintained(until=7)
        day = course.day(first + 7 + 56)
        assert day.phase == "protect"
        assert day.asks_full_red_flags


def test_eight_weeks_end_the_plan():
    course, first = maintained(until=56)
    assert not course.day(first + 55).closed
    assert course.day(first + 56).closed
    assert course.day(first + 56).day == course.first.on + timedelta(days=first + 56)
