"""Tomorrow, worked out in memory: what a plan will show, with an instruction or without one.

Tomorrow's check-in is supposed to be calm. Without one nothing could move up, and a hold would
look as if it did nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from recovery import mappers
from recovery.domain import plan as engine
from recovery.domain.codes import Author, Settled
from recovery.domain.decision import PlanDay
from recovery.domain.log import CheckIn, Directive, Entry
from recovery.domain.standing import prescribed_by
from recovery.domain.state import PlanState
from recovery.models import RecoveryPlan
from recovery.selectors import replay
from recovery.selectors.replay import Past
from recovery.services import answers as door
from recovery.services.checks import check_dates, check_words

NO_WORDS = "…"  # somebody may look before they have found the words


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """Today, the state it leaves, and tomorrow after a calm morning."""

    today: PlanDay
    state: PlanState
    tomorrow: PlanDay


def outlook(plan: RecoveryPlan, *, past: Past, entries: Iterable[Entry], today: date) -> Outlook:
    """Nothing is written. `entries` are those after the state in `past`."""
    today = max(today, plan.started_on)
    protocol = mappers.protocol_for(plan)
    until = today + timedelta(days=1)
    said = list(entries)
    calm = _calm_morning(until, order=max((one.order for one in said), default=0) + 1)
    log = mappers.log_of(plan, [*said, calm])
    *_, now, then = engine.fold(protocol, log, until=until, since=past.state)
    return Outlook(today=now.plan_day, state=now.state, tomorrow=then.plan_day)


def _calm_morning(day: date, *, order: int) -> CheckIn:
    return CheckIn(
        id="supposed",
        on=day,
        order=order,
        red_flags=frozenset(),
        pain_rest=0,
        pain_morning=0,
        pain_worst=0,
        limp=False,
        night_wake=False,
        new_swelling=False,
        sudden_event=False,
        settled=Settled.NONE,
    )


def with_directives(
    plan: RecoveryPlan,
    *,
    past: Past,
    entries: Iterable[Entry],
    given: Iterable[Mapping[str, Any]],
    today: date,
) -> Outlook:
    """The same, as if a clinician gave these instructions today. Raises EntryInvalid."""
    added: list[Directive] = []
    for place, facts in enumerate(given, start=1):
        directive = _directive(plan, facts, today, also=added)
        order = past.latest_sequence + place
        added.append(replace(directive, id=f"preview-{place}", order=order))
    return outlook(plan, past=past, entries=[*entries, *added], today=today)


def without_and_with(
    plan: RecoveryPlan, *, given: Mapping[str, Any], today: date
) -> tuple[Outlook, Outlook]:
    """Both, of a plan whose log was not read yet; at most four queries. Raises EntryInvalid."""
    past = replay.past_of(plan, before=today)
    entries = replay.domain_entries(replay.entries_after(plan, past.state))
    without = outlook(plan, past=past, entries=entries, today=today)
    return without, with_directives(plan, past=past, entries=entries, given=[given], today=today)


def _directive(
    plan: RecoveryPlan, facts: Mapping[str, Any], today: date, *, also: Iterable[Directive]
) -> Directive:
    words = {"reason": NO_WORDS} | {name: told for name, told in facts.items() if told != ""}
    entry = door.read(Directive, words, client_id="preview", on=today, author=Author.CLINICIAN)
    check_dates(entry, started_on=plan.started_on, today=today)
    protocol = mappers.protocol_for(plan)
    check_words(entry, protocol.with_prescribed(prescribed_by(protocol.prescribed, also)))
    return entry
