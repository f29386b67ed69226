"""A figure as a file of its own brings every colour it uses, in both themes, and nothing else."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from exercises.figures import draw, slugs
from exercises.figures.standalone import standalone

STYLES = Path(__file__).parents[2] / "static" / "css"
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
RULES = (STYLES / "components" / "figure.css").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"


def alone(slug: str) -> str:
    return standalone(draw(slug, plain=True), tokens=TOKENS, rules=RULES)


@pytest.mark.parametrize("slug", slugs())
def test_every_class_has_its_rule_and_every_token_two_colours(slug: str) -> None:
    root = ET.fromstring(alone(slug))
    style = root.find(f"{SVG}style").text
    classes = {element.get("class") for element in root.iter() if element.get("class")}
    assert root.tag == f"{SVG}svg"
    assert [name for name in classes - {"fig"} if f".{name}{{" not in style] == []
    light, dark = style.split("@media screen and (prefers-color-scheme:dark)")
    for token in re.findall(r"var\((--fig-[\w-]+)\)", style):
        assert re.search(rf"{token}:#[0-9a-f]{{6}}", light), token
        assert re.search(rf"{token}:#[0-9a-f]{{6}}", dark), token


def test_the_colours_are_those_of_each_theme() -> None:
    style = alone("heel-dig")
    light, dark = style.split("@media", 1)
    assert "--fig-muscle:#e4572e" in light
    assert "--fig-muscle:#ff6f47" in dark


def test_rules_of_what_is_not_drawn_are_left_out() -> None:
    assert ".f-ghost" not in alone("heel-dig")
    assert ".f-prop{" not in alone("heel-dig")


def test_only_the_opening_is_changed() -> None:
    drawn = draw("heel-dig", plain=True)
    assert alone("heel-dig").endswith(drawn.split(">", 1)[1])
