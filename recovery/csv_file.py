"""Rows as a CSV file that spreadsheets open as it is meant: text stays text, empty stays empty."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# Spreadsheets take a cell that begins with one of these for a formula, and run it.
RUNS = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | None


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with its mark, without which some programs read letters wrong. None is empty, not 0."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_plain(head) for head in heads])
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int:
    """A text that would run gets a quote before it, as spreadsheets themselves write one."""
    if cell is None:
        return ""
    is_running = isinstance(cell, str) and cell.lstrip(" ").startswith(RUNS)
    return f"'{cell}" if is_running else cell
