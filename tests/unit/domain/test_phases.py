"""R14: each thing a phase asks for, missing alone, and what a session of the day has to say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest

from recovery.domain.codes import (
    ChangeKind,
    Context,
    DirectiveKind,
    Goal,
    Result,
    Skipped,
    WarmupSoreness,
)
from recovery.domain.log import ExerciseReport, SelfTest
from recovery.domain.protocol import Protocol

from .kit import START, Course, fired, hamstring, intake, rungs
from .test_maintenance import maintained

RUNG = DirectiveKind.SET_RUNG


def on(number: int) -> date:
    return START + timedelta(days=number)


def ready(**facts: object) -> Course:
    """Everything phase 1 asks for but the second pass, which day 8 may bring."""
    return Course(intake(**facts)).good(1, 7).tests(7).check_in(8)


def phase(course: Course, number: int = 8) -> str:
    return course.day(number).phase


def test_nothing_missing() -> None:
    assert phase(ready().tests(8)) == "rebuild"


def test_a_last_phase_that_never_closes_is_not_left() -> None:
    only = replace(hamstring(), phases=hamstring().phases[:1])
    course = Course(protocol=only).good(1, 7).tests(7).check_in(8).tests(8)
    assert phase(course) == "protect"
    assert "R14" not in fired(course.day(8))


class TestGoodSessions:
    def course(self, sessions: int) -> Course:
        """The key ladder set to where it may leave, and so many good sessions."""
        course = Course().check_in(0).directive(1, RUNG, ladder="bridge", rung=2)
        course.good(1, sessions).check_in(sessions + 1)
        return course.tests(sessions).tests(sessions + 1)

    @pytest.mark.parametrize(("sessions", "left"), [(4, False), (5, True)])
    def test_five_are_asked_for(self, sessions: int, left: bool) -> None:
        course = self.course(sessions)
        assert (phase(course, sessions + 1) == "rebuild") is left

    def test_the_five_minute_version_counts(self) -> None:
        course = Course()
        for day in range(1, 8):
            course.check_in(day).session(day, short=True)
        assert phase(course.tests(6).tests(7), 7) == "rebuild"

    def test_one_sore_exercise_makes_it_none(self) -> None:
        course = self.course(5)
        course.hurt(3, mobility=3)
        assert phase(course, 6) == "protect"


class TestKeyLadders:
    @pytest.mark.parametrize(("rung", "left"), [(1, False), (2, True), (3, True)])
    def test_reach_where_they_may_leave(self, rung: int, left: bool) -> None:
        course = Course().good(1, 7).tests(6).check_in(8).tests(8)
        course.directive(7, RUNG, ladder="bridge", rung=rung)
        assert (phase(course) == "rebuild") is left


class TestTests:
    def test_of_another_goal_are_not_asked_for(self) -> None:
        course = Course(intake(goal=Goal.EVERYDAY)).good(1, 8)
        for number in (7, 8):
            for test in ("walk-10-minutes", "brisk-march", "heel-dig-half-effort"):
                course.add(SelfTest, number, test=test, passed=True, pain=0)
        assert phase(course) == "rebuild"
        assert {one.test for one in course.day(7).exit_tests} == {
            "walk-10-minutes",
            "brisk-march",
            "heel-dig-half-effort",
        }

    def test_each_is_asked_for(self) -> None:
        for missing in ("walk-10-minutes", "slow-jog-20-metres", "heel-dig-half-effort"):
            course = ready().tests(8)
            course.entries = [
                one
                for one in course.entries
                if not (isinstance(one, SelfTest) and one.on == on(8) and one.test == missing)
            ]
            assert phase(course) == "protect"

    def test_at_their_own_pain_limit(self) -> None:
        dig = {"test": "heel-dig-half-effort", "passed": True}
        assert phase(ready().add(SelfTest, 8, **dig, pain=1).tests(8)) == "rebuild"
        course = ready().tests(8)
        course.entries = [
            replace(one, pain=2) if isinstance(one, SelfTest) and one.test == dig["test"] else one
            for one in course.entries
        ]
        assert phase(course) == "protect"

    def test_said_to_be_failed_without_pain_is_failed(self) -> None:
        assert phase(ready().tests(8, passed=False)) == "protect"


class TestCeilings:
    """Set on day 1 and out of reach since, so that nothing but the next phase meets them."""

    @pytest.mark.parametrize(
        ("ladder", "rung", "left"), [("agility", 2, False), ("agility", 3, True)]
    )
    def test_below_the_next_phase_keep_this_one(self, ladder: str, rung: int, left: bool) -> None:
        course = Course().check_in(1).directive(1, RUNG, ladder=ladder, rung=rung, until=on(30))
        course.hurt(1, **{ladder: 5}).good(2, 6).tests(6).check_in(7).tests(7)
        assert "R18" not in fired(course.day(7))
        assert (phase(course, 7) == "rebuild") is left

    def test_of_a_ladder_that_ends_with_this_phase_do_not(self) -> None:
        course = Course().check_in(1)
        course.directive(1, RUNG, ladder="mobility", rung=4, until=on(30)).hurt(1, mobility=5)
        course.good(2, 6).tests(6).check_in(7).tests(7)
        assert phase(course, 7) == "rebuild"


class TestTheSessionOfTheDay:
    """Tests may let a day progress, but not a day whose session hurt."""

    def course(self, **facts: object) -> Course:
        return ready().tests(8).session(8, **facts)

    def report(self, **facts: object) -> tuple[ExerciseReport, ...]:
        return (ExerciseReport(**({"ladder": "bridge", "done": Decimal(1)} | facts)),)

    def test_good_lets_it_go(self) -> None:
        assert phase(self.course()) == "rebuild"

    @pytest.mark.parametrize(("pain", "left"), [(None, True), (3, True), (4, False)])
    def test_pain_up_to_the_hold_band(self, pain: int | None, left: bool) -> None:
        exercises = self.report(pain=pain)
        assert (phase(self.course(exercises=exercises)) == "rebuild") is left
        everything = ExerciseReport(ladder="", done=Decimal(1), pain=pain)
        assert (phase(self.course(all_listed=everything)) == "rebuild") is left

    def test_left_out_because_of_pain(self) -> None:
        exercises = self.report(done=None, skipped=Skipped.PAIN)
        assert phase(self.course(exercises=exercises)) == "protect"

    def test_left_out_for_time(self) -> None:
        exercises = self.report(done=None, skipped=Skipped.TIME)
        assert phase(self.course(exercises=exercises)) == "rebuild"

    @pytest.mark.parametrize("facts", [{"limp": True}, {"warmup_soreness": WarmupSoreness.STAYED}])
    def test_a_limp_or_a_warm_up_that_stayed_sore(self, facts: dict) -> None:
        assert phase(self.course(**facts)) == "protect"

    def test_a_ladder_of_another_phase_has_no_say(self) -> None:
        exercises = self.report(ladder="slider", pain=5)
        assert phase(self.course(exercises=exercises)) == "rebuild"

    @pytest.mark.parametrize(("pain", "left"), [(2, True), (3, False)])
    def test_a_run_is_held_to_the_limits_of_running(self, pain: int, left: bool) -> None:
        course = Course().check_in(1).directive(1, DirectiveKind.ADVANCE_PHASE).check_in(2)
        for ladder, rung in (("bridge", 6), ("hinge", 2), ("run", 2)):
            course.directive(2, RUNG, ladder=ladder, rung=rung)
        course.good(3, 9).tests(9).check_in(10).tests(10)
        exercises = self.report(ladder="run", pain=pain)
        assert (phase(course.session(10, exercises=exercises), 10) == "return") is left

    def test_no_pain_at_all_is_within_a_limit_of_nought(self) -> None:
        caps = {"context": Context.GENERAL, "progress": 0, "hold": 0, "stop": 6}
        painless = ExerciseReport(ladder="", done=Decimal(1), pain=0)
        course = Course().good(1, 6).check_in(7).directive(7, DirectiveKind.SET_CAPS, **caps)
        course.session(7, all_listed=painless).tests(7).check_in(8).tests(8)
        assert phase(course.session(8, all_listed=painless)) == "rebuild"

    def test_on_a_day_without_tests_has_no_say(self) -> None:
        """The tests were passed before; the day's good morning is enough."""
        course = Course().good(1, 4).tests(3).tests(4).check_in(5).session(5)
        course.check_in(6).hurt(6, bridge=5)
        assert phase(course, 6) == "rebuild"


