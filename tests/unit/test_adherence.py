"""Days told and done, as numbers: what is not known is no number."""

from datetime import date, timedelta

import pytest

from recovery.adherence import Kept, days_over

FIRST = date(2026, 3, 2)


def on(*numbers: int) -> frozenset[date]:
    return frozenset(FIRST + timedelta(days=number) for number in numbers)


@pytest.mark.parametrize(("told", "count"), [((), 3), ((3,), 4), ((0, 1), 3)])
def test_today_counts_once_something_of_it_is_told(told: tuple[int, ...], count: int) -> None:
    (today,) = on(3)
    assert len(days_over(FIRST, today, today=today, reported=on(*told))) == count


def test_of_the_days_with_exercises_due_those_with_a_session_are_the_share() -> None:
    kept = Kept(days=on(0, 1, 2, 3), asked=on(0, 1, 2), trained=on(0, 1))
    assert (kept.due, kept.percent) == (3, 67)


def test_a_day_trained_was_a_day_with_exercises_whatever_is_listed_now() -> None:
    kept = Kept(days=on(0, 1), asked=on(0), trained=on(0, 1))
    assert (kept.due, kept.percent) == (2, 100)


def test_a_list_of_a_day_that_is_not_over_is_not_due() -> None:
    assert Kept(days=on(0), asked=on(0, 1)).due == 1


def test_where_nothing_was_due_there_is_no_share() -> None:
    kept = Kept(days=on(0, 1), asked=frozenset())
    assert (kept.due, kept.percent) == (0, None)


def test_where_nobody_knows_what_was_due_it_is_not_0() -> None:
    kept = Kept(days=on(0, 1), trained=on(0))
    assert (kept.due, kept.percent) == (None, None)
