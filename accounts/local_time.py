"""The one place that says which day it is for somebody."""

from datetime import date, datetime
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


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


def local_now(user: LivesSomewhere, now: datetime) -> datetime:
    """The moment `now` by this person's own clock."""
    return now.astimezone(ZoneInfo(user.time_zone))
