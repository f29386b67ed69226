"""The end of a decision: what the findings do to the state."""

from bisect import bisect
from dataclasses import replace
from datetime import date
from operator import itemgetter

from recovery.domain import limits
from recovery.domain.codes import SEVERITY, Result, Settled
from recovery.domain.decision import Lock, Reason
from recovery.domain.evolve import evolve
from recovery.domain.moves import Decided
from recovery.domain.opening import tests_after
from recovery.domain.prescription import exercise_of
from recovery.domain.proposals import waiting
from recovery.domain.request import ON, Effect, Request
from recovery.domain.rules.progress import is_tested
from recovery.domain.rules.trend import is_episode_day
from recovery.domain.state import NO_GAP, DayScores, Gap, LadderState, PlanState, TestState


def close_day(request: Request, decided: Decided) -> PlanState:
    """The state after the day: locks, rests, bars and counts, and what was trained."""
    ordered, state, said = decided.findings, decided.moves.state, request.check_in
    in_episode = is_episode_day(ordered)
    is_closing = Effect.CLOSE in decided.effects
    is_injured = "R01" in decided.rules and any(
        one.reason.rule == "R01" and one.effect for one in ordered
    )
    done = _done(request)
    has_trained = any(exercise_of(code) is None for code in done)
    lock = _lock(request, decided)
    return evolve(
        state,
        ladders=_after_session(request, state),
        lock=lock,
        rest=_rest(request, decided),
        no_step_up=_no_step_up(request, decided),
        session=request.session,
        tests=tests_kept(request, decided),
        mornings=_with_morning(request),
        scores=_scores(request),
        episodes=_episodes(request, decided, in_episode=in_episode),
        in_episode=in_episode,
        calm_days=_calm_days(request, decided),
        baseline_lowest=None if _is_new_phase(request, state) else _lowest(request),
        loads=_loads(request),
        gap=NO_GAP
        if has_trained
        else _gap(request, decided, is_out=lock is not None or state.pause is not None),
        latest_session_on=request.today if has_trained else state.latest_session_on,
        latest_own_on=request.today if done and not has_trained else state.latest_own_on,
        woken_yesterday=said is not None and said.night_wake,
        latest_check_in_on=request.today if said else state.latest_check_in_on,
        injured_on=request.today if is_injured else state.injured_on,
        proposals=waiting(request, state, ordered),
        closed_on=state.closed_on or (request.today if is_closing else None),
        sore_mornings=_sore_mornings(request, decided),
        asks_full_red_flags=_is_restarted(decided, by="R12")
        or (state.asks_full_red_flags and not request.is_answered),
        log_digest=state.log_digest.after(request.record),
    )


def _is_restarted(decided: Decided, *, by: str) -> bool:
    return (
        by in decided.rules
        and Effect.RESTART in decided.effects
        and any(one.reason.rule == by and one.effect is Effect.RESTART for one in decided.findings)
    )


def tests_kept(request: Request, decided: Decided) -> tuple[TestState, ...]:
    """How far the exit tests have come at the end of the day; they begin afresh with a phase, and
    after a gap with what was passed today."""
    if _is_new_phase(request, decided.moves.state) or _is_phase_declined(request, decided):
        return ()
    # A day that turned out to be one of rest or lock earns no pass.
    is_resting = SEVERITY[decided.result] >= SEVERITY[Result.REST]
    earns = not is_resting and not request.is_limping
    tests = request.state.tests if earns else _failed_only(request)
    return _of_today(request, tests) if "R12" in decided.rules else tests


def _is_new_phase(request: Request, state: PlanState) -> bool:
    before = request.before
    return before is not None and state.phase_started_on != before.phase_started_on


def _failed_only(request: Request) -> tuple[TestState, ...]:
    before = request.before.tests if request.before else ()
    state = evolve(request.state, tests=before)
    return tests_after(request.protocol, state, request.record, earns=False)


def _of_today(request: Request, tests: tuple[TestState, ...]) -> tuple[TestState, ...]:
    """After a gap tests count afresh; what was passed today is fresh."""
    return tuple(
        TestState(code=one.code, passed_on=(request.today,))
        for one in tests
        if request.today in one.passed_on
    )


def _is_phase_declined(request: Request, decided: Decided) -> bool:
    """Whether a clinician said no to the next phase: its tests have to be passed again."""
    if Effect.DECLINE not in decided.effects:
        return False
    said_no = any(one.effect is Effect.DECLINE and one.is_about_plan for one in decided.findings)
    return said_no and is_tested(request)


def _lock(request: Request, decided: Decided) -> Lock | None:
    """The gravest lock asked for, joined with the one that stands."""
    lock = request.state.lock
    if Effect.LOCK not in decided.effects:
        return lock
    for finding in decided.findings:
        if finding.effect is not Effect.LOCK:
            continue
        reason = finding.reason
        new = Lock(
            kind=reason.result,
            set_on=request.today,
            rule=reason.rule,
            codes=reason.codes,
            needs_clinician=finding.needs_clinician or request.state.is_guarded,
            restarts=reason.result is not Result.SOON,
            order=request.check_in.alarm_order if request.check_in else -1,
        )
        lock = _graver(lock, new) if lock else new
    return lock


