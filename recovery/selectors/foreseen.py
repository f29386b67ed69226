"""The days ahead, as they would come if nothing changed: for paper. Nothing is written."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from recovery import mappers
from recovery.domain import plan as engine
from recovery.domain.decision import PlanDay
from recovery.domain.log import CheckIn, Entry, ExerciseReport, Session
from recovery.models import RecoveryPlan
from recovery.selectors import replay

DAY = timedelta(days=1)
A_WEEK = 7


def days_ahead(plan: RecoveryPlan, today: date, *, count: int) -> list[PlanDay]:
    """Today and the days after it, `count` in all. At most three queries.

    Somebody has no red flag and does all that is listed, and says nothing else. To the rules what
    is not said moves nothing on, so the days differ by what is due alone.
    """
    past = replay.past_of(plan, before=today)
    known = replay.domain_entries(replay.entries_after(plan, past.state))
    ahead = [today + n * DAY for n in range(count)]
    order = max((one.order for one in known), default=past.latest_sequence) + 1
    entries = [*known, *_supposed(ahead, known, order)]
    log = mappers.log_of(plan, entries)
    protocol = mappers.protocol_for(plan)
    folded = engine.fold(protocol, log, until=ahead[-1], since=past.state)
    return [one.plan_day for one in folded if one.plan_day.day >= today]


def next_list_on(plan: RecoveryPlan, today: date) -> date | None:
    """The first day after today, within a week, that lists something."""
    ahead = days_ahead(plan, today, count=A_WEEK + 1)
    return next((one.day for one in ahead if one.exercises and one.day > today), None)


def _supposed(ahead: Iterable[date], known: Iterable[Entry], order: int) -> Iterable[Entry]:
    """What is not recorded yet of the days ahead."""
    there = {(type(one), one.on) for one in known}
    for day in ahead:
        if (CheckIn, day) not in there:
            yield CheckIn(id=f"supposed-{day}", on=day, order=order, red_flags=frozenset())
        if (Session, day) not in there:
            yield _all_done(day, order + 1)
        order += 2


def _all_done(day: date, order: int) -> Session:
    done = ExerciseReport(ladder="", done=Decimal(1))
    return Session(id=f"supposed-session-{day}", on=day, order=order, all_listed=done)
