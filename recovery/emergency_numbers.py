"""Whom to call, by country. Numbers are the public ones of each country's services."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Answered across the European Union, and by mobile phones in most of the world.
EVERYWHERE = "112"
# fmt: off
EUROPEAN_UNION = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES",
    "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})
# fmt: on
EMERGENCY = {
    "GB": "999",
    "US": "911",
    "CA": "911",
    "MX": "911",
    "AU": "000",
    "NZ": "111",
    "IN": "112",
    "JP": "119",
    "KR": "119",
    "CN": "120",
    "BR": "192",
    "ZA": "112",
    "SG": "995",
    "HK": "999",
    "MY": "999",
    "CH": "144",
    "NO": "113",
    "IS": "112",
    "TR": "112",
    "UA": "112",
    "IL": "101",
    "AE": "998",
    "AR": "107",
    "CL": "131",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A number to call and the name it is known by."""

    name: str | Promise
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """emergency: always one. advice: a line for what cannot wait but is no emergency, or None.

    is_known: False where we know no number of the country's own.
    """

    emergency: Line
    advice: Line | None
    is_known: bool


ADVICE = {
    "GB": Line(name=_("NHS 111"), number="111"),
    "CA": Line(name=_("Health advice, 811"), number="811"),
    "NZ": Line(name=_("Healthline"), number="0800611116"),
    "AU": Line(name=_("Healthdirect"), number="1800022222"),
    "DE": Line(name=_("Medical on-call service, 116117"), number="116117"),
    "AT": Line(name=_("Health advice, 1450"), number="1450"),
    "SE": Line(name=_("Health advice, 1177"), number="1177"),
    "NO": Line(name=_("Out-of-hours doctor, 116117"), number="116117"),
}


def numbers_for(country: str) -> Numbers:
    """The numbers of an ISO 3166 country code; 112 where we know none."""
    number = EVERYWHERE if country in EUROPEAN_UNION else EMERGENCY.get(country, EVERYWHERE)
    return Numbers(
        emergency=Line(name=_("Emergency services"), number=number),
        advice=ADVICE.get(country),
        is_known=country in EUROPEAN_UNION or country in EMERGENCY,
    )
