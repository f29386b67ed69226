"""How findings move ladders and phases: down before up, the largest ask, never the sum."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from recovery.domain import limits
from recovery.domain.decision import Change, Reason
from recovery.domain.opening import first_rungs
from recovery.domain.protocol import Phase, Span
from recovery.domain.request import Effect, Finding, Findings, Request
from recovery.domain.state import LadderState, PlanState

Asks = Mapping[str, Finding]


@dataclass(frozen=True, kw_only=True, slots=True)
class Moves:
    """The state after every move, what changed, and ladders too hard on their lowest rung."""

    state: PlanState
    changes: tuple[Change, ...]
    too_hard: tuple[str, ...]


def moved(request: Request, ordered: Findings) -> Moves:
    """Apply what `ordered` asks of ladders and phase. Gravest findings come first."""
    before = {ladder.code: ladder for ladder in request.state.ladders}
    why: dict[str, Reason] = {}
    takes_rung = _takes_rung(request)
    ladders = [_released(request, ladder, ordered) for ladder in request.state.ladders]
    if any(one.effect is Effect.LOCK for one in ordered):
        # What was earned before a lock is not spent on the day it lifts.
        ladders = [replace(ladder, good_in_a_row=0) for ladder in ladders]

    asks = _asks(request, ordered, takes_rung=takes_rung)
    ladders = [_lowered(request, ladder, asks, why) for ladder in ladders]
    ladders = _without_loaded(request, before, ladders, ordered)
    ladders = _off_for_days(request, ladders, ordered)

    mover = _phase_mover(ordered)
    if mover is None:
        ladders = [_raised(request, ladder, ordered, why) for ladder in ladders]
    state = replace(
        request.state, ladders=tuple(ladders), eased_on=_eased_on(request, ordered, takes_rung)
    )
    if mover is not None:
        state = _in_other_phase(request, state, mover)
        why |= {ladder.code: mover.reason for ladder in state.ladders}
    state = _with_set_rungs(request, state, ordered, asks, why)

    changes = tuple(_changes(before, state.ladders, why, request.today))
    by_ladder = {change.ladder: change for change in changes}
    shown = tuple(
        replace(ladder, latest_change=by_ladder.get(ladder.code, ladder.latest_change))
        for ladder in state.ladders
    )
    return Moves(
        state=replace(state, ladders=shown),
        changes=changes,
        too_hard=tuple(
            ladder.code
            for ladder in shown
            if ladder.off_until_settled
            and ladder.code in before
            and not before[ladder.code].off_until_settled
        ),
    )


def _takes_rung(request: Request) -> bool:
    """A whole-plan ease takes its rung on the first day, then at most on every third."""
    eased_on = request.state.eased_on
    return eased_on is None or (request.today - eased_on).days >= limits.EASE_AGAIN_DAYS


def _eased_on(request: Request, ordered: Findings, takes_rung: bool) -> date | None:
    if not any(one.effect is Effect.EASE_LOADED for one in ordered):
        return None
    return request.today if takes_rung else request.state.eased_on


def _asks(request: Request, ordered: Findings, *, takes_rung: bool) -> Asks:
    """For each ladder, the finding that asks for the most rungs down; the gravest of equals."""
    asks: dict[str, Finding] = {}
    for finding in ordered:
        for code in _asked_ladders(request, finding, takes_rung=takes_rung):
            known = asks.get(code)
            if known is None or finding.rungs > known.rungs:
                asks[code] = finding
    return asks


def _asked_ladders(request: Request, finding: Finding, *, takes_rung: bool) -> Iterable[str]:
    if finding.rungs == 0:
        return ()
    if finding.effect in (Effect.EASE_LADDER, Effect.REST):
        return (finding.reason.subject,)
    if finding.effect is Effect.STEP_BACK:
        return (ladder.code for ladder in request.state.ladders)
    if finding.effect is Effect.LOADED_OFF or (finding.effect is Effect.EASE_LOADED and takes_rung):
        return _loaded(request)
    return ()


def _loaded(request: Request) -> tuple[str, ...]:
    return tuple(
        ladder.code for ladder in request.state.ladders if request.ladder(ladder.code).loaded
    )


def _lowered(
    request: Request, ladder: LadderState, asks: Asks, why: dict[str, Reason]
) -> LadderState:
    ask = asks.get(ladder.code)
    if ask is None:
        return ladder
    lowest = request.span(ladder.code).first
    if ladder.rung > lowest:
        why[ladder.code] = ask.reason
        return replace(ladder, rung=max(lowest, ladder.rung - ask.rungs), good_in_a_row=0)
    if ask.effect is Effect.STEP_BACK:
        return ladder
    return _rested(request, ladder, ask.reason)


def _rested(request: Request, ladder: LadderState, reason: Reason) -> LadderState:
    """Nothing lower to go to: off today and tomorrow; a second time soon, off until settled."""
    recent = tuple(
        on
        for on in ladder.lowest_eased_on
        if (request.today - on).days <= limits.LOWEST_AGAIN_DAYS and on != request.today
    )
    return replace(
        ladder,
        off_until=request.in_days(1),
        off_until_settled=ladder.off_until_settled or bool(recent),
        off_reason=reason,
        lowest_eased_on=(*recent, request.today),
        good_in_a_row=0,
    )


def _released(request: Request, ladder: LadderState, ordered: Findings) -> LadderState:
    """A settled morning without a hold brings a ladder back, from tomorrow."""
    if not ladder.off_until_settled or not request.is_settled:
        return ladder
    holding = (
        one
        for one in ordered
        if one.reason.detail != "ladder_off"
        and (one.is_about_plan or one.reason.subject == ladder.code)
    )
    if any(holding):
        return ladder
    return replace(ladder, off_until_settled=False, off_until=request.today)


def _without_loaded(
    request: Request,
    before: Mapping[str, LadderState],
    ladders: list[LadderState],
    ordered: Findings,
) -> list[LadderState]:
    """A whole-plan ease that moved no rung leaves the loaded ladders off today."""
    ease = next((one for one in ordered if one.effect is Effect.EASE_LOADED), None)
    loaded = _loaded(request)
    if ease is None or any(
        ladder.rung != before[ladder.code].rung for ladder in ladders if ladder.code in loaded
    ):
        return ladders
    return [
        replace(
            ladder,
            off_until=max(ladder.off_until or request.today, request.today),
            off_reason=ease.reason,
        )
        if ladder.code in loaded
        else ladder
        for ladder in ladders
    ]


def _off_for_days(
    request: Request, ladders: list[LadderState], ordered: Findings
) -> list[LadderState]:
    """Loaded ladders stay off as many days as a finding says."""
    off = next((one.reason for one in ordered if one.effect is Effect.LOADED_OFF), None)
    if off is None or off.until is None:
        return ladders
    loaded = _loaded(request)
    return [
        replace(ladder, off_until=off.until, off_reason=off) if ladder.code in loaded else ladder
        for ladder in ladders
    ]


def _raised(
    request: Request, ladder: LadderState, ordered: Findings, why: dict[str, Reason]
) -> LadderState:
    up = next(
        (
            one
            for one in ordered
            if one.effect is Effect.STEP_UP and one.reason.subject == ladder.code
        ),
        None,
    )
    if up is None:
        return ladder
    why[ladder.code] = up.reason
    return replace(ladder, rung=ladder.rung + 1, latest_step_up_on=request.today, good_in_a_row=0)


def _phase_mover(ordered: Findings) -> Finding | None:
    """The finding that moves the phase; going back comes before going on."""
    for effect in (Effect.RESTART, Effect.PREVIOUS_PHASE, Effect.NEXT_PHASE):
        for finding in ordered:
            if finding.effect is effect:
                return finding
    return None


def _in_other_phase(request: Request, state: PlanState, mover: Finding) -> PlanState:
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
    return replace(
        state,
        phase=index,
        phase_started_on=today,
        ladders=ladders,
        good_sessions=0,
        has_left_first_phase=index > 0,
    )


def _entered(
    fresh: LadderState, old: LadderState | None, spans: Mapping[str, Span], phase: Phase
) -> LadderState:
    """At the phase's first rung, or where it stands if that is higher and still inside."""
    if old is None:
        return fresh
    span = spans[phase.code]
    rung = min(max(span.first, old.rung), span.top)
    return replace(old, rung=rung, good_in_a_row=0)


