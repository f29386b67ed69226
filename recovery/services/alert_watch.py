"""Who a clinician is alerted to today: what stands, and what was done about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.local_time import local_day
from accounts.models import User
from recovery.alerts import Fired, Watched, fired
from recovery.models import AlertStep
from recovery.selectors.alerts import steps_since
from recovery.selectors.caseload import CaseloadRow, caseload, window
from recovery.selectors.desk_caseload import Protocols, protocols_of
from recovery.services.pace import expected_days, severity_of

Kind = AlertStep.Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """An alert that stands.

    owner: who took it on, while they look after the patient. step: the latest that put it off or
    closed it, while that counts.
    """

    fired: Fired
    owner: User | None = None
    step: AlertStep | None = None

    @property
    def is_open(self) -> bool:
        return self.step is None

    @property
    def is_snoozed(self) -> bool:
        return self.step is not None and self.step.kind == Kind.SNOOZE


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """Everybody in a clinician's care, and what stands about each and was done, by
    their key."""

    rows: tuple[CaseloadRow, ...]
    protocols: Protocols
    standing: Mapping[int, tuple[Standing, ...]]
    steps: Mapping[int, Sequence[AlertStep]]

    def open_of(self, row: CaseloadRow) -> tuple[Standing, ...]:
        return tuple(one for one in self.standing.get(row.person, ()) if one.is_open)


def watch(clinician: User, *, now: datetime, only: User | None = None) -> Watch:
    """In seven queries, however many patients there are. only: nobody but this patient."""
    today = local_day(clinician, now)
    rows = caseload(clinician, now=now, only=only)
    protocols = protocols_of(rows)
    found = {row.person: _fired(row, protocols, today) for row in rows if row.plan}
    found = {person: alerts for person, alerts in found.items() if alerts}
    steps = steps_since(found, since=_earliest(found.values(), today), now=now)
    standing = {
        person: tuple(_standing(one, steps[person], today) for one in alerts)
        for person, alerts in found.items()
    }
    return Watch(rows=rows, protocols=protocols, standing=standing, steps=steps)


def _earliest(found: Iterable[Sequence[Fired]], today: date) -> date:
    return min((one.since for alerts in found for one in alerts), default=today)


def _fired(row: CaseloadRow, protocols: Protocols, today: date) -> tuple[Fired, ...]:
    return fired(watched_of(row, protocols, today))


def watched_of(row: CaseloadRow, protocols: Protocols, today: date) -> Watched:
    """A row with a plan, as the rules of alerts read it."""
    latest = row.plan
    protocol = protocols[latest.protocol_version]
    phase = protocol.phase_by_code[row.phase]
    scores = zip(window(today), row.worst, strict=True)
    until = latest.paused_until
    return Watched(
        today=today,
        worst={day: score for day, score in scores if score is not None},
        reported_on=row.reported_on,
        phase_started_on=latest.phase_started_on,
        is_weekly=phase.every_days is not None,
        is_paused=latest.is_paused and (until is None or today <= until),
        is_ready=latest.is_ready,
        lock=latest.lock,
        alert_days=row.alert_days,
        waits_since=latest.waits_since,
        phase_waits=latest.phase_waits,
        off_since=latest.off_since,
        expected_days=expected_days(protocol, severity_of(latest.severity)).get(row.phase),
        adverse_on=row.adverse_on,
        adverse_count=row.adverse_count,
        limits=row.limits,
    )


def _standing(fired: Fired, steps: Iterable[AlertStep], today: date) -> Standing:
    """steps: about this patient, latest first."""
    about = [step for step in steps if step.covers(fired)]
    held = next((one for one in about if one.kind in (Kind.TAKE, Kind.LEAVE)), None)
    closing = next((one for one in about if one.kind in (Kind.SNOOZE, Kind.DONE)), None)
    if closing is not None and closing.kind == Kind.SNOOZE and closing.until <= today:
        closing = None
    return Standing(
        fired=fired,
        owner=held.by if held and held.kind == Kind.TAKE and held.is_by_carer else None,
        step=closing,
    )
