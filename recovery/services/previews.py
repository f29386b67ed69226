"""Tomorrow, worked out in memory: what a plan will show, with an instruction or without one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from recovery import mappers
from recovery.domain import plan as engine
from recovery.domain.codes import Author
from recovery.domain.decision import PlanDay
from recovery.domain.log import Directive, Entry
from recovery.domain.state import PlanState
from recovery.models import RecoveryPlan
from recovery.selectors.replay import Past
from recovery.services import answers as door
from recovery.services.checks import check_dates, check_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """Today, the state it leaves, and tomorrow before anybody has checked in."""

    today: PlanDay
    state: PlanState
    tomorrow: PlanDay


def outlook(plan: RecoveryPlan, *, past: Past, entries: Iterable[Entry], today: date) -> Outlook:
    """Nothing is written. `entries` are those after the state in `past`."""
    today = max(today, plan.started_on)
    protocol = mappers.protocol_of(plan.protocol_version)
    log = mappers.log_of(plan, entries)
    until = today + timedelta(days=1)
    *_, now, then = engine.fold(protocol, log, until=until, since=past.state)
    return Outlook(today=now.plan_day, state=now.state, tomorrow=then.plan_day)


def with_directive(
    plan: RecoveryPlan,
    *,
    past: Past,
    entries: Iterable[Entry],
    facts: Mapping[str, Any],
    today: date,
) -> Outlook:
    """The same, as if a clinician gave this instruction today. Raises EntryInvalid."""
    entry = door.read(Directive, facts, client_id="preview", on=today, author=Author.CLINICIAN)
    check_dates(entry, started_on=plan.started_on, today=today)
    check_words(entry, mappers.protocol_of(plan.protocol_version))
    given = replace(entry, order=past.latest_sequence + 1)
    return outlook(plan, past=past, entries=[*entries, given], today=today)
