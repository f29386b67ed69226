"""The columns of a sheet: a value of the content each, in the order a curator reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from exercises.articles import source_line

Record = Mapping[str, Any]
Cell = str | int | bool | None


class Shape(StrEnum):
    """How a value is written in a cell: LINES has one text on each line, SOURCES one work."""

    WORDS = "words"
    BLOCK = "block"
    LINES = "lines"
    SOURCES = "sources"
    NUMBER = "number"
    FLAG = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`within`: the part of the content that the value belongs to, if not the whole."""

    name: str
    shape: Shape
    within: str = ""
    optional: bool = False

    @property
    def key(self) -> str:
        return self.name.removeprefix(f"{self.within}_") if self.within else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One kind of content: what it is called in a file, and its columns."""

    what: str
    sheet: str
    columns: tuple[Column, ...]

    @property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}


def _columns(**shapes: str) -> tuple[Column, ...]:
    return tuple(
        Column(name=name, shape=Shape(shape))
        for shape, names in shapes.items()
        for name in names.split()
    )


def _dose(name: str, *, optional: bool = False) -> Column:
    return Column(name=f"dose_{name}", shape=Shape.NUMBER, within="dose", optional=optional)


EXERCISES = Table(
    what="exercises",
    sheet="en",
    columns=(
        *_columns(words="slug name"),
        *_columns(lines="other_names"),
        *_columns(words="purpose"),
        *_columns(lines="regions muscles"),
        *_columns(words="position category"),
        *_columns(lines="equipment"),
        *_columns(words="level", flag="unilateral"),
        *_columns(words="counts"),
        _dose("sets"),
        _dose("amount"),
        _dose("hold_seconds", optional=True),
        _dose("rest_seconds", optional=True),
        *_columns(lines="prepare steps"),
        *_columns(words="cue breathing safety"),
        *_columns(lines="mistakes when_not_to easier sources"),
        *_columns(words="author licence figure_alt"),
    ),
)
ARTICLES = Table(
    what="articles",
    sheet="en articles",
    columns=(
        *_columns(words="slug kind title summary"),
        *_columns(lines="conditions phases"),
        *_columns(number="order"),
        *_columns(block="body", sources="sources"),
        *_columns(words="author licence"),
    ),
)
TABLES = (EXERCISES, ARTICLES)


def cells_of(record: Record, table: Table) -> list[Cell]:
    """One row of a sheet."""
    return [_cell(record, column) for column in table.columns]


def _cell(record: Record, column: Column) -> Cell:
    part = record[column.within] if column.within else record
    value = part.get(column.key)
    match column.shape:
        case Shape.LINES:
            return "\n".join(value)
        case Shape.SOURCES:
            return "\n".join(map(source_line, value))
        case _:
            return value
