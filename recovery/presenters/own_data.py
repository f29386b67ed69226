"""The files of a download: everything as data, and the same in words."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.selectors import looks_at, thread_of
from recovery import mappers
from recovery.explanations import Setting, for_patient, headline
from recovery.models import RecoveryPlan
from recovery.presenters.clock import local
from recovery.presenters.entries import entry_rows
from recovery.selectors import exercise_texts
from recovery.selectors.history import PAGE_DAYS, HistoryDay, history
from recovery.selectors.own_data import PARTS, rows_of
from recovery.selectors.protocol_parts import exercises_of

MOMENT = "j F Y, G:i"
DAY = "l j F Y"


def files(patient: User, today: date) -> Iterator[tuple[str, Iterator[str]]]:
    """Each file's name and its text, piece by piece, so that years need no more memory."""
    yield "read-me.txt", read_me(patient, today)
    yield "diary.txt", diary(patient, today)
    yield "messages.txt", messages(patient)
    yield "who-looked.txt", who_looked(patient)
    yield "everything.json", everything(patient)


def everything(patient: User) -> Iterator[str]:
    """One JSON object with a list for each kind of row."""
    for number, part in enumerate(PARTS):
        yield f"{',' if number else '{'}\n{json.dumps(part.name)}: ["
        for place, row in enumerate(rows_of(part, patient)):
            text = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
            yield f"{',' if place else ''}\n  {text}"
        yield "]"
    yield "\n}\n"


def read_me(patient: User, today: date) -> Iterator[str]:
    yield _("What Stepwise knows about %(name)s, on %(day)s") % {
        "name": patient.name,
        "day": date_format(today, DAY),
    }
    yield "\n\n"
    lines = (
        ("diary.txt", _("every day: what you said and what the plan answered")),
        ("messages.txt", _("what you and your care team wrote")),
        ("who-looked.txt", _("who opened your pages, and when")),
        ("everything.json", _("all of it as data, for another program to read")),
    )
    for name, about in lines:
        yield f"{name}: {about}\n"
    yield "\n"
    yield _("Left out: your password and the secrets of your second step. They open doors.")
    yield "\n"
    yield _("Not in here: notes your care team keeps for itself. Ask them for a copy.")
    yield "\n"


def messages(patient: User) -> Iterator[str]:
    for one in thread_of(patient).order_by("pk").iterator():
        yield f"{one.written_by.name}, {date_format(local(one.sent_at), MOMENT)}\n{one.text}\n\n"


def who_looked(patient: User) -> Iterator[str]:
    for look in looks_at(patient).iterator():
        when = date_format(local(look.at), MOMENT)
        yield f"{when}: {look.viewer.name}, {look.get_what_display()}\n"


def diary(patient: User, today: date) -> Iterator[str]:
    """Oldest first, four weeks in memory at a time."""
    plans = RecoveryPlan.objects.with_protocol().filter(patient=patient)
    for plan in plans.order_by("started_on", "pk"):
        yield from _plan(plan, plan.closed_on or today)


def _plan(plan: RecoveryPlan, until: date) -> Iterator[str]:
    protocol = mappers.protocol_for(plan)
    names = exercise_texts.names_of(exercises_of(protocol))
    begins = plan.started_on
    while begins <= until:
        ends = begins + timedelta(days=PAGE_DAYS - 1)
        for one in reversed(history(plan, until=ends)):
            setting = Setting(protocol=protocol, today=one.day, exercise_names=names)
            yield from _day(one, setting, plan.patient)
        begins = ends + timedelta(days=1)


def _day(one: HistoryDay, setting: Setting, patient: User) -> Iterator[str]:
    said = one.current.plan_day
    yield f"{date_format(one.day, DAY)}\n"
    yield f"  {headline(said)} {for_patient(said.binding, setting)}\n"
    for row in entry_rows(one.entries, setting, patient):
        yield f"  {row.when}\n"
        yield from (f"    {line}\n" for line in row.lines)
        if row.corrected:
            yield f"    {row.corrected}\n"
            yield from (f"    {_('Before')}: {line}\n" for line in row.was)
    yield "\n"
