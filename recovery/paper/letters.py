"""A letter as PDF: its chart and the key to it, drawn for paper, and its layout."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

from recovery.assets import CSS, TOKENS
from recovery.charts import ChartDay, key_rows, pain_chart, summary
from recovery.paper.glyphs import not_held
from recovery.paper.pdf import set_layout

CHART_RULES = [CSS / "components" / name for name in ("chart.css", "patient.css")]
WIDTH, KEY_WIDTH, KEY_HEIGHT = 860, 24, 14
ON_PAPER = {"--surface": "#ffffff"}
RULE = re.compile(r"^ *\.chart ([^{,]+) \{([^}]*)\}", re.MULTILINE)
FONT = "font:400 13px var(--font)"


def set_letter(
    letter: dict[str, Any],
    days: Sequence[ChartDay],
    named: Mapping[str, Any],
    *,
    paper: str,
    language: str,
) -> bytes:
    """letter: plain values. days: of the chart, none where it is not wanted.

    named: its `lines` and `can_do`, as charts take them.
    """
    said = summary(days, has_table=False, can_do=named["can_do"]) if days else ""
    drawn = {
        "chart": on_paper(pain_chart(days, width=WIDTH, **named)),
        "chart_said": said,
        "key": [
            {"shape": on_paper(_sized(shape)), "words": str(words)}
            for shape, words in key_rows(days, **named)
        ],
    }
    return set_layout("letter", {**letter, **drawn}, paper=paper, language=language)


def plain(letter: Any) -> dict[str, Any]:
    """A letter as JSON can hold it, without the days of its chart."""
    return {name: value for name, value in asdict(letter).items() if name != "chart"}


def boxes_in(letter: dict[str, Any]) -> str:
    """Letters of the record that would be empty boxes in the file; letter: plain values."""
    return not_held(json.dumps(letter, ensure_ascii=False, default=str))


def _sized(svg: str) -> str:
    return svg.replace("<svg ", f'<svg width="{KEY_WIDTH}" height="{KEY_HEIGHT}" ', 1)


def on_paper(svg: str) -> str:
    """The drawing with its own style in the light colours: programs that set pages know none of
    the page's, and no variables. Empty where nothing is drawn.
    """
    if not svg:
        return ""
    opening, rest = svg.split(">", 1)
    return f'{opening} xmlns="http://www.w3.org/2000/svg"><style>{_style()}</style>{rest}'


@cache
def _style() -> str:
    tokens = TOKENS.read_text(encoding="utf-8")
    light = tokens.split('[data-bs-theme="light"] {', 1)[1].split("}", 1)[0]
    colours = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", light)) | ON_PAPER
    rules = RULE.findall("".join(path.read_text(encoding="utf-8") for path in CHART_RULES))
    css = "".join(f"{of.strip()}{{{_tight(body)}}}" for of, body in rules)
    css = css.replace(FONT, "font-family:Lexend;font-size:13px")
    return re.sub(r"var\((--[\w-]+)\)", lambda found: colours[found[1]], css)


def _tight(body: str) -> str:
    return re.sub(r"\s*([:;])\s*", r"\1", body.strip()).rstrip(";")
