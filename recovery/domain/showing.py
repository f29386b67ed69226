"""The day as it is shown: its list, its ladders, its tests, and whether it can be started."""

from dataclasses import replace
from datetime import date

from recovery.domain import limits
from recovery.domain.codes import SEVERITY, AlertCode, Result
from recovery.domain.decision import Alert, ExitTestDay, LadderDay, ListedExercise, PlanDay
from recovery.domain.evolve import evolve
from recovery.domain.listing import is_due, line_for, listed, needs, open_ladders
from recovery.domain.moves import Decided
from recovery.domain.protocol import Protocol
from recovery.domain.readings import not_held, profile_of
from recovery.domain.request import Effect, Request
from recovery.domain.rules.progress import exit_tests, retested_since, retests
from recovery.domain.state import LadderState, PlanState, TestState


def is_open(request: Request, decided: Decided) -> bool:
    """Whether today shows exercises at all. A lock in force is a finding, graver than a rest."""
    is_shut = (
        SEVERITY[decided.result] >= SEVERITY[Result.REST]
        or request.state.pause is not None
        or request.state.closed_on is not None
        or Effect.CLOSE in decided.effects
    )
    return not is_shut


def offered_in(request: Request, morning: Decided) -> tuple[ListedExercise, ...]:
    """What an open morning lists, before anything was trained."""
    lines = listed(request.protocol, morning.moves.state, request.today)
    return _without_what_hurt(request, morning, lines)


def plan_day(
    request: Request,
    decided: Decided,
    state: PlanState,
    kept: tuple[ListedExercise, ...] | None,
) -> PlanDay:
    """The day, from the state after it. `kept` is the morning's list, once a session began."""
    protocol, today = request.protocol, request.today
    phase = protocol.phases[state.phase]
    reasons = tuple(one.reason for one in decided.findings)
    shows = is_open(request, decided)
    gone = not_held(state, today)
    return PlanDay(
        day=today,
        phase=phase.code,
        profile=profile_of(decided.moves.state, today),
        lock=state.lock,
        result=reasons[0].result,
        startable=shows and request.is_answered,
        exercises=_shown(request, decided, state, kept) if shows else (),
        changes=decided.moves.changes,
        reasons=(evolve(reasons[0], bound=True), *reasons[1:]),
        ladders=tuple(
            _ladder_day(protocol, state, ladder, today)
            for ladder in state.ladders
            if ladder.code not in gone
        ),
        exit_tests=tests_on_offer(request, state.tests),
        alerts=alerts_of(decided),
        proposals=state.proposals,
        needs=needs(protocol, state, today),
        phase_started_on=state.phase_started_on,
        asks_full_red_flags=state.asks_full_red_flags,
        closed=state.closed_on is not None,
        log_digest=str(state.log_digest),
        prescribed=state.prescribed,
    )


def _ladder_day(
    protocol: Protocol, state: PlanState, ladder: LadderState, today: date
) -> LadderDay:
    is_off = ladder.is_off(today)
    left_out = next((one for one in state.left_out if one.ladder == ladder.code), None)
    return LadderDay(
        ladder=ladder.code,
        rung=ladder.rung,
        due=not is_off and left_out is None and is_due(protocol, state, ladder, today),
        off_until=ladder.off_until if is_off else None,
        off_until_settled=ladder.off_until_settled,
        good_sessions=ladder.good_in_a_row,
        latest_change=ladder.latest_change,
        is_left_out=left_out is not None,
        left_out_until=left_out.until if left_out else None,
    )


def _shown(
    request: Request,
    decided: Decided,
    state: PlanState,
    kept: tuple[ListedExercise, ...] | None,
) -> tuple[ListedExercise, ...]:
    """Today's list. After a session it is the morning's, less what hurt, eased where it was."""
    if kept is None:
        return _without_what_hurt(request, decided, listed(request.protocol, state, request.today))
    open_today = open_ladders(request.protocol, state, request.today)
    standing = {ladder.code: ladder for ladder in open_today}
    lines = (
        (line_for(request.protocol, state, standing[line.ladder]), line.waited)
        for line in _without_what_hurt(request, decided, kept)
        if line.ladder in standing
    )
    return tuple(replace(line, waited=waited) for line, waited in lines if line is not None)


def _without_what_hurt(
    request: Request, decided: Decided, lines: tuple[ListedExercise, ...]
) -> tuple[ListedExercise, ...]:
    if "R08" not in decided.rules:
        return lines
    reasons = (one.reason for one in decided.findings)
    hurt = {
        one.subject
        for one in reasons
        if one.rule == "R08" and one.detail != "ladder_off" and one.seen_on == request.today
    }
    return tuple(line for line in lines if line.ladder not in hurt) if hurt else lines


def tests_on_offer(request: Request, tests: tuple[TestState, ...]) -> tuple[ExitTestDay, ...]:
    """How far the tests on offer have come: this phase's, or those of the phase before again."""
    passed = {test.code: test.passed_on for test in tests}
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


def alerts_of(decided: Decided) -> tuple[Alert, ...]:
    raised = [
        Alert(code=one.alert, subject=one.reason.subject, observed=one.reason.observed)
        for one in decided.findings
        if one.alert is not None
    ]
    hard = [
        Alert(code=AlertCode.TOO_HARD_AT_LOWEST, subject=ladder)
        for ladder in decided.moves.too_hard
    ]
    return (*raised, *hard)
