"""Days on which all goes well, and where they lead."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from recovery.domain.codes import Author, DirectiveKind, Settled, WarmupSoreness
from recovery.domain.day import day_records
from recovery.domain.log import (
    CheckIn,
    Directive,
    Entry,
    ExerciseReport,
    Log,
    Seen,
    SelfTest,
    Session,
)
from recovery.domain.plan import Decision, advance
from recovery.domain.protocol import Protocol
from recovery.domain.state import PlanState

from .kit import START

LONGEST_DAYS = 500
AFTERWARDS = 100_000  # recorded after everything that a log tells
CALM = CheckIn(
    id="calm",
    on=START,
    red_flags=frozenset(),
    pain_rest=0,
    pain_morning=0,
    pain_worst=0,
    limp=False,
    night_wake=False,
    new_swelling=False,
    sudden_event=False,
    settled=Settled.NONE,
)
FULL = Session(
    id="full",
    on=START,
    all_listed=ExerciseReport(ladder="", done=Decimal(1), pain=0),
    effort=3,
    minutes=15,
    warmup_soreness=WarmupSoreness.NONE,
    limp=False,
)


def next_day(protocol: Protocol, before: PlanState, *said: Entry) -> Decision:
    """The day after `before`, on which this was said."""
    on = before.on + timedelta(days=1)
    told = tuple(replace(entry, on=on) for entry in said)
    (record,) = day_records(Log(start=on, entries=told, autonomy=before.autonomy), on, on)
    return advance(protocol, before, record)


def said_on_a_good_day(protocol: Protocol, *, pain: int = 0) -> tuple[Entry, ...]:
    """A calm morning, a full session and every test passed, at the same pain all day."""
    tests = (
        SelfTest(id=f"test-{code}", on=START, test=code, passed=True, pain=pain)
        for code in protocol.exit_test_by_code
    )
    return (
        replace(CALM, pain_rest=pain, pain_morning=pain, pain_worst=pain),
        replace(FULL, all_listed=replace(FULL.all_listed, pain=pain)),
        *tests,
    )


def lifted(before: Decision) -> tuple[Entry, ...]:
    """What may be lifted, by whoever may lift it; and a yes to whatever waits."""
    state, lock = before.state, before.state.lock
    said: list[Entry] = []
    if lock is not None and lock.needs_clinician:
        said.append(_directive(DirectiveKind.CLEAR_LOCK))
    elif lock is not None:
        tomorrow = state.on + timedelta(days=1)
        said.append(
            Seen(
                id="seen",
                on=tomorrow,
                order=AFTERWARDS,
                who="doctor",
                seen_on=tomorrow,
                cleared=True,
            )
        )
    if state.pause is not None or state.holds:
        said.append(_directive(DirectiveKind.RESUME))
    if state.left_out:
        said.append(_directive(DirectiveKind.BRING_BACK))
    if state.autonomy in ("propose", "manual"):
        said.append(_directive(DirectiveKind.ACCEPT))
    return tuple(said)


def _directive(kind: DirectiveKind) -> Directive:
    return Directive(
        id=f"well-{kind}",
        on=START,
        order=AFTERWARDS,
        by=Author.CLINICIAN,
        kind=kind,
        reason="well",
    )


def good_day(before: Decision, *, pain: int = 0) -> Decision:
    """A day on which all goes well, each exit test is passed, and what stands is lifted."""
    protocol = before.request.protocol
    said = said_on_a_good_day(protocol, pain=pain)
    return next_day(protocol, before.state, *said, *lifted(before))


def end_of_good_days(decision: Decision) -> Decision:
    """The day on which good days alone, and the lifts that are allowed, close the plan; or the
    latest, where they never do."""
    for _ in range(LONGEST_DAYS):
        if is_closed(decision):
            break
        decision = good_day(decision)
    return decision


def is_closed(decision: Decision) -> bool:
    return decision.state.closed_on is not None
