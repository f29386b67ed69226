"""What must always be true of one answer more, worse or missing. Numbers are the rules' own.

1: never more for a worse answer. 3: no step up without every fact it rests on.
"""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from recovery.domain.codes import SEVERITY, Settled, Skipped, WarmupSoreness
from recovery.domain.log import CheckIn, Entry, ExerciseReport, Intake, Log, SelfTest, Session
from recovery.domain.plan import Decision, fold
from recovery.domain.protocol import Protocol

from .good_days import CALM, FULL, next_day, said_on_a_good_day
from .kit import START, Course, hamstring, intake
from .made_logs import DAYS, TOMORROW, cases, every_protocol, intakes, said_tomorrow
from .strategies import BODY, NO_FLAGS, SOON, URGENT, check_ins, entries, kinds_of, sessions

Scales = dict[str, tuple[Any, ...]]

SCORES = tuple(range(11))
NO_YES = (False, True)
FLAGS = (NO_FLAGS, frozenset({SOON}), frozenset({SOON, URGENT}))

# Each answer from the mildest to the gravest.
CHECK_IN: Scales = {
    "red_flags": FLAGS,
    "pain_rest": SCORES,
    "pain_morning": SCORES,
    "pain_worst": SCORES,
    "limp": NO_YES,
    "night_wake": NO_YES,
    "new_swelling": NO_YES,
    "sudden_event": NO_YES,
    "settled": tuple(Settled),
}
INTAKE: Scales = {
    "red_flags": FLAGS,
    "pain_now": SCORES,
    "pain_worst": SCORES,
    "pain_rest": SCORES,
    "anticoagulants": NO_YES,
}
SESSION: Scales = {"effort": SCORES, "warmup_soreness": tuple(WarmupSoreness), "limp": NO_YES}
REPORT: Scales = {"pain": SCORES, "skipped": (None, Skipped.PAIN)}
TEST: Scales = {"pain": SCORES, "passed": (True, False)}

ASKED_AT_INTAKE = ("red_flags", "pain_now", "pain_worst", "pain_rest")
EARNING = ("effort", "minutes", "warmup_soreness", "done", "pain")  # of a session


@st.composite
def two_of(draw: st.DrawFn, scales: Scales) -> tuple[dict[str, Any], dict[str, Any]]:
    """A mild answer and one that is as grave or graver, by the answer's name."""
    name = draw(st.sampled_from(list(scales)))
    places = st.integers(0, len(scales[name]) - 1)
    mild, grave = sorted([draw(places), draw(places)])
    return {name: scales[name][mild]}, {name: scales[name][grave]}


def is_not_less_careful(worse: Decision, decision: Decision) -> bool:
    """At least as severe, no later phase, no ladder higher, and startable only if the other is.

    A plan that closes has nothing left to start, which is the most it can allow.
    """
    grave, day = worse.plan_day, decision.plan_day
    may_start = day.startable or (day.closed and not grave.closed)
    if SEVERITY[grave.result] < SEVERITY[day.result] or grave.startable > may_start:
        return False
    if worse.state.phase > decision.state.phase:
        return False
    rungs = {ladder.ladder: ladder.rung for ladder in day.ladders}
    return all(one.rung <= rungs.get(one.ladder, one.rung) for one in grave.ladders)


def compared(before: Decision, worse: list[Entry], said: list[Entry]) -> bool:
    """Whether a day on which worse was said is decided as carefully as the other."""
    protocol = before.request.protocol
    return is_not_less_careful(*(next_day(protocol, before.state, *one) for one in (worse, said)))


def ups(decision: Decision) -> set[str]:
    """The ladders that went up by good sessions."""
    return {one.ladder for one in decision.plan_day.changes if one.reason.rule == "R13"}


def begun(protocol: Protocol, first: Intake) -> Decision:
    """The first day of a plan."""
    (decision,) = fold(protocol, Log(start=START, entries=(first,)), until=START)
    return decision


def without(entry: Entry, kind: type, name: str) -> Entry:
    """The entry with one fact never told."""
    if kind is ExerciseReport and isinstance(entry, Session):
        return replace(entry, all_listed=replace(entry.all_listed, **{name: None}))
    return replace(entry, **{name: None}) if isinstance(entry, kind) else entry


def is_onwards(decision: Decision) -> bool:
    """Whether anything was earned: a rung or a phase."""
    passed = any(one.detail == "phase_passed" for one in decision.plan_day.reasons)
    return passed or bool(ups(decision))


@given(cases(), two_of(CHECK_IN), st.data())
def test_1_a_worse_answer_is_never_answered_with_more(case, two, data) -> None:
    mild, grave = two
    others = data.draw(said_tomorrow(case.protocol))
    said = CheckIn(id="last", on=TOMORROW, **data.draw(check_ins))
    before = case.decisions()[-1]
    worse = [*others, replace(said, **grave)]
    assert compared(before, worse, [*others, replace(said, **mild)])


