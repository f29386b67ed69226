"""The library of the database as one file."""

from collections.abc import Callable, Mapping
from typing import Any

from exercises.exchange.columns import ARTICLES, EXERCISES
from exercises.exchange.json_files import write_json
from exercises.exchange.tidying import tidy
from exercises.exchange.workbooks import write_workbook
from exercises.models import Article, Exercise, Reviewed

MODELS: Mapping[str, type[Reviewed]] = {EXERCISES.what: Exercise, ARTICLES.what: Article}
WRITERS: Mapping[str, Callable[..., bytes]] = {"xlsx": write_workbook, "json": write_json}


def export_library(kind: str) -> bytes:
    """Every exercise and article by slug, retired ones too. `kind`: xlsx or json.

    Not their sign-off: that is earned here. Raises TooLongForACell.
    """
    return WRITERS[kind]({what: _records(model) for what, model in MODELS.items()})


def _records(model: type[Reviewed]) -> list[dict[str, Any]]:
    rows = model.objects.with_links().order_by("slug")
    return [tidy(row.content().as_dict()) for row in rows]
