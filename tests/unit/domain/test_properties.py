"""What must always be true, whatever is logged. Numbers follow the rules' own list."""

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recovery.domain.codes import LOCKING, SEVERITY, DirectiveKind, Result
from recovery.domain.day import LogError, day_records
from recovery.domain.decision import PLAN, PlanDay
from recovery.domain.log import CheckIn, Correction, Entry, ExerciseReport, Log, Session
from recovery.domain.plan import Decision, advance, fold, plan_on

from .kit import START, hamstring
from .strategies import check_ins, entries, logs, pains, sessions, shifted

DAYS = 24
LATEST = START + timedelta(days=DAYS - 1)
PHASES = [phase.code for phase in hamstring().phases]
STEPS_UP = {"R13", "R14", "R18"}


def decisions(log: Log, until: date = LATEST) -> list[Decision]:
    return list(fold(hamstring(), log, until=until))


def with_entry(log: Log, entry: Entry) -> Log:
    return replace(log, entries=(*log.entries, entry))


def is_not_less_careful(worse: PlanDay, day: PlanDay) -> bool:
    """At least as severe, no later phase, and in the same phase no rung higher."""
    if SEVERITY[worse.result] < SEVERITY[day.result]:
        return False
    if worse.phase != day.phase:
        return PHASES.index(worse.phase) < PHASES.index(day.phase)
    rungs = {ladder.ladder: ladder.rung for ladder in day.ladders}
    return all(ladder.rung <= rungs[ladder.ladder] for ladder in worse.ladders)


def shown(day: PlanDay) -> dict:
    """A day without its digest, which is of the log and not of the decision."""
    return asdict(replace(day, log_digest=""))


@given(logs(), check_ins, st.data())
def test_1_a_worse_answer_is_never_answered_with_more(log, answers, data) -> None:
    before = decisions(log, LATEST)[-1].state
    on = LATEST + timedelta(days=1)
    calm = CheckIn(id="last", on=on, **answers)
    name = data.draw(
        st.sampled_from(["pain_rest", "pain_morning", "pain_worst", "limp", "new_swelling"])
    )
    score = answers[name]
    if isinstance(score, bool) or name in ("limp", "new_swelling"):
        worse = replace(calm, **{name: True})
        calm = replace(calm, **{name: False})
    else:
        worse = replace(calm, **{name: data.draw(st.integers(score or 0, 10))})
        calm = replace(calm, **{name: score or 0})
    assert is_not_less_careful(_next(before, worse), _next(before, calm))


@given(logs(), check_ins, st.sampled_from(["pain_rest", "pain_morning", "pain_worst", "limp"]))
def test_1_an_answer_left_out_is_never_better_than_the_best(log, answers, name) -> None:
    before = decisions(log)[-1].state
    on = LATEST + timedelta(days=1)
    best = CheckIn(id="last", on=on, **(answers | {name: False if name == "limp" else 0}))
    left_out = _next(before, replace(best, **{name: None}))
    assert SEVERITY[left_out.result] >= SEVERITY[_next(before, best).result]
    assert not any(
        change.to_rung > change.from_rung and change.reason.rule != "R18"
        for change in left_out.changes
    )


@given(logs(), check_ins, sessions, pains, st.sampled_from(["bridge", "run", "trunk"]))
def test_1_more_pain_in_a_session_is_never_answered_with_more(
    log, answers, facts, pain, ladder
) -> None:
    before = decisions(log)[-1].state
    on = LATEST + timedelta(days=1)
    check_in = CheckIn(id="morning", on=on, **answers)
    exercises = (ExerciseReport(ladder=ladder, done=facts["all_listed"].done, pain=pain),)
    session = Session(id="last", on=on, **(facts | {"exercises": exercises}))
    sorer = replace(session, exercises=(replace(exercises[0], pain=min(10, pain + 2)),))
    assert is_not_less_careful(_next(before, check_in, sorer), _next(before, check_in, session))


