"""Addresses that work without signing in: to stop reminders, and the calendar.

They are signed, so that nobody can make one up, and name no page of anybody's record.
"""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from recovery.reminding.times import Kind

STOP, FEED = Signer(salt="stop-reminders"), Signer(salt="reminder-calendar")


def site(path: str) -> str:
    """The whole address of a page; there is no request where reminders are sent."""
    return f"{settings.SITE_URL}{path}"


def stop_token(public_id: UUID, kind: Kind) -> str:
    about = Kind.CHECK_IN if kind is Kind.REPEAT else kind
    return STOP.sign(f"{public_id.hex}.{about.value}")


def read_stop_token(token: str) -> tuple[UUID, Kind]:
    """Whose reminders, and which. Raises LookupError for a token that is not ours."""
    try:
        person, kind = STOP.unsign(token).split(".")
        return UUID(person), Kind(kind)
    except (BadSignature, ValueError) as error:
        raise LookupError(token) from error


def stop_address(public_id: UUID, kind: Kind) -> str:
    return site(reverse("stop_reminders", args=[stop_token(public_id, kind)]))


def feed_address(key: str) -> str:
    return site(reverse("reminder_calendar", args=[FEED.sign(key)]))


def read_feed_token(token: str) -> str:
    """The key of the calendar. Raises LookupError for a token that is not ours."""
    try:
        return FEED.unsign(token)
    except BadSignature as error:
        raise LookupError(token) from error
