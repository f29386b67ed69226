"""A clinician's patients, those who need somebody first.

Five queries, however many they are, and no row of theirs read twice: at hundreds of patients the
rows themselves are what takes time, so plain values are read and nothing of a whole day but what
a line says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.functions import Cast

from accounts.local_time import local_day
from accounts.models import CareRelationship, Invitation, Message, User
from accounts.selectors import care_by
from recovery.alerts import Limits, LockFacts
from recovery.domain import limits
from recovery.domain.codes import AlertCode, Result
from recovery.models import AdverseEvent, AlertLimits, Decision, LogEntry, RecoveryPlan
from recovery.selectors.adverse_events import counted
from recovery.selectors.arrivals import Arrival, arrival_of, read_arrival
from recovery.selectors.caseload_days import Days, alert_days, days_of
from recovery.selectors.json_keys import JsonKeys, read_json, read_keys
from recovery.selectors.many_keys import IsAmong

WINDOW_DAYS = 14
Kind = LogEntry.Kind
REPORTS = (Kind.INTAKE, Kind.CHECK_IN, Kind.SESSION, Kind.SELF_TEST)
IS_OPEN = Q(recovery_plans__closed_on=None)
SHOWN = ("proposals", "phase_started_on")
KEPT = ("side", "severity", "recurrent", "lock", "pause")
LIMITS = ("high_pain", "pain_rise", "silent_days")
USUAL = Limits()


@lru_cache(maxsize=4)
def window(today: date) -> tuple[date, ...]:
    """The days that a line looks back on, oldest first; made once for hundreds of lines."""
    return tuple(today - timedelta(days=back) for back in reversed(range(WINDOW_DAYS)))


class Need(IntEnum):
    """Why a patient stands where they do in the list, most pressing first."""

    LOCKED = 1
    RESTING = 2
    EASING = 3
    SILENT = 4
    ASKING = 5
    TESTING = 6
    ON_TRACK = 7
    NO_PLAN = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Latest:
    """What the latest stored decision says of a plan. reasons: the text of them, not yet read."""

    protocol_version: int
    profile: str
    side: str
    severity: str
    is_recurrent: bool
    is_ready: bool
    phase_started_on: date
    reasons: str
    waits_since: tuple[date, ...]
    paused_until: date | None
    is_paused: bool
    lock: LockFacts | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadRow:
    """One patient. The decision is the latest stored one, of `decided_on`.

    day_number: days since the start, the first is 1. days_silent: since the latest report.
    worst: worst pain of each of the last 14 days, oldest first, None without a report.
    session_on: the days of the last 14 with a session. why: alert codes of the latest
    decision, and no_report. alert_days: by code, the days of the last 14 that raised it.
    unread: messages not read by them. is_assigned: whether settings wait for their intake.
    adverse_on: the day of the latest adverse event. adverse_count: how many there were.
    limits: of their alerts. came: how they came into this care, where that is told.
    """

    person: int
    patient_id: UUID
    name: str
    need: Need
    plan_id: UUID | None = None
    phase: str = ""
    day_number: int = 0
    decided_on: date | None = None
    result: str = ""
    lock_kind: str = ""
    binding_rule: str = ""
    reported_on: date | None = None
    days_silent: int = 0
    worst: tuple[int | None, ...] = ()
    session_on: frozenset[date] = frozenset()
    why: tuple[str, ...] = ()
    alert_days: dict[str, list[date]] = field(default_factory=dict)
    unread: int = 0
    is_assigned: bool = False
    adverse_on: date | None = None
    adverse_count: int = 0
    limits: Limits = field(default_factory=Limits)
    came: Arrival | None = None
    latest: Latest | None = None

    @property
    def proposals(self) -> int:
        """How many steps wait for the clinician's yes."""
        return len(self.latest.waits_since) if self.latest else 0


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read at once for all plans, by the plan's key."""

    decisions: dict[int, dict[str, Any]]
    days: dict[int, Days]
    alerts: dict[int, dict[str, list[date]]]


def caseload(
    clinician: User, *, now: datetime, only: User | None = None
) -> tuple[CaseloadRow, ...]:
    """Everybody in this clinician's care at this moment, or of them nobody but `only`.

    Days are counted by the clinician's calendar.
    """
    today, in_care = local_day(clinician, now), care_by(clinician, now)
    if only is not None:
        in_care = in_care.filter(patient=only)
    people = list(_people(clinician, in_care, today))
    keys = [person["plan"] for person in people if person["plan"]]
    since = window(today)[0]
    read = _Read(
        decisions={row["plan"]: _opened(row) for row in _latest_decisions(keys)},
        days=days_of(keys, since=since, kinds=REPORTS),
        alerts=alert_days(keys, since=since),
    )
    rows = [_row(person, read, today) for person in people]
    return tuple(sorted(rows, key=lambda row: (row.need, -row.days_silent, row.name)))


