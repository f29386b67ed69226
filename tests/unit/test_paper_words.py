"""The traffic light in words: the caps, no score left out and none said twice."""

import pytest

from recovery.domain.protocol import Caps
from recovery.explanations.paper_words import lights


def said(progress: int, hold: int, stop: int) -> list[tuple[str, str]]:
    return [(one.scores, one.word) for one in lights(Caps(progress=progress, hold=hold, stop=stop))]


def test_each_score_has_its_light() -> None:
    assert said(2, 3, 6) == [
        ("0 to 2", "Go on"),
        ("3", "Stay"),
        ("4 to 5", "Ease"),
        ("6 to 10", "Stop"),
    ]


@pytest.mark.parametrize(
    ("caps", "words"),
    [((2, 2, 6), ["Go on", "Ease", "Stop"]), ((2, 3, 4), ["Go on", "Stay", "Stop"])],
)
def test_a_light_that_no_score_reaches_is_left_out(
    caps: tuple[int, int, int], words: list[str]
) -> None:
    assert [word for _scores, word in said(*caps)] == words
