"""The fold: days in a row, from the start or from a state, and when two decisions are the same."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recovery.domain.codes import DirectiveKind
from recovery.domain.plan import fold, plan_on
from recovery.domain.request import Effect

from .kit import START, Course, fired, hamstring


def on(number: int) -> date:
    return START + timedelta(days=number)


class TestDecisions:
    def test_of_the_same_log_are_the_same(self) -> None:
        one, other = (Course().good(1, 3).decisions(3) for _ in range(2))
        assert one == other
        assert [hash(each) for each in one] == [hash(each) for each in other]

    def test_of_other_logs_are_not(self) -> None:
        calm = Course().check_in(1).decisions(1)[-1]
        sore = Course().check_in(1, pain_rest=7).decisions(1)[-1]
        assert calm != sore
        assert hash(calm) != hash(sore)

    def test_are_no_plan_days(self) -> None:
        decision = Course().decisions(0)[-1]
        assert decision != decision.plan_day
        assert decision != "a decision"


class TestWhatADecisionTellsWithoutItsDay:
    """A simulation looks at thousands of days and needs few facts of each: they are the same."""

    COURSES = (
        Course().rebuild(14).check_in(15, new_swelling=True).hurt(15, balance=5),
        Course().good(1, 3).check_in(4, red_flags=frozenset({"foot_drop"})),
        Course().good(1, 2).tests(2).check_in(3).hurt(3, bridge=6).tests(3),
        Course().check_in(1).directive(2, DirectiveKind.DISCHARGE),
        Course().good(1, 2).check_in(3, red_flags=None).tests(3),
    )

    @pytest.mark.parametrize("course", COURSES)
    def test_is_what_the_day_says(self, course: Course) -> None:
        for decision in course.decisions(18):
            day = decision.plan_day
            assert decision.changes == day.changes
            assert decision.alerts == day.alerts
            assert decision.tests == day.exit_tests
            assert decision.is_startable is day.startable

    def test_is_the_mornings_list_also_in_the_evening(self) -> None:
        morning = Course().check_in(1)
        listed = morning.day(1).exercises
        evening = morning.hurt(1, bridge=5).decisions(1)[-1]
        assert evening.offered == listed != evening.plan_day.exercises
        assert Course().check_in(1).decisions(1)[-1].offered == listed


class TestTheFold:
    def test_decides_where_there_is_nothing_to_do(self) -> None:
        bare = Course(protocol=replace(hamstring(), ladders=()))
        days = [one.plan_day for one in bare.decisions(8)]
        assert {day.exercises for day in days} == {()}
        assert fired(days[-1]) == {"R12", "R17"}

    def test_decides_every_day_of_a_log_once(self) -> None:
        days = [one.plan_day.day for one in Course().check_in(2).decisions(3)]
        assert days == [on(0), on(1), on(2), on(3)]

    def test_goes_on_from_a_state(self) -> None:
        course = Course().good(1, 3)
        since = course.decisions(1)[-1].state
        later = list(fold(course.protocol, course.log, until=on(3), since=since))
        assert later == course.decisions(3)[2:]

    def test_ends_with_the_day_that_was_asked_for(self) -> None:
        course = Course().good(1, 3)
        assert plan_on(hamstring(), course.log, on(2)) == course.day(2)
        assert plan_on(hamstring(), course.log, START).day == START


@pytest.mark.parametrize(
    ("days", "effect", "rungs"),
    [
        (7, Effect.STEP_BACK, 1),
        (8, None, 0),
        (10, Effect.STEP_BACK, 1),
        (13, None, 0),
        (14, Effect.PREVIOUS_PHASE, 0),
        (15, None, 0),
        (28, Effect.RESTART, 0),
        (29, None, 0),
    ],
)
def test_what_a_gap_asks_for_on_each_day(days: int, effect: Effect | None, rungs: int) -> None:
    decision = Course().rebuild(14).decisions(14 + days)[-1]
    (gap,) = [one for one in decision.decided.findings if one.reason.rule == "R12"]
    assert (gap.effect, gap.rungs) == (effect, rungs)
