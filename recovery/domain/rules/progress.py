"""What has been earned: a rung, a phase, or nothing yet."""

from collections.abc import Iterator
from datetime import date, timedelta

from recovery.domain import limits
from recovery.domain.codes import (
    SEVERITY,
    AlertCode,
    Context,
    Result,
    Skipped,
    WarmupSoreness,
)
from recovery.domain.decision import PLAN
from recovery.domain.opening import is_pass
from recovery.domain.protocol import ExitTest
from recovery.domain.readings import off_the_list
from recovery.domain.request import Effect, Finding, Findings, Request
from recovery.domain.rules.consent import ASKS_UP, Consent, consent, overdue
from recovery.domain.state import LadderState, PlanState


def earned(request: Request, fired: Findings) -> Findings:
    """R13. Enough good sessions in a row: one rung up, two ladders a day at most.

    A finding about the plan, or about anything that is no ladder, bars every step up.
    """
    earning = [ladder for ladder in request.state.ladders if ladder.good_in_a_row]
    if earning and request.state.left_out:
        out = off_the_list(request.state, request.today)
        earning = [ladder for ladder in earning if ladder.code not in out]
    ready = [ladder for ladder in earning if _is_ready(request, ladder)]
    if ready and fired:
        ready = _not_held(request, ready, fired)
    if not ready:
        return ()
    allowed = steps_up_allowed(request.state, request.today)
    if not allowed:
        return (Finding(reason=request.reason("R13", "load", Result.HOLD)),)
    if request.state.autonomy not in ASKS_UP:
        return tuple(_step_up(request, ladder, waits=False) for ladder in ready[:allowed])
    # What only waits takes nobody's turn: the clinician may say yes to any of them.
    wait = [one for one in ready if consent(request, one.code, ASKS_UP) is not Consent.GIVEN]
    rise = [one for one in ready if one not in wait]
    return tuple(
        _step_up(request, ladder, waits=ladder in wait)
        for ladder in ready
        if ladder in (*wait, *rise[:allowed])
    )


def _not_held(request: Request, ready: list[LadderState], fired: Findings) -> list[LadderState]:
    held = {one.reason.subject for one in fired}
    ladders = {ladder.code for ladder in request.state.ladders}
    ladders |= {one.what.code for one in request.state.prescribed}
    if held - ladders or any(one.reason.result is Result.REST for one in fired):
        return []
    return [ladder for ladder in ready if ladder.code not in held]


def _step_up(request: Request, ladder: LadderState, *, waits: bool) -> Finding:
    reason = request.reason(
        "R13",
        "waits" if waits else "good_sessions",
        Result.HOLD if waits else Result.PROGRESS,
        subject=ladder.code,
        observed=ladder.good_in_a_row,
        limit=request.ladder(ladder.code).sessions_per_rung,
    )
    if waits:
        return Finding(reason=reason, alert=overdue(request, "R13", ladder.code))
    return Finding(reason=reason, effect=Effect.STEP_UP, rungs=1)


def _is_ready(request: Request, ladder: LadderState) -> bool:
    rule = request.ladder(ladder.code)
    if ladder.good_in_a_row < rule.sessions_per_rung:
        return False
    if ladder.rung >= rule.spans[request.phase.code].top:
        return False
    moved_on = ladder.latest_step_up_on
    return moved_on is None or (request.today - moved_on).days >= limits.STEP_UP_DAYS


def steps_up_allowed(state: PlanState, today: date) -> int:
    """How many ladders may step up, from the load of the last week against the week before."""
    plan_day = (today - state.started_on).days + 1
    days_in_phase = (today - state.phase_started_on).days
    is_exempt = state.phase_started_on > state.started_on and (
        days_in_phase < limits.LOAD_EXEMPT_DAYS
    )
    if plan_day < limits.LOAD_FROM_DAY or is_exempt:
        return limits.STEPS_UP_A_DAY
    week = _week_load(state, today - timedelta(days=limits.LOAD_WINDOW), today)
    before = _week_load(
        state,
        today - timedelta(days=2 * limits.LOAD_WINDOW),
        today - timedelta(days=limits.LOAD_WINDOW),
    )
    if week is None or before is None:
        return limits.STEPS_UP_A_DAY
    rise = (week - before) * 100
    if rise > before * limits.LOAD_HARD_PERCENT:
        return 0
    return 1 if rise > before * limits.LOAD_SOFT_PERCENT else limits.STEPS_UP_A_DAY


def _week_load(state: PlanState, since: date, until: date) -> int | None:
    """The load from `since` to the day before `until`; None with too few sessions.

    One that is not known counts as the largest until then: a hard session of this week must not
    make the week before look harder.
    """
    loads = [load for on, load in state.loads if since <= on < until]
    if len(loads) < limits.LOAD_MINIMUM_SESSIONS:
        return None
    known = [load for on, load in state.loads if load is not None and on < until]
    largest = max(known, default=0)
    return sum(largest if load is None else load for load in loads)


