"""What a clinician, or the patient's own pause, says about today."""

from collections.abc import Iterator
from datetime import date

from recovery.domain import limits
from recovery.domain.codes import SEVERITY, DirectiveKind, Result
from recovery.domain.decision import PLAN, Reason
from recovery.domain.log import Directive
from recovery.domain.opening import is_clearance
from recovery.domain.readings import off_the_list
from recovery.domain.request import Effect, Finding, Findings, Request

# How a directive shows on the day it is given.
EFFECTS = {
    DirectiveKind.CLEAR_LOCK: Effect.RESTART,
    DirectiveKind.SET_RUNG: Effect.SET_RUNG,
    DirectiveKind.ADVANCE_PHASE: Effect.NEXT_PHASE,
    DirectiveKind.RETURN_PHASE: Effect.PREVIOUS_PHASE,
    DirectiveKind.DISCHARGE: Effect.CLOSE,
    DirectiveKind.DECLINE: Effect.DECLINE,
}
PHASE_MOVES = (DirectiveKind.ADVANCE_PHASE, DirectiveKind.RETURN_PHASE)
# Seen in what stands, or in the step that is taken.
SHOWN_ELSEWHERE = (
    DirectiveKind.HOLD,
    DirectiveKind.PAUSE,
    DirectiveKind.ACCEPT,
    DirectiveKind.SET_ORDER,
)


def clinicians_limit(request: Request, fired: Findings) -> Findings:
    """R18. A directive holds, limits or moves something. It never softens an easing."""
    state = request.state
    was_out = request.before.left_out if request.before else ()
    if not (was_out or state.pause or state.holds or state.ceilings or request.record.directives):
        return ()
    return (
        *_pause(request),
        *_holds(request),
        *_ceilings(request),
        *_given(request, fired),
        *_back_lower(request),
    )


def _back_lower(request: Request) -> Iterator[Finding]:
    """A ladder that was left out for a week or more comes back lower, as after any such gap."""
    was_out = {one.ladder for one in request.before.left_out} if request.before else set()
    for ladder in request.state.ladders:
        if ladder.code not in was_out or ladder.code in off_the_list(request.state, request.today):
            continue
        days = (request.today - (ladder.latest_session_on or ladder.entered_on)).days
        if days < limits.GAP_DAYS or ladder.rung <= request.span(ladder.code).first:
            continue
        reason = request.reason(
            "R18",
            "back_lower",
            Result.EASE,
            subject=ladder.code,
            observed=days,
            limit=limits.GAP_DAYS,
        )
        rungs = days // limits.GAP_DAYS_PER_RUNG
        yield Finding(reason=reason, effect=Effect.STEP_BACK, rungs=rungs)


def _pause(request: Request) -> Findings:
    pause = request.state.pause
    if pause is None:
        return ()
    return (Finding(reason=_hold(request, "paused", until=pause.until, words=pause.words)),)


def _holds(request: Request) -> Findings:
    return tuple(
        Finding(
            reason=_hold(request, "hold", ladder=hold.ladder, until=hold.until, words=hold.words)
        )
        for hold in request.state.holds
    )


def _ceilings(request: Request) -> Findings:
    found = []
    for ceiling in request.state.ceilings:
        ladder = request.ladder_state(ceiling.ladder)
        if ladder is None or ladder.rung < ceiling.rung:
            continue
        reason = _hold(
            request, "ceiling", ladder=ceiling.ladder, until=ceiling.until, words=ceiling.words
        )
        found.append(Finding(reason=reason))
    return tuple(found)


def _given(request: Request, fired: Findings) -> Findings:
    """Today's own directives, in the order they were given; of an exercise prescribed twice, the
    latest, which is how it is given."""
    given = {one.prescription.code: one for one in request.record.directives if one.prescription}
    return tuple(
        _finding(request, directive, fired)
        for directive in request.record.directives
        if directive.kind not in SHOWN_ELSEWHERE
        and (directive.prescription is None or directive in given.values())
    )


def _finding(request: Request, directive: Directive, fired: Findings) -> Finding:
    detail = str(directive.kind)
    effect = EFFECTS.get(directive.kind)
    if directive.kind is DirectiveKind.CLEAR_LOCK:
        lock = request.before.lock if request.before else None
        if lock is not None and not is_clearance(directive, lock):
            detail, effect = "clear_lock_too_early", None
        elif not _restarts(request):
            effect = None
    if _is_outside(request, directive):
        detail, effect = f"{detail}_outside", None
    if effect in (Effect.SET_RUNG, Effect.NEXT_PHASE) and _is_refused(request, directive, fired):
        detail, effect = f"{detail}_refused", None
    ladder = directive.prescription.code if directive.prescription else directive.ladder
    reason = _hold(request, detail, ladder=ladder, words=directive.reason)
    return Finding(reason=reason, effect=effect, rungs=directive.rung or 0)


def _is_outside(request: Request, directive: Directive) -> bool:
    """Whether it asks for a rung that is not of this phase, or for a phase after the last."""
    if directive.kind is DirectiveKind.ADVANCE_PHASE:
        return request.state.phase + 1 >= len(request.protocol.phases)
    moves_phase = any(one.kind in PHASE_MOVES for one in request.record.directives)
    if directive.kind is not DirectiveKind.SET_RUNG or directive.ladder is None or moves_phase:
        return False
    if request.ladder_state(directive.ladder) is None:
        return True
    span = request.span(directive.ladder)
    return not span.first <= (directive.rung or 0) <= span.top


def _restarts(request: Request) -> bool:
    """After a lock gravest of kind `soon` the rungs stay; after any other they begin again."""
    before = request.before.lock if request.before else None
    return before is not None and before.restarts


def _is_refused(request: Request, directive: Directive, fired: Findings) -> bool:
    """Upward while locked, resting or easing: the body's answer comes first."""
    against = (
        one
        for one in fired
        if SEVERITY[one.reason.result] >= SEVERITY[Result.REST]
        or (
            one.reason.result is Result.EASE
            and (one.is_about_plan or one.reason.subject == directive.ladder)
        )
    )
    if not any(against):
        return False
    ladder = request.ladder_state(directive.ladder) if directive.ladder else None
    is_downward = ladder is not None and (directive.rung or 0) <= ladder.rung
    return not is_downward


def _hold(
    request: Request,
    detail: str,
    *,
    ladder: str | None = None,
    until: date | None = None,
    words: str = "",
) -> Reason:
    return request.reason(
        "R18", detail, Result.HOLD, subject=ladder or PLAN, until=until, by_words=words
    )
