"""The days of a plan with a made-up person: they see the list, train, and answer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol as Shape

from recovery.domain.codes import (
    Autonomy,
    Goal,
    Settled,
    SeverityBand,
    Side,
    WarmupSoreness,
)
from recovery.domain.day import DayRecord, day_record
from recovery.domain.decision import ListedExercise, PlanDay
from recovery.domain.listing import estimated_minutes
from recovery.domain.log import (
    CheckIn,
    Directive,
    Entry,
    ExerciseReport,
    Intake,
    SelfTest,
    Session,
)
from recovery.domain.plan import Decision, advance, told_more
from recovery.domain.protocol import Protocol
from recovery.domain.quick import quick
from recovery.domain.state import PlanState
from recovery.simulation.clinician import answers
from recovery.simulation.courses import Course, Feeling

START = date(2026, 3, 2)  # any day: the rules know no weekdays
AT_HOME = frozenset({"chair", "towel", "band", "step"})


class Person(Shape):
    """What a made-up person says and does. They see only what a patient sees."""

    def feels(self, day: int) -> Feeling | None:
        """Today's answers; None on a day without a word."""

    def trains(self, day: int, exercises: tuple[ListedExercise, ...]) -> dict[str, int] | None:
        """Pain in each ladder that was trained today; None for no session."""

    def tries(self, day: int, test: str) -> int | None:
        """Pain in an exit test; None where they do not feel up to it yet."""


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who feels as a course says, whatever they do."""

    course: Course

    def feels(self, day: int) -> Feeling | None:
        return self.course(day)

    def trains(self, day: int, exercises: tuple[ListedExercise, ...]) -> dict[str, int] | None:
        feeling = self.course(day)
        if feeling is None or not feeling.trains:
            return None
        return {line.ladder: feeling.in_exercise for line in exercises if not line.warm_up}

    def tries(self, day: int, test: str) -> int | None:
        feeling = self.course(day)
        return feeling.in_test if feeling else None


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class SimulatedDay:
    """One day. number: 0 is the intake's. entries: all that was told. decision: at its end.
    minutes: of the dose that was offered, 0 where nothing could be started. hurt: the highest
    pain in an exercise."""

    number: int
    entries: tuple[Entry, ...]
    decision: Decision
    feeling: Feeling | None
    minutes: int
    trained: bool
    hurt: int | None

    @property
    def plan_day(self) -> PlanDay:
        """The day as it is shown, put together when somebody looks."""
        return self.decision.plan_day


def intake_of(
    severity: SeverityBand = SeverityBand.MILD, goal: Goal = Goal.RUNNING, *, on: date = START
) -> Intake:
    """First answers of a made-up person on this day, two days after the injury."""
    pain = {SeverityBand.MILD: 3, SeverityBand.MODERATE: 5}.get(severity, 6)
    return Intake(
        id="intake",
        on=on,
        injured_on=on - timedelta(days=2),
        side=Side.LEFT,
        severity=severity,
        age=33,
        recurrent=False,
        anticoagulants=False,
        goal=goal,
        equipment=AT_HOME,
        days_per_week=7,
        red_flags=frozenset(),
        pain_now=pain,
        pain_worst=pain + 1,
        pain_rest=1,
    )


def simulate(
    protocol: Protocol,
    intake: Intake,
    person: Person,
    days: int,
    *,
    told: Sequence[Directive] = (),
    autonomy: Autonomy = Autonomy.AUTOMATIC,
) -> list[SimulatedDay]:
    """A plan of so many days, decided by the rules. A clinician clears each lock after two days.

    told: what a clinician sets out on its first day. autonomy: where steps wait for a yes, they
    say it on the next day.
    """
    entries = (intake, *told)
    decision = advance(protocol, None, day_record(intake.on, list(entries), autonomy=autonomy))
    first = SimulatedDay(
        number=0,
        entries=entries,
        decision=decision,
        feeling=None,
        minutes=0,
        trained=False,
        hurt=None,
    )
    stage = _Stage(protocol=protocol, person=person, autonomy=autonomy)
    return [first, *_lived(stage, decision.state, range(1, days), ())]


def go_on(
    protocol: Protocol,
    state: PlanState,
    person: Person,
    days: int,
    *,
    told: Sequence[Directive] = (),
    autonomy: Autonomy = Autonomy.AUTOMATIC,
) -> list[SimulatedDay]:
    """So many days after those that led to `state`. told: what a clinician says on the first."""
    stage = _Stage(protocol=protocol, person=person, autonomy=autonomy)
    return list(_lived(stage, state, range(1, days + 1), told))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stage:
    """What stays the same from one made-up day to the next."""

    protocol: Protocol
    person: Person
    autonomy: Autonomy

    def record(self, on: date, entries: list[Entry]) -> DayRecord:
        return day_record(on, entries, autonomy=self.autonomy)


def _lived(
    stage: _Stage, state: PlanState, numbers: Iterable[int], told: Sequence[Directive]
) -> Iterator[SimulatedDay]:
    for number in numbers:
        decision, lived = _one_day(stage, state, number, told)
        state, told = decision.state, ()
        yield lived


def _one_day(
    stage: _Stage, before: PlanState, number: int, told: Sequence[Directive]
) -> tuple[Decision, SimulatedDay]:
    """A check-in and tests in the morning; then, if the list can be started, a session."""
    person, on = stage.person, before.on + timedelta(days=1)
    feeling = person.feels(number)
    entries: list[Entry] = [*told, *answers(before, on)]
    if feeling is not None:
        entries.append(_check_in(feeling, on, len(entries)))
    known = len(entries)
    decision = advance(stage.protocol, before, stage.record(on, entries))
    startable = decision.is_startable
    minutes = estimated_minutes(decision.offered) if startable else 0
    pains = person.trains(number, decision.offered) if startable else None
    if feeling is not None and startable:
        entries += _tests(stage.protocol, decision, person, number, on)
    if feeling is not None and pains:
        entries.append(_session(feeling, pains, minutes, on, len(entries)))
    if len(entries) > known:
        decision = told_more(decision, stage.record(on, entries))
    return decision, SimulatedDay(
        number=number,
        entries=tuple(entries),
        decision=decision,
        feeling=feeling,
        minutes=minutes,
        trained=bool(pains),
        hurt=max(pains.values()) if pains else None,
    )


def _check_in(feeling: Feeling, on: date, order: int) -> CheckIn:
    return CheckIn(
        id=f"c-{on}",
        on=on,
        order=order,
        red_flags=frozenset(feeling.red_flags),
        pain_rest=feeling.rest,
        pain_morning=feeling.morning,
        pain_worst=feeling.worst,
        limp=feeling.limp,
        night_wake=False,
        new_swelling=False,
        sudden_event=feeling.sudden_event,
        settled=Settled(feeling.settled),
    )


def _tests(
    protocol: Protocol, morning: Decision, person: Person, number: int, on: date
) -> Iterator[SelfTest]:
    """Each test that is still open and that they feel up to."""
    for test in morning.tests:
        if len(test.passed_on) >= test.needed:
            continue
        pain = person.tries(number, test.test)
        if pain is None:
            continue
        yield SelfTest(
            id=f"t-{test.test}-{on}",
            on=on,
            order=100,
            test=test.test,
            passed=pain <= protocol.exit_test_by_code[test.test].pain_limit,
            pain=pain,
        )


def _session(
    feeling: Feeling, pains: dict[str, int], minutes: int, on: date, order: int
) -> Session:
    done = Decimal(feeling.done)
    return Session(
        id=f"s-{on}",
        on=on,
        order=200 + order,
        exercises=tuple(
            ExerciseReport(ladder=ladder, done=done, pain=pain) for ladder, pain in pains.items()
        ),
        effort=feeling.effort,
        minutes=max(feeling.minutes, minutes),
        warmup_soreness=WarmupSoreness.NONE,
        limp=feeling.limp,
    )
