"""Where a day, a score and minutes lie in a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from recovery.charts.shapes import ChartDay

LEFT, RIGHT, TOP = 32, 8, 26
PAIN_HEIGHT, MARK_ROOM, MINUTES_HEIGHT, FOOT = 194, 44, 46, 24
FUNCTION_HEIGHT, FUNCTION_ROOM = 56, 92
HIGHEST = 10
LEAST_MINUTES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of days, and below each other: pain, the plan's marks, function, minutes.

    Function has its own strip, since more is better there and worse above; without a rating
    there is no strip.
    """

    days: Sequence[ChartDay]
    width: int

    @property
    def right(self) -> int:
        return self.width - RIGHT

    @property
    def step(self) -> float:
        return (self.width - LEFT - RIGHT) / len(self.days)

    @property
    def has_function(self) -> bool:
        return any(one.function is not None for one in self.days)

    @property
    def function_top(self) -> int:
        return TOP + PAIN_HEIGHT + MARK_ROOM + FUNCTION_ROOM - FUNCTION_HEIGHT - 16

    @property
    def base(self) -> int:
        """The ground that the minutes stand on."""
        room = FUNCTION_ROOM if self.has_function else 0
        return TOP + PAIN_HEIGHT + MARK_ROOM + room + MINUTES_HEIGHT

    @property
    def height(self) -> int:
        return self.base + FOOT

    @property
    def mark_middle(self) -> int:
        return TOP + PAIN_HEIGHT + MARK_ROOM // 2

    @property
    def most_minutes(self) -> int:
        return max(LEAST_MINUTES_SHOWN, *(one.minutes or 0 for one in self.days))

    def x(self, place: float) -> float:
        return round(LEFT + (place + 0.5) * self.step, 1)

    @staticmethod
    def y(pain: int) -> float:
        return round(TOP + PAIN_HEIGHT * (HIGHEST - pain) / HIGHEST, 1)

    def y_function(self, score: float) -> float:
        return round(self.function_top + FUNCTION_HEIGHT * (HIGHEST - score) / HIGHEST, 1)
