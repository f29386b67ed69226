"""The library as a workbook: one sheet for each kind and language, one row for each entry."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from exercises.exchange.columns import TABLES, Cell, Record, Table, cells_of
from exercises.exchange.limits import LONGEST_CELL

WIDE = 40
WRAPPED = Alignment(vertical="top", wrap_text=True)
BOLD = Font(bold=True)
# As text, so that no program makes a date of 1/2 or a sum of what begins with an equals sign.
AS_TEXT = "@"


class TooLongForACell(Exception):
    """A text that a workbook would cut off. JSON takes it."""


def write_workbook(records: Mapping[str, Iterable[Record]]) -> bytes:
    """Every text as text, also what looks like a formula. Raises TooLongForACell."""
    book = Workbook(write_only=True)
    for table in TABLES:
        sheet = book.create_sheet(table.sheet)
        sheet.freeze_panes = "B2"
        _set_widths(sheet, table)
        sheet.append([_head(sheet, column.name) for column in table.columns])
        for record in records.get(table.what, ()):
            sheet.append([_written(sheet, value) for value in cells_of(record, table)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _set_widths(sheet: Any, table: Table) -> None:
    for number, _column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDE


def _head(sheet: Any, name: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, name)
    cell.font = BOLD
    return cell


def _written(sheet: Any, value: Cell) -> WriteOnlyCell:
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        raise TooLongForACell(value[:WIDE])
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = WRAPPED
    if isinstance(value, str):
        cell.data_type, cell.number_format, cell.quotePrefix = "s", AS_TEXT, True
    return cell
