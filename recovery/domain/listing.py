"""Today's list: what is due, in which order, and how long it takes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from recovery.domain import limits
from recovery.domain.codes import Context
from recovery.domain.decision import ListedExercise, Need
from recovery.domain.ladder import Dose, Ladder
from recovery.domain.prescription import exercise_of
from recovery.domain.protocol import Phase, Protocol
from recovery.domain.readings import caps_of, off_the_list, profile_of
from recovery.domain.state import LadderState, PlanState

# How long things take, for the minutes shown above the list [D].
SECONDS_PER_REP = 4
SECONDS_PER_METRE = 1
SECONDS_TO_GET_READY = 30
SECONDS_PER_MINUTE = 60
DAY, WEEK = timedelta(days=1), timedelta(days=7)
LIMIT_SHORT = 2  # exercises in the five-minute version


def cadence(ladder: Ladder, phase: Phase) -> int:
    """Days from one session of a ladder to the next in this phase."""
    return phase.every_days or ladder.every_days


def is_due(protocol: Protocol, state: PlanState, ladder: LadderState, today: date) -> bool:
    """Whether the ladder's latest session, and for running any run, is long enough ago."""
    rule = protocol.ladder_by_code[ladder.code]
    latest = ladder.latest_session_on
    if latest is not None and (today - latest).days < cadence(rule, protocol.phases[state.phase]):
        return False
    most = rule.most_in_7_days
    if most is not None and sum(on > today - WEEK for on in ladder.sessions_on) >= most:
        return False
    if rule.context is not Context.RUNNING:
        return True
    return today >= _rested_from_runs_on(protocol, state, rule, today)


def _rested_from_runs_on(protocol: Protocol, state: PlanState, rule: Ladder, today: date) -> date:
    """The first day from `today` on that is no second running day in a row."""
    if rule.context is not Context.RUNNING:
        return today
    runs = (
        ladder.latest_session_on
        for ladder in state.ladders
        if ladder.latest_session_on is not None
        and protocol.ladder_by_code[ladder.code].context is Context.RUNNING
    )
    free = (on + timedelta(days=limits.DAYS_FROM_RUN_TO_RUN) for on in runs)
    return max((today, *free))


def listed(protocol: Protocol, state: PlanState, today: date) -> tuple[ListedExercise, ...]:
    """Today's exercises: the warm-up, then the longest overdue, up to the phase's length.

    The warm-up goes with whatever is due: where the list is weekly, it is not its own week. What
    a clinician prescribed comes beside the ladders and takes none of their places; on a day of
    running that they prescribed, the protocol's running waits. Where they gave an order, it is
    the order of the list; which ladders are on it, only among equals.

    A ladder whose rung has no exercise the person can do with their equipment is left out, and
    so are loaded ones while the warm-up is off: nobody loads a cold muscle.
    """
    phase, rules = protocol.phases[state.phase], protocol.ladder_by_code
    order = _order(protocol, state)

    def place(ladder: LadderState) -> tuple[float, int]:
        every = phase.every_days or rules[ladder.code].every_days
        return -_overdue(ladder, every, today), order[ladder.code]

    due = [
        ladder
        for ladder in open_ladders(protocol, state, today)
        if rules[ladder.code].warm_up or is_due(protocol, state, ladder, today)
    ]
    due.sort(key=place)
    lines = [line for ladder in due if (line := line_for(protocol, state, ladder))]
    warm_ups = [line for line in lines if line.warm_up]
    others = [line for line in lines if not line.warm_up]
    shown = others[: phase.list_length]
    if state.prescribed:
        shown = _with_prescribed(protocol, others, phase.list_length)
    if state.order:
        waited = [replace(line, waited=place) for place, line in enumerate(shown)]
        shown = sorted(waited, key=lambda line: order[line.ladder])
    return (*warm_ups, *shown) if shown else ()


def _with_prescribed(
    protocol: Protocol, lines: list[ListedExercise], length: int
) -> list[ListedExercise]:
    """So many of the protocol's lines, then what was prescribed; never two kinds of running."""

    def is_run(line: ListedExercise) -> bool:
        return protocol.ladder_by_code[line.ladder].context is Context.RUNNING

    own = [line for line in lines if exercise_of(line.ladder)]
    runs = any(is_run(line) for line in own)
    others = [line for line in lines if line not in own and not (runs and is_run(line))]
    return [*others[:length], *own]


def _order(protocol: Protocol, state: PlanState) -> Mapping[str, int]:
    """The place of each ladder: a clinician's order first, then the protocol's."""
    if not state.order:
        return protocol.ladder_order
    codes = dict.fromkeys((*state.order, *protocol.ladder_order))
    return {code: place for place, code in enumerate(codes)}


def open_ladders(protocol: Protocol, state: PlanState, today: date) -> tuple[LadderState, ...]:
    """The ladders that are neither off today nor left out; no loaded one when the warm-up is."""
    out = off_the_list(state, today)
    off = [one.code for one in state.ladders if one.is_off(today) or one.code in out]
    if not off:
        return state.ladders
    is_cold = any(protocol.ladder_by_code[code].warm_up for code in off)
    return tuple(
        ladder
        for ladder in state.ladders
        if ladder.code not in off and not (is_cold and protocol.ladder_by_code[ladder.code].loaded)
    )


