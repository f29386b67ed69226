"""Made-up entries of every kind, about the ladders and tests of any protocol."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from recovery.domain.codes import (
    Author,
    Context,
    DirectiveKind,
    Profile,
    Settled,
    Skipped,
    WarmupSoreness,
)
from recovery.domain.ladder import Dose
from recovery.domain.log import (
    CheckIn,
    Correction,
    Directive,
    Entry,
    ExerciseReport,
    Intake,
    Seen,
    SelfTest,
    Session,
)
from recovery.domain.prescription import Prescription
from recovery.domain.protocol import Protocol

Facts = st.SearchStrategy[dict[str, Any]]

SOON, URGENT = "back_pain_below_knee", "foot_drop"
NO_FLAGS: frozenset[str] = frozenset()

# Mostly calm, since a course that is never calm never gets anywhere.
pains = st.sampled_from([*[0, 1, 2] * 7, *range(3, 11)])
maybe_pains = st.sampled_from([*[0, 1, 2] * 7, *range(3, 11), *[None] * 4])
seldom = st.sampled_from([False] * 9 + [True])
maybe_seldom = st.sampled_from([False] * 9 + [True, None])
shares = st.sampled_from([Decimal(1)] * 5 + [Decimal("0.8"), Decimal("0.5"), Decimal(0), None])
red_flags = st.sampled_from(
    [NO_FLAGS] * 36
    + [None, None, frozenset({SOON}), frozenset({URGENT}), frozenset({SOON, URGENT})]
)
authors = st.sampled_from([Author.PATIENT] * 5 + [Author.CAREGIVER])
some_days = st.one_of(st.none(), st.integers(0, 6))

check_ins = st.fixed_dictionaries(
    {
        "red_flags": red_flags,
        "pain_rest": maybe_pains,
        "pain_morning": maybe_pains,
        "pain_worst": maybe_pains,
        "limp": maybe_seldom,
        "night_wake": maybe_seldom,
        "new_swelling": maybe_seldom,
        "sudden_event": st.sampled_from([False] * 36 + [True, None]),
        "settled": st.sampled_from([Settled.NONE] * 6 + [*Settled, None]),
    }
)
seen = st.fixed_dictionaries(
    {"who": st.just("doctor"), "cleared": st.booleans(), "seen_days_ago": st.integers(0, 3)}
)
# What a patient may ask for: a pause, its end, or gentler limits for a while.
wishes = st.one_of(
    st.fixed_dictionaries({"kind": st.just(DirectiveKind.PAUSE), "until_days": some_days}),
    st.fixed_dictionaries({"kind": st.just(DirectiveKind.RESUME)}),
    st.fixed_dictionaries(
        {
            "kind": st.just(DirectiveKind.SET_PROFILE),
            "profile": st.just(Profile.STRICT),
            "until_days": st.integers(0, 6),
        }
    ),
)


# Two that come again, so that one of them is changed now and then.
prescriptions = st.builds(
    Prescription,
    exercise=st.sampled_from(["bird-dog", "diaphragm-breathing"]),
    dose=st.builds(Dose, sets=st.integers(1, 3), reps=st.just(8)),
    days_a_week=st.integers(1, 7),
    loaded=st.booleans(),
    context=st.sampled_from(Context),
    asks_pain=st.booleans(),
)


def ladders_of(protocol: Protocol) -> st.SearchStrategy[str]:
    return st.sampled_from([ladder.code for ladder in protocol.ladders])


def sessions(protocol: Protocol) -> Facts:
    report = st.builds(
        ExerciseReport,
        ladder=ladders_of(protocol),
        done=shares,
        pain=maybe_pains,
        skipped=st.sampled_from([None] * 8 + list(Skipped)),
    )
    return st.fixed_dictionaries(
        {
            "exercises": st.lists(report, max_size=3).map(tuple),
            "all_listed": st.builds(
                ExerciseReport, ladder=st.just(""), done=shares, pain=maybe_pains
            ),
            "effort": st.sampled_from([2, 3, 4, 5, 6] * 3 + [*range(11), None]),
            "minutes": st.sampled_from([10, 20, 30, 40, None]),
            "warmup_soreness": st.sampled_from([WarmupSoreness.NONE] * 6 + [*WarmupSoreness, None]),
            "limp": maybe_seldom,
            "short": seldom,
        }
    )


def self_tests(protocol: Protocol) -> Facts:
    return st.fixed_dictionaries(
        {
            "test": st.sampled_from(list(protocol.exit_test_by_code)),
            "passed": st.booleans(),
            "pain": st.one_of(st.just(0), maybe_pains),
        }
    )


def directives(protocol: Protocol) -> Facts:
    """What a clinician may say, each kind as often as any other."""
    ladder, maybe_ladder = ladders_of(protocol), st.one_of(st.none(), ladders_of(protocol))
    named: Mapping[DirectiveKind, Mapping[str, st.SearchStrategy[Any]]] = {
        DirectiveKind.HOLD: {"ladder": maybe_ladder},
        DirectiveKind.ACCEPT: {"ladder": maybe_ladder},
        DirectiveKind.DECLINE: {"ladder": maybe_ladder},
        DirectiveKind.SET_RUNG: {"ladder": ladder, "rung": st.integers(1, 8)},
        DirectiveKind.SET_PROFILE: {"profile": st.sampled_from(Profile)},
        DirectiveKind.SET_CAPS: {
            "context": st.sampled_from(Context),
            "progress": st.integers(0, 2),
            "hold": st.integers(2, 4),
            "stop": st.integers(5, 7),
        },
        DirectiveKind.PRESCRIBE: {"prescription": prescriptions, "starts_days": some_days},
        DirectiveKind.LEAVE_OUT: {"ladder": ladder},
        DirectiveKind.BRING_BACK: {"ladder": maybe_ladder},
        DirectiveKind.SET_ORDER: {"ladders": st.lists(ladder, max_size=4, unique=True).map(tuple)},
    }
    always = {"by": st.just(Author.CLINICIAN), "until_days": some_days}
    return st.one_of(
        st.fixed_dictionaries({"kind": st.just(kind), **always, **named.get(kind, {})})
        for kind in DirectiveKind
    )


Kinds = Mapping[str, tuple[type[Entry], Facts]]


def kinds_of(protocol: Protocol) -> Kinds:
    """Each kind of entry, with what it may say under this protocol."""
    kinds = {
        "check_in": (CheckIn, check_ins),
        "session": (Session, sessions(protocol)),
        "directive": (Directive, directives(protocol)),
        "wish": (Directive, wishes),
        "seen": (Seen, seen),
    }
    tests = {"self_test": (SelfTest, self_tests(protocol))} if protocol.exit_test_by_code else {}
    return kinds | tests


# How often each kind of entry is made up on a day.
PLENTY = ["check_in"] * 6 + ["session"] * 6 + ["self_test"] * 4 + ["directive", "seen", "wish"]
BODY = ["check_in", "session", "self_test"]


@st.composite
def entries(draw: st.DrawFn, kinds: Kinds, on: date, number: int, of: list[str] = PLENTY) -> Entry:
    kind, facts = kinds[draw(st.sampled_from([name for name in of if name in kinds]))]
    said = _dated(draw(facts), on)
    if kind is Directive:
        said = {"reason": "as agreed"} | said
    else:
        said["by"] = draw(authors)
    return kind(id=f"e{number}", on=on, order=number, **said)


def _dated(facts: dict[str, Any], on: date) -> dict[str, Any]:
    """Facts that are told in days from an entry's own, as dates."""
    facts = dict(facts)
    until, ago = facts.pop("until_days", None), facts.pop("seen_days_ago", None)
    starts = facts.pop("starts_days", None)
    if starts is not None:
        facts["starts_on"] = on + timedelta(days=starts)
    if until is not None:
        facts["until"] = on + timedelta(days=until)
    if ago is not None:
        facts["seen_on"] = on - timedelta(days=ago)
    return facts


@st.composite
def corrections(draw: st.DrawFn, kinds: Kinds, wrong: Entry, number: int) -> Correction:
    """Some facts of an entry as they should have been, by somebody who may say so.

    A correction has its entry's date.
    """
    facts = draw(_facts_about(kinds, wrong))
    names = draw(st.lists(st.sampled_from(sorted(facts)), min_size=1, unique=True))
    return Correction(
        id=f"e{number}",
        on=wrong.on,
        order=number,
        by=Author.CLINICIAN if wrong.by is Author.CLINICIAN else Author.PATIENT,
        supersedes=wrong.id,
        changes={name: facts[name] for name in names},
    )


def _facts_about(kinds: Kinds, wrong: Entry) -> Facts:
    if isinstance(wrong, Intake):
        return st.fixed_dictionaries(
            {"pain_now": maybe_pains, "age": st.sampled_from([16, 31, 70]), "recurrent": seldom}
        )
    if isinstance(wrong, Directive):
        return st.integers(0, 6).map(lambda days: _dated({"until_days": days}, wrong.on))
    (facts,) = (facts for kind, facts in kinds.values() if kind is type(wrong))
    return facts.map(lambda said: _dated(said, wrong.on))
