"""What the page of reminders shows: what comes next, and where it goes."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings as site
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from recovery.explanations.reminder_words import REMINDER_WORDS
from recovery.models import PushDevice, ReminderSettings
from recovery.reminding.links import feed_address
from recovery.reminding.times import Due, Kind, first_after

TOMORROW = timedelta(days=1)


def reminders_page(
    settings: ReminderSettings,
    devices: list[PushDevice],
    *,
    has_plan: bool,
    now: datetime,
    today: date,
) -> dict[str, Any]:
    """has_plan: whether a plan goes on; without one nothing is sent, whatever is wished for."""
    zone = settings.patient.time_zone
    due = first_after(settings.wishes(zone), now)
    return {
        "is_on": due is not None,
        "waits_for_plan": due is not None and not has_plan,
        "next_said": next_words(due, zone, today) if due else "",
        "devices": devices,
        "known": " ".join(one.endpoint for one in devices),
        "has_push_but_no_device": settings.check_in_by_push and not devices,
        "feed": feed_address(settings.feed_key) if settings.feed_key else "",
        "feed_to_open": _to_open(settings),
        "mail_folder": "" if site.EMAIL_HOST else site.EMAIL_FILE_PATH,
        "address": settings.patient.email,
        "zone": zone.replace("_", " "),
    }


def _to_open(settings: ReminderSettings) -> str:
    """The same address as calendars are asked to subscribe to it, rather than to take a copy."""
    if not settings.feed_key:
        return ""
    return f"webcal://{feed_address(settings.feed_key).split('://', 1)[1]}"


def next_words(due: Due, zone: str, today: date) -> str:
    """Such as "Tomorrow at 8:00: Time to check in"."""
    here = due.at.astimezone(ZoneInfo(zone))
    return _("%(day)s at %(time)s: %(what)s") % {
        "day": _day_words(here.date(), today),
        "time": time_format(here.time(), "G:i"),
        "what": what_words(due.kind),
    }


def what_words(kind: Kind) -> str | Promise:
    return REMINDER_WORDS[kind].title


def _day_words(day: date, today: date) -> str:
    if day == today:
        return _("Today")
    return _("Tomorrow") if day == today + TOMORROW else date_format(day, "l")
