"""From the JSON of a plan log to the log the rules read, or every error with its path."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from recovery.domain.codes import Autonomy
from recovery.domain.log import Entry, Log
from recovery.domain.prescription import PRESCRIBED
from recovery.domain.protocol import Protocol
from recovery.plan_log.consistency import Item, check_log, prescribed_in
from recovery.plan_log.entries import correction_from, entry_from
from recovery.plan_log.schema import schema_for
from recovery.plan_log.validation import day_from, instant_from, json_path, problems_of, shown
from recovery.protocols import SHIPPED, shipped_protocol

EARLIEST = datetime.min.replace(tzinfo=UTC)


class PlanLogError(ValueError):
    """A log that cannot be read. `lines` has one line for each error, with its JSON path."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanLog:
    """A log and the protocol it follows. `latest`: the latest day it has an entry about."""

    protocol: Protocol
    log: Log
    latest: date


def read_text(text: str) -> object:
    """The JSON value in `text`, with exact decimals. Raises PlanLogError."""
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_without_doubles,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise PlanLogError([f"$: not JSON: {error.msg} ({place})"]) from error
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise PlanLogError([f"$: not JSON: {reason}"]) from error


def read_log(data: object, *, as_of: datetime | None = None) -> PlanLog:
    """The log in a JSON value. Raises PlanLogError with every error there is.

    as_of: leaves out what was recorded later. An entry without `recorded_at` counts as
    recorded together with the one before it in the file.
    """
    protocol = _protocol(data)
    problems = list(problems_of(data, schema_for(protocol, _prescribed_codes(data))))
    if problems:
        raise PlanLogError(f"{json_path(path)}: {message}" for path, message in problems)
    assert isinstance(data, dict)  # noqa: S101 (the schema has said so; this tells the type checker)
    items = _items(data["entries"])
    protocol = protocol.with_prescribed(prescribed_in(items))
    faults = sorted(set(check_log(day_from(data["start"]), items, protocol)))
    if faults:
        raise PlanLogError(f"{json_path(('entries', *path))}: {said}" for path, said in faults)
    return _plan_log(data, protocol, _recorded_by(items, as_of))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the field {shown(name)} is there twice in one object")
    return dict(pairs)


def _protocol(data: object) -> Protocol:
    if not isinstance(data, dict):
        raise PlanLogError([f"$: {shown(data)} is not an object"])
    if "protocol" not in data:
        raise PlanLogError(["$: 'protocol' is missing"])
    if data["protocol"] not in SHIPPED:
        known = ", ".join(SHIPPED)
        raise PlanLogError([f"$.protocol: {shown(data['protocol'])} is not known: use {known}"])
    return shipped_protocol(data["protocol"])


def _prescribed_codes(data: object) -> Iterator[str]:
    """The codes that directives bring into a log, as far as they can be read before its check."""
    entries = data.get("entries") if isinstance(data, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        what = entry.get("prescription") if isinstance(entry, dict) else None
        exercise = what.get("exercise") if isinstance(what, dict) else None
        if isinstance(exercise, str):
            yield f"{PRESCRIBED}{exercise}"


def _items(entries: list[Mapping[str, Any]]) -> tuple[Item, ...]:
    """The entries in the order they were recorded, each with an id."""
    recorded, items = EARLIEST, []
    for index, raw in enumerate(entries):
        if "recorded_at" in raw:
            recorded = instant_from(raw["recorded_at"])
        entry_id = raw.get("id", f"entries[{index}]")
        items.append(Item(index=index, id=entry_id, recorded_at=recorded, raw=raw))
    return tuple(sorted(items, key=lambda item: item.recorded_at))


def _recorded_by(items: tuple[Item, ...], as_of: datetime | None) -> tuple[Item, ...]:
    if as_of is None:
        return items
    kept = tuple(item for item in items if item.recorded_at <= as_of)
    known = {item.id for item in kept}
    kept = tuple(item for item in kept if item.raw.get("supersedes", item.id) in known)
    if not any(item.raw["type"] == "intake" for item in kept):
        raise PlanLogError([f"$.entries: the intake was not recorded by {as_of.isoformat()}"])
    return kept


def _plan_log(data: Mapping[str, Any], protocol: Protocol, items: tuple[Item, ...]) -> PlanLog:
    log = Log(
        start=day_from(data["start"]),
        entries=tuple(_entries(items)),
        autonomy=Autonomy(data.get("autonomy", Autonomy.AUTOMATIC)),
    )
    return PlanLog(protocol=protocol, log=log, latest=max(entry.on for entry in log.entries))


def _entries(items: tuple[Item, ...]) -> Iterator[Entry]:
    facts = {item.id: item.raw for item in items if item.raw["type"] != "correction"}
    known: dict[str, Entry] = {}
    for order, item in enumerate(items):
        entry = _entry(item, facts, order)
        first = known.setdefault(item.id, entry)
        yield entry if first is entry else replace(first, order=order)


def _entry(item: Item, facts: dict[str, Mapping[str, Any]], order: int) -> Entry:
    """The entry. A correction leaves its target in `facts` as it is from then on."""
    raw = item.raw
    if raw["type"] != "correction":
        return entry_from(raw, entry_id=item.id, order=order)
    target = raw["supersedes"]
    facts[target] = {**facts[target], **raw["with"]}
    return correction_from(raw, facts[target], entry_id=item.id, order=order)