@given(every_protocol, intakes(), two_of(INTAKE))
def test_1_a_worse_answer_at_intake_is_never_answered_with_more(protocol, said, two) -> None:
    mild, grave = (begun(protocol, replace(said, **one)) for one in two)
    assert is_not_less_careful(grave, mild)


@given(cases(), two_of(SESSION), st.data())
def test_1_a_harder_or_sorer_session_is_never_answered_with_more(case, two, data) -> None:
    mild, grave = two
    others, day_after = (
        data.draw(said_tomorrow(case.protocol)),
        data.draw(said_tomorrow(case.protocol, ["check_in"])),
    )
    said = Session(id="last", on=TOMORROW, **data.draw(sessions(case.protocol)))
    before = case.decisions()[-1]
    worse, day = (
        next_day(case.protocol, before.state, *others, replace(said, **one))
        for one in (grave, mild)
    )
    assert is_not_less_careful(worse, day)
    if is_compared_tomorrow(before, mild):
        after = (next_day(case.protocol, one.state, CALM, *day_after) for one in (worse, day))
        assert is_not_less_careful(*after)


def is_compared_tomorrow(before: Decision, answer: dict[str, Any]) -> bool:
    """Effort and a warm-up are looked at on the morning after; a limp of today only moves on
    when an ease takes its next rung.

    A session of an unknown load counts as the largest, also among those of the week before: a
    harder session then makes that week harder, too (see the test below).
    """
    return "limp" not in answer and all(load is not None for _, load in before.state.loads)


def test_1_a_harder_session_does_not_let_a_week_of_too_much_step_up() -> None:
    ups_after = {}
    for effort in (3, 7):
        course = Course()
        for day in range(1, 17):
            course.check_in(day, pain_morning=1)
        for day in (3, 5, 7):
            course.session(day, effort=None)
        for day in (9, 11, 13, 14):
            course.session(day, effort=3)
        course.session(15, effort=effort)
        ups_after[effort] = ups(course.decisions(16)[-1])
    assert ups_after[7] <= ups_after[3]


@given(cases(), two_of(REPORT), st.data())
def test_1_an_exercise_that_hurt_more_is_never_answered_with_more(case, two, data) -> None:
    others = data.draw(said_tomorrow(case.protocol))
    facts = data.draw(sessions(case.protocol))
    ladder = data.draw(st.sampled_from([one.code for one in case.protocol.ladders]))
    before = case.decisions()[-1]
    if data.draw(st.booleans()):
        told = [facts | {"all_listed": replace(facts["all_listed"], **one)} for one in two]
    else:
        report = ExerciseReport(ladder=ladder, done=facts["all_listed"].done, pain=0)
        told = [facts | {"exercises": (replace(report, **one),)} for one in two]
    mild, grave = (Session(id="last", on=TOMORROW, **one) for one in told)
    assert compared(before, [*others, grave], [*others, mild])


@given(cases(of=["check_in", "session"]), two_of(TEST), st.data())
def test_1_a_test_that_hurt_more_is_never_answered_with_more(case, two, data) -> None:
    if not case.protocol.exit_test_by_code:
        return
    mild, grave = two
    others = data.draw(said_tomorrow(case.protocol))
    test = data.draw(st.sampled_from(list(case.protocol.exit_test_by_code)))
    said = SelfTest(id="last", on=TOMORROW, test=test, passed=True, pain=0)
    before = case.decisions()[-1]
    worse = [*others, replace(said, **grave)]
    assert compared(before, worse, [*others, replace(said, **mild)])


@given(cases(), st.sampled_from(list(CHECK_IN)), st.data())
def test_1_an_answer_left_out_is_never_better_than_the_best(case, name, data) -> None:
    """Nor does it step up, nor open what an answer closed."""
    others = data.draw(said_tomorrow(case.protocol, ["session"]))
    said = CheckIn(id="last", on=TOMORROW, **data.draw(check_ins))
    before = case.decisions()[-1]
    best, left_out = replace(said, **{name: CHECK_IN[name][0]}), replace(said, **{name: None})
    assert compared(before, [*others, left_out], [*others, best])
    if name != "settled" and before.state.closed_on is None:
        assert not is_onwards(next_day(case.protocol, before.state, *others, left_out))


@given(cases(), st.data())
def test_1_no_check_in_at_all_is_never_better_than_the_best(case, data) -> None:
    others = data.draw(said_tomorrow(case.protocol, ["session"]))
    before = case.decisions()[-1]
    assert compared(before, others, [CALM, *others])
    if before.state.closed_on is None:
        assert not is_onwards(next_day(case.protocol, before.state, *others))


