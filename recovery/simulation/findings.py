"""What to look at after a simulation: pace, steps taken back, returns, alerts and dead ends."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from recovery.domain.codes import ChangeKind, Result
from recovery.domain.protocol import Protocol
from recovery.simulation.run import SimulatedDay

UNDONE_WITHIN = 3  # days
HURTS_ABOVE = 3  # of 10: past every published limit to progress
STILL_FOR = 28  # days in which nothing steps up and no phase begins


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """phases, closed_on: the day each was reached, 0 for the first. returns: days of going back.
    undone: steps up taken back within three days. dead_end: open, and nothing rose for four weeks.
    risen, eased, rested: days of that result. hurting: sessions in which something hurt above 3.
    """

    phases: dict[str, int]
    returns: tuple[int, ...]
    undone: int
    alerts: dict[str, int]
    locked_days: int
    closed_on: int | None
    dead_end: bool
    risen: int
    eased: int
    rested: int
    hurting: int


def findings(protocol: Protocol, days: Sequence[SimulatedDay]) -> Findings:
    order = [phase.code for phase in protocol.phases]
    reached = [day.decision.state.phase for day in days]
    alerts: dict[str, int] = {}
    for day in days:
        for code in {alert.code.value for alert in day.decision.alerts}:
            alerts[code] = alerts.get(code, 0) + 1
    # Maintenance stands still by design: it only has to end.
    ends_by_itself = protocol.phases[reached[-1]].closes_after_days is not None
    closed = next((n for n, day in enumerate(days) if day.decision.state.closed_on), None)
    results = Counter(day.decision.decided.result for day in days)
    return Findings(
        phases={code: reached.index(place) for place, code in enumerate(order) if place in reached},
        returns=tuple(
            day.number
            for day, before, now in zip(days[1:], reached, reached[1:], strict=False)
            if now < before
        ),
        undone=sum(_undone(days)),
        alerts=dict(sorted(alerts.items())),
        locked_days=sum(day.decision.state.lock is not None for day in days),
        closed_on=closed,
        dead_end=closed is None and not ends_by_itself and _stands_still(days, reached),
        risen=results[Result.PROGRESS],
        eased=results[Result.EASE],
        rested=results[Result.REST],
        hurting=sum((day.hurt or 0) > HURTS_ABOVE for day in days),
    )


def _undone(days: Sequence[SimulatedDay]) -> list[bool]:
    """For each step down, whether the ladder had stepped up a few days before."""
    risen: dict[str, int] = {}
    undone = []
    for day in days:
        for change in day.decision.changes:
            if change.kind is ChangeKind.UP:
                risen[change.ladder] = day.number
            else:
                undone.append(day.number - risen.get(change.ladder, -99) <= UNDONE_WITHIN)
    return undone


def _stands_still(days: Sequence[SimulatedDay], reached: Sequence[int]) -> bool:
    """Whether the last four weeks, checked in to and free of a lock, led nowhere."""
    latest = days[-STILL_FOR:]
    told = [day for day in latest if day.feeling is not None and day.decision.state.lock is None]
    rose = any(change.kind is ChangeKind.UP for day in latest for change in day.decision.changes)
    moved = len(set(reached[-STILL_FOR:])) > 1
    return len(told) >= STILL_FOR // 2 and not rose and not moved
