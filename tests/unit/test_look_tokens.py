"""The tokens keep their promises: contrast in both themes, dark written twice alike."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
AA_TEXT, AA_MARK = 4.5, 3.0

TEXT_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink-2", "paper"),
    ("ink-2", "surface"),
    ("ink-2", "sunken"),
    ("ink-2", "neutral-soft"),
    ("teal", "paper"),
    ("teal", "surface"),
    ("on-teal", "teal"),
    ("on-teal", "teal-ink"),
    ("teal-ink", "teal-soft"),
    ("coral", "paper"),
    ("coral", "surface"),
    ("on-coral", "coral"),
    ("coral-ink", "coral-soft"),
    ("honey", "surface"),
    ("honey", "paper"),
    ("honey-ink", "honey-soft"),
    ("hero-ink", "hero"),
    ("hero-ink-2", "hero"),
    ("hero-button-ink", "hero-button"),
    ("hero-button-ink", "hero-ink-2"),
]
MARK_ON_GROUND = [
    ("control", "paper"),
    ("control", "surface"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("focus", "sunken"),
    ("hero-ink", "hero"),
    ("function", "surface"),
    ("teal", "band-1"),
    ("teal", "band-2"),
    ("teal", "band-3"),
    ("fig-muscle", "fig-bg"),
]


def colours(selector: str) -> dict[str, str]:
    """The hex colours set in the first block that follows `selector`."""
    block = TOKENS.read_text().split(selector, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


LIGHT = colours('[data-bs-theme="light"] {')
DARK = colours('\n  [data-bs-theme="dark"] {')
DARK_BY_SYSTEM = colours(':root:not([data-bs-theme="light"]) {')


def test_black_on_white_is_21_to_1():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read(theme, text, ground):
    assert contrast(theme[text], theme[ground]) >= AA_TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARK_ON_GROUND)
def test_marks_can_be_seen(theme, mark, ground):
    assert contrast(theme[mark], theme[ground]) >= AA_MARK


def test_dark_by_system_and_dark_by_choice_are_the_same():
    assert DARK_BY_SYSTEM == DARK


def test_both_themes_name_the_same_colours():
    assert LIGHT.keys() == DARK.keys()