@given(every_protocol, intakes(), st.sampled_from(ASKED_AT_INTAKE))
def test_1_an_answer_left_out_at_intake_is_never_better_than_the_best(protocol, said, name) -> None:
    best, left_out = replace(said, **{name: INTAKE[name][0]}), replace(said, **{name: None})
    assert is_not_less_careful(begun(protocol, left_out), begun(protocol, best))


@given(cases(), st.sampled_from(EARNING), st.data())
def test_1_an_answer_left_out_of_a_session_is_never_better_than_the_best(case, name, data) -> None:
    """Nor does what was done without it earn anything; a warm-up is asked about for what is
    loaded. A day that could not be started has no part in a row: one that was whole before it
    still is."""
    protocol, before = case.protocol, case.decisions()[-1]
    others = data.draw(said_tomorrow(protocol))
    left_out = without(FULL, ExerciseReport if name in ("pain", "done") else Session, name)
    worse, best = (next_day(protocol, before.state, *others, one) for one in (left_out, FULL))
    assert is_not_less_careful(worse, best)
    after, after_best = (next_day(protocol, one.state, CALM) for one in (worse, best))
    if is_compared_tomorrow(before, {name: None}):
        assert is_not_less_careful(after, after_best)
    loaded = {ladder.code for ladder in protocol.ladders if ladder.loaded}
    done = {one.ladder for one in worse.state.session.exercises}
    if not worse.state.session.listed:
        done -= rows_that_are_whole(before)
    assert not ups(after) & (done & loaded if name == "warmup_soreness" else done)


def rows_that_are_whole(day: Decision) -> set[str]:
    return {
        ladder.code
        for ladder in day.state.ladders
        if ladder.good_in_a_row >= day.request.ladder(ladder.code).sessions_per_rung
    }


@given(cases(), st.data())
def test_1_a_pain_left_out_of_a_test_is_never_better_than_the_best(case, data) -> None:
    others = data.draw(said_tomorrow(case.protocol))
    for code in list(case.protocol.exit_test_by_code)[:1]:
        best = SelfTest(id="last", on=TOMORROW, test=code, passed=True, pain=0)
        left_out = replace(best, pain=None)
        assert compared(case.decisions()[-1], [*others, left_out], [*others, best])


@given(cases(), st.data())
def test_1_an_entry_more_never_makes_the_day_less_careful(case, data) -> None:
    """A directive, a `seen`, a passed test and an answered flag list apart."""
    said = data.draw(said_tomorrow(case.protocol))
    kinds = kinds_of(case.protocol)
    extra = data.draw(entries(kinds, TOMORROW, 950, of=BODY))
    if isinstance(extra, CheckIn):
        extra = replace(extra, red_flags=None)
    if isinstance(extra, SelfTest):
        extra = replace(extra, passed=False)
    assert compared(case.decisions()[-1], [*said, extra], said)


@given(cases(), st.data())
def test_1_a_second_whole_answer_never_makes_the_day_less_careful(case, data) -> None:
    """Once every question is answered, another answered list opens nothing either."""
    said = [CALM, *data.draw(said_tomorrow(case.protocol))]
    extra = data.draw(entries(kinds_of(case.protocol), TOMORROW, 950, of=["check_in"]))
    assert compared(case.decisions()[-1], [*said, extra], said)


# Facts that a step up rests on: the kind of entry that tells each, and its name.
TOLD = [
    *((CheckIn, name) for name in CHECK_IN),
    *((ExerciseReport if name in ("done", "pain") else Session, name) for name in EARNING),
    (SelfTest, "pain"),
]


def course(protocol: Protocol, said: list[Entry]) -> list[Decision]:
    """A course on each of whose days the same was said."""
    first = intake(pain_now=0, pain_worst=0, pain_rest=0)
    decisions = [begun(protocol, first)]
    for _ in range(DAYS):
        decisions.append(next_day(protocol, decisions[-1].state, *said))
    return decisions


@given(every_protocol, st.sampled_from(TOLD))
def test_3_who_never_tells_a_fact_never_steps_up_by_it(protocol, fact) -> None:
    """A test is nothing to a ladder, a session nothing to a phase that asks for none; and a
    warm-up is asked about for what is loaded."""
    kind, name = fact
    said = [without(entry, kind, name) for entry in said_on_a_good_day(protocol)]
    for before, decision in pairwise(course(protocol, said)):
        phase = protocol.phases[before.state.phase]
        if kind in (CheckIn, SelfTest) or (phase.minimum_good_sessions and kind is ExerciseReport):
            assert decision.state.phase <= before.state.phase
        if kind is not SelfTest:
            loaded = {one.code for one in protocol.ladders if one.loaded}
            assert not ups(decision) & (loaded if name == "warmup_soreness" else ups(decision))


def test_3_who_tells_every_fact_steps_up_and_passes_a_phase() -> None:
    decisions = course(hamstring(), list(said_on_a_good_day(hamstring())))
    assert any(ups(decision) for decision in decisions)
    assert decisions[-1].state.phase > 0
