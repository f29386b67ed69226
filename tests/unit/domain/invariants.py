"""What is true of every decided day, under any protocol and after any log.

Each is given the decision alone: it carries the day's record and the state before it.
"""

from collections.abc import Iterator
from dataclasses import replace

from recovery.domain.codes import LOCKING, SEVERITY, Author, Context, DirectiveKind, Profile, Result
from recovery.domain.decision import PLAN, Change, Lock, Reason
from recovery.domain.plan import Decision
from recovery.domain.protocol import Caps

SAFETY = {"R00", "R01", "R02", "R03"}
FOUND_BY_SESSION = ("exercise", "skipped", "stayed")
STEPS_UP_A_DAY = 2
ASKED = ("pain_rest", "pain_morning", "pain_worst")


def must_hold(decision: Decision) -> None:
    """Assert what must be true of one day."""
    for invariant in (
        a_red_flag_shows_no_exercises,
        a_lock_lifts_only_as_written,
        nothing_is_shown_while_shut,
        a_step_up_is_founded,
        steps_are_single,
        a_phase_is_entered_as_written,
        rungs_are_inside_the_phase,
        one_reason_binds,
        every_change_has_its_reason,
        pain_is_judged_by_the_caps_in_force,
        a_clinicians_limit_is_kept,
        nothing_is_taken_without_a_yes,
        safety_is_never_overruled,
    ):
        invariant(decision)


def a_red_flag_shows_no_exercises(decision: Decision) -> None:
    record, day = decision.request.record, decision.plan_day
    flags = record.check_in.red_flags if record.check_in else frozenset()
    if flags or record.intake_facts:
        assert not day.exercises
        assert not day.startable
        assert day.lock or _is_given(decision, DirectiveKind.CLEAR_LOCK)


def a_lock_lifts_only_as_written(decision: Decision) -> None:
    before, after = _lock_before(decision), decision.state.lock
    if before is None:
        return
    if after is not None:
        assert SEVERITY[after.kind] >= SEVERITY[before.kind] or _may_lift(decision, before)
        return
    assert _may_lift(decision, before)
    by_clearing = [one for one in decision.plan_day.changes if one.reason.detail == "clear_lock"]
    if before.restarts:
        assert decision.state.phase == 0
        assert not any(one.rung > _first_rung(decision, one.code) for one in _not_set(decision))
    else:
        assert by_clearing == []


def _may_lift(decision: Decision, lock: Lock) -> bool:
    """A clinician's clearance; of a `soon` lock also that the patient was seen since, not on
    its own day, and nobody said no. Both after its newest sign, and by an examination since."""
    for clearing in _given(decision, DirectiveKind.CLEAR_LOCK):
        if clearing.order >= lock.order and (clearing.examined_on or clearing.on) >= lock.set_on:
            return True
    seen = decision.request.record.seen
    since = [
        one
        for one in seen
        if one.by is not Author.CAREGIVER and one.seen_on >= lock.set_on and one.order >= lock.order
    ]
    return (
        lock.kind is Result.SOON
        and not lock.needs_clinician
        and lock.set_on < decision.state.on
        and bool(since)
        and all(one.cleared for one in seen)
    )


def _not_set(decision: Decision) -> Iterator:
    """The ladders that no clinician set today."""
    set_today = {one.ladder for one in _given(decision, DirectiveKind.SET_RUNG)}
    return (one for one in decision.state.ladders if one.code not in set_today)


def nothing_is_shown_while_shut(decision: Decision) -> None:
    day, state = decision.plan_day, decision.state
    if day.lock is not None:
        assert day.result in LOCKING
    is_shut = SEVERITY[day.result] >= SEVERITY[Result.REST]
    if is_shut or state.pause is not None or day.closed:
        assert not day.exercises
        assert not day.startable
    if _is_shut_since_morning(decision):
        assert not _earned(decision)


def _is_shut_since_morning(decision: Decision) -> bool:
    """A step of the morning stays when only the session ended the day."""
    return any(
        SEVERITY[reason.result] >= SEVERITY[Result.REST]
        and (reason.carried or reason.detail not in FOUND_BY_SESSION)
        for reason in decision.plan_day.reasons
    )


