"""What the patient can do (PSFS): each activity, the mean, and what its change means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from recovery.explanations.function_words import (
    SOURCE,
    Change,
    change_in_function,
    sizes_words,
)
from recovery.selectors.function import FunctionPoint

LATELY = 4  # ratings that fit beside each other


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityRow:
    """An activity with its scores in the order of the ratings; a dash where it was skipped."""

    activity: str
    scores: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class FunctionPanel:
    """days: of the ratings. means: of the activities scored that day.

    said: such as "6.7, was 2.0". change: since the first rating.
    """

    days: list[date]
    rows: list[ActivityRow]
    means: list[str]
    said: str
    change: Change | None
    sizes: str
    source: str


def function_panel(points: Sequence[FunctionPoint], *, most: int = LATELY) -> FunctionPanel | None:
    """The first rating and the latest, `most` in all; nothing where nothing was rated."""
    rated = [one for one in points if one.mean is not None]
    if not rated:
        return None
    shown = rated if len(rated) <= most else [rated[0], *rated[1 - most :]]
    both = _means_of_both(rated[0], rated[-1]) if len(rated) > 1 else None
    return FunctionPanel(
        days=[one.day for one in shown],
        rows=_rows(shown),
        means=[_mean_words(one.mean) for one in shown],
        said=_said(*both) if both else _mean_words(rated[-1].mean),
        change=change_in_function(*both) if both else None,
        sizes=sizes_words(),
        source=SOURCE,
    )


def _said(first: float, latest: float) -> str:
    told = {"latest": _mean_words(latest), "first": _mean_words(first)}
    return _("%(latest)s, was %(first)s") % told


def _mean_words(mean: float | None) -> str:
    return number_format(mean, decimal_pos=1)


def _rows(points: Sequence[FunctionPoint]) -> list[ActivityRow]:
    names = dict.fromkeys(name for one in points for name, _score in one.scores)
    said = [dict(one.scores) for one in points]
    return [
        ActivityRow(activity=name, scores=[_score_words(one.get(name)) for one in said])
        for name in names
    ]


def _score_words(score: int | None) -> str:
    return "–" if score is None else str(score)


def _means_of_both(first: FunctionPoint, latest: FunctionPoint) -> tuple[float, float] | None:
    """Of the activities scored both times; a skipped one would change the mean by itself."""
    before, now = dict(first.scores), dict(latest.scores)
    pairs = [
        (score, now[name])
        for name, score in before.items()
        if score is not None and now.get(name) is not None
    ]
    if not pairs:
        return None
    old, new = (sum(scores) / len(pairs) for scores in zip(*pairs, strict=True))
    return old, new
