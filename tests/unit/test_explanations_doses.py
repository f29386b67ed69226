"""How much, how heavy and with which leg: each a sentence of its own."""

from decimal import Decimal

import pytest

from recovery.domain.codes import DoseSide, Side
from recovery.domain.ladder import Dose
from recovery.explanations.doses import dose_words

PULLS = "stop well before it pulls"


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        (Dose(sets=2, reps=8, side=DoseSide.INJURED), "2 sets of 8. Your left leg."),
        (Dose(sets=2, reps=8, load=PULLS), "2 sets of 8. Stop well before it pulls. Both legs."),
        (Dose(sets=1, duration_seconds=300, load="easy"), "5 minutes. Easy."),
        (
            Dose(sets=3, reps=8, load_kg=Decimal("2.50"), tempo="3 seconds down"),
            "3 sets of 8. With 2.5 kg. 3 seconds down. Both legs.",
        ),
    ],
)
def test_a_dose_in_words(dose: Dose, said: str) -> None:
    assert dose_words(dose, Side.LEFT) == said
