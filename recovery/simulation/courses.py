"""How made-up bodies feel, day by day. They know nothing of the rules.

A course says what somebody would report on a day of the plan, counted from 0, if they were
asked. None is a day on which they report nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from recovery.domain.quick import quick


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class Feeling:
    """Pain 0 to 10, the share of the work done, effort 0 to 10. trains: does a session."""

    morning: int
    worst: int
    in_exercise: int
    in_test: int = 0
    rest: int = 0
    done: str = "1"
    effort: int = 4
    minutes: int = 18
    limp: bool = False
    sudden_event: bool = False
    red_flags: tuple[str, ...] = ()
    settled: str = "under_1_hour"
    trains: bool = True
    note: str = ""


Course = Callable[[int], Feeling | None]


def healing(*, from_pain: int, calm_after: int) -> Course:
    """Pain falls in a straight line until it is gone after so many days."""

    def feel(day: int) -> Feeling:
        left = max(calm_after - day, 0) / calm_after
        pain = round(from_pain * left)
        return Feeling(
            morning=max(pain - 1, 0),
            worst=pain + 1 if pain else 0,
            in_exercise=min(pain, 3),
            in_test=min(pain, 3),
            settled="under_1_hour" if pain else "none",
            limp=day == 0,
        )

    return feel


def sore_but_safe(day: int) -> Feeling:
    """A little pain that comes with work and is gone by the next morning."""
    feeling = healing(from_pain=2, calm_after=10)(day)
    return replace(
        feeling,
        in_exercise=2 if day % 3 else 1,
        in_test=0,
        worst=3,
        settled="under_24_hours",
        note="Sore, but fine by morning.",
    )


def over_doer(day: int) -> Feeling:
    """Pushes on: hard sessions, and pain in the exercises."""
    feeling = healing(from_pain=4, calm_after=20)(day)
    if day % 3:
        return replace(feeling, effort=8, minutes=40)
    return replace(feeling, effort=9, minutes=55, in_exercise=5, worst=5)


def with_flare(course: Course, *days: int) -> Course:
    """On these days the thigh is much worse in the morning."""

    def feel(day: int) -> Feeling | None:
        feeling = course(day)
        if feeling is None or day not in days:
            return feeling
        return replace(feeling, morning=5, worst=6, rest=2, settled="still_there")

    return feel


def without(course: Course, *, first: int, until: int) -> Course:
    """No word from day `first` to the day before `until`."""
    return lambda day: None if first <= day < until else course(day)


def with_red_flag(course: Course, *, on: int, code: str) -> Course:
    def feel(day: int) -> Feeling | None:
        feeling = course(day)
        return replace(feeling, red_flags=(code,)) if feeling and day == on else feeling

    return feel


def every_other_day(course: Course) -> Course:
    """Checks in each morning and trains on every second day."""

    def feel(day: int) -> Feeling | None:
        feeling = course(day)
        return replace(feeling, trains=day % 2 == 0) if feeling else feeling

    return feel


def missing_every_third_day(course: Course) -> Course:
    """No word and no session on every third day."""
    return lambda day: None if day % 3 == 2 else course(day)


def with_new_injury(course: Course, *, on: int) -> Course:
    """A sharp pain in mid-movement on a day, and the course from its beginning after it."""

    def feel(day: int) -> Feeling | None:
        feeling = course(day if day < on else day - on)
        return replace(feeling, sudden_event=True) if feeling and day == on else feeling

    return feel


def drawn(curve: Sequence[int]) -> Course:
    """Worst pain as somebody drew it, day by day; after its end as on its last day."""

    def feel(day: int) -> Feeling:
        worst = curve[min(day, len(curve) - 1)]
        pain = max(worst - 1, 0)
        return Feeling(
            morning=pain,
            worst=worst,
            in_exercise=pain,
            in_test=pain,
            settled="under_1_hour" if pain else "none",
        )

    return feel


def between(points: Mapping[int, int], days: int) -> list[int]:
    """A curve day by day through a few points of it, straight from one to the next.

    points: worst pain by day; before the first and after the last it stays level.
    Raises ValueError without a point.
    """
    known = sorted(points.items())
    if not known:
        raise ValueError("a curve needs a point")
    return [_on_line(known, day) for day in range(days)]


def _on_line(known: Sequence[tuple[int, int]], day: int) -> int:
    earlier = [point for point in known if point[0] <= day]
    later = [point for point in known if point[0] > day]
    if not (earlier and later):
        return (earlier[-1:] or later)[0][1]
    (first, start), (last, end) = earlier[-1], later[0]
    return round(start + (end - start) * (day - first) / (last - first))


STEADY = healing(from_pain=3, calm_after=10)
COURSES: dict[str, Course] = {
    "steady": STEADY,
    "slow": healing(from_pain=5, calm_after=35),
    "flare": with_flare(STEADY, 9, 10),
    "over-doer": over_doer,
    "every-third-day-missed": missing_every_third_day(STEADY),
    "stops-logging": without(STEADY, first=12, until=10_000),
    "re-injury": with_new_injury(STEADY, on=24),
}
