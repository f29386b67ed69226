"""How a finding moves the phase, and where each ladder stands in the new one."""

from collections.abc import Mapping

from recovery.domain.codes import Context, Profile
from recovery.domain.evolve import evolve
from recovery.domain.ladder import Span
from recovery.domain.opening import first_rungs
from recovery.domain.prescription import exercise_of
from recovery.domain.protocol import Phase
from recovery.domain.request import Effect, Finding, Findings, Request
from recovery.domain.state import LadderState, LeftOut, PlanState

MOVERS: tuple[Effect | None, ...] = (Effect.RESTART, Effect.PREVIOUS_PHASE, Effect.NEXT_PHASE)


def phase_mover(ordered: Findings) -> Finding | None:
    """The finding that moves the phase; going back comes before going on."""
    movers = [one for one in ordered if one.effect in MOVERS]
    return min(movers, key=lambda one: MOVERS.index(one.effect)) if movers else None


def in_other_phase(request: Request, state: PlanState, mover: Finding) -> PlanState:
    """The state in the phase that `mover` leads to, every ladder on its rung there."""
    protocol, today = request.protocol, request.today
    latest = len(protocol.phases) - 1
    index = {
        Effect.RESTART: 0,
        Effect.PREVIOUS_PHASE: max(0, state.phase - 1),
        Effect.NEXT_PHASE: min(latest, state.phase + 1),
    }[mover.effect]  # type: ignore[index]
    phase = protocol.phases[index]
    standing = {ladder.code: ladder for ladder in state.ladders}
    is_restart = mover.effect is Effect.RESTART
    ladders = tuple(
        _entered(fresh, standing.get(fresh.code), protocol.ladder_by_code[fresh.code].spans, phase)
        if not is_restart
        else _restarted(fresh, standing.get(fresh.code))
        for fresh in first_rungs(protocol, phase, state, today)
    )
    prescribed = tuple(
        evolve(one, good_in_a_row=0) for one in state.ladders if exercise_of(one.code)
    )
    return evolve(
        state,
        left_out=_left_out_after(request, state, mover),
        phase=index,
        phase_started_on=today,
        ladders=(*ladders, *prescribed),
        good_sessions=0,
        has_left_first_phase=index > 0,
        calm_days=0 if is_restart and mover.reason.rule == "R16" else state.calm_days,
        # Beginning again asks for care, whatever was chosen before.
        chosen_profile=None
        if is_restart and state.chosen_profile is Profile.STANDARD
        else state.chosen_profile,
    )


def _left_out_after(request: Request, state: PlanState, mover: Finding) -> tuple[LeftOut, ...]:
    """Going back, what a clinician prescribed for an earlier state is theirs to give again: all of
    it where the plan begins again, else what is loaded or running.
    """
    if mover.effect is Effect.NEXT_PHASE:
        return state.left_out
    out = {one.ladder for one in state.left_out}
    is_all = mover.effect is Effect.RESTART
    held = (one.what for one in state.prescribed if one.holds(request.today))
    codes = [
        what.code
        for what in held
        if what.code not in out and (is_all or what.loaded or what.context is Context.RUNNING)
    ]
    return (*state.left_out, *(LeftOut(ladder=code, until=None, words="") for code in codes))


def _entered(
    fresh: LadderState, old: LadderState | None, spans: Mapping[str, Span], phase: Phase
) -> LadderState:
    """At the phase's first rung, or where it stands if that is higher and still inside."""
    if old is None:
        return fresh
    span = spans[phase.code]
    rung = min(max(span.first, old.rung), span.top)
    return evolve(old, rung=rung, good_in_a_row=0)


def _restarted(fresh: LadderState, old: LadderState | None) -> LadderState:
    """On the first rung. When it was last done, and until when it is off, still count."""
    if old is None:
        return fresh
    return evolve(
        old,
        rung=fresh.rung,
        entered_on=fresh.entered_on,
        good_in_a_row=0,
        latest_step_up_on=None,
        latest_change=None,
    )
