"""One day of one plan, for the patient's home page."""

from datetime import date

from recovery import mappers
from recovery.domain import plan as engine
from recovery.domain.decision import PlanDay
from recovery.models import Decision, RecoveryPlan
from recovery.selectors import replay


def today(plan: RecoveryPlan, today: date) -> PlanDay:
    """The plan of today: as decided, else worked out from the latest decided day.

    Nothing is written. One query when today was decided, at most four when it was not.
    Travelling west can leave only a later day decided; then that day stands.
    """
    latest = Decision.objects.filter(plan=plan).newest_first().first()
    if latest is not None and latest.day >= today:
        row = latest if latest.day == today else _of_day(plan, today) or latest
        return mappers.plan_day_of(row)
    return worked_out(plan, latest, until=today)


def _of_day(plan: RecoveryPlan, day: date) -> Decision | None:
    return Decision.objects.filter(plan=plan, day=day).newest_first().first()


def worked_out(plan: RecoveryPlan, latest: Decision | None, *, until: date) -> PlanDay:
    """The plan of a day after the latest decided one, from the log, with no write."""
    state = mappers.state_of(latest) if latest else None
    entries = replay.domain_entries(replay.entries_after(plan, state))
    protocol = mappers.protocol_for(plan)
    log = mappers.log_of(plan, entries)
    *_, decision = engine.fold(protocol, log, until=until, since=state)
    return decision.plan_day
