"""Sheets as PDF, set by Typst from the layouts beside the page templates.

A layout gets its words and pictures as data and never as markup, so nothing that somebody wrote
can become a command.
"""

import json
from functools import cache
from typing import Any

from django.conf import settings

from exercises.figures import draw_sheet, has_figure
from exercises.figures.standalone import for_paper
from recovery.assets import FIGURE_RULES, LEXEND, TOKENS

LAYOUTS = settings.BASE_DIR / "templates" / "recovery" / "paper"
PAPERS = {"a4": "a4", "letter": "us-letter"}
PAPER_NAMES = {"a4": "A4", "letter": "Letter"}


def set_pages(layout: str, sheet: dict[str, Any], *, paper: str, language: str) -> bytes:
    """The sheet as PDF. layout: "day" or "week". paper: a key of PAPERS."""
    exercises = [
        {**one, "figure": figure(one["slug"], one["mirror"])} for one in sheet["exercises"]
    ]
    return set_layout(layout, {**sheet, "exercises": exercises}, paper=paper, language=language)


def set_layout(layout: str, sheet: dict[str, Any], *, paper: str, language: str) -> bytes:
    """Any layout of the folder, its pictures drawn already."""
    import typst  # 30 MB that a page without a PDF does not need

    data = {**sheet, "paper": PAPERS[paper], "language": language}
    return typst.compile(
        str(LAYOUTS / f"{layout}.typ"),
        root=str(LAYOUTS),
        font_paths=[str(LEXEND.parent)],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(data)},
    )


@cache
def figure(slug: str, mirror: bool) -> str:
    """Start and end of an exercise in the colours of paper; empty where there is no drawing."""
    if not has_figure(slug):
        return ""
    tokens, rules = (path.read_text(encoding="utf-8") for path in (TOKENS, FIGURE_RULES))
    return for_paper(draw_sheet(slug, mirror=mirror), tokens=tokens, rules=rules)
