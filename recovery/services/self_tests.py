"""A try at an exit test."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from accounts.models import User
from recovery.domain.codes import Author
from recovery.domain.log import SelfTest
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
    """Keep a self-test. `answers` by the field names of `SelfTest`.

    Raises EntryInvalid, EntryConflict or PlanClosed.
    """
    author = author or author_of(plan, by)
    entry = door.read(SelfTest, answers, client_id=client_id, on=on, author=author)
    return append(plan=plan, entry=entry, by=by, now=now, today=today)
