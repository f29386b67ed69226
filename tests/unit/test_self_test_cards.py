"""A test's card: its steps, its figure and timer, and both sides beside each other."""

from decimal import Decimal

import pytest

from exercises.figures import has_figure
from recovery.domain.codes import Side
from recovery.presenters.self_tests import side_by_side, steps_of
from recovery.presenters.test_guides import GUIDES, PLAIN, guide_of
from recovery.protocols import shipped_protocol


def test_the_better_side_fills_its_bar_and_the_share_is_said():
    found = side_by_side(Decimal("22.00"), Decimal("25.00"), Side.LEFT)
    assert [(bar.name, bar.value, bar.width) for bar in found.bars] == [
        ("Left, injured", "22", 88),
        ("Right", "25", 100),
    ]
    assert found.said == "For every 10 on the other side, 8.8 on the injured one."


def test_the_injured_side_may_be_the_better_one():
    found = side_by_side(Decimal(12), Decimal("7.5"), Side.RIGHT)
    assert [(bar.name, bar.value, bar.width) for bar in found.bars] == [
        ("Right, injured", "12", 100),
        ("Left", "7.5", 62),
    ]


@pytest.mark.parametrize(("injured", "other"), [(None, 5), (5, None), (5, 0), (None, None)])
def test_one_side_alone_is_no_comparison(injured, other):
    numbers = [None if one is None else Decimal(one) for one in (injured, other)]
    assert side_by_side(*numbers, Side.LEFT) is None


def test_nothing_on_the_injured_side_is_a_number_too():
    found = side_by_side(Decimal(0), Decimal(9), Side.LEFT)
    assert [bar.width for bar in found.bars] == [0, 100]


def test_each_sentence_of_a_how_to_is_a_step():
    assert steps_of("Warm up. Jog 20 metres! Did it pull? Stop.") == (
        "Warm up.",
        "Jog 20 metres!",
        "Did it pull?",
        "Stop.",
    )


def test_every_shipped_test_has_a_guide_with_a_figure_that_exists():
    codes = {test.code for phase in shipped_protocol().phases for test in phase.exit_tests}
    assert set(GUIDES) == codes
    assert all(has_figure(guide.exercise) for guide in GUIDES.values())


def test_a_test_that_nobody_wrote_a_guide_for_shows_its_words_alone():
    assert guide_of("handstand") is PLAIN
