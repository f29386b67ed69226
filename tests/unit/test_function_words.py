"""How much a change in what somebody can do means; and missing is not zero."""

from datetime import date

import pytest

from recovery.explanations.function_words import change_in_function
from recovery.presenters.desk_function import function_panel
from recovery.selectors.function import FunctionPoint


@pytest.mark.parametrize(
    ("latest", "kind", "words"),
    [
        (3.0, "same", "no change, less than people notice"),
        (4.2, "same", "up 1.2, less than people notice"),
        (4.3, "same", "up 1.3, a small change"),
        (4.9, "same", "up 1.9, a small change"),
        (5.0, "up", "up 2.0, a small change"),
        (5.3, "up", "up 2.3, a medium change"),
        (5.7, "up", "up 2.7, a large change"),
        (1.0, "eased", "down 2.0, a small change"),
        (0.3, "eased", "down 2.7, a large change"),
    ],
)
def test_a_change_has_a_size_and_is_marked_from_two_points_on(latest, kind, words):
    change = change_in_function(3.0, latest)
    assert (change.kind, change.words) == (kind, words)


def rated(day: int, **scores: int | None) -> FunctionPoint:
    return FunctionPoint(day=date(2026, 3, day), scores=tuple(scores.items()))


def test_a_skipped_activity_is_a_dash_and_changes_nothing_by_itself():
    """The mean of 2 and 8 is 5; without the 2 it would be 8, and nothing got better."""
    panel = function_panel([rated(2, stairs=2, running=8), rated(16, stairs=None, running=8)])
    assert [row.scores for row in panel.rows] == [["2", "–"], ["8", "8"]]
    assert panel.said == "8.0, was 8.0"
    assert panel.change.words == "no change, less than people notice"


def test_the_first_rating_stays_beside_the_latest():
    panel = function_panel([rated(day, stairs=day) for day in (1, 2, 3, 4, 5)])
    assert [day.day for day in panel.days] == [1, 3, 4, 5]


def test_what_was_never_rated_has_no_panel():
    assert function_panel([]) is None
    assert function_panel([rated(2, stairs=None)]) is None


def test_one_rating_has_no_change():
    panel = function_panel([rated(2, stairs=4)])
    assert (panel.said, panel.change) == ("4.0", None)
