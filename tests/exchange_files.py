"""Library files for tests: whole ones, and ones with a single thing spoilt."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from exercises.articles import articles
from exercises.exchange.json_files import write_json
from exercises.exchange.tidying import tidy
from exercises.exchange.workbooks import write_workbook
from exercises.library import library

SLUGS = ("heel-dig", "two-leg-bridge", "bridge-walk-out")


def records(*slugs: str, **changes: Any) -> dict[str, list[dict[str, Any]]]:
    """The exercises as a file has them; `changes` are made to the first."""
    found = [tidy(library()[slug].as_dict()) for slug in slugs or SLUGS]
    found[0] |= changes
    return {"exercises": found}


def article_records(slug: str = "pain-as-a-guide", **changes: Any) -> dict[str, Any]:
    """One article, with every exercise that its text may lead to."""
    return {"articles": [tidy(articles()[slug].as_dict()) | changes]}


def workbook(**changes: Any) -> bytes:
    return write_workbook(records(**changes))


def as_json(**changes: Any) -> bytes:
    return write_json(records(**changes))


def spoilt_workbook(spoil: Callable[[Workbook], object], data: bytes | None = None) -> bytes:
    """What a person made of an export in their spreadsheet."""
    book = load_workbook(BytesIO(data or workbook()))
    spoil(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_cell(column: str, value: object, *, row: int = 2) -> bytes:
    """A workbook in which somebody typed `value` under `column`."""
    return spoilt_workbook(lambda book: _type(book["en"], column, value, row))


def _type(sheet: Any, column: str, value: object, row: int) -> None:
    names = [cell.value for cell in sheet[1]]
    sheet.cell(row, names.index(column) + 1).value = value


def spoilt_json(spoil: Callable[[dict[str, Any]], object]) -> bytes:
    whole = json.loads(as_json())
    spoil(whole)
    return json.dumps(whole).encode()
