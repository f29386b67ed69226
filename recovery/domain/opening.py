"""The start of a day: yesterday's state with today's plain facts taken in."""

from datetime import date

from recovery.domain import limits
from recovery.domain.codes import Author, DirectiveKind, Result, WarmupSoreness
from recovery.domain.day import DayRecord, LogError, guarding_facts, is_examined
from recovery.domain.decision import Lock
from recovery.domain.evolve import evolve
from recovery.domain.log import Directive, Intake, Seen, SelfTest
from recovery.domain.protocol import ExitTest, Phase, Protocol
from recovery.domain.readings import is_settled
from recovery.domain.state import (
    Ceiling,
    JudgedSession,
    LadderState,
    Pause,
    PlanState,
    StandingCaps,
    StandingHold,
    TestState,
)


def first_state(protocol: Protocol, record: DayRecord) -> PlanState:
    """The state a plan begins in: phase 1, first rungs. Raises LogError without an intake."""
    intake = record.intake
    if intake is None:
        raise LogError("a plan begins with an intake on its first day", "")
    phase = protocol.phases[0]
    return PlanState(
        on=record.on,
        started_on=record.on,
        side=intake.side,
        severity=intake.severity,
        age=intake.age,
        recurrent=intake.recurrent,
        goal=intake.goal,
        equipment=intake.equipment,
        injured_on=intake.injured_on,
        # Nothing said about pain: the strictest measure for the mornings to come.
        intake_pain=intake.pain_now or 0,
        phase=0,
        phase_started_on=record.on,
        ladders=first_rungs(protocol, phase, intake, record.on),
        autonomy=record.autonomy,
        is_guarded=bool(guarding_facts(intake)),
        has_begun_again=is_examined(intake),
    )


def first_rungs(
    protocol: Protocol, phase: Phase, person: Intake | PlanState, today: date
) -> tuple[LadderState, ...]:
    """Every ladder of a phase on its first rung."""
    return tuple(
        LadderState(code=ladder.code, rung=ladder.spans[phase.code].first, entered_on=today)
        for ladder in protocol.ladders_in(phase, person.goal)
    )


def open_day(
    protocol: Protocol, before: PlanState, record: DayRecord, *, baseline: int
) -> PlanState:
    """Take in what yesterday's session earned, today's directives and what has run out."""
    ladders, is_good = _earned(protocol, before, record, baseline)
    state = evolve(
        before,
        on=record.on,
        session=None,
        ladders=ladders,
        good_sessions=before.good_sessions + is_good,
    )
    state = _without_expired(state, record.on)
    return _back(before, _with_lock_lifted(_with_directives(state, record), record))


def open_first_day(protocol: Protocol, record: DayRecord) -> PlanState:
    return _with_directives(first_state(protocol, record), record)


def _with_directives(state: PlanState, record: DayRecord) -> PlanState:
    for directive in record.directives:
        state = _with_standing(state, directive)
    return state


def _earned(
    protocol: Protocol, before: PlanState, record: DayRecord, baseline: int
) -> tuple[tuple[LadderState, ...], bool]:
    """The ladders with what yesterday's session earned, and whether all of it was good.

    A session counts as good only when this morning is settled, and said to be.

    What was not on the list earns nothing. Where nobody said how the morning was, what was good
    neither counts nor is lost. A very hard session earns nothing; soreness in the warm-up or a
    limp, nothing that is loaded.
    """
    session, said = before.session, record.check_in
    if session is None or not session.listed:
        return before.ladders, False
    listed, good = set(session.listed), _good_in(protocol, session)
    is_known = said is not None and None not in (said.settled, said.pain_morning)
    is_calm = is_known and is_settled(said.pain_morning if said else None, baseline)
    lost = listed - good if is_calm or not is_known else listed
    earned = good if is_calm else set()
    ladders = tuple([_counted(ladder, earned, lost) for ladder in before.ladders])
    return ladders, earned >= listed


def _good_in(protocol: Protocol, session: JudgedSession) -> set[str]:
    """The ladders whose part of a session was good, however the morning after is."""
    if not session.is_light:
        return set()
    good = {one.ladder for one in session.exercises if one.is_good}
    good &= protocol.warm_ups.union(session.listed)
    is_sore = session.warmup_soreness is not WarmupSoreness.NONE or session.limp
    return good - protocol.loaded if is_sore else good


def _counted(ladder: LadderState, earned: set[str], lost: set[str]) -> LadderState:
    if ladder.code in lost:
        return evolve(ladder, good_in_a_row=0) if ladder.good_in_a_row else ladder
    if ladder.code in earned:
        return evolve(ladder, good_in_a_row=ladder.good_in_a_row + 1)
    return ladder


def _without_expired(state: PlanState, today: date) -> PlanState:
    if not (state.holds or state.ceilings or state.caps or state.pause):
        return state

    def holds_today(until: date | None) -> bool:
        return until is None or today <= until

    return evolve(
        state,
        holds=tuple(one for one in state.holds if holds_today(one.until)),
        ceilings=tuple(one for one in state.ceilings if holds_today(one.until)),
        caps=tuple(one for one in state.caps if holds_today(one.until)),
        pause=state.pause if state.pause and holds_today(state.pause.until) else None,
    )


