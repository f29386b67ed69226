"""How long the rules take, in the processor's time, beside a piece of plain Python."""

import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from time import process_time

from recovery.domain.codes import SeverityBand
from recovery.domain.day import DayRecord, day_records
from recovery.domain.log import Log
from recovery.domain.plan import Decision, advance, fold
from recovery.domain.protocol import Protocol
from recovery.domain.state import PlanState
from recovery.protocols import shipped_protocol
from recovery.simulation.bodies import MISHAP, body, demands_of
from recovery.simulation.courses import COURSES, Feeling
from recovery.simulation.population import population
from recovery.simulation.run import START, Person, Told, intake_of, simulate
from scripts.benchmark.figures import Figure

WORDS = (
    "The rules, in processor time, which other programs lengthen less than the clock's.\n"
    "ratio: to a piece of plain Python that is timed before and after each."
)
TWELVE_WEEKS, WEEK = 84, 7  # days
PATIENTS, SAMPLE = 1_000, 20
SHORT, LONG = 7, 730  # days of history
FLAT = 1.25  # after 7 days the weeks that the rules look back on are not yet full


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """do: what is timed; it goes through `times` of what the figure is about.

    scale: from seconds to `unit`. A work without a unit is measured for another figure's sake.
    """

    name: str
    do: Callable[[], object]
    times: float
    unit: str = ""
    scale: float = 1
    at_most: float | None = None


def figures(*, turns: int) -> list[Figure]:
    works = _works(shipped_protocol("hamstring-strain"))
    taken: dict[str, list[float]] = {work.name: [] for work in works}
    plain: dict[str, list[float]] = {work.name: [] for work in works}
    for turn in range(turns + 1):
        for work in works:
            before, seconds, after = _seconds(_plain), _seconds(work.do), _seconds(_plain)
            if turn == 0:  # once for nothing: what is imported or looked up once is there now
                continue
            taken[work.name].append(seconds / work.times)
            plain[work.name].append((before + after) / 2)
        if turn:
            print(f"rules: turn {turn} of {turns}", file=sys.stderr, flush=True)
    found = [_figure(work, taken[work.name], plain[work.name]) for work in works if work.unit]
    return [*found, _flatness(taken), _plain_figure(plain)]


def _figure(work: Work, taken: list[float], plain: list[float]) -> Figure:
    return Figure(
        name=work.name,
        unit=work.unit,
        measured=[seconds * work.scale for seconds in taken],
        ratios=[one / other for one, other in zip(taken, plain, strict=True)],
        at_most=work.at_most,
    )


def _flatness(taken: dict[str, list[float]]) -> Figure:
    return Figure(
        name=f"a day after {LONG} days, to one after {SHORT}",
        unit="×",
        measured=[
            long / short
            for long, short in zip(taken[f"after {LONG}"], taken[f"after {SHORT}"], strict=True)
        ],
        at_most=FLAT,
    )


def _plain_figure(plain: dict[str, list[float]]) -> Figure:
    seconds = [one for turns in plain.values() for one in turns]
    return Figure(
        name="the plain piece", unit="µs", measured=[one * 1e6 for one in seconds], ratios=[1]
    )


def _works(protocol: Protocol) -> list[Work]:
    logs = [_log(protocol, person, TWELVE_WEEKS) for person in _people(protocol)]
    courses = [list(day_records(log, START, _last(TWELVE_WEEKS))) for log in logs]
    return [
        Work(
            name="a day decided",
            do=lambda: [_decide(protocol, None, records) for records in courses],
            times=len(logs) * TWELVE_WEEKS,
            unit="µs",
            scale=1e6,
            at_most=100,
        ),
        Work(
            name="a day decided and shown",
            do=lambda: [_show(protocol, records) for records in courses],
            times=len(logs) * TWELVE_WEEKS,
            unit="µs",
            scale=1e6,
        ),
        Work(
            name="12 weeks replayed from their log",
            do=lambda: [deque(_replay(protocol, log), maxlen=1) for log in logs],
            times=len(logs),
            unit="ms",
            scale=1e3,
            at_most=10,
        ),
        Work(
            name=f"{PATIENTS:,} virtual patients, 12 weeks (from {SAMPLE})",
            do=lambda: list(population(protocol, size=SAMPLE, seed=1, days=TWELVE_WEEKS)),
            times=SAMPLE / PATIENTS,
            unit="s",
            at_most=15,
        ),
        *_weeks_after(protocol),
    ]


def _weeks_after(protocol: Protocol) -> Iterator[Work]:
    """A week of the same untested days, after a short history and after a long one."""
    log = _log(protocol, Untested(_every_day), LONG + WEEK)
    *days, _ = _replay(protocol, log)
    records = list(day_records(log, START, _last(LONG + WEEK)))
    for history in (SHORT, LONG):
        before, week = days[history - 1].state, records[history : history + WEEK]
        yield Work(
            name=f"after {history}",
            do=lambda before=before, week=week: [
                _decide(protocol, before, week) for _ in range(40)
            ],
            times=1,
        )


def _people(protocol: Protocol) -> list[Person]:
    """Two whose days are told in advance, and two virtual patients."""
    demands = demands_of(protocol)
    return [
        Told(COURSES["steady"]),
        Told(COURSES["flare"]),
        body(Random(1), demands, SeverityBand.MILD, MISHAP),
        body(Random(2), demands, SeverityBand.MODERATE, MISHAP),
    ]


class Untested(Told):
    """Somebody who trains every day and takes no test, so that no phase ends."""

    def tries(self, day: int, test: str) -> int | None:
        return None


def _every_day(day: int) -> Feeling:
    return Feeling(morning=1, worst=2, in_exercise=1)


def _log(protocol: Protocol, person: Person, days: int) -> Log:
    told = [entry for day in simulate(protocol, intake_of(), person, days) for entry in day.entries]
    numbered = (replace(entry, order=order) for order, entry in enumerate(told))
    return Log(start=START, entries=tuple(numbered))


def _last(days: int) -> date:
    return START + timedelta(days=days - 1)


def _decide(protocol: Protocol, state: PlanState | None, records: list[DayRecord]) -> None:
    for record in records:
        state = advance(protocol, state, record).state


def _show(protocol: Protocol, records: list[DayRecord]) -> None:
    state = None
    for record in records:
        decision = advance(protocol, state, record)
        state = decision.state
        _ = decision.plan_day


def _replay(protocol: Protocol, log: Log) -> Iterator[Decision]:
    return fold(protocol, log, until=max(entry.on for entry in log.entries))


def _seconds(do: Callable[[], object]) -> float:
    began = process_time()
    do()
    return process_time() - began


class _Record:
    def __init__(self, number: int) -> None:
        self.number, self.name = number, str(number)

    def follows(self, other: "_Record") -> bool:
        return self.number > other.number


def _plain() -> dict[str, int]:
    """What Python programs do all day, and none of it ours."""
    records = [_Record(number * 7919 % 997) for number in range(2_000)]
    found: dict[str, int] = {}
    for one, other in pairwise(records):
        if one.follows(other):
            found[one.name] = found.get(one.name, 0) + other.number
    return {name: found[name] for name in sorted(found)}
