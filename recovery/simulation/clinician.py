"""A made-up clinician: examines whoever is locked, and says yes to what waits."""

from collections.abc import Iterator
from datetime import date

from recovery.domain.codes import Author, DirectiveKind
from recovery.domain.log import Directive
from recovery.domain.state import PlanState

DAYS_TO_AN_EXAMINATION = 2


def answers(before: PlanState, on: date) -> Iterator[Directive]:
    """What they say on a day to what the day before left open."""
    lock = before.lock
    if lock is not None and (on - lock.set_on).days >= DAYS_TO_AN_EXAMINATION:
        yield _said(DirectiveKind.CLEAR_LOCK, on, reason="examined", order=1_000)
    if before.proposals:
        yield _said(DirectiveKind.ACCEPT, on, reason="agreed", order=1_001)


def _said(kind: DirectiveKind, on: date, *, reason: str, order: int) -> Directive:
    return Directive(
        id=f"{kind}-{on}", on=on, by=Author.CLINICIAN, kind=kind, reason=reason, order=order
    )