def phase_passed(request: Request, fired: Findings) -> Findings:
    """R14. Tests passed twice, enough good sessions, key ladders high enough, a calm day."""
    state, phase = request.state, request.phase
    if phase.closes_after_days is not None:
        return (*_retested(request), *_closing(request, fired))
    is_last = state.phase + 1 >= len(request.protocol.phases)
    if is_last or fired or _is_capped_below_next(request):
        return ()
    if request.record.tests and _hurt_today(request):
        return ()
    if state.good_sessions < phase.minimum_good_sessions or not _key_ladders_reached(request):
        return ()
    if not is_tested(request):
        return ()
    waits = consent(request, PLAN, ASKS_UP) is not Consent.GIVEN
    reason = request.reason(
        "R14",
        "phase_waits" if waits else "phase_passed",
        Result.HOLD if waits else Result.PROGRESS,
        observed=state.good_sessions,
        limit=phase.minimum_good_sessions,
    )
    if waits:
        return (Finding(reason=reason, alert=overdue(request, "R14", PLAN)),)
    return (Finding(reason=reason, effect=Effect.NEXT_PHASE),)


def _hurt_today(request: Request) -> bool:
    """Whether a session on the day of the tests hurt too much in a ladder of this phase."""
    session = request.record.session
    if session is None:
        return False
    reports = [report for part in session.parts for report in part.exercises]
    reports += [part.all_listed for part in session.parts if part.all_listed]
    hurt = any(
        report.skipped is Skipped.PAIN or (report.pain or 0) > _hold_cap(request, report.ladder)
        for report in reports
        if not report.ladder or request.ladder_state(report.ladder)
    )
    return hurt or session.limp or session.warmup_soreness is WarmupSoreness.STAYED


def _hold_cap(request: Request, ladder: str) -> int:
    context = request.ladder(ladder).context if ladder else Context.GENERAL
    return request.caps(context).hold


def _is_capped_below_next(request: Request) -> bool:
    """Whether a clinician's ceiling lies below where the next phase begins."""
    following = request.protocol.phases[request.state.phase + 1].code
    for ceiling in request.state.ceilings:
        span = request.ladder(ceiling.ladder).spans.get(following)
        if span is not None and ceiling.rung < span.first:
            return True
    return False


def _closing(request: Request, fired: Findings) -> Findings:
    """The plan closes on a day that is not graver than a hold."""
    days = (request.today - request.state.phase_started_on).days
    limit = request.phase.closes_after_days or 0
    if days < limit or request.state.closed_on is not None:
        return ()
    if any(SEVERITY[one.reason.result] > SEVERITY[Result.HOLD] for one in fired):
        return ()
    reason = request.reason("R14", "plan_closes", Result.HOLD, observed=days, limit=limit)
    return (Finding(reason=reason, effect=Effect.CLOSE),)


def _key_ladders_reached(request: Request) -> bool:
    for ladder in request.state.ladders:
        leave_at = request.span(ladder.code).leave_at
        if leave_at is not None and ladder.rung < leave_at:
            return False
    return True


def exit_tests(request: Request) -> Iterator[ExitTest]:
    """The exit tests of the phase for a person with this goal."""
    return (test for test in request.phase.exit_tests if test.is_for(request.state.goal))


def retests(request: Request) -> Iterator[ExitTest]:
    """After the last phase with tests: those tests again, while they are offered."""
    if retested_since(request) is None:
        return iter(())
    before = request.protocol.phases[request.state.phase - 1]
    return (test for test in before.exit_tests if test.is_for(request.state.goal))


def retested_since(request: Request) -> date | None:
    """The first day of the week in which the tests are offered again, if today is in one."""
    if request.phase.closes_after_days is None or request.state.phase == 0:
        return None
    for days in limits.RETEST_DAYS:
        first = request.state.phase_started_on + timedelta(days=days)
        if first <= request.today < first + timedelta(days=limits.RETEST_WINDOW):
            return first
    return None


def _retested(request: Request) -> Findings:
    """A test of the phase before that is not passed any more: nothing moves, and an alert."""
    if not request.record.tests:
        return ()
    offered = {test.code: test for test in retests(request)}
    failed = [
        tried.test
        for tried in request.record.tests
        if tried.test in offered and not is_pass(offered[tried.test], tried)
    ]
    if not failed:
        return ()
    reason = request.reason("R14", "retest_not_passed", Result.HOLD, codes=tuple(sorted(failed)))
    return (Finding(reason=reason, alert=AlertCode.RETEST_NOT_PASSED),)


def is_tested(request: Request) -> bool:
    """Whether every exit test is passed often enough, on days close together."""
    return all(_is_passed(request, test) for test in exit_tests(request))


def _is_passed(request: Request, test: ExitTest) -> bool:
    passes = [one.passed_on for one in request.state.tests if one.code == test.code]
    recent = passes[0][-limits.TEST_PASSES :] if passes else ()
    if len(recent) < limits.TEST_PASSES:
        return False
    return (recent[-1] - recent[0]).days < limits.TEST_WINDOW


def nothing_yet(request: Request, fired: Findings) -> Findings:
    """R19. No other rule fired: the same list, with what is still needed."""
    if fired:
        return ()
    return (Finding(reason=request.reason("R19", "nothing_earned", Result.HOLD)),)
