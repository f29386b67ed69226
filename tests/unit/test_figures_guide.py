"""The guide for those who draw names all there is, and its example can be drawn."""

from pathlib import Path

import pytest

from exercises.figures.lined_yaml import read
from exercises.figures.pose import POSTURES, Muscle, read_figure
from exercises.figures.prop_data import BALL_PLACES, FORMS
from exercises.figures.svg import render

GUIDE = Path(__file__).parents[2] / "docs" / "figures.md"
TEXT = GUIDE.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*read(POSTURES), *FORMS])
def test_each_posture_and_prop_is_named(word: str) -> None:
    assert f"`{word}`" in TEXT


@pytest.mark.parametrize("word", [*Muscle, *BALL_PLACES])
def test_each_muscle_and_place_of_a_ball_is_named(word: str) -> None:
    assert f"{word}," in TEXT or f"{word} |" in TEXT or f"{word} and" in TEXT


def test_the_example_can_be_drawn(tmp_path: Path) -> None:
    path = tmp_path / "seated-knee-extension.yaml"
    path.write_text(TEXT.partition("```yaml\n")[2].partition("```")[0])
    example = read_figure(path)
    assert example.muscle is Muscle.QUADRICEPS
    assert "f-prop-line" in render(example, mirror=False, moving=True, label="", plain=False)