def _restarted(fresh: LadderState, old: LadderState | None) -> LadderState:
    """On the first rung; when it was last done still counts for the cadence."""
    if old is None:
        return fresh
    return replace(fresh, latest_session_on=old.latest_session_on, sessions_on=old.sessions_on)


def _with_set_rungs(
    request: Request, state: PlanState, ordered: Findings, asks: Asks, why: dict[str, Reason]
) -> PlanState:
    """A clinician's rung, inside the phase. It never softens an easing of the same day."""
    ladders = []
    code_of_phase = request.protocol.phases[state.phase].code
    set_by = {one.reason.subject: one for one in ordered if one.effect is Effect.SET_RUNG}
    for ladder in state.ladders:
        finding = set_by.get(ladder.code)
        if finding is not None:
            span = request.ladder(ladder.code).spans[code_of_phase]
            wanted = min(max(finding.rungs, span.first), span.top)
            rung = min(wanted, ladder.rung) if ladder.code in asks else wanted
            if rung != ladder.rung:
                why[ladder.code] = finding.reason
                ladder = replace(ladder, rung=rung, good_in_a_row=0)
        ladders.append(ladder)
    return replace(state, ladders=tuple(ladders))


def _changes(
    before: Mapping[str, LadderState],
    after: Iterable[LadderState],
    why: Mapping[str, Reason],
    today: date,
) -> Iterable[Change]:
    for ladder in after:
        old = before.get(ladder.code)
        if old is None or old.rung == ladder.rung:
            continue
        yield Change(
            ladder=ladder.code,
            on=today,
            from_rung=old.rung,
            to_rung=ladder.rung,
            reason=why[ladder.code],
        )
