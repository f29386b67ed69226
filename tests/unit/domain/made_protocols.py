"""Made-up small protocols, valid by the checks."""

from dataclasses import replace
from fractions import Fraction
from math import ceil

from hypothesis import strategies as st

from recovery.domain.codes import Context, Goal, Profile
from recovery.domain.ladder import Dose, Ladder, Option, Rung, Span
from recovery.domain.protocol import Caps, ExitTest, Phase, Protocol

from .kit import hamstring

RUNNERS = frozenset({Goal.RUNNING, Goal.SPORT})
OTHERS = frozenset(Goal) - RUNNERS


@st.composite
def caps_pair(draw: st.DrawFn) -> dict[Profile, Caps]:
    """The limits of both profiles; the strict ones allow no more than the standard ones.

    A stop line of 1 would make every day a hold: a worst pain one below it holds, and 0 is that.
    """
    progress = draw(st.integers(0, 3))
    hold = draw(st.integers(progress, progress + 2))
    stop = draw(st.integers(max(2, hold + 1), hold + 3))
    strict = Caps(
        progress=draw(st.integers(0, progress)),
        hold=draw(st.integers(progress, hold)),
        stop=draw(st.integers(max(2, hold + 1), stop)),
    )
    return {Profile.STANDARD: Caps(progress=progress, hold=hold, stop=stop), Profile.STRICT: strict}


def _rung(code: str, number: int, gear: str | None) -> Rung:
    """Three rungs an exercise, one repetition more each time."""
    exercise = f"{code}-{(number - 1) // 3}"
    plain = Option(exercise=f"{exercise}-plain" if gear else exercise)
    first = (Option(exercise=exercise, needs=frozenset({gear})),) if gear else ()
    return Rung(options=(*first, plain), dose=Dose(sets=2, reps=6 + number))


@st.composite
def _spans(draw: st.DrawFn, phases: list[str], *, key: bool, is_to_the_end: bool) -> dict:
    spans: dict[str, Span] = {}
    first, reached, top = 1, 0, 1
    for phase in phases:
        first = draw(st.integers(first, reached + 1))
        leave_at = draw(st.integers(first, first + 2))
        top = draw(st.integers(max(top, leave_at), max(top, leave_at) + 1))
        is_last = is_to_the_end and phase == phases[-1]
        has_leave = key and not is_last
        spans[phase] = Span(first=first, top=top, leave_at=leave_at if has_leave else None)
        reached = leave_at if has_leave else top
    return spans


@st.composite
def _ladder(
    draw: st.DrawFn, code: str, phases: list[str], *, key: bool, runs: bool = False, **facts
) -> Ladder:
    start = 0 if key else draw(st.integers(0, len(phases) - 1))
    stop = len(phases) if key else draw(st.integers(start + 1, len(phases)))
    spans = draw(_spans(phases[start:stop], key=key, is_to_the_end=stop == len(phases)))
    gear = draw(st.sampled_from([None, "band", "step"]))
    count = max(span.top for span in spans.values())
    return Ladder(
        code=code,
        name=code,
        rungs=tuple(_rung(code, number, gear) for number in range(1, count + 1)),
        spans=spans,
        every_days=draw(st.integers(2 if runs else 1, 3)),
        most_in_7_days=draw(st.sampled_from([None, None, 2, 4])),
        loaded=draw(st.booleans()),
        context=Context.RUNNING if runs else Context.GENERAL,
        key=key,
        sessions_per_rung=draw(st.integers(1, 3)),
        **facts,
    )


def _warm_up(phases: list[str]) -> Ladder:
    return Ladder(
        code="warm-up",
        name="warm-up",
        rungs=(_rung("warm-up", 1, None),),
        spans={phase: Span(first=1, top=1) for phase in phases},
        loaded=False,
        warm_up=True,
    )


@st.composite
def _ladders(draw: st.DrawFn, phases: list[str]) -> tuple[Ladder, ...]:
    """One to five ladders beside the warm-up: a key one for all, or one for each kind of goal."""
    if draw(st.booleans()):
        keys = [draw(_ladder("main", phases, key=True))]
    else:
        keys = [
            draw(_ladder("run", phases, key=True, runs=True, goals=RUNNERS)),
            draw(_ladder("walk", phases, key=True, goals=OTHERS)),
        ]
    more = draw(st.integers(0, 3))
    others = [draw(_ladder(f"more-{place}", phases, key=False)) for place in range(more)]
    warm_up = [_warm_up(phases)] if draw(st.booleans()) else []
    return (*warm_up, *keys, *others)


def _due_a_day(ladders: tuple[Ladder, ...], phase: str) -> int:
    here = [one for one in ladders if phase in one.spans and not one.warm_up]
    return ceil(sum(Fraction(1, one.every_days) for one in here))


@st.composite
def _exit_test(draw: st.DrawFn, code: str, phase: str, caps: dict, ladders: list[Ladder]):
    tried = draw(st.sampled_from([None, *(one for one in ladders if phase in one.spans)]))
    context = tried.context if tried else Context.GENERAL
    return ExitTest(
        code=code,
        name=code,
        how_to="Try it once.",
        pain_limit=draw(st.integers(0, caps[Profile.STANDARD][context].progress)),
        context=context,
        ladder=tried.code if tried else None,
        goals=tried.goals if tried else frozenset(),
    )


@st.composite
def _phase(draw: st.DrawFn, code: str, ladders: tuple[Ladder, ...], *, is_last: bool) -> Phase:
    general, running = draw(caps_pair()), draw(caps_pair())
    caps = {
        profile: {Context.GENERAL: general[profile], Context.RUNNING: running[profile]}
        for profile in Profile
    }
    for_all = draw(_exit_test(f"{code}-test", code, caps, []))
    extra = draw(_exit_test(f"{code}-extra", code, caps, list(ladders)))
    tests = (for_all, extra)[: draw(st.integers(1, 2))]
    return Phase(
        code=code,
        name=code,
        goals=("Move a little.",),
        protections=(),
        self_care=(),
        caps=caps,
        minimum_good_sessions=draw(st.integers(0, 4)),
        exit_tests=() if is_last else tests,
        list_length=max(_due_a_day(ladders, code), draw(st.integers(2, 5))),
        every_days=draw(st.sampled_from([None, 7])) if is_last else None,
        closes_after_days=draw(st.integers(7, 28)) if is_last else None,
    )


@st.composite
def protocols(draw: st.DrawFn) -> Protocol:
    """One to four phases, and the red flags of the shipped protocol."""
    phases = [f"phase-{number}" for number in range(1, draw(st.integers(1, 4)) + 1)]
    ladders = draw(_ladders(phases))
    return replace(
        hamstring(),
        code="made-up",
        notes={},
        sources={},
        phases=tuple(draw(_phase(code, ladders, is_last=code == phases[-1])) for code in phases),
        ladders=ladders,
    )