def _people(
    clinician: User, in_care: QuerySet[CareRelationship], today: date
) -> QuerySet[User, dict[str, Any]]:
    """Everybody, with their open plan if they have one."""
    thread = Message.objects.filter(patient=OuterRef("pk"))
    reports = LogEntry.objects.filter(plan=OuterRef("plan"), kind__in=REPORTS).order_by("-on")
    assigned = Invitation.objects.filter(accepted_by=OuterRef("pk"))
    events = AdverseEvent.objects.filter(patient=OuterRef("pk"))
    own = AlertLimits.objects.filter(patient=OuterRef("pk")).order_by("-pk")
    return (
        User.objects.filter(pk__in=in_care.values("patient"))
        .annotate(
            open_plan=FilteredRelation("recovery_plans", condition=IS_OPEN),
            plan=F("open_plan__pk"),
            plan_id=F("open_plan__public_id"),
            started_on=F("open_plan__started_on"),
        )
        .annotate(
            unread=thread.unread_by(clinician.pk).counted(),
            reported_on=Subquery(reports.values("on")[:1]),
            is_assigned=Exists(assigned),
            adverse_on=Subquery(events.values("on")[:1]),
            adverse_count=counted(events),
            came=arrival_of(in_care, "pk", today),
            **{name: Subquery(own.values(name)[:1]) for name in LIMITS},
        )
        .values(
            *("pk", "public_id", "name", "plan", "plan_id", "started_on"),
            *("unread", "reported_on", "is_assigned", "adverse_on", "adverse_count"),
            *("came", *LIMITS),
        )
    )  # fmt: skip


def _latest_decisions(plans: Sequence[int]) -> QuerySet[Decision, dict[str, Any]]:
    newest = Decision.objects.filter(plan=OuterRef("pk")).newest_first().values("pk")[:1]
    asked = RecoveryPlan.objects.filter(IsAmong("pk", plans))
    latest = asked.annotate(latest=Subquery(newest)).values("latest")
    return (
        Decision.objects.filter(pk__in=latest)
        .order_by()
        .values(
            *("plan", "day", "phase", "profile", "result", "lock_kind", "binding_rule"),
            *("is_ready_for_tests", "protocol_version"),
            shown=JsonKeys("plan_day", *SHOWN, apart="reasons"),
            kept=JsonKeys("state", *KEPT),
            raised=Cast("alerts", TextField()),
        )
    )


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    """With what the stored day and state say under their own names."""
    shown, reasons = read_keys(row["shown"])
    kept, _ = read_keys(row["kept"])
    named = dict(zip((*SHOWN, *KEPT), (*shown, *kept), strict=True))
    return row | named | {"reasons": reasons, "alerts": read_json(row["raised"])}


def _row(person: dict[str, Any], read: _Read, today: date) -> CaseloadRow:
    decision = read.decisions.get(person["plan"])
    who = {
        "person": person["pk"],
        "patient_id": person["public_id"],
        "name": person["name"],
        "unread": person["unread"],
        "is_assigned": person["is_assigned"],
        "adverse_on": person["adverse_on"],
        "adverse_count": person["adverse_count"],
        "came": read_arrival(person["came"], today),
        "limits": _limits(person),
    }
    if decision is None:
        return CaseloadRow(need=Need.NO_PLAN, **who)
    days_silent = max((today - person["reported_on"]).days, 0)
    days = read.days.get(person["plan"]) or Days()
    return CaseloadRow(
        need=need_of(decision, days_silent),
        plan_id=person["plan_id"],
        phase=decision["phase"],
        day_number=(today - person["started_on"]).days + 1,
        decided_on=decision["day"],
        result=decision["result"],
        lock_kind=decision["lock_kind"],
        binding_rule=decision["binding_rule"],
        reported_on=person["reported_on"],
        days_silent=days_silent,
        worst=tuple(map(days.worst.get, window(today))),
        session_on=frozenset(days.sessions),
        why=_why(decision["alerts"], days_silent),
        alert_days=read.alerts.get(person["plan"], {}),
        latest=_latest(decision),
        **who,
    )


def _limits(person: dict[str, Any]) -> Limits:
    """Few have limits of their own."""
    own = {name: person[name] for name in LIMITS if person[name] is not None}
    return Limits(**own) if own else USUAL


def _latest(decision: dict[str, Any]) -> Latest:
    pause, lock = decision["pause"], decision["lock"]
    until = pause["until"] if pause else None
    return Latest(
        protocol_version=decision["protocol_version"],
        profile=decision["profile"],
        side=decision["side"] or "",
        severity=decision["severity"] or "",
        is_recurrent=bool(decision["recurrent"]),
        is_ready=decision["is_ready_for_tests"],
        phase_started_on=date.fromisoformat(decision["phase_started_on"]),
        reasons=decision["reasons"],
        waits_since=tuple(
            date.fromisoformat(one["since"]) for one in decision["proposals"] or ()
        ),
        is_paused=pause is not None,
        paused_until=date.fromisoformat(until) if until else None,
        lock=_lock(lock) if lock else None,
    )  # fmt: skip


def _lock(lock: dict[str, Any]) -> LockFacts:
    return LockFacts(
        kind=Result(lock["kind"]),
        set_on=date.fromisoformat(lock["set_on"]),
        rule=lock["rule"],
        codes=tuple(lock["codes"]),
    )


def need_of(decision: dict[str, Any], days_silent: int) -> Need:
    """The first that applies. A lock or an easing stands until the patient reports again."""
    is_severe = AlertCode.SEVERE_PAIN in decision["alerts"]
    cases = (
        (Need.LOCKED, bool(decision["lock_kind"])),
        (Need.RESTING, decision["result"] == Result.REST or is_severe),
        (Need.EASING, decision["result"] == Result.EASE),
        (Need.SILENT, days_silent >= limits.SILENT_DAYS),
        (Need.ASKING, bool(decision["proposals"])),
        (Need.TESTING, decision["is_ready_for_tests"]),
    )
    return next((need for need, is_so in cases if is_so), Need.ON_TRACK)


def _why(alerts: list[str], days_silent: int) -> tuple[str, ...]:
    silent = {AlertCode.NO_REPORT.value} if days_silent >= limits.SILENT_DAYS else set()
    return tuple(sorted(silent | set(alerts)))
