"""Days that somebody types in from paper: what each listed, and what is recorded already."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from recovery import mappers
from recovery.domain import plan as engine
from recovery.domain.decision import PlanDay
from recovery.models import LogEntry, RecoveryPlan
from recovery.selectors import replay

Kind = LogEntry.Kind
SHOWN_DAYS = 14
RECORDED = (Kind.CHECK_IN, Kind.SESSION, Kind.INTAKE)


def first_shown(plan: RecoveryPlan, today: date) -> date:
    return max(plan.started_on, today - timedelta(days=SHOWN_DAYS - 1))


def recorded(plan: RecoveryPlan, *, since: date) -> Mapping[date, Mapping[str, int]]:
    """By day and kind the latest entry's id. One query."""
    rows = LogEntry.objects.filter(plan=plan, on__gte=since, kind__in=RECORDED)
    found: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for on, kind, pk in rows.order_by("sequence").values_list("on", "kind", "pk"):
        found[on][kind] = pk
    return found


def day_on(plan: RecoveryPlan, on: date) -> PlanDay:
    """The day as it was decided, else as the log says it was. At most three queries."""
    past = replay.past_of(plan, before=on)
    if on in past.decided:
        return mappers.plan_day_of(past.decided[on])
    entries = replay.domain_entries(replay.entries_after(plan, past.state))
    log = mappers.log_of(plan, entries)
    protocol = mappers.protocol_for(plan)
    *_, decision = engine.fold(protocol, log, until=on, since=past.state)
    return decision.plan_day
