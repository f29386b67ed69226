"""A day from paper: its check-in and its session, through the doors of all others."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from recovery.models import RecoveryPlan
from recovery.services import check_ins, sessions
from recovery.services.log import Recorded


@transaction.atomic
def type_in(
    *,
    plan: RecoveryPlan,
    on: date,
    check_in: Mapping[str, Any],
    session: Mapping[str, Any],
    by: User,
    now: datetime,
    today: date,
) -> Recorded | None:
    """Keep what was written down for a day, both or neither, and decide again from then on.

    What is empty is not kept at all; None where both are. A sheet has one check-in and one session
    for a day: typed twice they are stored once, and another answer is a correction.
    Raises EntryInvalid, EntryConflict or PlanClosed, with nothing stored.
    """
    told = {"plan": plan, "on": on, "by": by, "now": now, "today": today}
    recorded = None
    if check_in:
        recorded = check_ins.record(answers=check_in, client_id=f"paper-check-in-{on}", **told)
    if session:
        recorded = sessions.record(answers=session, client_id=f"paper-session-{on}", **told)
    return recorded
