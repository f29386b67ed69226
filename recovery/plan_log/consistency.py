"""What a schema cannot say: how the entries of a log must agree with each other."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from exercises.library import library
from recovery.domain.codes import Author, DirectiveKind, Profile
from recovery.domain.prescription import Prescribed, exercise_of, faults_of
from recovery.domain.protocol import Protocol
from recovery.domain.standing import prescribed_by
from recovery.plan_log.entries import ALL_FIELDS, FIXED, entry_from, prescription_from
from recovery.plan_log.schema import ALL, schema_for
from recovery.plan_log.validation import day_from, problems_of, shown

LONGEST_PLAN = timedelta(days=3660)
PATIENTS_OWN = (DirectiveKind.PAUSE, DirectiveKind.RESUME)

Path = tuple[str | int, ...]
Fault = tuple[Path, str]


class Item(NamedTuple):
    """One entry as it came: its place in the file, its id, when it was recorded, its fields."""

    index: int
    id: str
    recorded_at: datetime
    raw: Mapping[str, Any]


def check_log(start: date, items: tuple[Item, ...], protocol: Protocol) -> Iterator[Fault]:
    """What is wrong among entries that each pass their schema. Paths begin below `entries`."""
    yield from _one_intake(start, items)
    yield from _doubles(items)
    for item in items:
        yield from _day(start, item)
        yield from _facts(item.index, item.raw, protocol)
    yield from _not_yet_prescribed(items)
    yield from _corrections(items, protocol)


def _one_intake(start: date, items: tuple[Item, ...]) -> Iterator[Fault]:
    intakes = [item for item in items if item.raw["type"] == "intake"]
    if not intakes:
        yield (), "there is no intake: a log begins with one, on its start day"
        return
    first, *others = intakes
    if day_from(first.raw["on"]) != start:
        yield (first.index, "on"), f"the intake is not on the start day, {start}"
    for other in others:
        if other.id != first.id:
            yield (other.index,), f"a second intake: the first is entries[{first.index}]"


def _doubles(items: tuple[Item, ...]) -> Iterator[Fault]:
    first: dict[str, Item] = {}
    for item in items:
        known = first.setdefault(item.id, item)
        if _content(known.raw) != _content(item.raw):
            said = f"{shown(item.id)} already stands for entries[{known.index}], which differs"
            yield (item.index, "id"), said


def _content(raw: Mapping[str, Any]) -> object:
    """What two copies of an entry must share: what they say, however it is written."""
    if raw["type"] != "correction":
        return entry_from(raw, entry_id="", order=0)
    said = {name: value for name, value in raw.items() if name not in ("recorded_at", "by")}
    return said, raw.get("by", Author.PATIENT)


def _day(start: date, item: Item) -> Iterator[Fault]:
    on = day_from(item.raw["on"])
    if on < start:
        yield (item.index, "on"), f"{on} is before the start, {start}"
    if on > start + LONGEST_PLAN:
        yield (item.index, "on"), f"{on} is more than ten years after the start, {start}"


def _facts(index: int, raw: Mapping[str, Any], protocol: Protocol) -> Iterator[Fault]:
    for name, message in _field_faults(raw, protocol):
        yield (index, name), message


def _field_faults(raw: Mapping[str, Any], protocol: Protocol) -> Iterator[tuple[str, str]]:
    yield from _days_of_facts(raw)
    if raw["type"] == "session" and raw["exercises"] != ALL:
        for name in ALL_FIELDS:
            if name in raw:
                yield name, f'belongs inside each of the exercises, or beside "exercises": "{ALL}"'
    if raw["type"] == "directive":
        yield from _directive(raw, protocol)


def _days_of_facts(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    on = day_from(raw["on"])
    for name in ("injured_on", "examined_on", "seen_on"):
        if raw.get(name) is not None and day_from(raw[name]) > on:
            yield name, f"{raw[name]} is after the entry's own day, {on}"
    if raw.get("until") is not None and day_from(raw["until"]) < on:
        yield "until", f"{raw['until']} is before the entry's own day, {on}"
    if None not in (raw.get("until"), raw.get("starts_on")) and raw["until"] < raw["starts_on"]:
        yield "until", f"{raw['until']} is before the first day, {raw['starts_on']}"


def _directive(raw: Mapping[str, Any], protocol: Protocol) -> Iterator[tuple[str, str]]:
    kind = DirectiveKind(raw["kind"])
    if raw.get("by", Author.CLINICIAN) != Author.CLINICIAN and not _is_own(raw, kind):
        yield "by", f"only a clinician may give the directive {kind}"
    if kind is DirectiveKind.SET_RUNG:
        rungs = len(protocol.ladder_by_code[raw["ladder"]].rungs)
        if raw["rung"] > rungs:
            yield "rung", f"{raw['rung']} is above the highest rung of {raw['ladder']}, {rungs}"
    if kind is DirectiveKind.SET_CAPS and not raw["progress"] <= raw["hold"] < raw["stop"]:
        yield "stop", "caps are out of order: progress <= hold < stop"
    if kind is DirectiveKind.PRESCRIBE:
        yield from _prescription(raw)


PRESCRIPTION_FAULTS = {
    "amount": "needs exactly one of reps, duration_seconds and distance_metres",
    "hold": "goes with reps",
}


def _prescription(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    what = prescription_from(raw["prescription"])
    if what.exercise not in library():
        yield "prescription", f"there is no exercise {shown(what.exercise)} in the library"
    for name, code in faults_of(what):
        yield "prescription", f"{name} {PRESCRIPTION_FAULTS[code]}"


def prescribed_in(items: Iterable[Item]) -> tuple[Prescribed, ...]:
    """What the directives among entries prescribe, whenever they do."""
    given = (item.raw for item in items if item.raw.get("kind") == DirectiveKind.PRESCRIBE)
    return prescribed_by((), (entry_from(raw, entry_id="", order=0) for raw in given))


def _not_yet_prescribed(items: tuple[Item, ...]) -> Iterator[Fault]:
    """A ladder of a prescription is known from the day of its directive on."""
    since: dict[str, date] = {}
    for item in items:
        on = day_from(item.raw["on"])
        if item.raw.get("kind") == DirectiveKind.PRESCRIBE:
            code = prescription_from(item.raw["prescription"]).code
            since[code] = min(on, since.get(code, date.max))
        for path, code in _ladders_named(item.raw):
            if exercise_of(code) and on < since.get(code, date.max):
                yield (item.index, *path), f"{code} was not prescribed by then"


def _ladders_named(raw: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    if "ladder" in raw:
        yield ("ladder",), raw["ladder"]
    yield from ((("ladders", place), code) for place, code in enumerate(raw.get("ladders", ())))
    if isinstance(raw.get("exercises"), list):
        for place, one in enumerate(raw["exercises"]):
            yield ("exercises", place, "ladder"), one["ladder"]


def _is_own(raw: Mapping[str, Any], kind: DirectiveKind) -> bool:
    """What a patient may ask for: a pause, its end, or the gentler profile for a while."""
    is_gentler = raw.get("profile") == Profile.STRICT and raw.get("until") is not None
    return kind in PATIENTS_OWN or (kind is DirectiveKind.SET_PROFILE and is_gentler)


def _corrections(items: tuple[Item, ...], protocol: Protocol) -> Iterator[Fault]:
    facts = {item.id: item.raw for item in items if item.raw["type"] != "correction"}
    seen: set[str] = set()
    for item in items:
        if item.raw["type"] != "correction" or item.id in seen:
            continue
        seen.add(item.id)
        target = item.raw["supersedes"]
        if target not in facts:
            yield (item.index, "supersedes"), f"there is no entry {shown(target)} to correct"
            continue
        corrected = {**facts[target], **item.raw["with"]}
        faults = list(_correction(item, corrected, facts[target], protocol))
        yield from faults
        if not faults:
            facts[target] = corrected


def _correction(
    item: Item, corrected: Mapping[str, Any], before: Mapping[str, Any], protocol: Protocol
) -> Iterator[Fault]:
    changes = item.raw["with"]
    fixed = [name for name in changes if name in FIXED]
    for name in fixed:
        yield (item.index, "with", name), f"a correction cannot change {shown(name)}"
    if fixed:
        return
    schema = {**schema_for(protocol), **_only_entry()}
    problems = list(problems_of(corrected, schema))
    yield from _inside(item, problems)
    if not problems:
        faults = (((name,), message) for name, message in _field_faults(corrected, protocol))
        yield from _inside(item, faults)


def _only_entry() -> dict[str, object]:
    """Makes a log's schema ask for one entry."""
    return {"required": [], "properties": {}, "additionalProperties": True, "$ref": "#/$defs/entry"}


def _inside(item: Item, problems: Iterable[Fault]) -> Iterator[Fault]:
    for path, message in problems:
        yield (item.index, "with", *path), message