@given(logs(), st.lists(entries(DAYS, 901, ["check_in", "session"]), max_size=3), st.data())
def test_1_adding_an_entry_never_makes_the_day_less_careful(log, said, data) -> None:
    """A directive, a `seen`, a passed test and an answered flag list apart."""
    before = decisions(log)[-1].state
    said = [replace(entry, id=f"e{900 + place}") for place, entry in enumerate(said)]
    extra = data.draw(entries(DAYS, 950, ["check_in", "session"]))
    if isinstance(extra, CheckIn):
        extra = replace(extra, red_flags=None)
    assert is_not_less_careful(_next(before, *said, extra), _next(before, *said))


def _next(before, *said: Entry) -> PlanDay:
    log = Log(start=START, entries=said)
    on = LATEST + timedelta(days=1)
    (record,) = day_records(log, on, on)
    return advance(hamstring(), before, record).plan_day


@given(logs())
def test_2_a_red_flag_shows_no_exercises_and_a_lock_is_lifted_by_those_who_may(log) -> None:
    flagged = {entry.on for entry in log.entries if isinstance(entry, CheckIn) and entry.red_flags}
    cleared = {
        entry.on
        for entry in log.entries
        if getattr(entry, "kind", None) is DirectiveKind.CLEAR_LOCK
    }
    seen = {entry.on for entry in log.entries if getattr(entry, "cleared", False)}
    lock = None
    for decision in decisions(log):
        day = decision.plan_day
        if day.day in flagged:
            assert day.exercises == ()
            assert not day.startable
        if lock is not None and day.lock is None:
            by_patient = lock.kind is Result.SOON and not lock.needs_clinician
            assert day.day in cleared or (by_patient and day.day in seen)
        if day.lock is not None:
            assert day.result in LOCKING
            assert day.exercises == ()
        lock = day.lock


@given(logs())
def test_3_and_4_steps_up_are_single_earned_and_inside_the_phase(log) -> None:
    said = {entry.on: entry for entry in log.entries if isinstance(entry, CheckIn)}
    phase = 0
    for decision in decisions(log):
        day, state = decision.plan_day, decision.state
        earned = [change for change in day.changes if change.reason.rule == "R13"]
        assert all(change.to_rung == change.from_rung + 1 for change in earned)
        assert len(earned) <= 2
        if any(reason.rule in ("R13", "R14") and not day.closed for reason in day.reasons):
            answers = said[day.day]
            assert answers.red_flags == frozenset()
        assert state.phase <= phase + 1
        phase = state.phase
        for ladder in day.ladders:
            span = hamstring().ladder_by_code[ladder.ladder].spans[day.phase]
            assert span.first <= ladder.rung <= span.top


@given(logs())
def test_5_every_change_has_its_reason_and_exactly_one_reason_binds(log) -> None:
    for decision in decisions(log):
        day = decision.plan_day
        assert sum(reason.bound for reason in day.reasons) == 1
        assert day.reasons[0].bound
        assert day.result is day.binding.result
        assert SEVERITY[day.result] == max(SEVERITY[reason.result] for reason in day.reasons)
        listed = {replace(reason, bound=False) for reason in day.reasons}
        for change in day.changes:
            assert change.reason.subject in (change.ladder, PLAN)
            assert replace(change.reason, bound=False) in listed
            assert change.from_rung != change.to_rung


@given(logs(), st.integers(-400, 4000))
def test_6_other_dates_change_nothing(log, days) -> None:
    here = decisions(log)
    there = decisions(shifted(log, days), LATEST + timedelta(days=days))
    for one, other in zip(here, there, strict=True):
        assert one.plan_day.result is other.plan_day.result
        assert [ladder.rung for ladder in one.plan_day.ladders] == [
            ladder.rung for ladder in other.plan_day.ladders
        ]
        assert [reason.detail for reason in one.plan_day.reasons] == [
            reason.detail for reason in other.plan_day.reasons
        ]


@given(logs(), st.data())
def test_6_the_same_entry_twice_changes_nothing(log, data) -> None:
    again = data.draw(st.sampled_from(log.entries))
    twice = with_entry(log, replace(again, order=10_000))
    assert decisions(twice) == decisions(log)
    assert decisions(log) == decisions(log)