class TestMaintenance:
    def test_does_not_close_before_its_day_nor_twice(self) -> None:
        course, first = maintained(until=56)
        assert [one.detail for one in course.day(first + 57).reasons] != ["plan_closes"]
        assert course.day(first + 57).closed

    @pytest.mark.parametrize(
        ("answers", "closes"), [({"pain_rest": 4}, True), ({"limp": True}, False)]
    )
    def test_closes_on_a_day_that_holds_and_not_on_one_that_eases(
        self, answers: dict, closes: bool
    ) -> None:
        course, first = maintained(until=49)
        course.check_in(first + 56, **answers)
        assert course.day(first + 56).closed is closes

    def test_closes_on_the_first_calm_day_after(self) -> None:
        course, first = maintained(until=49)
        course.check_in(first + 56, limp=True).check_in(first + 58)
        assert not course.day(first + 57).closed, "what rests is still easing"
        assert course.day(first + 58).closed


@cache
def without_equipment() -> Protocol:
    """The mobility ladder asks for a pool, whatever the rung."""
    mobility = hamstring().ladder_by_code["mobility"]
    in_water = tuple(
        replace(rung, options=tuple(replace(o, needs=frozenset({"pool"})) for o in rung.options))
        for rung in mobility.rungs
    )
    ladders = tuple(
        replace(one, rungs=in_water) if one is mobility else one for one in hamstring().ladders
    )
    return replace(hamstring(), ladders=ladders)


