"""What was done, and how it felt."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from accounts.models import User
from recovery.domain.codes import Author
from recovery.domain.log import Session
from recovery.models import RecoveryPlan
from recovery.services import answers as door
from recovery.services.answers import EntryInvalid
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
    """Keep a session and decide the day, which it can only make gentler.

    answers: by the field names of `Session`; each of `exercises` has `ladder`, `done` (0 to 1),
    `pain`, `skipped`, and `exercise`, the slug of what was done there.
    Raises EntryInvalid, EntryConflict or PlanClosed.
    """
    author = author or author_of(plan, by)
    reports, exercises = _split(answers.get("exercises") or ())
    entry = door.read(
        Session, {**answers, "exercises": reports}, client_id=client_id, on=on, author=author
    )
    return append(plan=plan, entry=entry, by=by, now=now, today=today, exercises=exercises)


def _split(lines: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The reports as the rules read them, and beside them which exercise each was."""
    if not all(isinstance(line, Mapping) and "ladder" in line for line in lines):
        raise EntryInvalid("exercises", "invalid")
    reports = [{name: line[name] for name in line if name != "exercise"} for line in lines]
    return reports, {line["ladder"]: line.get("exercise", "") for line in lines}
