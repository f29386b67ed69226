"""Days without a session, and days without a word."""

from recovery.domain import limits
from recovery.domain.answers import Answers
from recovery.domain.codes import AlertCode, Result
from recovery.domain.prescription import exercise_of
from recovery.domain.request import Effect, Finding, Findings, Request


def gap(request: Request, fired: Findings) -> Findings:
    """R12. A week or more without a session: some rungs down; longer: back a phase, or to 1."""
    days = gap_days(request)
    if days < limits.GAP_DAYS or request.state.closed_on is not None:
        return ()
    limit = max(limits.GAP_DAYS, limits.GAP_CADENCES * longest_cadence(request))
    if days < limit:
        return ()
    effect, rungs = _gap_effect(request, days)
    is_new = effect is not None
    reason = request.reason(
        "R12",
        effect or "gap",
        Result.EASE if is_new else Result.HOLD,
        observed=days,
        limit=limit,
    )
    return (Finding(reason=reason, effect=effect, rungs=rungs),)


def _gap_effect(request: Request, days: int) -> tuple[Effect | None, int]:
    """What a gap of so many days still asks for, after what it has taken already."""
    taken = request.state.gap
    is_weekly = taken.is_weekly or request.phase.every_days is not None
    patience = limits.GAP_WEEKLY_FACTOR if is_weekly else 1
    if days >= limits.GAP_FIRST_PHASE_DAYS * patience:
        return (None, 0) if taken.is_restarted else (Effect.RESTART, 0)
    can_go_back = request.state.phase > 0 or taken.is_phase_back
    if days >= limits.GAP_PREVIOUS_PHASE_DAYS * patience and can_go_back:
        return (None, 0) if taken.is_phase_back else (Effect.PREVIOUS_PHASE, 0)
    rungs = days // limits.GAP_DAYS_PER_RUNG - taken.rungs
    can_step_back = any(
        ladder.rung > request.span(ladder.code).first for ladder in request.state.ladders
    )
    return (Effect.STEP_BACK, rungs) if rungs > 0 and can_step_back else (None, 0)


def gap_days(request: Request) -> int:
    """Days since the latest session, or since the start, without locked and paused days."""
    state = request.state
    since = state.latest_session_on or state.started_on
    is_out_today = state.lock is not None or state.pause is not None
    return (request.today - since).days - state.gap.uncounted_days - is_out_today


def longest_cadence(request: Request) -> int:
    """Of the protocol's ladders: what is prescribed seldom is no reason to wait longer."""
    every = request.phase.every_days
    codes = (one.code for one in request.state.ladders if exercise_of(one.code) is None)
    return every or max((request.ladder(code).every_days for code in codes), default=1)


def no_news(request: Request, fired: Findings) -> Findings:
    """R17. No check-in, or one with answers missing: yesterday's rungs, never a step up."""
    said = request.check_in
    if said is not None:
        missing = _missing(request, said)
        if not missing:
            return ()
        reason = request.reason("R17", "missing_answers", Result.HOLD, codes=missing)
        return (Finding(reason=reason),)
    state = request.state
    if state.closed_on is not None:
        return ()
    days = (request.today - (state.latest_check_in_on or state.started_on)).days
    reason = request.reason("R17", "no_check_in", Result.HOLD, observed=days)
    is_weekly = request.phase.every_days is not None
    patience = limits.SILENT_DAYS_WEEKLY if is_weekly else limits.SILENT_DAYS
    is_expected = state.lock is None and state.pause is None and days >= patience
    return (Finding(reason=reason, alert=AlertCode.NO_REPORT if is_expected else None),)


def _missing(request: Request, said: Answers) -> tuple[str, ...]:
    """The answers nobody gave. How long it stayed sore is asked the morning after a session."""
    was_trained = request.yesterdays_session is not None
    return (*said.missing, *(("settled",) if was_trained and said.settled is None else ()))