def _with_standing(state: PlanState, directive: Directive) -> PlanState:
    """A directive that goes on holding after its day. Those that act at once are R18's."""
    kind, until, words = directive.kind, directive.until, directive.reason
    if kind is DirectiveKind.HOLD:
        hold = StandingHold(id=directive.id, ladder=directive.ladder, until=until, words=words)
        return evolve(state, holds=(*state.holds, hold))
    if kind is DirectiveKind.SET_RUNG:
        others = tuple(one for one in state.ceilings if one.ladder != directive.ladder)
        if until is None:
            return evolve(state, ceilings=others)
        ceiling = Ceiling(
            ladder=directive.ladder or "", rung=directive.rung or 1, until=until, words=words
        )
        return evolve(state, ceilings=(*others, ceiling))
    if kind is DirectiveKind.SET_CAPS:
        return evolve(state, caps=_caps_with(state, directive))
    if kind is DirectiveKind.SET_PROFILE:
        return _with_profile(state, directive)
    if kind is DirectiveKind.PAUSE:
        return evolve(state, pause=_paused(state, directive))
    if kind is DirectiveKind.RESUME:
        return _resumed(state, directive.by)
    return state


def _with_profile(state: PlanState, directive: Directive) -> PlanState:
    """A clinician chooses either profile; a patient asks for the gentler one, for a while."""
    if directive.by is not Author.CLINICIAN:
        return evolve(state, gentle_until=directive.until)
    return evolve(state, chosen_profile=directive.profile, profile_until=directive.until)


def _paused(state: PlanState, directive: Directive) -> Pause:
    """A patient's pause does not shorten a clinician's."""
    standing = state.pause
    if standing and standing.by is Author.CLINICIAN and directive.by is not Author.CLINICIAN:
        return standing
    return Pause(since=directive.on, until=directive.until, words=directive.reason, by=directive.by)


def _resumed(state: PlanState, by: Author) -> PlanState:
    """A clinician ends pauses and holds; a patient ends a pause of their own."""
    if by is Author.CLINICIAN:
        return evolve(state, pause=None, holds=())
    is_own = state.pause is not None and state.pause.by is not Author.CLINICIAN
    return evolve(state, pause=None) if is_own else state


def _caps_with(state: PlanState, directive: Directive) -> tuple[StandingCaps, ...]:
    """Raises LogError when a limit is missing: half a set of caps is none."""
    context, progress, hold, stop = (
        directive.context,
        directive.progress,
        directive.hold,
        directive.stop,
    )
    if context is None or progress is None or hold is None or stop is None:
        raise LogError("set_caps needs context, progress, hold and stop", directive.id)
    caps = StandingCaps(
        context=context,
        progress=progress,
        hold=hold,
        stop=stop,
        until=directive.until,
        words=directive.reason,
    )
    return (*(one for one in state.caps if one.context is not context), caps)


def _with_lock_lifted(state: PlanState, record: DayRecord) -> PlanState:
    lock = state.lock
    if lock is None:
        return state
    by_clinician = any(is_clearance(directive, lock) for directive in record.directives)
    by_patient = (
        lock.kind is Result.SOON
        and not lock.needs_clinician
        and lock.set_on < record.on
        and _is_cleared_by(record.seen, lock)
    )
    return evolve(state, lock=None) if by_clinician or by_patient else state


def is_clearance(directive: Directive, lock: Lock) -> bool:
    """Whether this clears the lock: told after its newest sign, of an examination since."""
    if directive.kind is not DirectiveKind.CLEAR_LOCK or directive.order < lock.order:
        return False
    return (directive.examined_on or directive.on) >= lock.set_on


def _is_cleared_by(seen: tuple[Seen, ...], lock: Lock) -> bool:
    """Whether somebody examined the person since the lock, and nobody said no."""
    since = [
        one
        for one in seen
        if one.by is not Author.CAREGIVER and one.seen_on >= lock.set_on and one.order >= lock.order
    ]
    return bool(since) and all(one.cleared for one in seen)


def _back(before: PlanState, state: PlanState) -> PlanState:
    """After a lock, or a pause as long as a gap, steps and tests are earned anew."""
    since = before.latest_session_on or before.started_on
    is_long = (state.on - since).days >= limits.GAP_DAYS
    was_out = before.lock or (before.pause and is_long)
    if not was_out or state.lock or state.pause:
        return state
    ladders = tuple(evolve(ladder, good_in_a_row=0) for ladder in state.ladders)
    return evolve(state, ladders=ladders, tests=())


def tests_after(
    protocol: Protocol, state: PlanState, record: DayRecord, *, earns: bool
) -> tuple[TestState, ...]:
    """The exit tests after today's tries. A pass counts only when it earns; a failure always, and
    whatever else was tried that day.
    """
    passes = {test.code: test.passed_on for test in state.tests}
    is_last = protocol.phases[state.phase].closes_after_days is not None
    tests = protocol.exit_test_by_code
    failed = {one.test for one in record.tests if not is_pass(tests[one.test], one)}
    for tried in record.tests:
        test = tests[tried.test]
        if test.code in failed:
            passes[test.code] = ()
        elif earns and _adds(passes.get(test.code, ()), record.on, is_last=is_last):
            kept = (*passes.get(test.code, ()), record.on)
            passes[test.code] = kept[-limits.TEST_PASSES :]
    return tuple(TestState(code=code, passed_on=passes[code]) for code in sorted(passes))


def _adds(passed_on: tuple[date, ...], today: date, *, is_last: bool) -> bool:
    """Whether a pass of today counts: not twice a day, nor once enough days lie close together.

    is_last: in the last phase, where tests are only taken again, the latest pass is the news.
    """
    if today in passed_on:
        return False
    is_pair = len(passed_on) >= limits.TEST_PASSES
    return is_last or not (is_pair and (passed_on[-1] - passed_on[0]).days < limits.TEST_WINDOW)


def is_pass(test: ExitTest, tried: SelfTest) -> bool:
    """Passed, with a stated pain within the test's limit."""
    return tried.passed and tried.pain is not None and tried.pain <= test.pain_limit
