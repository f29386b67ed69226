"""What clinicians say that goes on holding after its day, and when it runs out."""

from collections.abc import Iterable
from datetime import date

from recovery.domain.codes import Author, DirectiveKind
from recovery.domain.day import LogError
from recovery.domain.evolve import evolve
from recovery.domain.log import Directive
from recovery.domain.prescription import Prescribed
from recovery.domain.state import Ceiling, LeftOut, Pause, PlanState, StandingCaps, StandingHold


def without_expired(state: PlanState, today: date) -> PlanState:
    if not (state.holds or state.ceilings or state.caps or state.pause or state.left_out):
        return state

    def holds_today(until: date | None) -> bool:
        return until is None or today <= until

    return evolve(
        state,
        holds=tuple(one for one in state.holds if holds_today(one.until)),
        ceilings=tuple(one for one in state.ceilings if holds_today(one.until)),
        caps=tuple(one for one in state.caps if holds_today(one.until)),
        left_out=tuple(one for one in state.left_out if holds_today(one.until)),
        pause=state.pause if state.pause and holds_today(state.pause.until) else None,
    )


def prescribed_by(
    standing: tuple[Prescribed, ...], directives: Iterable[Directive]
) -> tuple[Prescribed, ...]:
    """What is prescribed after these directives; given again, an exercise is as given last.

    Nothing is forgotten: somebody may yet tell of a day on which it was done.
    """
    for directive in directives:
        if directive.kind is not DirectiveKind.PRESCRIBE:
            continue
        what = directive.prescription
        if what is None:
            raise LogError("prescribe needs a prescription", directive.id)
        known = next((one for one in standing if one.what.code == what.code), None)
        given = Prescribed(
            what=what,
            since=known.since if known else directive.on,
            starts_on=max(directive.starts_on or directive.on, directive.on),
            until=directive.until,
            words=directive.reason,
        )
        standing = (*(one for one in standing if one is not known), given)
    return standing


def with_standing(state: PlanState, directive: Directive) -> PlanState:
    """A directive that goes on holding after its day. Those that act at once are R18's."""
    stands = STANDS.get(directive.kind)
    return stands(state, directive) if stands else state


def _held(state: PlanState, directive: Directive) -> PlanState:
    hold = StandingHold(
        id=directive.id, ladder=directive.ladder, until=directive.until, words=directive.reason
    )
    return evolve(state, holds=(*state.holds, hold))


def _with_ceiling(state: PlanState, directive: Directive) -> PlanState:
    """A rung that is set to a last day is not passed until then; set without one, it is free."""
    others = tuple(one for one in state.ceilings if one.ladder != directive.ladder)
    if directive.until is None:
        return evolve(state, ceilings=others)
    ceiling = Ceiling(
        ladder=directive.ladder or "",
        rung=directive.rung or 1,
        until=directive.until,
        words=directive.reason,
    )
    return evolve(state, ceilings=(*others, ceiling))


def _ordered(state: PlanState, directive: Directive) -> PlanState:
    return evolve(state, order=directive.ladders)


def _left_out(state: PlanState, directive: Directive) -> PlanState:
    """Without a ladder, everything comes back; nothing can leave everything out."""
    code = directive.ladder
    others = tuple(one for one in state.left_out if code not in (None, one.ladder))
    if directive.kind is DirectiveKind.BRING_BACK or code is None:
        return evolve(state, left_out=others)
    left_out = LeftOut(ladder=code, until=directive.until, words=directive.reason)
    return evolve(state, left_out=(*others, left_out))


def _with_profile(state: PlanState, directive: Directive) -> PlanState:
    """A clinician chooses either profile; a patient asks for the gentler one, for a while."""
    if directive.by is not Author.CLINICIAN:
        return evolve(state, gentle_until=directive.until)
    return evolve(state, chosen_profile=directive.profile, profile_until=directive.until)


def _paused(state: PlanState, directive: Directive) -> PlanState:
    """A patient's pause does not shorten a clinician's."""
    standing = state.pause
    if standing and standing.by is Author.CLINICIAN and directive.by is not Author.CLINICIAN:
        return state
    pause = Pause(
        since=directive.on, until=directive.until, words=directive.reason, by=directive.by
    )
    return evolve(state, pause=pause)


def _resumed(state: PlanState, directive: Directive) -> PlanState:
    """A clinician ends pauses and holds; a patient ends a pause of their own."""
    if directive.by is Author.CLINICIAN:
        return evolve(state, pause=None, holds=())
    is_own = state.pause is not None and state.pause.by is not Author.CLINICIAN
    return evolve(state, pause=None) if is_own else state


def _with_caps(state: PlanState, directive: Directive) -> PlanState:
    """Raises LogError when a limit is missing: half a set of caps is none."""
    context, progress, hold, stop = (
        directive.context,
        directive.progress,
        directive.hold,
        directive.stop,
    )
    if context is None or progress is None or hold is None or stop is None:
        raise LogError("set_caps needs context, progress, hold and stop", directive.id)
    caps = StandingCaps(
        context=context,
        progress=progress,
        hold=hold,
        stop=stop,
        until=directive.until,
        words=directive.reason,
    )
    others = (one for one in state.caps if one.context is not context)
    return evolve(state, caps=(*others, caps))


STANDS = {
    DirectiveKind.HOLD: _held,
    DirectiveKind.SET_RUNG: _with_ceiling,
    DirectiveKind.SET_CAPS: _with_caps,
    DirectiveKind.SET_PROFILE: _with_profile,
    DirectiveKind.PAUSE: _paused,
    DirectiveKind.RESUME: _resumed,
    DirectiveKind.LEAVE_OUT: _left_out,
    DirectiveKind.BRING_BACK: _left_out,
    DirectiveKind.SET_ORDER: _ordered,
}
