"""Which day it is depends on where somebody lives, at the very second."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError

from accounts.local_time import is_valid_zone, local_day, validate_zone, zones_by_day
from accounts.places import countries, time_zone_choices, validate_country


@dataclass
class Somebody:
    time_zone: str


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        ("UTC", "2026-03-01T23:59:59", date(2026, 3, 1)),
        ("UTC", "2026-03-02T00:00:00", date(2026, 3, 2)),
        ("Pacific/Kiritimati", "2026-03-01T09:59:59", date(2026, 3, 1)),
        ("Pacific/Kiritimati", "2026-03-01T10:00:00", date(2026, 3, 2)),
        ("Pacific/Pago_Pago", "2026-03-01T10:59:59", date(2026, 2, 28)),
        ("Pacific/Pago_Pago", "2026-03-01T11:00:00", date(2026, 3, 1)),
        # The clocks of London go forward on 29 March 2026 and back on 25 October.
        ("Europe/London", "2026-03-28T23:59:59", date(2026, 3, 28)),
        ("Europe/London", "2026-03-29T22:59:59", date(2026, 3, 29)),
        ("Europe/London", "2026-03-29T23:00:00", date(2026, 3, 30)),
        ("Europe/London", "2026-10-25T23:59:59", date(2026, 10, 25)),
        # Kathmandu is five and three quarter hours ahead.
        ("Asia/Kathmandu", "2026-03-01T18:14:59", date(2026, 3, 1)),
        ("Asia/Kathmandu", "2026-03-01T18:15:00", date(2026, 3, 2)),
    ],
)
def test_the_day_is_that_of_the_persons_own_midnight(zone, instant, day):
    assert local_day(Somebody(zone), at(instant)) == day


def test_a_journey_west_makes_today_yesterday_again():
    now = at("2026-03-02T03:00:00")
    assert local_day(Somebody("Europe/London"), now) == date(2026, 3, 2)
    assert local_day(Somebody("America/New_York"), now) == date(2026, 3, 1)


def test_an_instant_given_in_another_zone_is_the_same_instant():
    now = at("2026-03-01T23:30:00")
    elsewhere = now.astimezone(tz=None)
    assert local_day(Somebody("Europe/Paris"), elsewhere) == date(2026, 3, 2)


def test_a_bare_clock_reading_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        local_day(Somebody("UTC"), datetime(2026, 3, 1) + timedelta(hours=1))


@pytest.mark.parametrize("name", ["Europe/London", "UTC", "America/Argentina/Ushuaia"])
def test_zones_that_exist(name):
    assert is_valid_zone(name)


@pytest.mark.parametrize("name", ["", "Europe/london", "Mars/Olympus", "../etc/passwd"])
def test_zones_that_do_not(name):
    assert not is_valid_zone(name)
    with pytest.raises(ValidationError):
        validate_zone(name)


def test_every_zone_on_offer_is_valid():
    offered = [name for _region, zones in time_zone_choices() for name, _label in zones]
    assert len(offered) > 300
    assert [name for name in offered if not is_valid_zone(name)] == []


def test_countries_are_two_letter_codes_with_names():
    assert countries()["NZ"] == "New Zealand"
    assert all(len(code) == 2 and code.isupper() for code in countries())
    validate_country("GB")
    with pytest.raises(ValidationError):
        validate_country("XX")


def test_a_day_begins_on_its_own_quarter_whatever_clock_the_moment_is_told_by() -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    moment = datetime(2026, 3, 3, 0, 5, tzinfo=kathmandu)
    days = zones_by_day(moment)
    assert "Asia/Kathmandu" in days[date(2026, 3, 3)]
    assert "UTC" in days[date(2026, 3, 2)]
