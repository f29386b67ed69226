"""How findings move ladders and phases: down before up, the largest ask, never the sum."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from recovery.domain import limits
from recovery.domain.codes import SEVERITY, Result
from recovery.domain.decision import Change, Reason
from recovery.domain.evolve import evolve
from recovery.domain.once import once
from recovery.domain.phase_moves import in_other_phase, phase_mover
from recovery.domain.quick import quick
from recovery.domain.request import Effect, Finding, Findings, Request
from recovery.domain.state import LadderState, PlanState

Asks = Mapping[str, Finding]
TAKES_LOADED_OFF = (Effect.LOADED_OFF, Effect.EASE_LOADED)


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class Moves:
    """The state after every move, what changed, and ladders too hard on their lowest rung."""

    state: PlanState
    changes: tuple[Change, ...]
    too_hard: tuple[str, ...]


@quick
@dataclass(frozen=True, kw_only=True)  # without slots: it keeps what it found once
class Decided:
    """What the rules found on a day, gravest first, and what that moved.

    rules, effects: of all findings, to ask whether one of them is of a kind at all.
    """

    findings: Findings
    moves: Moves

    @property
    def result(self) -> Result:
        return self.findings[0].reason.result

    @once
    def rules(self) -> set[str]:
        return {one.reason.rule for one in self.findings}

    @once
    def effects(self) -> set[Effect | None]:
        return {one.effect for one in self.findings}


def binding_first(findings: Findings, request: Request) -> Findings:
    """The findings, gravest first, then by rule number, then in the protocol's ladder order."""
    if len(findings) == 1:
        return findings
    order = request.protocol.ladder_order

    def place(finding: Finding) -> tuple[int, str, int]:
        reason = finding.reason
        return -SEVERITY[reason.result], reason.rule, order.get(reason.subject, -1)

    return tuple(sorted(findings, key=place))


def moved(request: Request, ordered: Findings) -> Moves:
    """Apply what `ordered` asks of ladders and phase. Gravest findings come first."""
    before = request.state
    effects = {one.effect for one in ordered}
    if effects == {None} and _is_at_ease(before):
        return Moves(state=before, changes=(), too_hard=())
    why: dict[str, Reason] = {}
    ladders = [
        _released(request, ladder, ordered) if ladder.off_until_settled else ladder
        for ladder in before.ladders
    ]
    if Effect.LOCK in effects:
        # What was earned before a lock is not spent on the day it lifts.
        ladders = [evolve(ladder, good_in_a_row=0) for ladder in ladders]
    if Effect.DECLINE in effects:
        ladders = [_declined(request, ladder, ordered) for ladder in ladders]
    asks = _asks(request, ordered)
    if asks:
        ladders = [_lowered(request, ladder, asks, why) for ladder in ladders]
    mover = phase_mover(ordered)
    if mover is None and Effect.STEP_UP in effects:
        ladders = _raised(request, ladders, ordered, why)
    state = evolve(before, ladders=tuple(ladders), eased_on=_eased_on(request, ordered))
    if mover is not None:
        state = in_other_phase(request, state, mover)
        why |= {ladder.code: mover.reason for ladder in state.ladders}
    state = _with_loaded_off(request, state, ordered)
    if Effect.SET_RUNG in effects:
        state = _with_set_rungs(request, state, ordered, asks, why)
    return _told(before, state, why)


def _is_at_ease(state: PlanState) -> bool:
    """Whether nothing waits for a calm morning to be over."""
    return state.eased_on is None and not any(one.off_until_settled for one in state.ladders)


