"""What must always be true of every day, whatever is logged. Numbers are the rules' own.

2: flags and locks. 4: single steps. 5: reasons. 9: limits. The conditions are in `invariants`.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery.domain.codes import Author, DirectiveKind, Result
from recovery.domain.day import LogError
from recovery.domain.log import Directive, Seen, Session
from recovery.domain.plan import findings_of

from .good_days import AFTERWARDS, CALM, FULL, next_day
from .invariants import must_hold
from .made_logs import TOMORROW, cases, said_tomorrow
from .strategies import BODY, SOON, URGENT, sessions

FLAGS = st.sampled_from([frozenset({SOON}), frozenset({URGENT}), frozenset({SOON, URGENT})])
GRAVE = st.sampled_from(
    [
        {"pain_rest": 7},
        {"pain_worst": 8},
        {"sudden_event": True},
        {"red_flags": frozenset({SOON})},
        {"red_flags": frozenset({URGENT})},
    ]
)


@given(cases())
def test_2_4_5_and_9_hold_on_every_day(case) -> None:
    for decision in case.decisions():
        must_hold(decision)


@given(cases(), FLAGS, st.data())
def test_2_a_red_flag_shows_no_exercises_whatever_else_is_said(case, flags, data) -> None:
    others = data.draw(said_tomorrow(case.protocol))
    flagged = replace(CALM, id="flagged", red_flags=flags)
    day = next_day(case.protocol, case.decisions()[-1].state, *others, flagged).plan_day
    assert day.exercises == ()
    assert not day.startable


@given(cases(), FLAGS, st.data())
def test_2_a_caregiver_cannot_lift_a_lock(case, flags, data) -> None:
    before = case.decisions()[-1].state
    locked = next_day(case.protocol, before, replace(CALM, red_flags=flags))
    said = data.draw(said_tomorrow(case.protocol, [*BODY, "seen"]))
    theirs = [replace(one, by=Author.CAREGIVER, order=AFTERWARDS) for one in said]
    assert next_day(case.protocol, locked.state, CALM, *theirs).plan_day.lock is not None


@pytest.mark.parametrize("by", [Author.CAREGIVER, Author.PATIENT])
@given(case=cases())
def test_2_only_a_clinician_may_clear_a_lock(case, by) -> None:
    clearing = Directive(
        id="clear", on=TOMORROW, by=by, kind=DirectiveKind.CLEAR_LOCK, reason="it is fine"
    )
    with pytest.raises(LogError, match="only a clinician"):
        next_day(case.protocol, case.decisions()[-1].state, CALM, clearing)


@given(cases(), FLAGS)
def test_2_a_clearance_lifts_only_what_was_recorded_before_it(case, flags) -> None:
    before = case.decisions()[-1].state
    clearing = Directive(
        id="clear",
        on=TOMORROW,
        order=AFTERWARDS,
        by=Author.CLINICIAN,
        kind=DirectiveKind.CLEAR_LOCK,
        reason="examined",
    )
    flagged = replace(CALM, red_flags=flags)
    told_before, told_after = (
        next_day(case.protocol, before, clearing, replace(flagged, order=AFTERWARDS + later))
        for later in (-1, 1)
    )
    assert told_before.state.lock is None
    assert told_after.state.lock is not None


@given(cases(of=BODY), st.booleans())
def test_2_a_soon_lock_lifts_when_seen_but_not_on_its_own_day(case, cleared) -> None:
    locked = next_day(
        case.protocol,
        case.decisions()[-1].state,
        replace(CALM, red_flags=frozenset({SOON})),
        seen_on(TOMORROW, cleared=cleared),
    )
    lock = locked.state.lock
    assert lock is not None
    day_after = TOMORROW + timedelta(days=1)
    after = next_day(case.protocol, locked.state, CALM, seen_on(day_after, cleared=cleared))
    may = cleared and lock.kind is Result.SOON and not lock.needs_clinician
    assert (after.state.lock is None) is may


def seen_on(day: date, *, cleared: bool) -> Seen:
    return Seen(id="seen", on=day, order=AFTERWARDS, who="doctor", seen_on=day, cleared=cleared)


@given(cases())
def test_5_every_rule_that_fires_is_listed(case) -> None:
    for decision in case.decisions():
        listed = {replace(reason, bound=False) for reason in decision.plan_day.reasons}
        if decision.request.record.session is None:
            fired = {finding.reason for finding in findings_of(decision.request)}
            assert {replace(reason, bound=False) for reason in fired} == listed


@given(cases(), st.data())
def test_5_a_session_adds_reasons_and_takes_none_away(case, data) -> None:
    """But that nothing else fired: R19."""
    before = case.decisions()[-1].state
    others = data.draw(said_tomorrow(case.protocol, ["check_in", "directive", "self_test"]))
    session = Session(id="last", on=TOMORROW, **data.draw(sessions(case.protocol)))
    without, with_it = (
        next_day(case.protocol, before, *others, *more).plan_day for more in ((), (session,))
    )
    told = {replace(one, bound=False) for one in without.reasons if one.rule != "R19"}
    assert told <= {replace(one, bound=False) for one in with_it.reasons}


@given(cases(), GRAVE, st.data())
def test_9_no_instruction_opens_a_day_that_safety_shuts(case, grave, data) -> None:
    said = data.draw(said_tomorrow(case.protocol, ["directive"]))
    before = case.decisions()[-1].state
    day = next_day(case.protocol, before, *said, replace(CALM, **grave), FULL).plan_day
    assert day.exercises == ()
    assert not day.startable
    assert not any(change.to_rung > change.from_rung for change in day.changes)
