"""What somebody can do of what matters to them: at the intake, and as it was asked again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from recovery.models import FunctionRating, LogEntry, RecoveryPlan

Score = tuple[str, int | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class FunctionPoint:
    """One rating: each activity with its score, 0 to 10; None where it was skipped."""

    day: date
    scores: tuple[Score, ...]

    @property
    def mean(self) -> float | None:
        """Of the activities that have a score; None where none has."""
        given = [score for _activity, score in self.scores if score is not None]
        return sum(given) / len(given) if given else None


def function_points(plan: RecoveryPlan) -> tuple[FunctionPoint, ...]:
    """The intake's scores and every rating since, oldest first, one a day; two queries."""
    intake = LogEntry.objects.filter(plan=plan, kind=LogEntry.Kind.INTAKE)
    return _with_ratings(plan, intake.values_list("on", "facts__activities").first())


def function_points_of(plan: RecoveryPlan) -> tuple[FunctionPoint, ...]:
    """The same of a plan that `own_plans` read, with its activities; one query."""
    return _with_ratings(plan, (plan.started_on, json.loads(plan.activities or "[]")))


def _with_ratings(plan: RecoveryPlan, first: tuple[date, Any] | None) -> tuple[FunctionPoint, ...]:
    again = FunctionRating.objects.filter(plan=plan).order_by("on", "recorded_at", "pk")
    said = [first] if first else []
    of_day = dict([*said, *again.values_list("on", "scores")])
    return tuple(_point(day, scores or ()) for day, scores in of_day.items() if scores)


def _point(day: date, scores: Iterable[Sequence]) -> FunctionPoint:
    return FunctionPoint(day=day, scores=tuple((name, score) for name, score in scores))
