"""Where pain is going, from two weeks of answers: the rule of R10, told both ways."""

from collections.abc import Sequence
from enum import StrEnum
from statistics import median

from recovery.domain import limits


class Trend(StrEnum):
    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    UNKNOWN = "unknown"


def trend(worst: Sequence[int | None]) -> Trend:
    """worst: a score a day or None, oldest first. The latest week's median beside the one before.

    Too few answers in either week give no trend: a gap is not a calm day.
    """
    before, lately = worst[-2 * limits.WEEK : -limits.WEEK], worst[-limits.WEEK :]
    weeks = [[score for score in week if score is not None] for week in (before, lately)]
    if min(map(len, weeks)) < limits.WEEK_MINIMUM_SCORES:
        return Trend.UNKNOWN
    change = median(weeks[1]) - median(weeks[0])
    if change >= limits.WEEK_RISE_HOLDS:
        return Trend.RISING
    return Trend.FALLING if change <= -limits.WEEK_RISE_HOLDS else Trend.STEADY