def eased_by_session(request: Request, morning: Moves, fresh: Findings) -> Moves:
    """Apply what today's session found, on top of what the morning decided.

    request: the day with `morning.state`. A ladder goes down by the largest ask of the whole
    day, so what the morning took counts; what the morning gave stays, and is eased from there.
    """
    taken = {
        change.ladder: change.from_rung - change.to_rung
        for change in morning.changes
        if change.to_rung < change.from_rung
    }
    asks = {
        code: replace(ask, rungs=ask.rungs - taken.get(code, 0))
        for code, ask in _asks(request, fresh).items()
        if ask.rungs > taken.get(code, 0)
    }
    before = morning.state
    directed = {one.ladder: one for one in morning.changes if one.reason.detail == "set_rung"}
    why = {code: asks[code].reason for code in directed if code in asks}
    ladders = tuple(
        _lowered(request, _undirected(ladder, directed, asks), asks, why)
        for ladder in before.ladders
    )
    eases_all = any(one.effect is Effect.EASE_LOADED for one in fresh)
    state = evolve(
        before,
        ladders=ladders,
        eased_on=_eased_on(request, fresh) if eases_all else before.eased_on,
    )
    mover = phase_mover(fresh)
    if mover is not None:
        state = in_other_phase(request, state, mover)
        why |= {ladder.code: mover.reason for ladder in state.ladders}
    evening = _told(before, _with_loaded_off(request, state, fresh), why)
    return replace(
        evening,
        changes=_joined(morning.changes, evening),
        too_hard=(*morning.too_hard, *evening.too_hard),
    )


def _joined(morning: tuple[Change, ...], evening: Moves) -> tuple[Change, ...]:
    """A day's changes as one a ladder; none where the evening took back what the morning gave, or
    the ladder itself."""
    standing = {ladder.code for ladder in evening.state.ladders}
    first = {change.ladder: change for change in morning if change.ladder in standing}
    whole = (
        replace(change, from_rung=first[change.ladder].from_rung)
        if change.ladder in first
        else change
        for change in evening.changes
    )
    changes = first | {change.ladder: change for change in whole}
    return tuple(one for one in changes.values() if one.from_rung != one.to_rung)


def _undirected(ladder: LadderState, directed: Mapping[str, Change], asks: Asks) -> LadderState:
    """A rung a clinician set upward today does not soften today's easing of that ladder."""
    change = directed.get(ladder.code)
    if change is None or ladder.code not in asks or change.to_rung < change.from_rung:
        return ladder
    return evolve(ladder, rung=change.from_rung)


def _told(before: PlanState, after: PlanState, why: Mapping[str, Reason]) -> Moves:
    """What changed from one state to the other, kept with each ladder that moved."""
    standing = {ladder.code: ladder for ladder in before.ladders}
    changes = tuple(_changes(standing, after.ladders, why, after.on))
    off = [ladder.code for ladder in after.ladders if ladder.off_until_settled]
    return Moves(
        state=_with_latest(after, changes),
        changes=changes,
        too_hard=tuple(
            code for code in off if code in standing and not standing[code].off_until_settled
        ),
    )


def _with_latest(state: PlanState, changes: tuple[Change, ...]) -> PlanState:
    if not changes:
        return state
    by_ladder = {change.ladder: change for change in changes}
    ladders = [
        evolve(ladder, latest_change=by_ladder[ladder.code]) if ladder.code in by_ladder else ladder
        for ladder in state.ladders
    ]
    return evolve(state, ladders=tuple(ladders))


def _takes_rung(request: Request) -> bool:
    """A whole-plan ease takes its rung on the first day, then at most on every third."""
    eased_on = request.state.eased_on
    return eased_on is None or (request.today - eased_on).days >= limits.EASE_AGAIN_DAYS


def _eased_on(request: Request, ordered: Findings) -> date | None:
    if not any(one.effect is Effect.EASE_LOADED for one in ordered):
        return None
    return request.today if _takes_rung(request) else request.state.eased_on


def _asks(request: Request, ordered: Findings) -> Asks:
    """For each ladder, the finding that asks for the most rungs down; the gravest of equals."""
    asks: dict[str, Finding] = {}
    for finding in ordered:
        for code in _asked_ladders(request, finding):
            known = asks.get(code)
            if known is None or finding.rungs > known.rungs:
                asks[code] = finding
    return asks


