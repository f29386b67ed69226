"""Where every plan can still get to. Number 10 of what must always be true."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from recovery.domain.codes import Context, Profile, SeverityBand
from recovery.domain.listing import open_ladders
from recovery.domain.log import Log
from recovery.domain.plan import Decision, fold
from recovery.domain.protocol import Protocol

from .good_days import CALM, LONGEST_DAYS, end_of_good_days, good_day, is_closed
from .kit import START, Course, hamstring, intake
from .made_logs import DAYS, cases, every_protocol
from .strategies import SOON

YESTERDAY = START - timedelta(days=1)


@given(cases(), st.integers(0, DAYS - 1))
def test_10_good_days_lead_to_the_end_from_wherever_one_stands(case, day) -> None:
    end = end_of_good_days(case.decisions()[day])
    assert is_closed(end) or is_kept_off_by_a_gap(end)


def is_kept_off_by_a_gap(decision: Decision) -> bool:
    """Nothing is listed until a calm day without a hold; without a session the gap goes on, and
    is a hold. `test_10_a_gap_while_everything_is_off_ends` waits for the day it does."""
    today = decision.state.on
    is_listed = open_ladders(decision.request.protocol, decision.state, today)
    return not is_listed and any(one.rule == "R12" for one in decision.plan_day.reasons)


def test_10_a_gap_while_everything_is_off_ends() -> None:
    course = Course()
    everything = {ladder.ladder: 4 for ladder in course.day(0).ladders}
    course.check_in(1).hurt(1, **everything).check_in(3).hurt(3, **everything)
    assert is_closed(end_of_good_days(course.decisions(10)[-1]))


@given(every_protocol, st.sampled_from(SeverityBand), st.integers(18, 90))
def test_10_a_plan_that_ended_at_a_lock_is_begun_again_and_leads_to_the_end(
    protocol, severity, age
) -> None:
    """A new intake says by whom and when the person was examined; then it is strict, not shut."""
    again = intake(
        severity=severity,
        age=age,
        anticoagulants=True,
        injured_on=START - timedelta(days=20),
        examined_by="doctor",
        examined_on=YESTERDAY,
        pain_now=0,
    )
    (decision,) = fold(protocol, Log(start=START, entries=(again,)), until=START)
    assert decision.state.lock is None
    assert decision.plan_day.profile is Profile.STRICT
    assert is_closed(end_of_good_days(decision))


def test_10_a_lock_and_its_lifting_lead_to_the_end() -> None:
    flagged = replace(CALM, on=START + timedelta(days=1), red_flags=frozenset({SOON}))
    log = Log(start=START, entries=(intake(), flagged))
    *_, decision = fold(hamstring(), log, until=flagged.on)
    assert decision.state.lock is not None
    assert is_closed(end_of_good_days(decision))


def gentlest_stop(protocol: Protocol) -> int:
    """The lowest stop line anywhere in a protocol."""
    return min(
        phase.caps[profile][context].stop
        for phase in protocol.phases
        for profile in Profile
        for context in Context
    )


@given(every_protocol, st.integers(1, 4), st.integers(1, 4))
def test_10_a_steadily_healing_patient_is_never_sent_back(protocol, pain, days_a_point) -> None:
    start = min(pain, gentlest_stop(protocol) - 1)
    log = Log(start=START, entries=(intake(pain_now=start, pain_worst=start, pain_rest=0),))
    (decision,) = fold(protocol, log, until=START)
    for day in range(1, LONGEST_DAYS):
        before, left = decision, max(0, start - day // days_a_point)
        decision = good_day(before, pain=left)
        assert decision.state.phase >= before.state.phase
        if is_closed(decision):
            return
    raise AssertionError("a healed patient's plan never closed")
