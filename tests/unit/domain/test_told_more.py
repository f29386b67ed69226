"""A day told bit by bit is decided as if all of it had been told at once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given

from recovery.domain import plan as engine
from recovery.domain.day import day_record
from recovery.domain.log import CheckIn, Correction, Entry, ExerciseReport, Log, SelfTest, Session
from recovery.domain.plan import Decision, advance, told_more

from .kit import GOOD_MORNING, GOOD_SESSION, START, Course, hamstring
from .made_logs import logs

DAY = 7
ON = START + timedelta(days=DAY)
MORNING = CheckIn(id="c", on=ON, order=1, **GOOD_MORNING)
TESTS = [
    SelfTest(id=f"t-{code}", on=ON, order=2, test=code, passed=True, pain=0)
    for code in hamstring().exit_test_by_code
]
SESSION = Session(id="s", on=ON, order=3, **GOOD_SESSION)
SORE = ExerciseReport(ladder="bridge", done=Decimal(1), pain=5)
HURTING = replace(SESSION, exercises=(SORE,))


def decision(*told: Entry) -> Decision:
    """The day after six good ones; on the sixth each exit test was passed for the first time."""
    before = Course().good(1, DAY - 1).tests(DAY - 1).decisions(DAY - 1)[-1].state
    return advance(hamstring(), before, day_record(ON, list(told)))


def bit_by_bit(*told: Entry, first: int) -> Decision:
    """The same, of which the first so many were known when the day was decided before."""
    return told_more(decision(*told[:first]), day_record(ON, list(told)))


def test_a_session_does_not_decide_the_morning_again(monkeypatch) -> None:
    at_once, morning = decision(MORNING, HURTING), decision(MORNING)
    monkeypatch.delattr(engine, "decide")
    assert told_more(morning, day_record(ON, [MORNING, HURTING])) == at_once


def test_tests_in_the_morning_pass_a_phase_before_a_calm_session() -> None:
    told = (MORNING, *TESTS, SESSION)
    assert decision(*told).plan_day.phase == "rebuild"
    assert bit_by_bit(*told, first=len(told) - 1) == decision(*told)


def test_a_session_that_hurts_counts_against_the_tests_of_the_morning() -> None:
    told = (MORNING, *TESTS, HURTING)
    assert decision(*told).plan_day.phase == "protect"
    assert bit_by_bit(*told, first=len(told) - 1) == decision(*told)


def test_a_worse_answer_with_the_session() -> None:
    worse = replace(MORNING, id="d", order=4, pain_morning=6)
    assert bit_by_bit(MORNING, SESSION, worse, first=1) == decision(MORNING, SESSION, worse)


def test_a_second_session_of_the_day() -> None:
    again = replace(HURTING, id="z", order=5, exercises=(replace(SORE, pain=6),))
    told = (MORNING, HURTING, again)
    assert bit_by_bit(*told, first=2) == decision(*told)


@given(logs())
def test_whatever_the_log_says(log: Log) -> None:
    state, by_day = None, {}
    for entry in log.entries:
        if isinstance(entry, Correction):
            continue  # a record holds what is right
        by_day.setdefault(entry.on, []).append(entry)
    for on, told in sorted(by_day.items()):
        first = [entry for entry in told if not isinstance(entry, Session)]
        at_once = advance(hamstring(), state, day_record(on, told))
        morning = advance(hamstring(), state, day_record(on, first))
        assert told_more(morning, day_record(on, told)) == at_once
        state = at_once.state
