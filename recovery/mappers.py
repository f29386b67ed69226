"""Rows to domain values and back. Plain functions; none asks the database.

One exception to that: a protocol's text is read, once a process, when its row came without it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn

from recovery.domain import plan as engine
from recovery.domain.codes import Author, Autonomy, Skipped
from recovery.domain.decision import PlanDay
from recovery.domain.digest import LogDigest
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
from recovery.domain.prescription import Prescribed
from recovery.domain.protocol import Protocol
from recovery.domain.state import PlanState
from recovery.models import Decision, LogEntry, ProtocolVersion, RecoveryPlan, SessionExercise
from recovery.protocols import protocol_from_text

Kind = LogEntry.Kind
ENTRY_CLASS: Mapping[str, type[Entry]] = {
    Kind.INTAKE: Intake,
    Kind.CHECK_IN: CheckIn,
    Kind.SESSION: Session,
    Kind.SELF_TEST: SelfTest,
    Kind.SEEN: Seen,
    Kind.DIRECTIVE: Directive,
    Kind.CORRECTION: Correction,
}
KIND_OF = {entry_class: kind for kind, entry_class in ENTRY_CLASS.items()}
ENTRY_COLUMNS = frozenset(field.name for field in fields(Entry))
SCORED_COLUMNS = frozenset({"pain_rest", "pain_morning", "pain_worst", "effort", "minutes"})
IN_OTHER_ROWS = frozenset({"exercises", "all_listed"})

_PROTOCOLS: dict[str, Protocol] = {}


# --- JSON ------------------------------------------------------------------------------
def json_converter(*, detailed_validation: bool = False) -> Converter:
    """Domain values as JSON: dates and decimals as text, sets as sorted lists."""
    converter = Converter(
        forbid_extra_keys=True,
        detailed_validation=detailed_validation,
        unstruct_collection_overrides={tuple: list, frozenset: sorted},
    )
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_unstructure_hook(LogDigest, str)
    converter.register_structure_hook(LogDigest, lambda value, _: LogDigest(value))
    return converter


STORED = json_converter()
# Of an entry only what was answered is kept, so that no answer is never a value.
_ANSWERED = json_converter()
for _entry_class in (*ENTRY_CLASS.values(), ExerciseReport):
    _ANSWERED.register_unstructure_hook(
        _entry_class,
        make_dict_unstructure_fn(_entry_class, _ANSWERED, _cattrs_omit_if_default=True),
    )


# --- protocols -------------------------------------------------------------------------
def protocol_of(version: ProtocolVersion) -> Protocol:
    """The protocol of a version, parsed once a process: the text behind a digest never changes."""
    protocol = _PROTOCOLS.get(version.digest)
    if protocol is None:
        name = Path(f"{version.code}-{version.version}.yaml")
        protocol = _PROTOCOLS[version.digest] = protocol_from_text(version.text, path=name)
    return protocol


def protocol_for(plan: RecoveryPlan, *, on: date | None = None) -> Protocol:
    """The protocol of a plan with what was prescribed to its patient, until a day or ever."""
    given = STORED.structure(plan.prescribed, tuple[Prescribed, ...])
    standing = tuple(one for one in given if on is None or one.since <= on)
    return protocol_of(plan.protocol_version).with_prescribed(standing)


# --- the log ---------------------------------------------------------------------------
def entry_fields(entry: Entry) -> dict[str, Any]:
    """An entry as the columns of its row; a session's exercises have rows of their own."""
    columns = {name: getattr(entry, name, None) for name in SCORED_COLUMNS}
    return {
        "kind": KIND_OF[type(entry)],
        "client_id": entry.id,
        "on": entry.on,
        "by": entry.by.value,
        "facts": _facts(entry),
        **columns,
    }


def _facts(entry: Entry) -> dict[str, Any]:
    if isinstance(entry, Correction):
        why = {"reason": entry.reason} if entry.reason else {}
        return {"changes": _ANSWERED.unstructure(dict(entry.changes)), **why}
    hidden = ENTRY_COLUMNS | SCORED_COLUMNS | IN_OTHER_ROWS
    return {
        name: value for name, value in _ANSWERED.unstructure(entry).items() if name not in hidden
    }


def entry_of(row: LogEntry, exercises: Iterable[SessionExercise] = ()) -> Entry:
    """The domain's entry. A correction needs its `supersedes` at hand."""
    common = {"id": row.client_id, "on": row.on, "order": row.sequence, "by": Author(row.by)}
    if row.kind == Kind.CORRECTION:
        target = row.supersedes
        changes = changes_of(ENTRY_CLASS[target.kind], row.facts["changes"])
        why = row.facts.get("reason", "")
        return Correction(**common, supersedes=target.client_id, changes=changes, reason=why)
    entry_class = ENTRY_CLASS[row.kind]
    values = changes_of(entry_class, row.facts)
    known = field_types(entry_class)
    values |= {name: getattr(row, name) for name in SCORED_COLUMNS & known.keys()}
    if row.kind == Kind.SESSION:
        values["exercises"] = tuple(report_of(exercise) for exercise in exercises)
    return entry_class(**common, **values)