def line_for(protocol: Protocol, state: PlanState, ladder: LadderState) -> ListedExercise | None:
    """The line of a ladder's rung, or None where the person lacks the equipment for it."""
    rule = protocol.ladder_by_code[ladder.code]
    rung = rule.rung(ladder.rung)
    option = rung.option_for(state.equipment)
    if option is None:
        return None
    return ListedExercise(
        ladder=ladder.code,
        rung=ladder.rung,
        exercise=option.exercise,
        dose=rung.dose,
        warm_up=rule.warm_up,
        times_a_day=rule.times_a_day,
        asks_pain=rule.asks_pain,
        note=rule.note,
    )


def _overdue(ladder: LadderState, every_days: int, today: date) -> float:
    """Days waited, in cadences. A ladder never done counts as due since it was entered."""
    latest = ladder.latest_session_on
    if latest is None:
        return (today - ladder.entered_on).days / every_days + 1
    return (today - latest).days / every_days


def estimated_seconds(dose: Dose) -> int:
    """About how long a dose takes, getting ready and rests included."""
    if dose.duration_seconds is not None:
        work = dose.duration_seconds
    elif dose.distance_metres is not None:
        work = dose.distance_metres * SECONDS_PER_METRE
    else:
        work = (dose.reps or 1) * max(dose.hold_seconds or 0, SECONDS_PER_REP)
    sides = 2 if dose.side == "each" else 1
    rests = (dose.sets - 1) * dose.rest_seconds
    return SECONDS_TO_GET_READY + dose.sets * work * sides + rests


def estimated_minutes(exercises: tuple[ListedExercise, ...]) -> int:
    """About how many minutes a list takes, rounded up."""
    seconds = sum(estimated_seconds(exercise.dose) for exercise in exercises)
    return -(-seconds // SECONDS_PER_MINUTE)


def short_version(exercises: tuple[ListedExercise, ...]) -> tuple[ListedExercise, ...]:
    """The five-minute version of a day: the two that wait longest, without the warm-up.

    In the order of the list. Whatever that order is, each exercise has its turn.
    """
    others = [one for one in exercises if not one.warm_up]
    longest = sorted(others, key=lambda one: one.waited)[:LIMIT_SHORT]
    return tuple(one for one in others if one in longest)


def needs(protocol: Protocol, state: PlanState, today: date) -> tuple[Need, ...]:
    """What would move each ladder on, and the earliest day it could."""
    return tuple(
        _need(protocol, state, ladder, today)
        for ladder in state.ladders
        if _leads_on(protocol, ladder.code)
    )


def _leads_on(protocol: Protocol, code: str) -> bool:
    """Whether there is anywhere to go: not for a warm-up, nor for what was prescribed."""
    return not protocol.ladder_by_code[code].warm_up and exercise_of(code) is None


def _need(protocol: Protocol, state: PlanState, ladder: LadderState, today: date) -> Need:
    phase, rule = protocol.phases[state.phase], protocol.ladder_by_code[ladder.code]
    done_today = ladder.latest_session_on == today
    pending = done_today and _is_pending_good(state, ladder.code)
    sessions = max(0, rule.sessions_per_rung - ladder.good_in_a_row - pending)
    earliest = today + DAY
    if sessions:
        first = _next_session_on(protocol, state, ladder, today)
        earliest = first + ((sessions - 1) * cadence(rule, phase) + 1) * DAY
    return Need(
        ladder=ladder.code,
        sessions=sessions,
        earliest_on=max(earliest, _free_to_rise_on(state, ladder, today)),
        at_top=ladder.rung >= rule.spans[phase.code].top,
        pain_limit=caps_of(phase, profile_of(state, today), rule.context, state).progress,
    )


def _free_to_rise_on(state: PlanState, ladder: LadderState, today: date) -> date:
    """The first day on which neither a late step up nor a sore morning bars the next one."""
    first = today
    if ladder.latest_step_up_on is not None:
        first = max(first, ladder.latest_step_up_on + limits.STEP_UP_DAYS * DAY)
    if state.no_step_up is not None and state.no_step_up.until is not None:
        first = max(first, state.no_step_up.until + DAY)
    return first


def _next_session_on(
    protocol: Protocol, state: PlanState, ladder: LadderState, today: date
) -> date:
    rule = protocol.ladder_by_code[ladder.code]
    due = _rested_from_runs_on(protocol, state, rule, today)
    if ladder.latest_session_on is not None:
        every = cadence(rule, protocol.phases[state.phase])
        due = max(due, ladder.latest_session_on + every * DAY)
    if ladder.off_until is not None:
        due = max(due, ladder.off_until + DAY)
    return max(due, _open_again_on(state, today))


def _open_again_on(state: PlanState, today: date) -> date:
    """The first day on which the whole plan could have exercises again: a rest lasts to its last
    day, and a lock may be lifted tomorrow."""
    if state.rest is not None:
        return (state.rest.until or today) + DAY
    return today if state.lock is None else today + DAY


def _is_pending_good(state: PlanState, code: str) -> bool:
    """Whether today's session of this ladder only waits for a calm morning."""
    session = state.session
    if session is None or not session.earns or code not in session.listed:
        return False
    return any(one.ladder == code and one.is_good for one in session.exercises)
