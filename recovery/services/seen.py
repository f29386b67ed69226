"""Somebody examined the patient."""

from datetime import date, datetime

from accounts.models import User
from recovery.domain.codes import Author
from recovery.domain.log import Seen
from recovery.models import RecoveryPlan
from recovery.services import answers as door
from recovery.services.log import Recorded, append, author_of


def record(
    *,
    plan: RecoveryPlan,
    on: date,
    who: str,
    seen_on: date,
    cleared: bool,
    client_id: str,
    by: User,
    now: datetime,
    today: date,
    author: Author | None = None,
) -> Recorded:
    """Keep that `who` examined the patient on `seen_on`, and whether exercise is allowed.

    Raises EntryInvalid, EntryConflict or PlanClosed.
    """
    author = author or author_of(plan, by)
    facts = {"who": who, "seen_on": seen_on, "cleared": cleared}
    entry = door.read(Seen, facts, client_id=client_id, on=on, author=author)
    return append(plan=plan, entry=entry, by=by, now=now, today=today)