def a_step_up_is_founded(decision: Decision) -> None:
    """Whatever is earned, is earned on a day with every answer given, while the plan is open."""
    is_up = _earned(decision) or "phase_passed" in _details(decision)
    if not is_up or decision.plan_day.closed:
        return
    said = decision.request.record.check_in
    assert said is not None
    assert said.red_flags_answered
    assert said.missing == ()
    assert None not in [getattr(said, name) for name in ASKED]


def steps_are_single(decision: Decision) -> None:
    earned, moved = _earned(decision), decision.state.phase - _phase_before(decision)
    assert all(one.to_rung == one.from_rung + 1 for one in earned)
    assert len({one.ladder for one in earned}) == len(earned) <= STEPS_UP_A_DAY
    assert moved in (0, 1, -1) or decision.state.phase == 0
    if moved > 0:
        assert not earned
    ups = (one for one in decision.plan_day.changes if one.to_rung > one.from_rung)
    assert all(one.reason.rule in ("R13", "R14", "R18") for one in ups)


def a_phase_is_entered_as_written(decision: Decision) -> None:
    """At the next phase's first rung, or where a ladder stands when that is higher."""
    before = decision.request.before
    if before is None or decision.state.phase <= before.phase:
        return
    assert _details(decision) & {"phase_passed", "advance_phase"}
    stood = {ladder.code: ladder.rung for ladder in before.ladders}
    eased = {
        one.ladder for one in decision.plan_day.changes if one.reason.rule not in ("R14", "R18")
    }
    for ladder in _not_set(decision):
        rung = max(_first_rung(decision, ladder.code), stood.get(ladder.code, 0))
        assert ladder.rung < rung if ladder.code in eased else ladder.rung == rung


def rungs_are_inside_the_phase(decision: Decision) -> None:
    day, protocol = decision.plan_day, decision.request.protocol
    standing = {ladder.ladder: ladder.rung for ladder in day.ladders}
    for code, rung in standing.items():
        span = protocol.ladder_by_code[code].spans[day.phase]
        assert span.first <= rung <= span.top
    assert all(one.rung == standing[one.ladder] for one in day.exercises)


def one_reason_binds(decision: Decision) -> None:
    """The gravest, then the lowest rule number, then the protocol's ladder order."""
    day, order = decision.plan_day, decision.request.protocol.ladder_order
    assert [reason.bound for reason in day.reasons] == [True, *[False] * (len(day.reasons) - 1)]
    assert day.result is day.binding.result

    def place(reason: Reason) -> tuple[int, str, int]:
        return -SEVERITY[reason.result], reason.rule, order.get(reason.subject, -1)

    assert place(day.binding) == min(place(reason) for reason in day.reasons)


def every_change_has_its_reason(decision: Decision) -> None:
    day, before = decision.plan_day, decision.request.before
    listed = {replace(reason, bound=False) for reason in day.reasons}
    for change in day.changes:
        assert change.reason.subject in (change.ladder, PLAN)
        assert replace(change.reason, bound=False) in listed
        assert change.from_rung != change.to_rung
    if before is None or _is_sent_back_at_once(decision):
        return
    stood = {ladder.code: ladder.rung for ladder in before.ladders}
    moved = {
        (ladder.code, stood[ladder.code], ladder.rung)
        for ladder in decision.state.ladders
        if stood.get(ladder.code, ladder.rung) != ladder.rung
    }
    assert moved == {(one.ladder, one.from_rung, one.to_rung) for one in day.changes}


def _is_sent_back_at_once(decision: Decision) -> bool:
    """On with the morning and back after the session: ladders of the first phase alone begin
    again there, and their change is not told."""
    return _details(decision) >= {"previous_phase"} and bool(
        _details(decision) & {"phase_passed", "advance_phase"}
    )


