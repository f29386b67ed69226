"""The session somebody did on a day, as it counts now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from recovery.domain.log import Session
from recovery.models import RecoveryPlan, SessionExercise
from recovery.selectors.entries import read_entries


@dataclass(frozen=True, kw_only=True, slots=True)
class DoneSession:
    """exercises: by ladder, the slug of what was done there."""

    session: Session
    exercises: Mapping[str, str]


def latest_of(plan: RecoveryPlan, day: date) -> DoneSession | None:
    """The day's latest session with every correction since; None without one. Four queries."""
    found = [
        one for one in read_entries(plan, since=day, until=day) if isinstance(one.right, Session)
    ]
    if not found:
        return None
    rows = SessionExercise.objects.filter(entry=found[-1].row)
    done = dict(rows.values_list("ladder", "exercise"))
    return DoneSession(session=found[-1].right, exercises=done)
