"""Two minutes on one's feet between hours of sitting: four gentle moves, half a minute each.

None of them strains the back of the thigh, so they fit every phase; they are no part of the plan
and are not recorded.
"""

from recovery.explanations.doses import time_words

EACH_SECONDS = 30
MOVES = ("march-on-the-spot", "weight-shift", "standing-back-bend", "wall-toe-raise")


def length_said(moves: int) -> str:
    return time_words(moves * EACH_SECONDS)
