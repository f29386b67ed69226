"""How much of a plan was told and done, in days. What is not known is None, never 0."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

PERCENT = 100
Days = frozenset[date]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """Some days of one plan.

    days: those that count. checked_in, trained, reported: on which there was a check-in, a session,
    or anything of the patient's own. asked: on which exercises were listed; None where nobody
    knows. minutes: of all sessions, None where none says.
    """

    days: Days = frozenset()
    checked_in: Days = frozenset()
    trained: Days = frozenset()
    reported: Days = frozenset()
    asked: Days | None = field(default=None)
    minutes: int | None = None

    @property
    def due(self) -> int | None:
        """Days with exercises to do. A day on which some were done was one, whatever is listed."""
        return None if self.asked is None else len((self.asked & self.days) | self.trained)

    @property
    def percent(self) -> int | None:
        """Days with a session among the days with exercises to do; of none there is no share."""
        return round(PERCENT * len(self.trained) / self.due) if self.due else None


def days_over(first: date, latest: date, *, today: date, reported: Iterable[date]) -> Days:
    """Each day of a stretch. Today is not over: it counts once something of it was told."""
    told = set(reported)
    span = (first + timedelta(days=number) for number in range((latest - first).days + 1))
    return frozenset(day for day in span if day < today or day in told)
