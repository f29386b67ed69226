"""Adherence and days of data as rows of a file: all patients, or the days of one.

A yes or no is said wherever it is known. A number that nobody told is an empty cell, never 0.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery import mappers
from recovery.csv_file import Cell
from recovery.domain.codes import Result, Side
from recovery.domain.protocol import Protocol
from recovery.explanations import RESULT_WORDS
from recovery.explanations.desk_words import SIDE_WORDS
from recovery.selectors.adherence import PatientDays, Stretch
from recovery.selectors.whole_plan import Turn, WholePlan

Words = str | Promise
Row = list[Cell]
# Each head with what it means, for the page that offers the file.
OF_ALL: Sequence[tuple[Words, Words]] = (
    (gettext_lazy("Patient"), gettext_lazy("by name; a line a plan")),
    (gettext_lazy("Condition"), gettext_lazy("and the injured side")),
    (gettext_lazy("Plan from"), gettext_lazy("its first day")),
    (gettext_lazy("Plan to"), gettext_lazy("empty while it goes on")),
    (gettext_lazy("Phase"), gettext_lazy("on the latest of these days")),
    (
        gettext_lazy("Days"),
        gettext_lazy("of these, in the plan; today once something of it is told"),
    ),
    (gettext_lazy("Days of data"), gettext_lazy("with a check-in, a session or a test")),
    (gettext_lazy("Check-in days"), gettext_lazy("with a check-in")),
    (gettext_lazy("Exercise days"), gettext_lazy("with a session")),
    (gettext_lazy("Days with exercises due"), gettext_lazy("on which the plan listed some")),
    (
        gettext_lazy("Adherence in %"),
        gettext_lazy("exercise days of those with exercises due; empty where none were"),
    ),
    (gettext_lazy("Minutes"), gettext_lazy("of exercise, where they were told")),
)
OF_ONE: Sequence[tuple[Words, Words]] = (
    (gettext_lazy("Day"), gettext_lazy("the earliest first")),
    (gettext_lazy("Phase"), gettext_lazy("of the plan")),
    (gettext_lazy("Plan"), gettext_lazy("what it did that day")),
    (gettext_lazy("Exercises due"), gettext_lazy("yes or no")),
    (gettext_lazy("Data"), gettext_lazy("yes with a check-in, a session or a test")),
    (gettext_lazy("Check-in"), gettext_lazy("yes or no")),
    (gettext_lazy("Session"), gettext_lazy("yes or no")),
    (gettext_lazy("Minutes"), gettext_lazy("of exercise")),
    (gettext_lazy("Effort"), gettext_lazy("0 to 10")),
    (gettext_lazy("Pain at rest"), gettext_lazy("0 to 10")),
    (gettext_lazy("Pain on waking"), gettext_lazy("0 to 10")),
    (gettext_lazy("Worst pain"), gettext_lazy("0 to 10")),
    (gettext_lazy("Pain in exercise"), gettext_lazy("0 to 10, the most")),
)


def heads_of(columns: Iterable[tuple[Words, Words]]) -> list[str]:
    return [str(head) for head, _meaning in columns]


# --- all patients ----------------------------------------------------------------------
def rows_of_all(lines: Iterable[PatientDays]) -> Iterator[Row]:
    for line in lines:
        yield _line(line)


def _line(line: PatientDays) -> Row:
    plan, kept = line.plan, line.kept
    if plan is None:
        return [line.patient.name, *[None] * (len(OF_ALL) - 1)]
    protocol = mappers.protocol_for(plan)
    return [
        line.patient.name,
        _condition(protocol, line.side),
        plan.started_on.isoformat(),
        plan.closed_on.isoformat() if plan.closed_on else None,
        protocol.phase_by_code[line.phase].name if line.phase else None,
        len(kept.days),
        len(kept.reported),
        len(kept.checked_in),
        len(kept.trained),
        kept.due,
        kept.percent,
        kept.minutes,
    ]


def _condition(protocol: Protocol, side: str) -> str:
    return f"{protocol.name}, {SIDE_WORDS[Side(side)]}" if side else protocol.name


# --- one patient, day by day -----------------------------------------------------------
def rows_of_one(plans: Iterable[WholePlan], stretch: Stretch) -> Iterator[Row]:
    for whole in plans:
        yield from _days(whole, stretch)


def _days(whole: WholePlan, stretch: Stretch) -> Iterator[Row]:
    protocol = mappers.protocol_for(whole.plan)
    first, latest = stretch.of(whole.plan)
    kept = whole.kept_in(first, latest)
    turns = {turn.day: turn for turn in whole.turns}
    pain = {point.day: point for point in whole.charts.pain}
    sessions = {point.day: point for point in whole.charts.sessions}
    for day in _each(first, latest):
        said, done = pain.get(day), sessions.get(day)
        yield [
            day.isoformat(),
            *_planned(turns.get(day), protocol),
            *(_yes(day in days) for days in (kept.reported, kept.checked_in, kept.trained)),
            *((done.minutes, done.effort) if done else (None, None)),
            *((said.rest, said.morning, said.worst) if said else (None, None, None)),
            done.pain if done else None,
        ]


def _each(first: date, latest: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((latest - first).days + 1))


def _planned(turn: Turn | None, protocol: Protocol) -> Row:
    if turn is None:
        return [None, None, None]
    result = str(RESULT_WORDS[Result(turn.result)])
    return [protocol.phase_by_code[turn.phase].name, result, _yes(turn.is_asked)]


def _yes(is_so: bool) -> str:
    return _("yes") if is_so else _("no")
