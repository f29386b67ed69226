"""Which steps wait for a clinician's yes at the end of a day."""

from recovery.domain.codes import SEVERITY, Result
from recovery.domain.decision import Proposal
from recovery.domain.request import Findings, Request
from recovery.domain.state import PlanState

WAITS = ("waits", "left_out_waits", "phase_waits")


def waiting(request: Request, state: PlanState, ordered: Findings) -> tuple[Proposal, ...]:
    """What was asked for today, each since its first day; and on a day without a check-in,
    what was asked before, since nothing new was said.

    state: after the day's moves. A step up dies with any lesser decision; a step down only
    when the ladder has gone down or rests by another rule, or begins again.
    """
    waits = [one.reason for one in ordered if one.reason.detail in WAITS]
    if not (waits or request.state.proposals):
        return ()
    earlier = {(one.rule, one.subject): one for one in request.state.proposals}
    asked = {} if request.check_in else _unchanged(earlier, ordered)
    for reason in waits:
        key = (reason.rule, reason.subject)
        since = earlier[key].since if key in earlier else request.today
        asked[key] = Proposal(rule=key[0], subject=key[1], since=since, reason=reason)
    alive = (one for one in asked.values() if not _is_answered_by_ease(request, state, one))
    return tuple(sorted(alive, key=lambda one: (one.rule, one.subject)))


def _unchanged(
    earlier: dict[tuple[str, str], Proposal], ordered: Findings
) -> dict[tuple[str, str], Proposal]:
    is_calm = SEVERITY[ordered[0].reason.result] <= SEVERITY[Result.HOLD]
    is_declined = any(one.reason.detail == "decline" for one in ordered)
    return dict(earlier) if is_calm and not is_declined else {}


def _is_answered_by_ease(request: Request, state: PlanState, proposal: Proposal) -> bool:
    """Whether the step down that was asked for has come about otherwise."""
    if proposal.rule != "R08" or request.before is None:
        return False
    if state.phase_started_on != request.before.phase_started_on:
        return True
    rungs = {ladder.code: ladder.rung for ladder in request.before.ladders}
    return any(
        ladder.rung < rungs.get(ladder.code, ladder.rung) or ladder.is_off(request.today)
        for ladder in state.ladders
        if ladder.code == proposal.subject
    )
