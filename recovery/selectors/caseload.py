"""A clinician's patients, those who need somebody first.

One query, however many they are, and four more where something was recorded since it was last
looked at: at hundreds of patients the rows themselves are what takes time, so plain values are read
and nothing of a whole day but what a line says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from accounts.local_time import local_day
from accounts.models import CareRelationship, Invitation, Message, User
from accounts.selectors import care_by
from recovery.alerts import Limits
from recovery.alerts import limits as alert_limits
from recovery.domain import limits
from recovery.domain.codes import AlertCode, Result
from recovery.models import AdverseEvent, AlertLimits
from recovery.selectors.adverse_events import counted
from recovery.selectors.arrivals import Arrival, arrival_of, read_arrival
from recovery.selectors.caseload_plans import CaseloadPlan, head_of, plans_at

WINDOW_DAYS = alert_limits.LOOKED_BACK_DAYS
IS_OPEN = Q(recovery_plans__closed_on=None)
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
class CaseloadRow:
    """One patient.

    phase_day: days in this phase, the first is 1. days_silent: since the latest report.
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
    plan: CaseloadPlan | None = None
    phase_day: int = 0
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

    @property
    def phase(self) -> str:
        return self.plan.phase if self.plan else ""

    @property
    def lock_kind(self) -> str:
        return self.plan.lock_kind if self.plan else ""

    @property
    def reported_on(self) -> date | None:
        return self.plan.reported_on if self.plan else None

    @property
    def proposals(self) -> int:
        """How many steps wait for the clinician's yes."""
        return len(self.plan.waits_since) if self.plan else 0


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
    heads = {person["plan"]: person["head"] for person in people if person["head"]}
    plans = plans_at(heads, since=window(today)[0])
    rows = [_row(person, plans.get(person["plan"]), today) for person in people]
    return tuple(sorted(rows, key=lambda row: (row.need, -row.days_silent, row.name)))


def _people(
    clinician: User, in_care: QuerySet[CareRelationship], today: date
) -> QuerySet[User, dict[str, Any]]:
    """Everybody, with their open plan if they have one."""
    thread = Message.objects.filter(patient=OuterRef("pk"))
    assigned = Invitation.objects.filter(accepted_by=OuterRef("pk"))
    events = AdverseEvent.objects.filter(patient=OuterRef("pk"))
    own = AlertLimits.objects.filter(patient=OuterRef("pk")).order_by("-pk")
    return (
        User.objects.filter(pk__in=in_care.values("patient"))
        .annotate(
            open_plan=FilteredRelation("recovery_plans", condition=IS_OPEN),
            plan=F("open_plan__pk"),
        )
        .annotate(
            unread=thread.unread_by(clinician.pk).counted(),
            head=head_of("plan"),
            is_assigned=Exists(assigned),
            adverse_on=Subquery(events.values("on")[:1]),
            adverse_count=counted(events),
            came=arrival_of(in_care, "pk", today),
            **{name: Subquery(own.values(name)[:1]) for name in LIMITS},
        )
        .values(
            *("pk", "public_id", "name", "plan", "head"),
            *("unread", "is_assigned", "adverse_on", "adverse_count"),
            *("came", *LIMITS),
        )
    )  # fmt: skip


def _row(person: dict[str, Any], plan: CaseloadPlan | None, today: date) -> CaseloadRow:
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
    if plan is None:
        return CaseloadRow(need=Need.NO_PLAN, **who)
    days, days_silent = window(today), max((today - plan.reported_on).days, 0)
    return CaseloadRow(
        need=need_of(plan, days_silent),
        plan=plan,
        phase_day=(today - plan.phase_started_on).days + 1,
        days_silent=days_silent,
        worst=tuple(map(plan.days.worst.get, days)),
        session_on=frozenset(days) & plan.days.sessions,
        why=_why(plan.alerts, days_silent),
        alert_days=_from(days[0], plan.alert_days),
        **who,
    )


def _from(first: date, alert_days: Mapping[str, Sequence[date]]) -> dict[str, list[date]]:
    within = {code: [on for on in days if on >= first] for code, days in alert_days.items()}
    return {code: days for code, days in within.items() if days}


def _limits(person: dict[str, Any]) -> Limits:
    """Few have limits of their own."""
    own = {name: person[name] for name in LIMITS if person[name] is not None}
    return Limits(**own) if own else USUAL


def need_of(plan: CaseloadPlan, days_silent: int) -> Need:
    """The first that applies. A lock or an easing stands until the patient reports again."""
    is_severe = AlertCode.SEVERE_PAIN in plan.alerts
    cases = (
        (Need.LOCKED, bool(plan.lock_kind)),
        (Need.RESTING, plan.result == Result.REST or is_severe),
        (Need.EASING, plan.result == Result.EASE),
        (Need.SILENT, days_silent >= limits.SILENT_DAYS),
        (Need.ASKING, bool(plan.waits_since)),
        (Need.TESTING, plan.is_ready),
    )
    return next((need for need, is_so in cases if is_so), Need.ON_TRACK)


def _why(alerts: Sequence[str], days_silent: int) -> tuple[str, ...]:
    silent = {AlertCode.NO_REPORT.value} if days_silent >= limits.SILENT_DAYS else set()
    return tuple(sorted(silent | set(alerts)))
