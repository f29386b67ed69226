"""The JSON Schema of a plan log: one definition for each kind of entry and of directive."""

from collections.abc import Iterable
from dataclasses import fields
from enum import StrEnum

from exercises.library import taxonomy
from recovery.domain.codes import (
    Author,
    Autonomy,
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
from recovery.domain.prescription import LONGEST, RANGES
from recovery.domain.protocol import Protocol

Schema = dict[str, object]

ALL = "all"
TEXT: Schema = {"type": "string", "maxLength": 2000, "pattern": r"\S"}
WORDS: Schema = {"type": "string", "maxLength": 2000}
DAY: Schema = {"type": "string", "format": "date"}
INSTANT: Schema = {"type": "string", "format": "date-time"}
YES_NO: Schema = {"type": "boolean"}
SLUG: Schema = {"type": "string", "pattern": "^[a-z0-9-]+$"}
DOSE_CODES: dict[str, Schema] = {"side": {"enum": list(DoseSide)}}
SCORE: Schema = {"type": ["integer", "null"], "minimum": 0, "maximum": 10}
SHARE: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
MEASURE: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 10000}
# Brackets are kept for entries that have no id of their own.
ENTRY_ID: Schema = {"type": "string", "maxLength": 200, "pattern": r"^[^\[\]]+$"}
COMMON: dict[str, Schema] = {
    "type": {"type": "string"},
    "on": DAY,
    "id": ENTRY_ID,
    "recorded_at": INSTANT,
    "by": {"enum": list(Author)},
}


def schema_for(protocol: Protocol, prescribed: Iterable[str] = ()) -> Schema:
    """The schema of logs that follow this protocol, with its own codes in it.

    prescribed: the codes of what one person was given beside its ladders.
    """
    ladders: Schema = {"enum": [*protocol.ladder_by_code, *prescribed]}
    definitions = _definitions(protocol, ladders)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Plan log: {protocol.name}",
        "type": "object",
        "required": ["protocol", "start", "entries"],
        "additionalProperties": False,
        "properties": {
            "protocol": {"enum": [protocol.code]},
            "start": DAY,
            "autonomy": {"enum": list(Autonomy)},
            "entries": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/entry"}},
        },
        "$defs": {"entry": _entry(definitions), **definitions},
    }


def _definitions(protocol: Protocol, ladders: Schema) -> dict[str, Schema]:
    kinds = {f"directive_{kind}": _directive(kind, ladders) for kind in DirectiveKind}
    return {
        "intake": _intake(protocol),
        "check_in": _check_in(protocol),
        "session": _session(ladders),
        "self_test": _self_test(protocol),
        "seen": _object({"who": TEXT, "seen_on": DAY, "cleared": YES_NO}, optional={}),
        "correction": _object(
            {"supersedes": ENTRY_ID, "with": {"type": "object", "minProperties": 1}}, optional={}
        ),
        **kinds,
    }


def _entry(definitions: Iterable[str]) -> Schema:
    """Which definition an entry follows is told by its `type`, and a directive's by its `kind`."""
    types = [name for name in definitions if not name.startswith("directive_")]
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": [*types, "directive"]}},
        "allOf": [
            *(_when({"type": name}, name) for name in types),
            {
                "if": _is({"type": "directive"}),
                "then": {
                    "required": ["kind"],
                    "properties": {"kind": {"enum": list(DirectiveKind)}},
                },
            },
            *(
                _when({"type": "directive", "kind": kind}, f"directive_{kind}")
                for kind in DirectiveKind
            ),
        ],
    }


def _when(values: dict[str, str], definition: str) -> Schema:
    return {"if": _is(values), "then": {"$ref": f"#/$defs/{definition}"}}


def _is(values: dict[str, str]) -> Schema:
    return {
        "type": "object",
        "required": list(values),
        "properties": {name: {"const": value} for name, value in values.items()},
    }


def _intake(protocol: Protocol) -> Schema:
    activity = {
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {"name": TEXT, "score": SCORE},
    }
    required = {
        "injured_on": DAY,
        "side": {"enum": list(Side)},
        "severity": {"enum": list(SeverityBand)},
        "age": _whole(0, 120),
        "recurrent": YES_NO,
        "anticoagulants": YES_NO,
        "goal": {"enum": list(Goal)},
        "equipment": _codes(taxonomy().equipment),
        "days_per_week": _whole(1, 7),
    }
    optional = {
        "red_flags": _red_flags(protocol),
        "pain_now": SCORE,
        "pain_worst": SCORE,
        "pain_rest": SCORE,
        "examined_by": WORDS,
        "examined_on": _or_null(DAY),
        "forecast_days": {"type": ["integer", "null"], "minimum": 0, "maximum": 3650},
        "activities": {"type": "array", "items": activity, "maxItems": 5},
    }
    return _object(required, optional=optional)


