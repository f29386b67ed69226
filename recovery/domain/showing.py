"""The day as it is shown: its list, its ladders, its tests, and whether it can be started."""

from datetime import date

from recovery.domain import limits
from recovery.domain.codes import SEVERITY, Result
from recovery.domain.decision import (
    Alert,
    Change,
    ExitTestDay,
    LadderDay,
    ListedExercise,
    PlanDay,
    Reason,
)
from recovery.domain.listing import is_due, line_for, listed, needs, without_cold_load
from recovery.domain.protocol import Protocol
from recovery.domain.request import Request
from recovery.domain.rules.progress import exit_tests, retested_since, retests
from recovery.domain.state import LadderState, PlanState


def _is_open(request: Request, state: PlanState, result: Result) -> bool:
    """Whether today shows exercises at all."""
    is_shut = (
        SEVERITY[result] >= SEVERITY[Result.REST]
        or state.lock is not None
        or state.pause is not None
        or state.closed_on is not None
    )
    return not is_shut


def plan_day(
    request: Request,
    state: PlanState,
    reasons: tuple[Reason, ...],
    changes: tuple[Change, ...],
    alerts: tuple[Alert, ...],
    kept: tuple[ListedExercise, ...] | None,
) -> PlanDay:
    """The day, from the state after it. `kept` is the morning's list, once a session began."""
    protocol, today = request.protocol, request.today
    phase = protocol.phases[state.phase]
    is_open = _is_open(request, state, reasons[0].result)
    return PlanDay(
        day=today,
        phase=phase.code,
        profile=request.profile,
        lock=state.lock,
        result=reasons[0].result,
        startable=is_open and request.is_answered,
        exercises=_shown(request, state, reasons, kept) if is_open else (),
        changes=changes,
        reasons=reasons,
        ladders=tuple(_ladder_day(protocol, state, ladder, today) for ladder in state.ladders),
        exit_tests=_exit_tests(request, state),
        alerts=alerts,
        proposals=state.proposals,
        needs=needs(protocol, state, today),
        phase_started_on=state.phase_started_on,
        asks_full_red_flags=state.asks_full_red_flags,
        closed=state.closed_on is not None,
        log_digest=state.log_digest,
    )


def _ladder_day(
    protocol: Protocol, state: PlanState, ladder: LadderState, today: date
) -> LadderDay:
    phase = protocol.phases[state.phase]
    is_off = ladder.is_off(today)
    return LadderDay(
        ladder=ladder.code,
        rung=ladder.rung,
        due=is_due(protocol, phase, ladder, today) and not is_off,
        off_until=ladder.off_until if is_off else None,
        off_until_settled=ladder.off_until_settled,
        good_sessions=ladder.good_in_a_row,
        latest_change=ladder.latest_change,
    )


def _shown(
    request: Request,
    state: PlanState,
    reasons: tuple[Reason, ...],
    kept: tuple[ListedExercise, ...] | None,
) -> tuple[ListedExercise, ...]:
    """Today's list. After a session it is the morning's, less what hurt, eased where it was."""
    hurt = {
        one.subject
        for one in reasons
        if one.rule == "R08" and one.detail != "ladder_off" and one.seen_on == request.today
    }
    lines = listed(request.protocol, state, request.today) if kept is None else kept
    open_today = without_cold_load(request.protocol, state, request.today)
    standing = {ladder.code: ladder for ladder in open_today}
    shown = (
        line_for(request.protocol, state, standing[line.ladder])
        for line in lines
        if line.ladder in standing and line.ladder not in hurt
    )
    return tuple(line for line in shown if line is not None)


def _exit_tests(request: Request, state: PlanState) -> tuple[ExitTestDay, ...]:
    """The tests on offer: this phase's, or those of the phase before once more."""
    passed = {test.code: test.passed_on for test in state.tests}
    since = retested_since(request)
    if since is None:
        return tuple(
            ExitTestDay(
                test=test.code, passed_on=passed.get(test.code, ()), needed=limits.TEST_PASSES
            )
            for test in exit_tests(request)
        )
    return tuple(
        ExitTestDay(
            test=test.code,
            passed_on=tuple(on for on in passed.get(test.code, ()) if on >= since),
            needed=limits.RETEST_PASSES,
        )
        for test in retests(request)
    )