def _graver(old: Lock, new: Lock) -> Lock:
    """Two locks as one: the graver names it, both keep it shut."""
    named = new if SEVERITY[new.kind] > SEVERITY[old.kind] else old
    return replace(
        named,
        set_on=max(old.set_on, new.set_on),
        codes=tuple(sorted({*old.codes, *new.codes})),
        needs_clinician=old.needs_clinician or new.needs_clinician,
        restarts=old.restarts or new.restarts,
        order=max(old.order, new.order),
    )


def _rest(request: Request, decided: Decided) -> Reason | None:
    if SEVERITY[decided.result] < SEVERITY[Result.REST]:
        return None
    rests = [
        # After a sore warm-up only today is a rest; its days off are the loaded ladders'.
        evolve(one.reason, until=None) if one.effect is Effect.LOADED_OFF else one.reason
        for one in decided.findings
        if one.reason.result is Result.REST
    ]
    return max(rests, key=lambda reason: reason.until or request.today, default=None)


def _no_step_up(request: Request, decided: Decided) -> Reason | None:
    if "R04" not in decided.rules:
        return request.state.no_step_up
    today = [
        one.reason
        for one in decided.findings
        if one.reason.rule == "R04" and one.reason.result is Result.EASE and one.is_about_plan
    ]
    return today[0] if today else request.state.no_step_up


def _with_morning(request: Request) -> tuple[int, ...]:
    kept = request.state.mornings
    if request.morning is None:
        return kept
    return (*kept, request.morning)[-2 * limits.BASELINE_WINDOW :]


def _scores(request: Request) -> tuple[DayScores, ...]:
    """The scores of three weeks, for the rules that compare weeks."""
    kept, said = request.state.scores, request.check_in
    before = request.in_days(-3 * limits.WEEK)
    if kept and kept[0].on <= before:
        kept = kept[bisect(kept, before, key=ON) :]
    if said is None or (said.pain_morning is None and said.pain_worst is None):
        return kept
    return (
        *kept,
        DayScores(on=request.today, morning=said.pain_morning, worst=said.pain_worst),
    )


def _episodes(request: Request, decided: Decided, *, in_episode: bool) -> tuple[date, ...]:
    """The episodes that count. After a flare the count restarts."""
    if "R16" in decided.rules:
        return ()
    kept = request.state.episodes
    if kept:
        since = request.in_days(-limits.FLARE_FORTNIGHT)
        kept = tuple(on for on in kept if on > since)
    begins = in_episode and not request.state.in_episode
    return (*kept, request.today) if begins else kept


def _calm_days(request: Request, decided: Decided) -> int | None:
    """Days without easing since a flare in phase 1; None again after enough of them."""
    if _is_restarted(decided, by="R16"):
        return 0
    calm = request.state.calm_days
    if calm is None or SEVERITY[decided.result] >= SEVERITY[Result.EASE]:
        return None if calm is None else 0
    return calm + 1 if calm + 1 < limits.FLARE_CALM_DAYS else None


def _sore_mornings(request: Request, decided: Decided) -> int:
    """How many mornings in a row the injured spot was still sore, since a day off for it."""
    said = request.check_in
    if "R06" in decided.rules and any(
        one.reason.detail == "second_morning" and not one.reason.carried for one in decided.findings
    ):
        return 0
    if said is None or said.settled is None:
        return request.state.sore_mornings
    return request.state.sore_mornings + 1 if said.settled is Settled.STILL_THERE else 0


def _lowest(request: Request) -> int:
    lowest = request.state.baseline_lowest
    return request.baseline if lowest is None else min(lowest, request.baseline)


def _loads(request: Request) -> tuple[tuple[date, int | None], ...]:
    kept = request.state.loads
    since = request.in_days(-2 * limits.LOAD_WINDOW)
    if kept and kept[0][0] <= since:
        kept = kept[bisect(kept, since, key=itemgetter(0)) :]
    session = request.session
    if session is None:
        return kept
    is_known = session.effort is not None and session.minutes is not None
    load = session.effort * session.minutes if is_known else None  # type: ignore[operator]
    return (*kept, (request.today, load))


def _done(request: Request) -> list[str]:
    """The ladders of which anything at all was done today."""
    session = request.session
    return [one.ladder for one in session.exercises if not one.is_left_out] if session else []


def _gap(request: Request, decided: Decided, *, is_out: bool) -> Gap:
    """What the gap has cost so far. is_out: whether today is locked or paused."""
    gap = request.state.gap
    for one in decided.findings:
        if one.reason.rule != "R12":
            continue
        gap = replace(
            gap,
            rungs=gap.rungs + one.rungs,
            is_phase_back=gap.is_phase_back or one.effect is Effect.PREVIOUS_PHASE,
            is_restarted=gap.is_restarted or one.effect is Effect.RESTART,
            is_weekly=gap.is_weekly or request.phase.every_days is not None,
        )
    return replace(gap, uncounted_days=gap.uncounted_days + 1) if is_out else gap


def _after_session(request: Request, state: PlanState) -> tuple[LadderState, ...]:
    if request.session is None:
        return state.ladders
    done = {one.ladder for one in request.session.exercises if not one.is_left_out}
    week_ago = request.in_days(-limits.LOAD_WINDOW)
    ladders = []
    for ladder in state.ladders:
        if ladder.code in done:
            recent = tuple(on for on in ladder.sessions_on if on > week_ago)
            change = ladder.latest_change
            ladder = evolve(
                ladder,
                latest_session_on=request.today,
                sessions_on=(*recent, request.today),
                latest_change=change if change and change.on == request.today else None,
            )
        ladders.append(ladder)
    return tuple(ladders)