def _asked_ladders(request: Request, finding: Finding) -> Iterable[str]:
    if finding.rungs == 0:
        return ()
    if finding.effect in (Effect.EASE_LADDER, Effect.REST):
        return (finding.reason.subject,)
    if finding.effect is Effect.STEP_BACK and finding.is_about_plan:
        return (ladder.code for ladder in request.state.ladders)
    if finding.effect is Effect.STEP_BACK:
        return (finding.reason.subject,)
    eases_all = finding.effect is Effect.EASE_LOADED and _takes_rung(request)
    if eases_all or finding.effect is Effect.LOADED_OFF:
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
        return evolve(ladder, rung=max(lowest, ladder.rung - ask.rungs), good_in_a_row=0)
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
    return evolve(
        ladder,
        off_until=request.in_days(1),
        off_until_settled=ladder.off_until_settled or bool(recent),
        off_reason=reason,
        lowest_eased_on=(*recent, request.today),
        good_in_a_row=0,
    )


def _released(request: Request, ladder: LadderState, ordered: Findings) -> LadderState:
    """A settled morning without a hold brings a ladder back that waits for one, from tomorrow.

    A gap is no such hold: while everything is off nobody can end it.
    """
    if not request.is_settled:
        return ladder
    holding = (
        one
        for one in ordered
        if one.reason.detail != "ladder_off"
        and one.reason.rule != "R12"
        and (one.is_about_plan or one.reason.subject == ladder.code)
    )
    if any(holding):
        return ladder
    return evolve(ladder, off_until_settled=False, off_until=request.today)


def _declined(request: Request, ladder: LadderState, ordered: Findings) -> LadderState:
    """A step a clinician said no to has to be earned anew."""
    is_earned = ladder.good_in_a_row >= request.ladder(ladder.code).sessions_per_rung
    is_declined = any(
        one.effect is Effect.DECLINE and (one.is_about_plan or one.reason.subject == ladder.code)
        for one in ordered
    )
    return evolve(ladder, good_in_a_row=0) if is_earned and is_declined else ladder


def _with_loaded_off(request: Request, state: PlanState, ordered: Findings) -> PlanState:
    """Loaded ladders that a finding takes off: for its days, or for today.

    A whole-plan ease on a day when it takes no rung leaves them off today.
    """
    if not any(one.effect in TAKES_LOADED_OFF for one in ordered):
        return state
    off = next((one.reason for one in ordered if one.effect is Effect.LOADED_OFF), None)
    ease = next((one.reason for one in ordered if one.effect is Effect.EASE_LOADED), None)
    if ease is not None and state.eased_on == request.today and _moved_any(request, state):
        ease = None
    reason = off or ease
    if reason is None:
        return state
    until = (off.until if off else None) or request.today
    return evolve(
        state,
        ladders=tuple(
            evolve(
                ladder,
                off_until=max(ladder.off_until or until, until),
                off_reason=reason,
            )
            if request.ladder(ladder.code).loaded
            else ladder
            for ladder in state.ladders
        ),
    )


def _moved_any(request: Request, state: PlanState) -> bool:
    """Whether a loaded ladder stands lower than this morning, or rests instead."""
    rungs = {ladder.code: ladder.rung for ladder in request.state.ladders}
    return any(
        ladder.rung < rungs.get(ladder.code, ladder.rung) or ladder.is_off(request.today)
        for ladder in state.ladders
        if request.ladder(ladder.code).loaded
    )


def _raised(
    request: Request, ladders: list[LadderState], ordered: Findings, why: dict[str, Reason]
) -> list[LadderState]:
    """One rung up, where it was earned."""
    ups = {one.reason.subject: one.reason for one in ordered if one.effect is Effect.STEP_UP}
    why |= ups
    return [
        evolve(one, rung=one.rung + 1, latest_step_up_on=request.today, good_in_a_row=0)
        if one.code in ups
        else one
        for one in ladders
    ]


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
                ladder = evolve(ladder, rung=rung, good_in_a_row=0)
        ladders.append(ladder)
    return evolve(state, ladders=tuple(ladders))


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
