"""How the day began."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from accounts.models import User
from recovery.domain.codes import Author
from recovery.domain.log import CheckIn
from recovery.models import RecoveryPlan
from recovery.services import answers as door
from recovery.services.log import Recorded, append, author_of


def record(
    *,
    plan: RecoveryPlan,
    on: date,
    answers: Mapping[str, Any],
    client_id: str,
    by: User,
    now: datetime,
    today: date,
    author: Author | None = None,
) -> Recorded:
    """Keep a check-in and decide the day.

    answers: by the field names of `CheckIn`; what nobody answered is left out or None.
    Raises EntryInvalid, EntryConflict or PlanClosed.
    """
    author = author or author_of(plan, by)
    entry = door.read(CheckIn, answers, client_id=client_id, on=on, author=author)
    return append(plan=plan, entry=entry, by=by, now=now, today=today)
