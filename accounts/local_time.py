"""The one place that says which day it is for somebody."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

QUARTER = 15  # minutes


class LivesSomewhere(Protocol):
    time_zone: str


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def is_valid_zone(name: str) -> bool:
    """Whether this is an IANA time zone, spelt exactly."""
    return name in _zone_names()


def validate_zone(name: str) -> None:
    if not is_valid_zone(name):
        raise ValidationError(_("Choose a time zone from the list."), code="time_zone")


def local_day(user: LivesSomewhere, now: datetime) -> date:
    """The calendar day it is at `now` where this person lives.

    Raises ValueError for a `now` without a time zone: a bare clock reading
    means a different day in different places.
    """
    if now.tzinfo is None:
        raise ValueError("now must carry a time zone")
    return now.astimezone(ZoneInfo(user.time_zone)).date()


def zones_by_day(now: datetime) -> Mapping[date, tuple[str, ...]]:
    """The calendar days it is somewhere at `now`, each with the time zones where it is."""
    quarter = now.astimezone(UTC).replace(second=0, microsecond=0)
    return _zones_by_day(quarter.replace(minute=quarter.minute // QUARTER * QUARTER))


@lru_cache(maxsize=4)
def _zones_by_day(quarter: datetime) -> Mapping[date, tuple[str, ...]]:
    """Asked for on every list; days begin on quarters of an hour, wherever somebody lives."""
    days: defaultdict[date, list[str]] = defaultdict(list)
    for name in sorted(_zone_names()):
        days[quarter.astimezone(ZoneInfo(name)).date()].append(name)
    return {day: tuple(names) for day, names in days.items()}


def local_now(user: LivesSomewhere, now: datetime) -> datetime:
    """The moment `now` by this person's own clock."""
    return now.astimezone(ZoneInfo(user.time_zone))
