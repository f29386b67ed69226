"""What a patient is told when somebody else looks after them."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import CareRelationship


def handed_over_words(*, to: str, was: str) -> str:
    return _(
        "Hello. From today, %(to)s looks after you here, in place of %(was)s. "
        "Your plan stays as it is, and %(to)s can read it. There is nothing you need to do. "
        "Write here any time."
    ) % {"to": to, "was": was}


def joined_words(*, to: str, main: str) -> str:
    return _(
        "Hello. From today, %(to)s looks after you here as well, beside %(main)s. "
        "Your plan stays as it is, and both of them can read it. Write here any time."
    ) % {"to": to, "main": main}


def left_words(*, second: str, main: str) -> str:
    return _(
        "Hello. From today, %(second)s no longer looks after you here. %(main)s goes on as before. "
        "Your plan stays as it is."
    ) % {"second": second, "main": main}


def covered_words(*, to: str, away: str, first: date, last: date) -> str:
    """By days alone: each begins and ends where the patient lives."""
    return _(
        "Hello. %(away)s is away for a while. From %(first)s to %(last)s, %(to)s looks after "
        "you here. Your plan stays as it is, and %(to)s can read it then. Write here any time."
    ) % {"to": to, "away": away, "first": _day(first), "last": _day(last)}


def cover_words(care: CareRelationship) -> str:
    """About the care of a colleague who stands in."""
    return covered_words(
        to=care.clinician.name,
        away=care.instead_of.name,
        first=care.from_on,
        last=care.until_on - timedelta(days=1),
    )


def cover_end_words(care: CareRelationship) -> str:
    """About the same, called off. Where it had not begun, nobody was away."""
    names = {"to": care.clinician.name, "away": care.instead_of.name}
    return back_words(**names) if care.until_on > care.from_on else stays_words(**names)


def stays_words(*, to: str, away: str) -> str:
    return _(
        "Hello. %(away)s is not away after all, and looks after you here as before. "
        "%(to)s does not stand in. Your plan stays as it is."
    ) % {"to": to, "away": away}


def back_words(*, to: str, away: str) -> str:
    return _(
        "Hello. %(away)s looks after you here again, earlier than planned. "
        "%(to)s no longer stands in. Your plan stays as it is."
    ) % {"to": to, "away": away}


def _day(day: date) -> str:
    return date_format(day, "j F")