def pain_is_judged_by_the_caps_in_force(decision: Decision) -> None:
    """A clinician's own caps, or those of the phase: what hurt more is said to have, and what
    hurt yesterday above the progress cap does not step up today."""
    session = decision.state.session
    fired = {(one.rule, one.subject) for one in decision.plan_day.reasons}
    for done in session.exercises if session else ():
        caps = _caps_in_force(decision, done.ladder)
        assert done.caps == caps
        if done.pain is not None and done.pain >= caps.stop:
            assert ("R03", done.ladder) in fired
        elif done.skipped_for_pain or (done.pain is not None and done.pain > caps.hold):
            assert ("R08", done.ladder) in fired
    before = decision.request.before
    yesterday = before.session.exercises if before and before.session else ()
    hurt = {one.ladder for one in yesterday if one.pain and one.pain > one.caps.progress}
    assert not hurt & {one.ladder for one in _earned(decision)}


def _caps_in_force(decision: Decision, ladder: str) -> Caps:
    context = decision.request.protocol.ladder_by_code[ladder].context
    for own in decision.state.caps:
        if own.context is context:
            return Caps(progress=own.progress, hold=own.hold, stop=own.stop)
    return decision.request.phase.caps[decision.request.profile][Context(context)]


def a_clinicians_limit_is_kept(decision: Decision) -> None:
    state, earned = decision.state, {one.ladder for one in _earned(decision)}
    rungs = {ladder.code: ladder.rung for ladder in state.ladders}
    for ceiling in state.ceilings:
        assert ceiling.ladder not in earned or rungs[ceiling.ladder] <= ceiling.rung
        assert "phase_passed" not in _details(decision) or _is_under(decision, ceiling)
    for hold in state.holds:
        assert not earned if hold.ladder is None else hold.ladder not in earned
        assert "phase_passed" not in _details(decision)
    chosen, until = state.chosen_profile, state.profile_until
    if chosen is Profile.STRICT and (until is None or state.on <= until):
        assert decision.plan_day.profile is Profile.STRICT
    if state.gentle_until is not None and state.on <= state.gentle_until:
        assert decision.plan_day.profile is Profile.STRICT


def _is_under(decision: Decision, ceiling) -> bool:
    rungs = {ladder.code: ladder.rung for ladder in decision.state.ladders}
    return rungs.get(ceiling.ladder, 0) <= ceiling.rung


def nothing_is_taken_without_a_yes(decision: Decision) -> None:
    if decision.state.autonomy not in ("propose", "manual"):
        return
    yes = {one.ladder for one in _given(decision, DirectiveKind.ACCEPT)}
    assert all(yes & {None, one.ladder} for one in _earned(decision))
    assert "phase_passed" not in _details(decision) or None in yes


def safety_is_never_overruled(decision: Decision) -> None:
    """R00 to R03 shut the day, whatever a clinician or anybody else says on it."""
    day = decision.plan_day
    grave = [reason for reason in day.reasons if reason.rule in SAFETY]
    if any(SEVERITY[reason.result] >= SEVERITY[Result.REST] for reason in grave):
        assert not day.exercises
        assert not day.startable
    if _is_shut_since_morning(decision):
        assert not any(change.to_rung > change.from_rung for change in day.changes)


def _details(decision: Decision) -> set[str]:
    return {reason.detail for reason in decision.plan_day.reasons}


def _earned(decision: Decision) -> list[Change]:
    return [one for one in decision.plan_day.changes if one.reason.rule == "R13"]


def _given(decision: Decision, kind: DirectiveKind) -> list:
    return [one for one in decision.request.record.directives if one.kind is kind]


def _is_given(decision: Decision, kind: DirectiveKind) -> bool:
    return bool(_given(decision, kind))


def _lock_before(decision: Decision) -> Lock | None:
    before = decision.request.before
    return before.lock if before else None


def _phase_before(decision: Decision) -> int:
    before = decision.request.before
    return before.phase if before else 0


def _first_rung(decision: Decision, ladder: str) -> int:
    protocol = decision.request.protocol
    phase = protocol.phases[decision.state.phase].code
    return protocol.ladder_by_code[ladder].spans[phase].first
