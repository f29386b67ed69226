"""When reminders are due: by the wall clock where somebody lives, twice a year included."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from recovery.reminding.times import (
    Breaks,
    Kind,
    Stretch,
    Wishes,
    break_times,
    due_between,
    due_on,
    first_after,
    is_quiet,
    repeat_time,
)

MONDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 8)
# In Berlin the clocks go forward at 2:00 on 29 March 2026 and back at 3:00 on 25 October.
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
BERLIN = Wishes(zone="Europe/Berlin", check_in_at=time(8))
OFFICE = Breaks(
    between=Stretch(start=time(9), end=time(12)), every_minutes=60, days=frozenset({1, 2})
)


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def told(wishes: Wishes, day: date) -> list[str]:
    return [f"{one.at:%d %H:%M} {one.kind.value}" for one in due_on(wishes, day)]


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (date(2026, 3, 28), "28 07:00 check_in"),
        (FORWARD, "29 06:00 check_in"),
        (date(2026, 10, 24), "24 06:00 check_in"),
        (BACK, "25 07:00 check_in"),
    ],
)
def test_eight_is_eight_in_summer_and_in_winter(day: date, when: str) -> None:
    assert told(BERLIN, day) == [when]


def test_a_time_that_does_not_exist_that_night_comes_an_hour_later_by_the_clock() -> None:
    assert told(replace(BERLIN, check_in_at=time(2, 30)), FORWARD) == ["29 01:30 check_in"]


def test_a_time_that_comes_twice_that_night_counts_once() -> None:
    assert told(replace(BERLIN, check_in_at=time(2, 30)), BACK) == ["25 00:30 check_in"]


def test_the_day_is_that_of_the_place() -> None:
    """At 8 on Monday in Auckland it is Sunday in Greenwich."""
    far = replace(BERLIN, zone="Pacific/Auckland", check_in_days=frozenset({1}))
    assert told(far, MONDAY) == ["01 19:00 check_in"]
    assert told(far, SUNDAY) == []


def test_only_on_its_days() -> None:
    weekdays = replace(BERLIN, check_in_days=frozenset({1, 2, 3, 4, 5}))
    assert told(weekdays, MONDAY) == ["02 07:00 check_in"]
    assert told(weekdays, SUNDAY) == []


def test_once_more_some_hours_later_on_the_same_day() -> None:
    again = replace(BERLIN, repeat_hours=4)
    assert told(again, MONDAY) == ["02 07:00 check_in", "02 11:00 repeat"]
    assert repeat_time(replace(again, check_in_at=time(20))) is None
    assert repeat_time(replace(again, check_in_at=time(19))) == time(23)


def test_breaks_begin_after_a_while_of_sitting_and_end_with_the_work() -> None:
    assert break_times(OFFICE) == [time(10), time(11), time(12)]
    assert break_times(replace(OFFICE, every_minutes=90)) == [time(10, 30), time(12)]
    assert told(Wishes(zone="UTC", breaks=OFFICE), SUNDAY) == []


def test_nothing_comes_in_quiet_hours_which_may_span_the_night() -> None:
    night = Stretch(start=time(22), end=time(7))
    early = replace(BERLIN, check_in_at=time(6, 59), quiet=night)
    assert told(early, MONDAY) == []
    assert told(replace(early, check_in_at=time(7)), MONDAY) == ["02 06:00 check_in"]
    assert is_quiet(early, utc(MONDAY, 21))
    assert not is_quiet(early, utc(MONDAY, 20))


def test_quiet_hours_at_noon_leave_the_night_alone() -> None:
    noon = Stretch(start=time(11), end=time(12))
    assert told(Wishes(zone="UTC", breaks=OFFICE, quiet=noon), MONDAY) == [
        "02 10:00 break",
        "02 12:00 break",
    ]


def test_the_next_one_is_later_than_now_and_may_be_a_week_away() -> None:
    weekly = replace(BERLIN, check_in_days=frozenset({1}))
    at_eight = utc(MONDAY, 7)
    assert first_after(weekly, utc(MONDAY, 6, 59)).at == at_eight
    assert first_after(weekly, at_eight).at == utc(date(2026, 3, 9), 7)
    assert first_after(replace(weekly, check_in_at=None), at_eight) is None


def test_what_lies_between_two_looks_across_midnight() -> None:
    found = due_between(BERLIN, utc(MONDAY, 7), utc(date(2026, 3, 3), 7))
    assert [(one.at, one.kind) for one in found] == [(utc(date(2026, 3, 3), 7), Kind.CHECK_IN)]
