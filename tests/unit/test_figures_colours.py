"""Colours come from the tokens: a drawing names classes, and each class one token a theme."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pytest

from exercises.figures import draw, draw_sheet, slugs

STYLES = Path(__file__).parents[2] / "static" / "css"
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
RULES = (STYLES / "components" / "figure.css").read_text(encoding="utf-8")
DRESSED = frozenset({"fig", "moves", "still"})


@cache
def classes() -> frozenset[str]:
    drawn = (draw(slug, moving=True) + draw_sheet(slug) for slug in slugs())
    return frozenset(name for svg in drawn for name in re.findall(r'class="([\w-]+)"', svg))


def rule(name: str) -> str:
    return re.search(rf"\.{name}(?: path)? {{([^}}]*)}}", RULES)[1]


def test_every_class_takes_its_colour_from_a_token() -> None:
    for name in classes() - DRESSED - {"f-ghost"}:
        assert re.search(r"(fill|stroke): var\(--fig-[\w-]+\)", rule(name)), name
    assert ".f-ghost path { fill: var(--fig-ghost); }" in RULES


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_token_has_a_colour_in_both_themes(theme: str) -> None:
    block = TOKENS.split(f'[data-bs-theme="{theme}"] {{', 1)[1].split("}", 1)[0]
    for token in set(re.findall(r"--fig-[\w-]+", RULES)):
        assert re.search(rf"{token}: #[0-9a-f]{{6}};", block), token


@pytest.mark.parametrize("slug", slugs())
def test_a_drawing_brings_no_colour_of_its_own(slug: str) -> None:
    for svg in (draw(slug, moving=True), draw(slug, plain=True), draw_sheet(slug)):
        for element in ET.fromstring(svg).iter():
            assert not {"fill", "stroke", "opacity", "style", "color"} & set(element.attrib)
        assert "#" not in svg
        assert "rgb" not in svg
