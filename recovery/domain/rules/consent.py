"""What waits for a clinician's yes, and what was answered."""

from enum import StrEnum

from recovery.domain import limits
from recovery.domain.codes import AlertCode, Autonomy, DirectiveKind
from recovery.domain.decision import Proposal
from recovery.domain.request import Request

# Who asks first: for a step up, and for a step down after pain in one exercise.
ASKS_UP = frozenset({Autonomy.PROPOSE, Autonomy.MANUAL})
ASKS_DOWN = frozenset({Autonomy.MANUAL})


class Consent(StrEnum):
    """Whether a step may be taken today."""

    GIVEN = "given"
    AWAITED = "awaited"
    REFUSED = "refused"


def consent(
    request: Request, subject: str, asks: frozenset[Autonomy], *, after: int = -1
) -> Consent:
    """The clinician's latest answer of today about a ladder, or about the plan.

    An answer without a ladder is about everything that waits. after: the `order` of what is
    asked about; nobody can have answered before.
    """
    if request.state.autonomy not in asks:
        return Consent.GIVEN
    answers = [
        directive.kind
        for directive in request.record.directives
        if directive.kind in (DirectiveKind.ACCEPT, DirectiveKind.DECLINE)
        and directive.ladder in (None, subject)
        and directive.order > after
    ]
    if not answers:
        return Consent.AWAITED
    return Consent.GIVEN if answers[-1] is DirectiveKind.ACCEPT else Consent.REFUSED


def standing(request: Request, rule: str, subject: str) -> Proposal | None:
    """The proposal that has waited since an earlier day."""
    return next(
        (one for one in request.state.proposals if (one.rule, one.subject) == (rule, subject)),
        None,
    )


def overdue(request: Request, rule: str, subject: str) -> AlertCode | None:
    """An alert once a proposal has waited for three days."""
    waiting = standing(request, rule, subject)
    if waiting is None or (request.today - waiting.since).days < limits.PROPOSAL_WAITS_DAYS:
        return None
    return AlertCode.PROPOSAL_WAITS
