"""One entry of the JSON to the domain's value. The JSON has passed its schema."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from recovery.domain.codes import (
    Author,
    Context,
    DirectiveKind,
    DoseSide,
    Goal,
    Profile,
    Settled,
    SeverityBand,
    Side,
    Skipped,
    WarmupSoreness,
)
from recovery.domain.ladder import Dose
from recovery.domain.log import (
    CheckIn,
    Correction,
    Directive,
    Entry,
    ExerciseReport,
    Intake,
    Seen,
    SelfTest,
    Session,
)
from recovery.domain.prescription import Prescription
from recovery.plan_log.schema import ALL
from recovery.plan_log.validation import day_from

Raw = Mapping[str, Any]
# What an entry is, not what it says: a correction leaves it as it was.
FIXED = ("type", "on", "id", "recorded_at", "by", "kind", "prescription")
# Facts all the same.
SAID_ONCE = ("kind", "prescription")
ALL_FIELDS = ("done", "pain", "skipped")


def _codes(value: list[str] | None) -> frozenset[str] | None:
    return None if value is None else frozenset(value)


def _activities(value: list[Raw]) -> tuple[tuple[str, int | None], ...]:
    return tuple((one["name"], one.get("score")) for one in value)


def _number(value: float | Decimal) -> Decimal:
    return Decimal(str(value))


def prescription_from(raw: Raw) -> Prescription:
    """What a directive prescribes. The JSON has passed its schema."""
    # A dose's side is which legs it is done with, not the injured one.
    dose = {
        name: DoseSide(value) if name == "side" else _value(name, value)
        for name, value in raw["dose"].items()
    }
    said = {name: _value(name, value) for name, value in raw.items()}
    return Prescription(**said | {"dose": Dose(**dose)})


READ: dict[str, Callable[[Any], object]] = {
    "injured_on": day_from,
    "seen_on": day_from,
    "examined_on": day_from,
    "until": day_from,
    "starts_on": day_from,
    "load_kg": _number,
    "prescription": prescription_from,
    "ladders": tuple,
    "side": Side,
    "severity": SeverityBand,
    "goal": Goal,
    "equipment": _codes,
    "red_flags": _codes,
    "activities": _activities,
    "settled": Settled,
    "skipped": Skipped,
    "warmup_soreness": WarmupSoreness,
    "done": _number,
    "value_injured": _number,
    "value_other": _number,
    "context": Context,
    "profile": Profile,
    "kind": DirectiveKind,
}
KINDS: dict[str, type[Entry]] = {
    "intake": Intake,
    "check_in": CheckIn,
    "session": Session,
    "self_test": SelfTest,
    "seen": Seen,
    "directive": Directive,
}


def entry_from(raw: Raw, *, entry_id: str, order: int) -> Entry:
    """The entry as the rules know it. A directive nobody signed is a clinician's."""
    author = Author.CLINICIAN if raw["type"] == "directive" else Author.PATIENT
    common: dict[str, Any] = {
        "id": entry_id,
        "on": day_from(raw["on"]),
        "order": order,
        "by": Author(raw.get("by", author)),
    }
    return KINDS[raw["type"]](**common, **facts_of(raw))


def correction_from(raw: Raw, corrected: Raw, *, entry_id: str, order: int) -> Correction:
    """The correction `raw`; `corrected` is the entry it supersedes with the right facts in it."""
    facts = facts_of(corrected)
    changed = {_field(corrected, name) for name in raw["with"]}
    if changed & {"exercises", "all_listed"}:
        changed |= {"exercises", "all_listed"}
    return Correction(
        id=entry_id,
        on=day_from(raw["on"]),
        order=order,
        by=Author(raw.get("by", Author.PATIENT)),
        supersedes=raw["supersedes"],
        changes={name: facts.get(name) for name in sorted(changed)},
    )


def facts_of(raw: Raw) -> dict[str, Any]:
    """What an entry says, by the names of the domain; a null is an answer nobody gave."""
    facts = {
        name: _value(name, value)
        for name, value in raw.items()
        if name in SAID_ONCE or name not in FIXED
    }
    if raw["type"] == "session":
        return _session_facts(raw, facts)
    if raw["type"] == "intake":
        facts.setdefault("red_flags", None)
    return facts


def _value(name: str, value: Any) -> object:
    if value is None or name not in READ:
        return value
    return READ[name](value)


def _session_facts(raw: Raw, facts: dict[str, Any]) -> dict[str, Any]:
    said = {name: facts.pop(name) for name in ALL_FIELDS if name in facts}
    if raw["exercises"] == ALL:
        facts["exercises"] = ()
        facts["all_listed"] = ExerciseReport(ladder=ALL, **said)
        return facts
    facts["all_listed"] = None
    facts["exercises"] = tuple(
        ExerciseReport(**{name: _value(name, value) for name, value in one.items()})
        for one in raw["exercises"]
    )
    return facts


def _field(raw: Raw, name: str) -> str:
    is_about_all = raw["type"] == "session" and name in ALL_FIELDS
    return "all_listed" if is_about_all else name
