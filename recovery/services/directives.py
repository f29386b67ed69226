"""A clinician's instruction, or the patient's own pause."""

from datetime import date, datetime
from typing import Any

from accounts.models import User
from recovery.domain.codes import Author, DirectiveKind
from recovery.domain.log import Directive
from recovery.models import RecoveryPlan
from recovery.services import answers as door
from recovery.services.log import Recorded, append, author_of

STOP_BEYOND = 6
PROGRESS_BEYOND = 4


class DirectiveNotAllowed(Exception):
    """Only a clinician may give this instruction."""


class ConfirmationNeeded(ValueError):
    """Limits this high are taken only when confirmed a second time."""


def give(
    *,
    plan: RecoveryPlan,
    kind: DirectiveKind,
    reason: str,
    on: date,
    client_id: str,
    by: User,
    now: datetime,
    today: date,
    author: Author | None = None,
    confirmed: bool = False,
    **facts: Any,
) -> Recorded:
    """Keep an instruction and decide with it. `facts` are the fields of `Directive` it needs.

    Whether `by` cares for the patient is for the caller to check. confirmed: limits beyond the
    usual were confirmed. Raises DirectiveNotAllowed, ConfirmationNeeded, EntryInvalid,
    EntryConflict or PlanClosed.
    """
    author = author or author_of(plan, by)
    answers = {"kind": kind, "reason": reason, **facts}
    entry = door.read(Directive, answers, client_id=client_id, on=on, author=author)
    if not _may_give(entry):
        raise DirectiveNotAllowed(kind)
    if not confirmed and _is_beyond_usual(entry):
        raise ConfirmationNeeded
    return append(plan=plan, entry=entry, by=by, now=now, today=today)


def _may_give(entry: Directive) -> bool:
    """A clinician everything, the patient little, a caregiver nothing."""
    is_own = entry.by is Author.PATIENT and entry.may_be_the_patients
    return is_own or entry.by is Author.CLINICIAN


def _is_beyond_usual(entry: Directive) -> bool:
    return (entry.stop or 0) > STOP_BEYOND or (entry.progress or 0) > PROGRESS_BEYOND