@cache
def field_types(entry_class: type[Entry]) -> dict[str, Any]:
    """The fields of a kind of entry that are facts, with their types."""
    return {
        field.name: field.type for field in fields(entry_class) if field.name not in ENTRY_COLUMNS
    }


def changes_of(entry_class: type[Entry], facts: Mapping[str, Any]) -> dict[str, object]:
    """Facts read from JSON, as the types the fields of this kind of entry have."""
    types = field_types(entry_class)
    return {name: STORED.structure(value, types[name]) for name, value in facts.items()}


def report_of(exercise: SessionExercise) -> ExerciseReport:
    return ExerciseReport(
        ladder=exercise.ladder,
        done=exercise.done,
        pain=exercise.pain,
        skipped=Skipped(exercise.skipped) if exercise.skipped else None,
    )


def report_fields(report: ExerciseReport) -> dict[str, Any]:
    return {
        "ladder": report.ladder,
        "done": report.done,
        "pain": report.pain,
        "skipped": report.skipped.value if report.skipped else "",
    }


def log_of(plan: RecoveryPlan, entries: Iterable[Entry]) -> Log:
    return Log(start=plan.started_on, entries=tuple(entries), autonomy=Autonomy(plan.autonomy))


# --- decisions -------------------------------------------------------------------------
def decision_fields(decision: engine.Decision) -> dict[str, Any]:
    """A decision as the columns of its row."""
    day = decision.plan_day
    return {
        "day": day.day,
        "result": day.result.value,
        "phase": day.phase,
        "profile": day.profile.value,
        "lock_kind": day.lock.kind.value if day.lock else "",
        "startable": day.startable,
        "binding_rule": day.binding.rule,
        "alerts": sorted({alert.code.value for alert in day.alerts}),
        "is_ready_for_tests": is_ready_for_tests(decision),
        "plan_day": STORED.unstructure(day),
        "state": STORED.unstructure(decision.state),
        "engine_version": engine.ENGINE_VERSION,
        "log_digest": day.log_digest,
    }


def is_ready_for_tests(decision: engine.Decision) -> bool:
    """Whether only exit tests are missing: enough good sessions, key ladders high enough."""
    day, state, protocol = decision.plan_day, decision.state, decision.request.protocol
    phase = protocol.phases[state.phase]
    is_open = (
        day.lock is None
        and not day.closed
        and day.phase_started_on < day.day
        and any(len(test.passed_on) < test.needed for test in day.exit_tests)
    )
    rungs = {ladder.code: ladder.rung for ladder in state.ladders}
    spans = {code: protocol.ladder_by_code[code].spans[phase.code] for code in rungs}
    is_high_enough = all(rungs[code] >= (spans[code].leave_at or 0) for code in rungs)
    return is_open and is_high_enough and state.good_sessions >= phase.minimum_good_sessions


def outcome_fields(
    today: tuple[PlanDay, PlanDay], tomorrow: tuple[PlanDay, PlanDay]
) -> dict[str, Any]:
    """Two days, each without an instruction and with it, as the columns of its outcome."""
    (before, after), (then_before, then_after) = today, tomorrow
    days = {
        "today_without": before,
        "today_with": after,
        "tomorrow_without": then_before,
        "tomorrow_with": then_after,
    }
    return {name: STORED.unstructure(day) for name, day in days.items()}


def day_from(stored: Mapping[str, Any]) -> PlanDay:
    return STORED.structure(stored, PlanDay)


def plan_day_of(row: Decision) -> PlanDay:
    return STORED.structure(row.plan_day, PlanDay)


def state_of(row: Decision) -> PlanState | None:
    """The state after the row's day; None when another engine wrote it and the log must answer."""
    if row.engine_version != engine.ENGINE_VERSION:
        return None
    return STORED.structure(row.state, PlanState)


def as_written_now(row: Decision) -> dict[str, Any]:
    """What is kept as JSON of a decision, as it would be written today.

    A fact that days did not have when the row was stored has the value that says nothing. What
    another engine wrote is left as it is.
    """
    if row.engine_version != engine.ENGINE_VERSION:
        return {"plan_day": row.plan_day, "state": row.state}
    return {
        "plan_day": STORED.unstructure(plan_day_of(row)),
        "state": STORED.unstructure(STORED.structure(row.state, PlanState)),
    }


def is_same_outcome(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two stored days say the same, whatever log led to them."""
    digestless = [{**day, "log_digest": ""} for day in (one, other)]
    return digestless[0] == digestless[1]


def renumbered(entry: Entry, order: int) -> Entry:
    """The entry at its place among the entries of its plan."""
    return replace(entry, order=order)
