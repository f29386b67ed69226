"""The start of a day: yesterday's state with today's plain facts taken in."""

from datetime import date

from recovery.domain import limits
from recovery.domain.codes import Author, DirectiveKind, Result, WarmupSoreness
from recovery.domain.day import DayRecord, LogError, guarding_facts, is_examined
from recovery.domain.decision import Lock
from recovery.domain.evolve import evolve
from recovery.domain.log import Directive, Intake, Seen, SelfTest
from recovery.domain.prescription import exercise_of
from recovery.domain.protocol import ExitTest, Phase, Protocol
from recovery.domain.readings import is_settled
from recovery.domain.standing import with_standing, without_expired
from recovery.domain.state import (
    JudgedSession,
    LadderState,
    PlanState,
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
    state = without_expired(state, record.on)
    return _back(before, _with_lock_lifted(_with_directives(protocol, state, record), record))


def open_first_day(protocol: Protocol, record: DayRecord) -> PlanState:
    return _with_directives(protocol, first_state(protocol, record), record)


def _with_directives(protocol: Protocol, state: PlanState, record: DayRecord) -> PlanState:
    for directive in record.directives:
        state = with_standing(state, directive)
    return _with_prescribed(protocol, state)


def _with_prescribed(protocol: Protocol, state: PlanState) -> PlanState:
    """With a ladder for each prescription that has begun.

    It stays when its days are over: what it hurt and when it was done still count when it is
    given again.
    """
    if not protocol.prescribed:
        return state
    standing = {one.code for one in state.ladders}
    begun = tuple(
        LadderState(code=one.what.code, rung=1, entered_on=state.on)
        for one in protocol.prescribed
        if one.holds(state.on) and one.what.code not in standing
    )
    return evolve(state, ladders=(*state.ladders, *begun), prescribed=protocol.prescribed)


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
    # What was prescribed beside the ladders brings no phase nearer by itself.
    has_ladder = any(exercise_of(code) is None for code in listed)
    return ladders, has_ladder and earned >= listed


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
