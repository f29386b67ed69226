"""How a dose is said."""

import pytest

from exercises.library import Counts, Dose
from exercises.words import dose_words


@pytest.mark.parametrize(
    ("dose", "counts", "unilateral", "said"),
    [
        (Dose(sets=1, amount=10), Counts.MINUTES, False, "10 minutes."),
        (Dose(sets=1, amount=1), Counts.MINUTES, False, "1 minute."),
        (Dose(sets=3, amount=20), Counts.METRES, False, "3 times 20 metres."),
        (
            Dose(sets=4, amount=20, rest_seconds=15),
            Counts.SECONDS,
            True,
            "4 times 20 seconds. One side at a time. Rest 15 seconds in between.",
        ),
        (
            Dose(sets=3, amount=8, hold_seconds=1),
            Counts.REPS,
            False,
            "3 sets of 8. Hold each for 1 second.",
        ),
        (Dose(sets=1, amount=8, rest_seconds=30), Counts.REPS, False, "8 repetitions."),
    ],
)
def test_dose_in_words(dose: Dose, counts: Counts, unilateral: bool, said: str) -> None:
    assert dose_words(dose, counts, unilateral=unilateral) == said
