"""A clinician's instruction, or the patient's own pause."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from recovery import mappers
from recovery.domain.codes import Author, DirectiveKind
from recovery.domain.log import Directive
from recovery.models import DirectiveOutcome, LogEntry, RecoveryPlan
from recovery.selectors import replay
from recovery.services import answers as door
from recovery.services import previews
from recovery.services.log import Recorded, append, author_of

STOP_BEYOND = 6
PROGRESS_BEYOND = 4


class DirectiveNotAllowed(Exception):
    """Only a clinician may give this instruction."""


class ConfirmationNeeded(ValueError):
    """Limits this high are taken only when confirmed a second time."""


def is_beyond_usual(*, progress: int | None, stop: int | None) -> bool:
    """Whether limits, of 10, are so high that they are taken only when they are said twice."""
    return (progress or 0) > PROGRESS_BEYOND or (stop or 0) > STOP_BEYOND


@transaction.atomic
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
    """Keep an instruction, decide with it, and keep what the plan would do without it.

    `facts` are the fields of `Directive` that this kind needs.
    Whether `by` cares for the patient is for the caller to check. confirmed: limits beyond the
    usual were confirmed. Raises DirectiveNotAllowed, ConfirmationNeeded, EntryInvalid,
    EntryConflict or PlanClosed.
    """
    author = author or author_of(plan, by)
    answers = {"kind": kind, "reason": reason, **facts}
    entry = door.read(Directive, answers, client_id=client_id, on=on, author=author)
    if not _may_give(entry):
        raise DirectiveNotAllowed(kind)
    if not confirmed and is_beyond_usual(progress=entry.progress, stop=entry.stop):
        raise ConfirmationNeeded
    recorded = append(plan=plan, entry=entry, by=by, now=now, today=today)
    if recorded.is_new:
        _keep_both(plan, recorded.entry, today)
    return recorded


@transaction.atomic
def give_instead(
    *, proposal: str, reason: str, client_id: str, ladder: str | None = None, **given: Any
) -> Recorded:
    """Another instruction in place of a step that waits: that one is declined, this one given.

    proposal: the ladder of the step, or "" for a change of phase. The rest as for `give`.
    """
    decline = {"kind": DirectiveKind.DECLINE} | ({"ladder": proposal} if proposal else {})
    told = {name: given[name] for name in ("plan", "on", "by", "now", "today")}
    give(reason=reason, client_id=f"{client_id[:48]}-declined", **decline, **told)
    own = {"ladder": ladder} if ladder else {}
    return give(reason=reason, client_id=client_id, **own, **given)


def _keep_both(plan: RecoveryPlan, given: LogEntry, today: date) -> None:
    """The plan with the instruction and without it, while the plan's row is still held."""
    past = replay.past_of(plan, before=given.on)
    log = replay.domain_entries(replay.entries_after(plan, past.state))
    without = [entry for entry in log if entry.id != given.client_id]
    before, after = (
        previews.outlook(plan, past=past, entries=entries, today=today)
        for entries in (without, log)
    )
    days = mappers.outcome_fields(
        today=(before.today, after.today), tomorrow=(before.tomorrow, after.tomorrow)
    )
    DirectiveOutcome.objects.create(entry=given, **days)


def _may_give(entry: Directive) -> bool:
    """A clinician everything, the patient little, a caregiver nothing."""
    is_own = entry.by is Author.PATIENT and entry.may_be_the_patients
    return is_own or entry.by is Author.CLINICIAN
