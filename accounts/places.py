"""Countries and time zones to choose from, as the tz database lists them."""

from functools import cache
from importlib.resources import files

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Choice = tuple[str, str]


def _rows(table: str) -> list[list[str]]:
    text = files("tzdata.zoneinfo").joinpath(table).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]


@cache
def countries() -> dict[str, str]:
    """ISO 3166 alpha-2 code to English name, in the order of the names."""
    rows = sorted(_rows("iso3166.tab"), key=lambda row: row[1])
    return dict(rows)


def validate_country(code: str) -> None:
    if code not in countries():
        raise ValidationError(_("Choose a country from the list."), code="country")


@cache
def time_zone_choices() -> list[tuple[str, list[Choice]]]:
    """Zones grouped by part of the world, for a select."""
    groups: dict[str, list[Choice]] = {}
    for name in sorted(row[2] for row in _rows("zone.tab")):
        region, _slash, place = name.partition("/")
        groups.setdefault(region, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return [*groups.items(), ("UTC", [("UTC", "UTC")])]
