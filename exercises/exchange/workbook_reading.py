"""Reads the rows of a workbook as text and numbers. No formula is worked out."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from exercises.articles import source_dict, source_of
from exercises.exchange.columns import TABLES, Shape, Table
from exercises.exchange.limits import MOST_ROWS
from exercises.exchange.places import Pair, Place, PlacedSection, list_of, plain, section_of
from exercises.exchange.workbook_opening import Grid, NotAWorkbook, open_workbook
from exercises.yaml_source import Problem

FLAGS = {"true": True, "yes": True, "false": False, "no": False}
MOST_DIGITS = 9
NOT_WORDS = {"f": "is a formula", "e": "is an error"}


def read_workbook(
    data: bytes, path: Path, problems: list[Problem]
) -> Mapping[str, list[PlacedSection]]:
    """The rows of each sheet, with what is wrong around them noted."""
    sheets = {table.sheet: table for table in TABLES}
    try:
        grids = open_workbook(data, sheets)
    except NotAWorkbook as refused:
        problems.append(Problem(path, 1, str(refused)))
        return {}
    for name in grids.keys() - sheets.keys():
        allowed = ", ".join(f"'{sheet}'" for sheet in sheets)
        message = f"no sheet of the library: remove it or use one of {allowed}."
        problems.append(Problem(path, 1, message, f"sheet {name}"))
    return {
        table.what: list(_Sheet(path, table, problems).sections(grids[name]))
        for name, table in sheets.items()
        if name in grids
    }


class _Sheet:
    """Makes a section of each row, and notes what only a sheet can have wrong."""

    def __init__(self, path: Path, table: Table, problems: list[Problem]) -> None:
        self.path, self.table, self.problems = path, table, problems

    def sections(self, grid: Grid) -> Iterator[PlacedSection]:
        names = [str(cell.value or "").strip() for cell in grid[0]] if grid else []
        if not self._is_head(names):
            return
        if len(grid) > MOST_ROWS + 1:
            self._note(
                self._row_place(MOST_ROWS + 2), "more rows than one file may have: split it."
            )
            return
        for number, cells in enumerate(grid[1:], 2):
            if any(cell.value not in (None, "") for cell in cells):
                yield self._section(dict(zip(names, cells, strict=False)), number)

    def _is_head(self, names: Sequence[str]) -> bool:
        known, told = self.table.by_name, [name for name in names if name]
        messages = [f"the column '{name}' is missing: add it." for name in known.keys() - told]
        for name in sorted(set(told)):
            if name not in known:
                allowed = ", ".join(known)
                messages.append(f"no column is called '{name}': remove it or use one of {allowed}.")
            elif told.count(name) > 1:
                messages.append(f"the column '{name}' is here twice: keep one.")
        for message in messages:
            self._note(self._row_place(1), message)
        return not messages

    def _row_place(self, number: int) -> Place:
        return Place(number - 1, f"sheet {self.table.sheet}, row {number}")

    def _note(self, place: Place, message: str) -> None:
        self.problems.append(Problem(self.path, place.line + 1, message, place.words))

    def _section(self, cells: Mapping[str, Any], number: int) -> PlacedSection:
        where = self._row_place(number)
        parts: dict[str, list[Pair]] = {"": []}
        for column in self.table.columns:
            place = Place(where.line, f"{where.words}, column {column.name}")
            value = self._value(cells.get(column.name), place)
            if value is not None or not column.optional:
                node = _node(value, column.shape, place)
                parts.setdefault(column.within, []).append((plain(column.key, place), node))
        whole = parts.pop("")
        whole += [(plain(key, where), section_of(pairs, where)) for key, pairs in parts.items()]
        return PlacedSection(self.path, section_of(whole, where), self.problems)

    def _value(self, cell: Any, place: Place) -> object:
        value = None if cell is None or cell.value == "" else cell.value
        if value is not None and cell.data_type in NOT_WORDS:
            self._note(place, f"{NOT_WORDS[cell.data_type]}: write what it stands for.")
            return None
        return value


def _node(value: object, shape: Shape, place: Place) -> yaml.Node:
    match shape:
        case Shape.LINES:
            return list_of((plain(line, place) for line in _lines(value)), place)
        case Shape.SOURCES:
            return list_of((_source(line, place) for line in _lines(value)), place)
        case Shape.NUMBER:
            return plain(_number(value), place)
        case Shape.FLAG:
            return plain(FLAGS.get(str(value).strip().lower(), value), place)
        case _:
            return plain("" if value is None else value, place)


def _lines(value: object) -> Sequence[object]:
    """The lines of a cell that is text; another value is left for the section to refuse."""
    if isinstance(value, str):
        return [line for line in value.split("\n") if line.strip()]
    return [] if value is None else [value]


def _number(value: object) -> object:
    """Spreadsheets keep whole numbers as 3.0 and, in a cell for text, as "3"."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else value


def _source(line: object, place: Place) -> yaml.Node:
    if not isinstance(line, str):
        return plain(line, place)
    parts = source_dict(source_of(line))
    return section_of(((plain(key, place), plain(one, place)) for key, one in parts.items()), place)
