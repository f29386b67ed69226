"""When somebody is to be reminded: from what they wish, by the clock where they live.

Pure: no rows, no clock. Wishes are by the wall clock ("at 8, on weekdays"); what comes out are
instants. On the night the clocks go forward, a time that does not exist that day comes an hour
later by the clock; on the night they go back, a time that comes twice counts once, the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
EVERY_DAY = frozenset(range(1, 8))
LOOK_AHEAD_DAYS = 8  # a weekly reminder is found from any day of the week


class Kind(StrEnum):
    """CHECK_IN: the day's reminder. REPEAT: once more, where nothing was recorded since."""

    CHECK_IN = "check_in"
    REPEAT = "repeat"
    BREAK = "break"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A part of the day by the wall clock; one that ends before it begins spans midnight."""

    start: time
    end: time

    def holds(self, moment: time) -> bool:
        """Whether a time lies in it. Its end does not."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


@dataclass(frozen=True, kw_only=True, slots=True)
class Breaks:
    """Movement breaks: the first `every_minutes` after `between.start`, the last by its end."""

    between: Stretch
    every_minutes: int
    days: frozenset[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """zone: an IANA name. Days are those of ISO, Monday is 1. None: not wished for.

    repeat_hours: so long after `check_in_at`, on the same day. quiet: nothing comes in it.
    """

    zone: str
    check_in_at: time | None = None
    check_in_days: frozenset[int] = EVERY_DAY
    repeat_hours: int | None = None
    breaks: Breaks | None = None
    quiet: Stretch | None = None


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Due:
    """One reminder: the instant, in UTC, and what it is about."""

    at: datetime
    kind: Kind


def due_on(wishes: Wishes, day: date) -> list[Due]:
    """The reminders of one calendar day, in order."""
    zone = ZoneInfo(wishes.zone)
    found = {
        Due(at=datetime.combine(day, moment, zone).astimezone(UTC), kind=kind)
        for moment, kind in _times_on(wishes, day)
    }
    return sorted(one for one in found if not is_quiet(wishes, one.at))


def due_between(wishes: Wishes, after: datetime, until: datetime) -> list[Due]:
    """The reminders later than `after` and no later than `until`, in order."""
    first, last = (_local_day(wishes, moment) for moment in (after, until))
    days = (first + n * DAY for n in range((last - first).days + 1))
    return [one for day in days for one in due_on(wishes, day) if after < one.at <= until]


def first_after(wishes: Wishes, moment: datetime) -> Due | None:
    """The next reminder, or None where nothing is wished for."""
    first = _local_day(wishes, moment)
    days = (first + n * DAY for n in range(LOOK_AHEAD_DAYS))
    later = (one for day in days for one in due_on(wishes, day) if one.at > moment)
    return next(later, None)


def is_quiet(wishes: Wishes, moment: datetime) -> bool:
    """Whether it is within somebody's quiet hours, by the clock they see."""
    here = moment.astimezone(ZoneInfo(wishes.zone)).time()
    return wishes.quiet is not None and wishes.quiet.holds(here)


def break_times(breaks: Breaks) -> list[time]:
    """The movement breaks of a day, by the wall clock."""
    start, end = (_minutes(moment) for moment in (breaks.between.start, breaks.between.end))
    steps = range(start + breaks.every_minutes, end + 1, breaks.every_minutes)
    return [time(*divmod(minutes, 60)) for minutes in steps]


def repeat_time(wishes: Wishes) -> time | None:
    """When the day's reminder comes once more; None where that would be the next day."""
    if wishes.check_in_at is None or wishes.repeat_hours is None:
        return None
    hour = wishes.check_in_at.hour + wishes.repeat_hours
    return wishes.check_in_at.replace(hour=hour) if hour < 24 else None


def _times_on(wishes: Wishes, day: date) -> Iterator[tuple[time, Kind]]:
    if wishes.check_in_at is not None and day.isoweekday() in wishes.check_in_days:
        yield wishes.check_in_at, Kind.CHECK_IN
        again = repeat_time(wishes)
        if again is not None:
            yield again, Kind.REPEAT
    if wishes.breaks is not None and day.isoweekday() in wishes.breaks.days:
        for moment in break_times(wishes.breaks):
            yield moment, Kind.BREAK


def _local_day(wishes: Wishes, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(wishes.zone)).date()


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
