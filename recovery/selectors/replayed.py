"""Stored decisions beside what the rules answer today, from the log as it was known then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from recovery import mappers
from recovery.domain import plan as engine
from recovery.domain.state import PlanState
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors.replay import domain_entries

# Another engine may give the same answers; its name alone is no difference.
NOT_COMPARED = ("engine_version",)


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One stored decision that the rules would not give again.

    keys: where it differs, such as "plan_day.result". was, now: result and binding rule.
    """

    plan_id: int
    day: date
    revision: int
    keys: tuple[str, ...]
    was: str
    now: str


def differences(plan: RecoveryPlan) -> Iterator[Difference]:
    """Every decision of a plan, superseded ones included, decided again and compared.

    A decision is replayed from the entries that were there when it was made. Four queries.
    """
    protocol = mappers.protocol_for(plan)
    rows = list(LogEntry.objects.filter(plan=plan).with_target().order_by("sequence"))
    entries = domain_entries(rows)
    states: dict[date, PlanState] = {}
    stored = Decision.objects.filter(plan=plan).select_related("caused_by")
    made = sorted(stored, key=lambda one: (_known(one, rows), one.day))
    for known, group in groupby(made, key=lambda one: _known(one, rows)):
        decisions = list(group)
        log = mappers.log_of(plan, entries[:known])
        since = states.get(decisions[0].day - timedelta(days=1))
        again = {}
        for decision in engine.fold(protocol, log, until=decisions[-1].day, since=since):
            states[decision.state.on] = decision.state
            again[decision.state.on] = decision
        for row in decisions:
            yield from _compared(row, mappers.decision_fields(again[row.day]))


def _known(decision: Decision, rows: list[LogEntry]) -> int:
    """How many entries were there: up to the one that caused it, or all that were recorded."""
    if decision.caused_by is not None:
        return decision.caused_by.sequence
    return sum(row.recorded_at <= decision.created_at for row in rows)


def _compared(row: Decision, again: dict[str, Any]) -> Iterator[Difference]:
    was = mappers.as_written_now(row)
    keys = [
        key
        for name, value in again.items()
        if name not in NOT_COMPARED
        for key in _differing(name, was.get(name, getattr(row, name)), value)
    ]
    if keys:
        yield Difference(
            plan_id=row.plan_id,
            day=row.day,
            revision=row.revision,
            keys=tuple(sorted(keys)),
            was=f"{row.binding_rule} {row.result}",
            now=f"{again['binding_rule']} {again['result']}",
        )


def _differing(name: str, was: Any, now: Any) -> Iterator[str]:
    """The paths at which two values differ, one level into what is kept as JSON."""
    if was == now:
        return
    if not (isinstance(was, dict) and isinstance(now, dict)):
        yield name
        return
    yield from (f"{name}.{key}" for key in was.keys() | now.keys() if was.get(key) != now.get(key))
