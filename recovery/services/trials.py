"""A setting tried on a made-up person, beside the same days without it. Nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from recovery.alerts import AlertRule
from recovery.domain.codes import Autonomy, Goal, SeverityBand, Side
from recovery.domain.log import Intake
from recovery.domain.protocol import Protocol
from recovery.domain.state import PlanState
from recovery.services.first_directives import as_entries
from recovery.simulation.courses import Course
from recovery.simulation.findings import Findings, findings
from recovery.simulation.pain_alerts import pain_alerts
from recovery.simulation.run import SimulatedDay, Told, go_on, intake_of, simulate


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """The days of one setting, and what to look at in them. pain_alerts: of each day."""

    settings: Mapping[str, Any]
    days: list[SimulatedDay]
    findings: Findings
    pain_alerts: list[tuple[AlertRule, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """The plan as it is, and with a setting; the second is None where nothing differs."""

    plain: Trial
    changed: Trial | None

    @property
    def side(self) -> Side:
        return self.plain.days[0].decision.state.side


def from_the_start(
    protocol: Protocol,
    course: Course,
    *,
    band: SeverityBand,
    days: int,
    settings: Mapping[str, Any],
    person: Mapping[str, Any],
    today: date,
) -> Pair:
    """A plan that a made-up person begins today. person: what is known of the one it is for."""
    intake = _intake(person, band, today)

    def tried(chosen: Mapping[str, Any]) -> Trial:
        lived = simulate(
            protocol,
            intake,
            Told(course),
            days,
            told=as_entries(chosen, protocol, on=today),
            autonomy=Autonomy(chosen.get("autonomy") or Autonomy.AUTOMATIC),
        )
        return _seen(chosen, protocol, lived)

    return Pair(plain=tried({}), changed=tried(settings) if settings else None)


def _seen(settings: Mapping[str, Any], protocol: Protocol, days: list[SimulatedDay]) -> Trial:
    return Trial(
        settings=settings,
        days=days,
        findings=findings(protocol, days),
        pain_alerts=list(pain_alerts(days)),
    )


def _intake(person: Mapping[str, Any], band: SeverityBand, today: date) -> Intake:
    usual = intake_of(band, on=today)
    return replace(
        usual,
        side=Side(person.get("side", usual.side)),
        goal=Goal(person.get("goal", usual.goal)),
        days_per_week=person.get("days_per_week", usual.days_per_week),
        equipment=frozenset(person.get("equipment", usual.equipment)),
    )


def from_here(
    protocol: Protocol,
    state: PlanState,
    course: Course,
    *,
    days: int,
    settings: Mapping[str, Any],
) -> Pair:
    """The plan of somebody from the day after `state` on, as if they felt as the course says."""
    tomorrow = state.on + timedelta(days=1)

    def tried(chosen: Mapping[str, Any]) -> Trial:
        told = as_entries(chosen, protocol, on=tomorrow)
        lived = go_on(protocol, state, Told(course), days, told=told, autonomy=state.autonomy)
        return _seen(chosen, protocol, lived)

    return Pair(plain=tried({}), changed=tried(settings) if settings else None)
