"""What somebody can do, as it is asked again and as it went."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recovery.forms.function_ratings import PLACES, FunctionRatingForm
from recovery.models import RecoveryPlan
from recovery.selectors.function import FunctionPoint

ASKED_EVERY = timedelta(days=14)


def is_asked_today(plan: RecoveryPlan, today: date) -> bool:
    """Two weeks after the intake or the latest rating. Reads what `own_plans` annotates."""
    has_named = plan.function_rated_on or plan.activities not in (None, "[]")
    if not plan.is_open or not has_named:
        return False
    return today - (plan.function_rated_on or plan.started_on) >= ASKED_EVERY


def questions(form: FunctionRatingForm, points: Sequence[FunctionPoint]) -> list[dict[str, Any]]:
    """Each activity with its fields and what was said last."""
    places = range(1, 1 + (len(form.activities) or len(PLACES)))
    return [_question(form, place, points[-1] if points else None) for place in places]


def _question(form: FunctionRatingForm, place: int, latest: FunctionPoint | None) -> dict[str, Any]:
    field = {"place": place, "field": form[f"score_{place}"]}
    if latest is None:
        return field | {"name": form[f"activity_{place}"]}
    activity = form.activities[place - 1]
    return field | {"activity": activity, "before": _before(latest, activity)}


def _before(latest: FunctionPoint, activity: str) -> str:
    score = dict(latest.scores).get(activity)
    if score is None:
        return ""
    day = date_format(latest.day, "j F")
    return _("%(score)d of 10 on %(day)s.") % {"score": score, "day": day}


def function_lines(points: Sequence[FunctionPoint]) -> list[dict[str, Any]]:
    """Each activity that was rated, with its first and its latest score."""
    if not points:
        return []
    now, on = dict(points[-1].scores), points[-1].day
    return [
        {
            "activity": activity,
            "first": score,
            "latest": now.get(activity),
            "on": on,
            "is_again": len(points) > 1 and now.get(activity) is not None,
        }
        for activity, score in points[0].scores
        if score is not None
    ]
