"""Small words for telling a course of days to the rules."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any

from recovery.domain.codes import (
    Author,
    DirectiveKind,
    Goal,
    Settled,
    SeverityBand,
    Side,
    WarmupSoreness,
)
from recovery.domain.decision import PlanDay, Reason
from recovery.domain.log import (
    CheckIn,
    Correction,
    Directive,
    Entry,
    ExerciseReport,
    Intake,
    Log,
    Seen,
    SelfTest,
    Session,
)
from recovery.domain.plan import Decision, fold
from recovery.domain.protocol import Protocol
from recovery.protocols import shipped_protocol

START = date(2026, 3, 2)
EVERYTHING = frozenset({"chair", "band", "towel", "anchor", "bike", "step"})


@cache
def hamstring() -> Protocol:
    return shipped_protocol("hamstring-strain")


def intake(**facts: Any) -> Intake:
    """A mild first strain, six days old, so that the profile is STANDARD from the start."""
    defaults: dict[str, Any] = {
        "id": "intake",
        "on": START,
        "injured_on": START - timedelta(days=6),
        "side": Side.LEFT,
        "severity": SeverityBand.MILD,
        "age": 31,
        "recurrent": False,
        "anticoagulants": False,
        "goal": Goal.RUNNING,
        "equipment": EVERYTHING,
        "days_per_week": 7,
        "red_flags": frozenset(),
        "pain_now": 2,
        "pain_worst": 3,
        "pain_rest": 1,
    }
    return Intake(**defaults | facts)


GOOD_MORNING: dict[str, Any] = {
    "red_flags": frozenset(),
    "pain_rest": 1,
    "pain_morning": 2,
    "pain_worst": 2,
    "limp": False,
    "night_wake": False,
    "new_swelling": False,
    "sudden_event": False,
    "settled": Settled.NONE,
}
GOOD_SESSION: dict[str, Any] = {
    "all_listed": ExerciseReport(ladder="", done=Decimal(1), pain=1),
    "effort": 4,
    "minutes": 20,
    "warmup_soreness": WarmupSoreness.NONE,
    "limp": False,
}


@dataclass
class Course:
    """A log told day by day. Day 0 is the day of the intake; every teller returns the course."""

    first: Intake = field(default_factory=intake)
    entries: list[Entry] = field(default_factory=list)
    protocol: Protocol = field(default_factory=hamstring)

    def __post_init__(self) -> None:
        self.numbers = count(len(self.entries) + 1)

    def add(self, entry: type[Entry], day: int, /, **facts: Any) -> "Course":
        number = next(self.numbers)
        facts = {"id": f"e{number}", "on": START + timedelta(days=day), "order": number} | facts
        self.entries.append(entry(**facts))
        return self

    def check_in(self, day: int, **answers: Any) -> "Course":
        return self.add(CheckIn, day, **(GOOD_MORNING | answers))

    def session(self, day: int, **facts: Any) -> "Course":
        return self.add(Session, day, **(GOOD_SESSION | facts))

    def hurt(self, day: int, **pains: int) -> "Course":
        """A session in which the named ladders hurt so much, and the others were fine."""
        reports = tuple(
            ExerciseReport(ladder=ladder, done=Decimal(1), pain=pain)
            for ladder, pain in pains.items()
        )
        return self.session(day, exercises=reports)

    def good(self, first: int, last: int | None = None) -> "Course":
        """Good days from `first` to `last`: a calm check-in and a full session."""
        for day in range(first, (first if last is None else last) + 1):
            self.check_in(day).session(day)
        return self

    def tests(self, day: int, **facts: Any) -> "Course":
        """Every exit test of the protocol passed on this day."""
        for code in self.protocol.exit_test_by_code:
            self.add(SelfTest, day, **({"test": code, "passed": True, "pain": 0} | facts))
        return self

    def directive(self, day: int, kind: DirectiveKind, **facts: Any) -> "Course":
        facts = {"kind": kind, "reason": "as agreed", "by": Author.CLINICIAN} | facts
        return self.add(Directive, day, **facts)

    def seen(self, day: int, **facts: Any) -> "Course":
        facts = {"who": "doctor", "seen_on": START + timedelta(days=day), "cleared": True} | facts
        return self.add(Seen, day, **facts)

    def correct(self, day: int, supersedes: str, **changes: Any) -> "Course":
        return self.add(Correction, day, supersedes=supersedes, changes=changes)

    def rebuild(self, until: int) -> "Course":
        """Good days and passed tests until day `until`; phase 2 has begun well before."""
        for day in range(1, until + 1):
            self.check_in(day).session(day)
            if day in (6, 7):
                self.tests(day)
        return self

    @property
    def log(self) -> Log:
        return Log(start=START, entries=(self.first, *self.entries))

    def decisions(self, last: int) -> list[Decision]:
        return list(fold(self.protocol, self.log, until=START + timedelta(days=last)))

    def day(self, number: int) -> PlanDay:
        return self.decisions(number)[-1].plan_day


def rungs(day: PlanDay) -> dict[str, int]:
    return {ladder.ladder: ladder.rung for ladder in day.ladders}


def fired(day: PlanDay) -> set[str]:
    """The ids of the rules that fired."""
    return {reason.rule for reason in day.reasons}


def reasons(day: PlanDay, rule: str) -> list[Reason]:
    return [reason for reason in day.reasons if reason.rule == rule]


def without(entries: Iterable[Entry], entry_id: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.id != entry_id)
