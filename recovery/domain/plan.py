"""The fold: one day after another, from the first to the day that is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recovery.domain.closing import close_day
from recovery.domain.day import DayRecord, Effort, LogError, day_records
from recovery.domain.decision import ListedExercise, PlanDay
from recovery.domain.listing import short_version
from recovery.domain.log import ExerciseReport, Log
from recovery.domain.opening import open_day, tests_after
from recovery.domain.protocol import Protocol
from recovery.domain.readings import baseline_of, caps_of, profile_of
from recovery.domain.request import Findings, Request
from recovery.domain.rules import RULES
from recovery.domain.state import JudgedExercise, JudgedSession, PlanState

ENGINE_VERSION = "1.0.0"


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """A day as it is shown, and the state the next day begins from."""

    plan_day: PlanDay
    state: PlanState


def plan_on(protocol: Protocol, log: Log, day: date) -> PlanDay:
    """The plan of one day: a pure function of the log, the protocol's version and the day.

    Raises LogError when the log contradicts itself or `day` lies before its start.
    """
    if day < log.start:
        raise LogError(f"{day} lies before the plan's start", "")
    *_, latest = fold(protocol, log, until=day)
    return latest.plan_day


def fold(
    protocol: Protocol, log: Log, *, until: date, since: PlanState | None = None
) -> Iterator[Decision]:
    """Decide every day from the start, or from the day after `since`, to `until`.

    With `since`, the log need hold only entries with `on` after it. The result is the same.
    """
    first = log.start if since is None else since.on + timedelta(days=1)
    state = since
    for record in day_records(log, first, until):
        decision = advance(protocol, state, record)
        state = decision.state
        yield decision


def advance(protocol: Protocol, before: PlanState | None, record: DayRecord) -> Decision:
    """Decide one day. `before` is None on the first day only, whose record has the intake.

    A day with a session is decided twice: first without it, since what was listed is what
    the plan said before the session began; then with it, which can only ask for less.
    """
    opened = open_day(protocol, before, record)
    morning = _decide(protocol, before, opened, record)
    if record.session is None:
        return morning
    judged = judge(protocol, opened, record.session, morning.plan_day)
    return _decide(protocol, before, opened, record, judged, morning.plan_day.exercises)


def _decide(
    protocol: Protocol,
    before: PlanState | None,
    opened: PlanState,
    record: DayRecord,
    session: JudgedSession | None = None,
    kept: tuple[ListedExercise, ...] | None = None,
) -> Decision:
    request = Request(
        protocol=protocol,
        state=opened,
        before=before,
        record=record,
        phase=protocol.phases[opened.phase],
        profile=profile_of(opened, record.on),
        baseline=baseline_of(opened),
        session=session,
    )
    request = _with_tests(request)
    plan_day, state = close_day(request, findings_of(request), kept)
    return Decision(plan_day=plan_day, state=state)


def _with_tests(request: Request) -> Request:
    """Tests of a day count at once, unless the day cannot be started or the walk is off."""
    state = request.state
    is_shut = state.lock or state.rest or state.pause or request.is_limping
    earns = request.is_answered and not is_shut
    tests = tests_after(request.protocol, state, request.record, earns=earns)
    return replace(request, state=replace(state, tests=tests))


def findings_of(request: Request) -> Findings:
    """Every rule, in order; each may read what the rules before it found."""
    fired: Findings = ()
    for _, rule in RULES:
        fired = (*fired, *rule(request, fired))
    return fired


def judge(protocol: Protocol, state: PlanState, effort: Effort, morning: PlanDay) -> JudgedSession:
    """A session measured against what the morning listed and the caps of the day.

    On a day that cannot be started it is judged for pain and earns nothing.
    """
    phase = protocol.phases[state.phase]
    exercises = morning.exercises
    listed = tuple(
        line.ladder
        for line in (short_version(exercises) if effort.short else exercises)
        if not line.warm_up
    )
    judged = []
    for report in _reports(effort, tuple(line.ladder for line in exercises)):
        context = protocol.ladder_by_code[report.ladder].context
        judged.append(
            JudgedExercise(
                ladder=report.ladder,
                done=report.done,
                pain=report.pain,
                skipped_for_pain=report.skipped == "pain",
                caps=caps_of(phase, morning.profile, context, state),
            )
        )
    return JudgedSession(
        on=morning.day,
        exercises=tuple(judged),
        listed=listed if morning.startable else (),
        effort=effort.effort,
        effort_worst=effort.effort_worst,
        minutes=effort.minutes,
        warmup_soreness=effort.warmup_soreness,
        limp=effort.limp,
        earns=morning.startable,
    )


def _reports(effort: Effort, listed: tuple[str, ...]) -> Iterator[ExerciseReport]:
    """What was said of each ladder; "all" stands for every listed one not named by itself."""
    yield from effort.reports
    if effort.all_listed is None:
        return
    named = {report.ladder for report in effort.reports}
    for ladder in listed:
        if ladder not in named:
            yield replace(effort.all_listed, ladder=ladder)
