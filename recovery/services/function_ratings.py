"""Asking again how well somebody can do what matters to them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from recovery.models import FunctionRating, RecoveryPlan
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict, PlanClosed

Score = tuple[str, int | None]


@transaction.atomic
def record(
    *,
    plan: RecoveryPlan,
    on: date,
    scores: Sequence[Score],
    client_id: str,
    by: User,
    now: datetime,
) -> FunctionRating:
    """Keep a rating. No rule reads it, so nothing is decided again.

    Sent again with the same content it changes nothing. Raises EntryInvalid where every
    activity was skipped, EntryConflict, or PlanClosed.
    """
    plan = RecoveryPlan.objects.select_for_update().get(pk=plan.pk)
    if not plan.is_open:
        raise PlanClosed
    if all(score is None for _activity, score in scores):
        raise EntryInvalid("scores", "required")
    rows = [list(pair) for pair in scores]
    twin = FunctionRating.objects.filter(plan=plan, client_id=client_id).first()
    if twin is not None:
        if twin.scores != rows:
            raise EntryConflict(client_id)
        return twin
    return FunctionRating.objects.create(
        plan=plan, on=on, scores=rows, client_id=client_id, recorded_by=by, recorded_at=now
    )
