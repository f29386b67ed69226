"""The made-up lives of a full caseload: long ones that are still going on, with every kind of end.

A plan closes eight weeks after its last test, so each life passes its tests late, or never.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from recovery.simulation.courses import (
    COURSES,
    STEADY,
    Course,
    Feeling,
    every_other_day,
    missing_every_third_day,
    sore_but_safe,
    with_flare,
    with_red_flag,
    without,
)

SLOW = COURSES["slow"]
HARD = 9  # of 10: pain that fails any test
FOR_GOOD = 100_000  # days
Ending = Callable[[Course, int], Course]


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadLife:
    """tests_from_end: so many days before today the exit tests begin to go well; None: never."""

    course: Course
    ending: Ending
    tests_from_end: int | None = None

    def until(self, days: int) -> Course:
        """What is felt on each day of a plan whose latest day has this number."""
        first_pass = FOR_GOOD if self.tests_from_end is None else days - self.tests_from_end
        return self.ending(_testing_late(self.course, first_pass), days)


def _testing_late(course: Course, first_pass: int) -> Course:
    def feel(day: int) -> Feeling | None:
        feeling = course(day)
        return feeling if feeling is None or day >= first_pass else replace(feeling, in_test=HARD)

    return feel


def worse(*, by: int, for_days: int) -> Ending:
    """So much more pain on the last days."""

    def end(course: Course, days: int) -> Course:
        def feel(day: int) -> Feeling | None:
            feeling = course(day)
            if feeling is None or day <= days - for_days:
                return feeling
            return replace(feeling, worst=feeling.worst + by, in_test=HARD)

        return feel

    return end


def silent(days_back: int) -> Ending:
    return lambda course, days: without(course, first=days - days_back + 1, until=FOR_GOOD)


def flaring(course: Course, days: int) -> Course:
    return with_flare(course, days - 6, days - 3, days)


def locked(course: Course, days: int) -> Course:
    return with_red_flag(course, on=days, code="swollen_warm_calf")


def going_on(course: Course, _days: int) -> Course:
    return course


LIVES = (
    LoadLife(course=STEADY, ending=going_on, tests_from_end=60),
    LoadLife(course=every_other_day(STEADY), ending=going_on, tests_from_end=10),
    LoadLife(course=SLOW, ending=going_on, tests_from_end=5),
    LoadLife(course=sore_but_safe, ending=going_on, tests_from_end=12),
    LoadLife(course=missing_every_third_day(STEADY), ending=going_on, tests_from_end=25),
    LoadLife(course=STEADY, ending=going_on),
    LoadLife(course=STEADY, ending=worse(by=3, for_days=1), tests_from_end=12),
    LoadLife(course=SLOW, ending=worse(by=7, for_days=2), tests_from_end=8),
    LoadLife(course=STEADY, ending=silent(4), tests_from_end=8),
    LoadLife(course=SLOW, ending=silent(16), tests_from_end=80),
    LoadLife(course=STEADY, ending=flaring, tests_from_end=25),
    LoadLife(course=STEADY, ending=locked, tests_from_end=12),
)
