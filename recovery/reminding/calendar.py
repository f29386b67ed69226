"""The reminders as a calendar to subscribe to (RFC 5545), in neutral words.

Times are those of the wall clock in a named zone, so that calendars move with summer time.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vRecur

from recovery.explanations.reminder_words import REMINDER_WORDS
from recovery.models import ReminderSettings
from recovery.models.reminders import days_of
from recovery.reminding.links import site
from recovery.reminding.times import DAY, Kind, break_times

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AGAIN = timedelta(hours=12)
LENGTH = {Kind.CHECK_IN: timedelta(minutes=15), Kind.BREAK: timedelta(minutes=5)}


def feed(settings: ReminderSettings, *, today: date, now: datetime, is_open: bool) -> bytes:
    """The whole calendar; empty while no plan goes on, so that what was in it goes away.

    A calendar is a way of its own: it has the check-in on its days, and the breaks where they are
    wanted in it, whatever goes out by mail. Times within quiet hours are left out.
    """
    zone = ZoneInfo(settings.patient.time_zone)
    calendar = _empty()
    for kind, moment, days in _wanted(settings) if is_open else ():
        first = next((today + n * DAY for n in range(7) if _is_on(days, today + n * DAY)), None)
        if first is not None:
            calendar.add_component(_event(settings, kind, moment, days, first, zone, now))
    if calendar.subcomponents:
        calendar.add_missing_timezones()
    return calendar.to_ical()


def _empty() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Stepwise//Reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Stepwise reminders"))
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", AGAIN)
    return calendar


def _wanted(settings: ReminderSettings) -> Iterator[tuple[Kind, time, frozenset[int]]]:
    quiet = settings.quiet
    yield Kind.CHECK_IN, settings.check_in_at, days_of(settings.check_in_days)
    if settings.break_in_calendar:
        for moment in break_times(settings.breaks):
            if quiet is None or not quiet.holds(moment):
                yield Kind.BREAK, moment, settings.breaks.days


def _is_on(days: frozenset[int], day: date) -> bool:
    return day.isoweekday() in days


def _event(
    settings: ReminderSettings,
    kind: Kind,
    moment: time,
    days: frozenset[int],
    first: date,
    zone: ZoneInfo,
    now: datetime,
) -> Event:
    words = REMINDER_WORDS[kind]
    event = Event()
    event.add("uid", f"{kind.value}-{moment:%H%M}-{settings.pk}@{site('').split('//')[1]}")
    event.add("dtstamp", now)
    event.add("dtstart", datetime.combine(first, moment, zone))
    event.add("duration", LENGTH[kind])
    event.add("rrule", vRecur(freq="WEEKLY", byday=[WEEKDAYS[day - 1] for day in sorted(days)]))
    event.add("summary", str(words.title))
    event.add("description", f"{words.text}\n{site(reverse(words.page))}")
    event.add("url", site(reverse(words.page)))
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(str(words.title)))
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(0))
    return alarm
