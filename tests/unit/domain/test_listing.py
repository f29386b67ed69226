"""Today's list: what is due, in which order, what it takes, and what is still needed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from recovery.domain.codes import DoseSide, Goal
from recovery.domain.ladder import Dose
from recovery.domain.listing import estimated_minutes, estimated_seconds, short_version
from recovery.domain.log import ExerciseReport
from recovery.domain.protocol import Protocol

from .kit import START, Course, hamstring, intake

SOON = frozenset({"sit_bone_pain"})


def listed(course: Course, number: int) -> list[str]:
    return [line.ladder for line in course.day(number).exercises]


def test_the_warm_up_comes_first_and_is_not_counted() -> None:
    codes = listed(Course().check_in(1), 1)
    assert codes[0] == "warm-up"
    assert len(codes) == 1 + 4


@pytest.mark.parametrize("goal", list(Goal))
def test_there_is_a_warm_up_whenever_anything_is_listed(goal: Goal) -> None:
    course = Course(intake(goal=goal))
    for number in range(1, 80):
        course.check_in(number).session(number).tests(number)
    lists = [one.plan_day.exercises for one in course.decisions(79)]
    assert course.day(79).phase == "maintenance"
    assert all(lines[0].warm_up for lines in lists if lines)


def test_a_ladder_is_listed_again_only_when_its_cadence_has_passed() -> None:
    course = Course().rebuild(14)
    done_on: dict[str, date] = {}
    for decision in course.decisions(14)[1:]:  # nothing was done on the day of the intake
        for line in decision.plan_day.exercises:
            every = course.protocol.ladder_by_code[line.ladder].every_days
            if line.ladder in done_on:
                assert (decision.plan_day.day - done_on[line.ladder]).days >= every
            done_on[line.ladder] = decision.plan_day.day


def test_a_ladder_is_due_unless_it_was_done_or_rests() -> None:
    course = Course().check_in(1)
    assert {one.due for one in course.day(1).ladders} == {True}
    course.hurt(1, bridge=5).check_in(2).check_in(3)
    due = [one.due for day in (2, 3) for one in course.day(day).ladders if one.ladder == "bridge"]
    assert due == [False, True]


def test_every_due_ladder_comes_round_within_twice_its_cadence() -> None:
    course = Course().rebuild(40)
    days = [decision.plan_day for decision in course.decisions(40)]
    for ladder in course.protocol.ladders:
        if ladder.warm_up or "rebuild" not in ladder.spans:
            continue
        seen = [d.day for d in days if ladder.code in {line.ladder for line in d.exercises}]
        active = [d.day for d in days if ladder.code in {one.ladder for one in d.ladders}]
        for day in active:
            if (active[-1] - day).days < 2 * ladder.every_days:
                break
            window = day + timedelta(days=2 * ladder.every_days)
            assert any(day <= on <= window for on in seen), (ladder.code, day)


class TestTwoRunningLadders:
    """Hopping counts as running here: neither it nor running comes the day after the other."""

    def protocol(self) -> Protocol:
        run = hamstring().ladder_by_code["run"]
        hop = replace(run, code="hop", name="Hopping", key=False)
        return replace(hamstring(), ladders=(*hamstring().ladders, hop))

    def course(self) -> Course:
        course = Course(protocol=self.protocol()).rebuild(12)
        while not {"run", "hop"} <= set(listed(course, self.latest(course))):
            course.check_in(self.latest(course) + 1)
        return course

    def latest(self, course: Course) -> int:
        return max((entry.on - START).days for entry in course.entries)

    def test_the_day_after_one_of_them_the_other_is_not_due(self) -> None:
        course = self.course()
        number = self.latest(course)
        run = ExerciseReport(ladder="run", done=Decimal(1), pain=0)
        course.session(number, all_listed=None, exercises=(run,)).check_in(number + 1)
        assert not {"run", "hop"} & set(listed(course, number + 1))
        assert "hop" in listed(course.check_in(number + 2), number + 2)

    def test_what_is_needed_counts_that_day_too(self) -> None:
        course = self.course()
        number = self.latest(course)
        run = ExerciseReport(ladder="run", done=Decimal(1), pain=0)
        day = course.session(number, all_listed=None, exercises=(run,)).day(number)
        (need,) = [one for one in day.needs if one.ladder == "hop"]
        first = number + 2
        assert need.earliest_on == START + timedelta(days=first + 2 * (need.sessions - 1) + 1)


def test_what_needs_missing_equipment_is_swapped() -> None:
    bare = Course(intake(equipment=frozenset())).rebuild(12)
    names = {line.exercise for d in bare.decisions(12) for line in d.plan_day.exercises}
    assert "prone-curl" in names
    assert not names & {"two-leg-slider", "easy-cycling"}


def test_the_five_minute_version_is_the_first_two() -> None:
    exercises = Course().check_in(1).day(1).exercises
    assert [one.ladder for one in short_version(exercises)] == [
        one.ladder for one in exercises if not one.warm_up
    ][:2]


def test_a_short_session_is_full_for_its_two_and_neutral_for_the_rest() -> None:
    course = Course()
    for day in (1, 2):
        first_two = short_version(course.check_in(day).day(day).exercises)
        reports = tuple(
            ExerciseReport(ladder=line.ladder, done=Decimal(1), pain=1) for line in first_two
        )
        course.session(day, short=True, all_listed=None, exercises=reports)
    day = course.check_in(3).day(3)
    assert "R11" not in {reason.rule for reason in day.reasons}


@pytest.mark.parametrize(
    ("dose", "seconds"),
    [
        (Dose(sets=3, reps=8, hold_seconds=5, rest_seconds=45), 30 + 3 * 8 * 5 + 2 * 45),
        (Dose(sets=2, reps=8, rest_seconds=30), 30 + 2 * 8 * 4 + 30),
        (Dose(sets=3, duration_seconds=20, side=DoseSide.EACH), 30 + 3 * 20 * 2),
        (Dose(sets=1, hold_seconds=20), 30 + 20),
        (Dose(sets=4, distance_metres=100, rest_seconds=60), 30 + 400 + 180),
    ],
)
def test_how_long_a_dose_takes(dose: Dose, seconds: int) -> None:
    assert estimated_seconds(dose) == seconds


def test_minutes_are_rounded_up() -> None:
    exercises = Course().check_in(1).day(1).exercises
    seconds = sum(estimated_seconds(one.dose) for one in exercises)
    assert estimated_minutes(exercises) == -(-seconds // 60)
    assert estimated_minutes(()) == 0


class TestNeeds:
    def need(self, course: Course, number: int, ladder: str = "bridge"):
        return next(one for one in course.day(number).needs if one.ladder == ladder)

    def test_two_good_sessions_from_the_start(self) -> None:
        need = self.need(Course().check_in(1), 1)
        assert need.sessions == 2
        # Today and tomorrow, and the morning after.
        assert need.earliest_on == START + timedelta(days=3)

    def test_todays_good_session_waits_for_a_calm_morning(self) -> None:
        need = self.need(Course().good(1, 2), 2)
        assert need.sessions == 0
        assert need.earliest_on == START + timedelta(days=3)

    def test_the_earliest_day_is_kept_when_the_days_are_good(self) -> None:
        course = Course().good(1, 2)
        need = self.need(course, 2)
        moved = course.check_in(3).day(3)
        assert moved.day == need.earliest_on
        assert "bridge" in {change.ladder for change in moved.changes}

    def test_a_bad_morning_bars_the_earliest_day(self) -> None:
        """The mobility is not loaded, so that nothing but the 48 hours keeps it."""
        need = self.need(Course().check_in(1, new_swelling=True), 1, "mobility")
        assert need.earliest_on == START + timedelta(days=4)

    def test_a_step_up_bars_it_for_two_days_where_one_good_session_is_enough(self) -> None:
        ladders = tuple(replace(one, sessions_per_rung=1) for one in hamstring().ladders)
        course = Course(protocol=replace(hamstring(), ladders=ladders)).good(1, 2)
        need = self.need(course, 2, "mobility")
        assert (need.sessions, need.earliest_on) == (0, START + timedelta(days=4))

    def test_a_ladder_that_rests_is_done_again_only_after(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=5)
        assert self.need(course, 1).earliest_on == START + timedelta(days=5)

    @pytest.mark.parametrize(("pain", "earliest"), [(5, 3), (6, 5)])
    def test_a_rest_of_the_whole_plan_is_waited_for(self, pain: int, earliest: int) -> None:
        """The mobility was not what hurt: only a rest of everything keeps it."""
        course = Course().check_in(1).hurt(1, bridge=pain)
        assert self.need(course, 1, "mobility").earliest_on == START + timedelta(days=earliest)

    @pytest.mark.parametrize(("pain", "earliest"), [(7, 3), (8, 4)])
    def test_a_rest_of_today_alone_is_over_tomorrow(self, pain: int, earliest: int) -> None:
        need = self.need(Course().check_in(1, pain_worst=pain), 1, "mobility")
        assert need.earliest_on == START + timedelta(days=earliest)

    @pytest.mark.parametrize(("red_flags", "earliest"), [(frozenset(), 3), (SOON, 4)])
    def test_a_lock_can_be_lifted_tomorrow_at_the_earliest(
        self, red_flags: frozenset[str], earliest: int
    ) -> None:
        need = self.need(Course().check_in(1, red_flags=red_flags), 1, "mobility")
        assert need.earliest_on == START + timedelta(days=earliest)

    @pytest.mark.parametrize(("day", "earliest"), [(1, 4), (2, 4)])
    def test_every_second_day_is_counted_so(self, day: int, earliest: int) -> None:
        """The trunk on days 1 and 3, and the morning after."""
        course = Course().check_in(1) if day == 1 else Course().good(1).check_in(2)
        assert self.need(course, day, "trunk").earliest_on == START + timedelta(days=earliest)

    def test_what_hurt_today_is_needed_as_before(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=3)
        assert self.need(course, 1).sessions == 2
        assert self.need(course, 1, "mobility").sessions == 1

    def test_what_was_not_listed_today_too(self) -> None:
        trunk = ExerciseReport(ladder="trunk", done=Decimal(1), pain=1)
        course = Course().good(1).check_in(2)
        assert self.need(course, 2, "trunk").sessions == 1
        assert self.need(course.session(2, exercises=(trunk,)), 2, "trunk").sessions == 1

    def test_the_pain_limit_is_the_one_in_force(self) -> None:
        assert self.need(Course().check_in(1), 1).pain_limit == 2
        strict = Course(intake(recurrent=True)).check_in(1)
        assert self.need(strict, 1).pain_limit == 1
        assert self.need(Course().rebuild(12), 12, "run").pain_limit == 1

    def test_the_top_of_a_phase_is_said(self) -> None:
        assert self.need(Course().good(1, 12), 12, "bridge").at_top


def test_nothing_loaded_is_listed_while_the_warm_up_is_off():
    course = Course().good(1, 2).check_in(3)
    warm_up = course.day(3).exercises[0].ladder
    course.hurt(3, **{warm_up: 5}).check_in(4)
    for number in (3, 4):
        listed = {line.ladder for line in course.day(number).exercises}
        assert warm_up not in listed
        assert not any(course.protocol.ladder_by_code[code].loaded for code in listed)
    course.check_in(5)
    assert any(
        course.protocol.ladder_by_code[line.ladder].loaded for line in course.day(5).exercises
    )