def _check_in(protocol: Protocol) -> Schema:
    scores = ("pain_rest", "pain_morning", "pain_worst", "stiffness", "confidence")
    signs = ("limp", "night_wake", "new_swelling", "sudden_event")
    optional = {
        "red_flags": _red_flags(protocol),
        **dict.fromkeys(scores, SCORE),
        **dict.fromkeys(signs, _or_null(YES_NO)),
        "settled": _one_or_null(Settled),
        "note": WORDS,
    }
    return _object({}, optional=optional)


def _session(ladders: Schema) -> Schema:
    """`done`, `pain` and `skipped` beside `exercises` are for "all", and for nothing else."""
    report = {"done": SHARE, "pain": SCORE, "skipped": _one_or_null(Skipped)}
    one = {
        "type": "object",
        "required": ["ladder"],
        "additionalProperties": False,
        "properties": {"ladder": ladders, **report},
    }
    optional = {
        **report,
        "effort": SCORE,
        "minutes": {"type": ["integer", "null"], "minimum": 0, "maximum": 1440},
        "warmup_soreness": _one_or_null(WarmupSoreness),
        "limp": _or_null(YES_NO),
        "short": YES_NO,
    }
    exercises = {
        "type": ["array", "string"],
        "items": one,
        "if": {"type": "string"},
        "then": {"enum": [ALL]},
    }
    return _object({"exercises": exercises}, optional=optional)


def _self_test(protocol: Protocol) -> Schema:
    required = {"test": {"enum": list(protocol.exit_test_by_code)}, "passed": YES_NO}
    optional = {"pain": SCORE, "value_injured": MEASURE, "value_other": MEASURE}
    return _object(required, optional=optional)


def _directive(kind: DirectiveKind, ladders: Schema) -> Schema:
    ladder, until = {"ladder": ladders}, {"until": _or_null(DAY)}
    cap = _whole(0, 10)
    required: dict[DirectiveKind, dict[str, Schema]] = {
        DirectiveKind.SET_RUNG: {**ladder, "rung": _whole(1, 99)},
        DirectiveKind.SET_CAPS: {
            "context": {"enum": list(Context)},
            "progress": cap,
            "hold": cap,
            "stop": cap,
        },
        DirectiveKind.SET_PROFILE: {"profile": {"enum": list(Profile)}},
        DirectiveKind.PRESCRIBE: {"prescription": _prescription()},
        DirectiveKind.LEAVE_OUT: ladder,
        DirectiveKind.SET_ORDER: {"ladders": _list(ladders)},
    }
    optional: dict[DirectiveKind, dict[str, Schema]] = {
        DirectiveKind.CLEAR_LOCK: {
            "examined_by": WORDS,
            "examined_on": _or_null(DAY),
            "finding": WORDS,
        },
        DirectiveKind.HOLD: {**ladder, **until},
        DirectiveKind.SET_RUNG: until,
        DirectiveKind.SET_CAPS: until,
        DirectiveKind.SET_PROFILE: until,
        DirectiveKind.PAUSE: until,
        DirectiveKind.ACCEPT: ladder,
        DirectiveKind.DECLINE: ladder,
        DirectiveKind.PRESCRIBE: {"starts_on": _or_null(DAY), **until},
        DirectiveKind.LEAVE_OUT: until,
        DirectiveKind.BRING_BACK: ladder,
    }
    said = {"kind": {"const": kind.value}, "reason": TEXT, **required.get(kind, {})}
    return _object(said, optional=optional.get(kind, {}))


def _prescription() -> Schema:
    """Which amounts go together is told where entries are looked at side by side."""
    numbers = {name: _whole(least, most) for name, (least, most) in RANGES.items()}
    texts = {name: {"type": "string", "maxLength": most} for name, most in LONGEST.items()}
    of_dose = [field.name for field in fields(Dose)]
    dose = {name: {**numbers, **texts, **DOSE_CODES}[name] for name in of_dose}
    least, most = RANGES["load_kg"]
    dose["load_kg"] = {"type": "number", "minimum": least, "maximum": most}
    return _part(
        {"exercise": SLUG, "dose": _part({"sets": dose.pop("sets")}, optional=dose)},
        optional={
            "days_a_week": numbers["days_a_week"],
            "times_a_day": numbers["times_a_day"],
            "loaded": YES_NO,
            "context": {"enum": list(Context)},
            "asks_pain": YES_NO,
            "note": texts["note"],
        },
    )


def _part(required: dict[str, Schema], *, optional: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "required": list(required),
        "additionalProperties": False,
        "properties": {**required, **optional},
    }


def _object(required: dict[str, Schema], *, optional: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "required": ["on", *required],
        "additionalProperties": False,
        "properties": {**COMMON, **required, **optional},
    }


def _whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _red_flags(protocol: Protocol) -> Schema:
    return {**_codes(protocol.red_flag_by_code), "type": ["array", "null"]}


def _codes(codes: Iterable[str]) -> Schema:
    return _list({"enum": list(codes)})


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "uniqueItems": True}


def _one_or_null(codes: type[StrEnum]) -> Schema:
    return {"enum": [*codes, None]}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}
