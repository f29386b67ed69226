"""Made-up logs of every kind, over the shipped protocol."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st

from recovery.domain.codes import (
    Author,
    Context,
    DirectiveKind,
    Goal,
    Profile,
    Settled,
    SeverityBand,
    Skipped,
    WarmupSoreness,
)
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

from .kit import START, hamstring, intake

LADDERS = [ladder.code for ladder in hamstring().ladders]
TESTS = list(hamstring().exit_test_by_code)
SOON, URGENT = "back_pain_below_knee", "foot_drop"

# Mostly calm, since a course that is never calm never gets anywhere.
pains = st.one_of(st.integers(0, 2), st.integers(0, 2), st.integers(0, 10))
maybe_pains = st.one_of(pains, pains, pains, st.none())
seldom = st.sampled_from([False] * 9 + [True])
maybe_seldom = st.sampled_from([False] * 9 + [True, None])
red_flags = st.sampled_from(
    [frozenset()] * 14 + [None, frozenset({SOON}), frozenset({URGENT}), frozenset({SOON, URGENT})]
)
shares = st.sampled_from([Decimal(1)] * 5 + [Decimal("0.8"), Decimal("0.5"), Decimal(0), None])

check_ins = st.fixed_dictionaries(
    {
        "red_flags": red_flags,
        "pain_rest": maybe_pains,
        "pain_morning": maybe_pains,
        "pain_worst": maybe_pains,
        "limp": maybe_seldom,
        "night_wake": maybe_seldom,
        "new_swelling": maybe_seldom,
        "sudden_event": maybe_seldom,
        "settled": st.sampled_from([Settled.NONE, Settled.UNDER_1_HOUR, None]),
    }
)
reports = st.builds(
    ExerciseReport,
    ladder=st.sampled_from(LADDERS),
    done=shares,
    pain=maybe_pains,
    skipped=st.sampled_from([None] * 8 + list(Skipped)),
)
sessions = st.fixed_dictionaries(
    {
        "exercises": st.lists(reports, max_size=3).map(tuple),
        "all_listed": st.builds(ExerciseReport, ladder=st.just(""), done=shares, pain=maybe_pains),
        "effort": st.one_of(st.integers(2, 6), st.integers(0, 10), st.none()),
        "minutes": st.one_of(st.integers(10, 40), st.none()),
        "warmup_soreness": st.sampled_from(
            [WarmupSoreness.NONE] * 6 + [WarmupSoreness.WENT_AWAY, WarmupSoreness.STAYED, None]
        ),
        "limp": maybe_seldom,
        "short": seldom,
    }
)
self_tests = st.fixed_dictionaries(
    {
        "test": st.sampled_from(TESTS),
        "passed": st.booleans(),
        "pain": st.one_of(st.just(0), maybe_pains),
    }
)


@st.composite
def directives(draw: st.DrawFn) -> dict:
    kind = draw(st.sampled_from(list(DirectiveKind)))
    facts: dict = {"kind": kind, "reason": "as agreed", "by": Author.CLINICIAN}
    days = draw(st.one_of(st.none(), st.integers(0, 6)))
    facts["until_days"] = days
    if kind in (DirectiveKind.SET_RUNG, DirectiveKind.HOLD):
        facts["ladder"] = draw(st.sampled_from(LADDERS))
        facts["rung"] = draw(st.integers(1, 8))
    if kind is DirectiveKind.SET_CAPS:
        facts |= {"context": draw(st.sampled_from(Context)), "progress": 1, "hold": 3, "stop": 5}
    if kind is DirectiveKind.SET_PROFILE:
        facts["profile"] = draw(st.sampled_from(Profile))
    return facts


KINDS: dict[str, tuple[type[Entry], st.SearchStrategy]] = {
    "check_in": (CheckIn, check_ins),
    "session": (Session, sessions),
    "self_test": (SelfTest, self_tests),
    "directive": (Directive, directives()),
    "seen": (
        Seen,
        st.fixed_dictionaries({"who": st.just("doctor"), "cleared": st.booleans()}),
    ),
}
# How often each kind of entry is made up on a day.
PLENTY = ["check_in"] * 6 + ["session"] * 6 + ["self_test"] * 4 + ["directive", "seen"]


@st.composite
def entries(draw: st.DrawFn, day: int, number: int, kinds: list[str]) -> Entry:
    kind, strategy = KINDS[draw(st.sampled_from(kinds))]
    facts = draw(strategy)
    on = START + timedelta(days=day)
    days = facts.pop("until_days", None)
    if days is not None:
        facts["until"] = on + timedelta(days=days)
    if kind is Seen:
        facts["seen_on"] = on
    return kind(id=f"e{number}", on=on, order=number, **facts)


@st.composite
def logs(draw: st.DrawFn, days: int = 24, kinds: list[str] = PLENTY) -> Log:
    """A log of up to `days` days, with gaps, duplicates and contradictions of mood."""
    first = intake(
        severity=draw(st.sampled_from([SeverityBand.MILD, SeverityBand.MODERATE])),
        recurrent=draw(seldom),
        goal=draw(st.sampled_from(Goal)),
        pain_now=draw(st.one_of(st.integers(0, 4), st.none())),
        injured_on=START - timedelta(days=draw(st.integers(0, 10))),
    )
    told: list[Entry] = []
    calm_until = draw(st.integers(0, days // 2))
    for day in range(1, days):
        if day <= calm_until:
            told += _calm(day, len(told) + 1)
            continue
        for _ in range(draw(st.integers(0, 3))):
            told.append(draw(entries(day, len(told) + 1, kinds)))
    return Log(start=START, entries=(first, *told))


def _calm(day: int, number: int) -> list[Entry]:
    from .kit import GOOD_MORNING, GOOD_SESSION

    on = START + timedelta(days=day)
    tests = [
        SelfTest(
            id=f"e{number + 2 + place}",
            on=on,
            order=number + 2 + place,
            test=test,
            passed=True,
            pain=0,
        )
        for place, test in enumerate(TESTS)
    ]
    return [
        CheckIn(id=f"e{number}", on=on, order=number, **GOOD_MORNING),
        Session(id=f"e{number + 1}", on=on, order=number + 1, **GOOD_SESSION),
        *tests,
    ]


def shifted(log: Log, days: int) -> Log:
    """The same log, so many days later."""
    by = timedelta(days=days)
    moved = []
    for entry in log.entries:
        dates = {
            name: getattr(entry, name) + by
            for name in ("on", "injured_on", "seen_on", "until", "examined_on")
            if getattr(entry, name, None) is not None
        }
        moved.append(replace(entry, **dates))
    return Log(start=log.start + by, entries=tuple(moved))
