"""Rows and domain values say the same, and saying it twice changes nothing."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from recovery import mappers
from recovery.domain.codes import (
    Author,
    DirectiveKind,
    Goal,
    Profile,
    Settled,
    SeverityBand,
    Side,
    Skipped,
    WarmupSoreness,
)
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
from recovery.models import Decision as DecisionRow
from recovery.models import LogEntry, SessionExercise
from recovery.protocols import shipped_protocol

DAY = date(2026, 3, 2)
COMMON = {"id": "a", "on": DAY, "order": 1}
INTAKE = Intake(
    **COMMON,
    injured_on=date(2026, 3, 1),
    side=Side.LEFT,
    severity=SeverityBand.MODERATE,
    age=40,
    recurrent=False,
    anticoagulants=False,
    goal=Goal.SPORT,
    equipment=frozenset({"towel", "band", "chair"}),
    days_per_week=5,
    red_flags=None,
    pain_now=3,
    pain_rest=0,
    activities=(("climb stairs", 4), ("kneel", None)),
)
CHECK_IN = CheckIn(
    **COMMON, red_flags=frozenset(), pain_morning=0, limp=False, settled=Settled.NONE, note="ok"
)
SESSION = Session(
    **COMMON,
    by=Author.CAREGIVER,
    exercises=(
        ExerciseReport(ladder="bridge", done=Decimal("0.80"), pain=0),
        ExerciseReport(ladder="hinge", skipped=Skipped.PAIN),
    ),
    effort=0,
    minutes=20,
    warmup_soreness=WarmupSoreness.WENT_AWAY,
)
ENTRIES: list[Entry] = [
    INTAKE,
    CHECK_IN,
    CheckIn(**COMMON),
    SESSION,
    SelfTest(**COMMON, test="walk", passed=True, value_injured=Decimal("12.50")),
    Seen(**COMMON, who="a physiotherapist", seen_on=DAY, cleared=True),
    Directive(
        **COMMON,
        by=Author.CLINICIAN,
        kind=DirectiveKind.SET_PROFILE,
        reason="older",
        profile=Profile.STRICT,
        until=DAY,
    ),
]


def row_of(entry: Entry, **more: object) -> LogEntry:
    """The row as it comes back from the database: its facts are JSON."""
    columns = mappers.entry_fields(entry)
    columns["facts"] = json.loads(json.dumps(columns["facts"]))
    return LogEntry(sequence=entry.order, **columns, **more)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: type(entry).__name__)
def test_an_entry_comes_back_as_it_was(entry: Entry) -> None:
    reports = entry.exercises if isinstance(entry, Session) else ()
    exercises = [SessionExercise(**mappers.report_fields(report)) for report in reports]
    assert mappers.entry_of(row_of(entry), exercises) == entry


@pytest.mark.parametrize(
    ("target", "changes"),
    [
        (CHECK_IN, {"red_flags": frozenset({"foot_drop"}), "pain_rest": None, "settled": None}),
        (SESSION, {"exercises": SESSION.exercises, "warmup_soreness": WarmupSoreness.STAYED}),
        (INTAKE, {"injured_on": DAY, "equipment": frozenset(), "severity": SeverityBand.MILD}),
        (ENTRIES[4], {"value_other": Decimal("3.25")}),
    ],
    ids=["check-in", "session", "intake", "test"],
)
def test_a_correction_comes_back_as_it_was(target: Entry, changes: dict[str, object]) -> None:
    correction = Correction(id="fix", on=DAY, order=2, supersedes="a", changes=changes)
    row = row_of(correction, supersedes=row_of(target))
    again = mappers.entry_of(row)
    assert again == correction
    assert [type(value) for value in again.changes.values()] == [
        type(value) for value in changes.values()
    ]


def test_what_nobody_answered_is_not_stored() -> None:
    columns = mappers.entry_fields(CheckIn(**COMMON))
    assert columns["facts"] == {}
    assert columns["pain_rest"] is None


def decisions() -> list[Decision]:
    entries = (INTAKE, replace(CHECK_IN, id="b"), replace(SESSION, id="c"))
    log = Log(start=DAY, entries=entries)
    return list(fold(shipped_protocol(), log, until=date(2026, 3, 12)))


def test_a_decision_comes_back_as_it_was() -> None:
    for decision in decisions():
        columns = mappers.decision_fields(decision)
        row = DecisionRow(**json.loads(json.dumps(columns, default=str)))
        assert mappers.plan_day_of(row) == decision.plan_day
        assert mappers.state_of(row) == decision.state


def test_the_same_decision_gives_the_same_bytes() -> None:
    first, second = (
        json.dumps([mappers.STORED.unstructure(one.state) for one in decisions()]) for _ in "ab"
    )
    assert first == second
    assert '"equipment": ["band", "chair", "towel"]' in first


def test_another_engines_state_is_not_read() -> None:
    assert mappers.state_of(DecisionRow(engine_version="0", state={})) is None