def test_what_nobody_can_do_here_is_not_listed_and_stays_where_it_is() -> None:
    day = Course(protocol=without_equipment()).good(1, 2).check_in(3).day(3)
    assert "mobility" not in {line.ladder for line in day.exercises}
    assert rungs(day)["mobility"] == 1
    with_pool = intake(equipment=frozenset({"pool"}))
    there = Course(with_pool, protocol=without_equipment()).check_in(1).day(1)
    assert "mobility" in {line.ladder for line in there.exercises}


def test_at_most_so_many_sessions_in_seven_days() -> None:
    often = tuple(
        replace(one, most_in_7_days=2) if one.code == "mobility" else one
        for one in hamstring().ladders
    )
    course = Course(protocol=replace(hamstring(), ladders=often)).good(1, 9)
    days = [
        number
        for number in range(1, 10)
        if "mobility" in {line.ladder for line in course.day(number).exercises}
    ]
    assert days == [1, 2, 8, 9]


def test_a_change_has_a_direction_and_a_day_one_binding_reason() -> None:
    up = Course().good(1, 2).check_in(3).day(3)
    assert {change.kind for change in up.changes} == {ChangeKind.UP}
    down = Course().rebuild(12).hurt(12, bridge=5).day(12)
    assert ChangeKind.DOWN in {change.kind for change in down.changes}
    assert (down.binding.rule, down.binding.result) == ("R08", Result.EASE)


def test_a_session_may_be_corrected() -> None:
    course = Course().good(1).check_in(2).session(2, id="s").correct(3, "s", effort=9).check_in(3)
    assert "R11" in fired(course.day(3))
