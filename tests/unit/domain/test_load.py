"""The load of a week against the week before: effort times minutes, and how many may step up."""

from datetime import date, timedelta

import pytest

from recovery.domain.evolve import evolve
from recovery.domain.rules.progress import steps_up_allowed
from recovery.domain.state import PlanState

from .kit import START, Course, intake

Load = int | None
TODAY = START + timedelta(days=30)


def state(
    before: tuple[Load, ...], week: tuple[Load, ...], *, phase_days: int = 30, plan_days: int = 30
) -> PlanState:
    """Days 14 to 8 and 7 to 1 ago with such loads, the latest first in each week."""
    course = Course(intake())
    loads = [(TODAY - timedelta(days=8 + place), load) for place, load in enumerate(before)]
    loads += [(TODAY - timedelta(days=1 + place), load) for place, load in enumerate(week)]
    facts: dict[str, date | tuple[tuple[date, Load], ...]] = {
        "started_on": TODAY - timedelta(days=plan_days),
        "phase_started_on": TODAY - timedelta(days=phase_days),
        "loads": tuple(sorted(loads)),
    }
    return evolve(course.decisions(0)[0].state, **facts)


@pytest.mark.parametrize(
    ("week", "allowed"),
    [
        ((100, 100, 100), 2),
        ((100, 100, 130), 2),  # a tenth more
        ((100, 100, 131), 1),
        ((100, 100, 190), 1),  # three tenths more
        ((100, 100, 191), 0),
        ((100, 100), 2),  # too few sessions to compare
        ((100, None, 100), 2),  # without effort or minutes: as the largest of the two weeks
        ((150, None, 100), 0),
        ((0, 0, 0), 2),
    ],
)
def test_a_rise(week: tuple[Load, ...], allowed: int) -> None:
    assert steps_up_allowed(state((100, 100, 100), week), TODAY) == allowed


def test_two_sessions_the_week_before_are_too_few() -> None:
    assert steps_up_allowed(state((100, 100), (900, 900, 900)), TODAY) == 2


def test_where_no_load_is_known_nothing_is_compared() -> None:
    assert steps_up_allowed(state((None,) * 3, (None,) * 4), TODAY) == 2


@pytest.mark.parametrize(
    ("days_ago", "load", "allowed"),
    [
        (0, 900, 2),  # today is not yet of the week
        (1, 900, 0),
        (7, 900, 0),
        (8, 900, 2),  # a heavy week before bars nothing
        (14, 900, 2),
        (15, 900, 0),  # too long ago to make up for a heavier week
    ],
)
def test_a_week_is_seven_days(days_ago: int, load: int, allowed: int) -> None:
    week = 400 if days_ago > 7 else 100
    told = state((100, 100, 100), (week, 100, 100))
    more = (*told.loads, (TODAY - timedelta(days=days_ago), load))
    assert steps_up_allowed(evolve(told, loads=more), TODAY) == allowed


@pytest.mark.parametrize(("plan_days", "allowed"), [(13, 2), (14, 0)])
def test_from_the_fifteenth_day_of_the_plan(plan_days: int, allowed: int) -> None:
    told = state((100, 100, 100), (900, 900, 900), plan_days=plan_days, phase_days=plan_days)
    assert steps_up_allowed(told, TODAY) == allowed


@pytest.mark.parametrize(("phase_days", "allowed"), [(6, 2), (7, 0)])
def test_the_week_after_a_new_phase_is_exempt(phase_days: int, allowed: int) -> None:
    told = state((100, 100, 100), (900, 900, 900), phase_days=phase_days)
    assert steps_up_allowed(told, TODAY) == allowed


class TestWhatIsKept:
    def loads(self, course: Course, number: int) -> list[tuple[int, Load]]:
        state = course.decisions(number)[-1].state
        return [((on - START).days, load) for on, load in state.loads]

    def test_is_effort_times_minutes(self) -> None:
        course = Course().check_in(1).session(1, effort=4, minutes=25)
        assert self.loads(course, 1) == [(1, 100)]

    @pytest.mark.parametrize("missing", ["effort", "minutes"])
    def test_is_unknown_where_one_is_missing(self, missing: str) -> None:
        course = Course().check_in(1).session(1, **{missing: None})
        assert self.loads(course, 1) == [(1, None)]

    def test_is_of_the_last_fourteen_days(self) -> None:
        course = Course()
        for day in (1, 2, 15):
            course.check_in(day).session(day, effort=1, minutes=1)
        assert self.loads(course, 15) == [(2, 1), (15, 1)]
        assert self.loads(course, 16) == [(15, 1)]


def test_an_unknown_load_of_the_week_before_is_not_that_of_a_later_day() -> None:
    before, week = (None, 100, 100), (20, 20, 20, 20, 20, 20, 300)
    assert steps_up_allowed(state(before, week), TODAY) == 0