def test_6_the_same_id_with_other_content_is_an_error() -> None:
    log = Log(
        start=START,
        entries=(
            CheckIn(id="c", on=START, order=1, pain_rest=1),
            CheckIn(id="c", on=START, order=2, pain_rest=2),
        ),
    )
    with pytest.raises(LogError, match="two different entries"):
        list(day_records(log, START, START))


@given(logs(), st.integers(0, DAYS - 2))
def test_7_a_snapshot_goes_on_as_the_full_fold_does(log, k) -> None:
    full = decisions(log)
    since = full[k].state
    rest = replace(log, entries=tuple(entry for entry in log.entries if entry.on > since.on))
    assert list(fold(hamstring(), rest, until=LATEST, since=since)) == full[k + 1 :]


# What clears a sign has to come after it, so `seen` and clearances keep their place.
@given(logs(kinds=["check_in", "session", "self_test"]), st.randoms())
def test_7_entries_may_arrive_in_any_order(log, random) -> None:
    orders = list(range(len(log.entries)))
    random.shuffle(orders)
    moved = [replace(entry, order=place) for entry, place in zip(log.entries, orders, strict=True)]
    random.shuffle(moved)
    assert decisions(replace(log, entries=tuple(moved))) == decisions(log)


@given(logs(), check_ins, st.data())
def test_8_a_correction_gives_the_plan_that_would_have_been(log, answers, data) -> None:
    told = [entry for entry in log.entries if isinstance(entry, CheckIn)]
    assume(told)
    wrong = data.draw(st.sampled_from(told))
    # A sign that locks is never corrected away; everything else is.
    answers = answers | {
        "red_flags": (answers["red_flags"] or frozenset()) | wrong.red_flags
        if wrong.red_flags
        else answers["red_flags"],
        "sudden_event": True if wrong.sudden_event else answers["sudden_event"],
    }
    right = replace(wrong, **answers)
    from_the_start = replace(
        log, entries=tuple(right if entry is wrong else entry for entry in log.entries)
    )
    correction = Correction(id="fix", on=LATEST, order=10_000, supersedes=wrong.id, changes=answers)
    assert decisions(with_entry(log, correction)) == decisions(from_the_start)


@given(logs())
def test_8_a_lock_stays_when_its_flag_is_corrected_away(log) -> None:
    flagged = [e for e in log.entries if isinstance(e, CheckIn) and e.red_flags]
    assume(flagged)
    fix = Correction(
        id="fix",
        on=LATEST,
        order=10_000,
        supersedes=flagged[0].id,
        changes={"red_flags": frozenset()},
    )
    assert [d.plan_day.lock for d in decisions(with_entry(log, fix))] == [
        d.plan_day.lock for d in decisions(log)
    ]


@given(logs())
def test_9_a_clinicians_rung_and_hold_are_kept(log) -> None:
    for decision in decisions(log):
        day, state = decision.plan_day, decision.state
        rungs = {ladder.ladder: ladder.rung for ladder in day.ladders}
        ups = {
            change.ladder
            for change in day.changes
            if change.to_rung > change.from_rung and change.reason.rule == "R13"
        }
        for ceiling in state.ceilings:
            assert not (ceiling.ladder in ups and rungs[ceiling.ladder] > ceiling.rung)
        for hold in state.holds:
            assert not ups if hold.ladder is None else hold.ladder not in ups


@given(logs())
def test_9_nothing_overrules_the_safety_rules(log) -> None:
    for decision in decisions(log):
        day = decision.plan_day
        grave = [reason for reason in day.reasons if reason.rule in ("R00", "R01", "R02", "R03")]
        if any(SEVERITY[reason.result] >= SEVERITY[Result.REST] for reason in grave):
            assert day.exercises == ()
            assert not day.startable
            assert not any(change.to_rung > change.from_rung for change in day.changes)


@given(logs())
@settings(max_examples=10)
def test_plan_on_is_the_last_day_of_the_fold(log) -> None:
    assert plan_on(hamstring(), log, LATEST) == decisions(log)[-1].plan_day
