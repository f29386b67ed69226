"""The library as JSON: by language and kind, each entry as the content says it."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from exercises.exchange.columns import TABLES, Record
from exercises.exchange.limits import MOST_ROWS, MOST_VALUES
from exercises.exchange.places import Pairs, Place, PlacedSection, node_of
from exercises.yaml_source import Problem

FORMAT = "stepwise-library-1"
LANGUAGE = "en"


def write_json(records: Mapping[str, Iterable[Record]]) -> bytes:
    """One file with everything in it, in an order that makes differences easy to see."""
    shelves = {what: list(found) for what, found in records.items()}
    whole = {"format": FORMAT, LANGUAGE: shelves}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"


def read_json(
    data: bytes, path: Path, problems: list[Problem]
) -> Mapping[str, list[PlacedSection]]:
    """The entries of each kind, with what is wrong around them noted."""
    top = _top(data, path, problems)
    if top is None:
        return {}
    if top.choice("format", [FORMAT]) != FORMAT:
        return {}
    shelves = top.section(LANGUAGE)
    top.finish()
    found = {table.what: _entries(shelves, table.what) for table in TABLES}
    shelves.finish()
    return found


def _top(data: bytes, path: Path, problems: list[Problem]) -> PlacedSection | None:
    try:
        value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=Pairs)
        fault = _fault_of(value)
        node = None if fault else node_of(value, Place(0, ""))
    except RecursionError:
        node, fault = None, "lists within lists without end: mend it."
    except ValueError as error:
        node, fault = None, f"not readable as JSON ({error}): save it as UTF-8 text."
    if node is None:
        problems.append(Problem(path, 1, fault))
        return None
    return PlacedSection(path, node, problems)


def _fault_of(value: object) -> str:
    if not isinstance(value, Pairs):
        return f'not a library: begin with "format": "{FORMAT}".'
    return "far more in it than a library has: split it." if _size(value) > MOST_VALUES else ""


def _size(value: Any) -> int:
    """How many values there are in all; each becomes a node that weighs far more."""
    if isinstance(value, Pairs):
        return 1 + sum(_size(one) for _key, one in value)
    return 1 + sum(map(_size, value)) if isinstance(value, list) else 1


def _entries(shelves: PlacedSection, what: str) -> list[PlacedSection]:
    if not shelves.has(what):
        return []
    entries = shelves.parts(what, least=0)
    if len(entries) > MOST_ROWS:
        message = f"{len(entries)} {what} are too many: at most {MOST_ROWS} in one file."
        shelves.note(shelves.values[what], message)
        return []
    return list(entries)
