"""What helps with a test beside its words: a figure, a timer, and whether both sides count."""

from dataclasses import dataclass

MINUTE = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class TestGuide:
    """exercise: whose figure shows it, if any. seconds, rounds: of its timer; 0 without one.

    compares: whether the sides are held against each other, with a count for each.
    """

    __test__ = False  # not a test case, whatever its name

    exercise: str = ""
    seconds: int = 0
    rounds: int = 1
    compares: bool = False


PLAIN = TestGuide()
# By the codes of the shipped protocol. A test that is not here shows its words alone.
GUIDES = {
    "walk-10-minutes": TestGuide(exercise="easy-walk", seconds=10 * MINUTE),
    "slow-jog-20-metres": TestGuide(exercise="steady-jog"),
    "brisk-march": TestGuide(exercise="march-on-the-spot", seconds=MINUTE),
    "heel-dig-half-effort": TestGuide(exercise="heel-dig", seconds=5, rounds=5),
    "heel-dig-full-effort": TestGuide(exercise="heel-dig", seconds=5),
    "single-leg-bridge-15": TestGuide(exercise="single-leg-bridge", compares=True),
    "knee-straightening-same": TestGuide(exercise="lying-knee-extension"),
    "half-speed-jog": TestGuide(exercise="steady-jog"),
    "stairs-two-flights": TestGuide(exercise="stair-climb"),
    "brisk-walk-30": TestGuide(exercise="brisk-walk", seconds=30 * MINUTE),
    "single-leg-bridge-25": TestGuide(exercise="single-leg-bridge", compares=True),
    "knee-straightening-easy": TestGuide(exercise="lying-knee-extension"),
    "fast-leg-raise": TestGuide(exercise="straight-leg-raise"),
    "full-speed-run": TestGuide(exercise="acceleration"),
    "change-of-direction": TestGuide(exercise="zigzag-run"),
    "sit-to-stand-20": TestGuide(exercise="sit-to-stand"),
}


def guide_of(test: str) -> TestGuide:
    return GUIDES.get(test, PLAIN)
