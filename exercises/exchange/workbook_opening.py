"""Opens a workbook that somebody sends: judged before it is unpacked, and read only so far."""

import zipfile
from collections.abc import Collection, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.xml import DEFUSEDXML

from exercises.exchange.limits import (
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_UNPACKED_BYTES,
    MOST_VALUES,
)

Grid = Sequence[Sequence[Any]]
# The head, and one row too many, so that the reader can tell.
ROWS_READ = MOST_ROWS + 2


class NotAWorkbook(Exception):
    """What was sent cannot be read, or should not be; the message says what to do."""


def open_workbook(data: bytes, wanted: Collection[str]) -> Mapping[str, Grid]:
    """The cells of each sheet, none for those not wanted. Formulas stay formulas.

    Raises NotAWorkbook.
    """
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is not installed: workbooks could not be read safely.")
    _judge(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        sheets = {name: _cells(book[name], name in wanted) for name in book.sheetnames}
    except Exception as error:  # a broken workbook breaks openpyxl in many ways
        raise NotAWorkbook("not readable as a workbook: save it anew as .xlsx.") from error
    if sum(map(_lines, sheets.values())) > MOST_VALUES:
        raise NotAWorkbook("far more in it than a library has: split it.")
    return sheets


def _cells(sheet: Any, is_wanted: bool) -> Grid:
    if not is_wanted:
        return ()
    return list(sheet.iter_rows(max_row=ROWS_READ, max_col=MOST_COLUMNS))


def _lines(grid: Grid) -> int:
    """How many lines its cells have beyond one; each may be the text of a list."""
    values = (cell.value for row in grid for cell in row)
    return sum(value.count("\n") for value in values if isinstance(value, str))


def _judge(data: bytes) -> None:
    """A zip file says what it will unpack to, and Python unpacks no more than that."""
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NotAWorkbook("not readable as a workbook: save it as .xlsx.") from error
    if any("vbaproject" in part.filename.lower() for part in parts):
        raise NotAWorkbook("a workbook with macros: save it as .xlsx, which has none.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise NotAWorkbook("unpacks to far more than a library: copy its rows into a new workbook.")
