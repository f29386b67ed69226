"""What a caseload's rows say beside their place: the reason, the side, the days done.

Three queries more than `caseload`, however many patients there are.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from accounts.models import CareRelationship, Invitation, User
from recovery import mappers
from recovery.domain.codes import Profile
from recovery.domain.decision import Reason
from recovery.domain.protocol import Protocol
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors.caseload import WINDOW_DAYS


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanFacts:
    """One open plan. binding: the reason that named the latest decided day.

    session_days: of the last 14 days, those with a session. side: a code.
    """

    protocol: Protocol
    profile: Profile
    side: str
    is_recurrent: bool
    binding: Reason
    session_days: frozenset[date]


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadFacts:
    """by_plan: by the plan's public id. assigned: patients whose settings wait for their intake."""

    by_plan: dict[UUID, PlanFacts]
    assigned: frozenset[UUID]


def caseload_facts(clinician: User, *, today: date) -> CaseloadFacts:
    patients = CareRelationship.objects.current(today).filter(clinician=clinician).values("patient")
    plans = RecoveryPlan.objects.open().filter(patient__in=patients)
    sessions = _session_days(plans, since=today - timedelta(days=WINDOW_DAYS - 1))
    assigned = Invitation.objects.filter(invited_by=clinician, accepted_by__in=patients)
    return CaseloadFacts(
        by_plan={row.plan.public_id: _facts(row, sessions) for row in _latest_decisions(plans)},
        assigned=frozenset(assigned.values_list("accepted_by__public_id", flat=True)),
    )


def _latest_decisions(plans: QuerySet[RecoveryPlan]) -> QuerySet[Decision]:
    """The reasons alone, of whole days too long to be read for everybody."""
    newest = Decision.objects.filter(plan=OuterRef("pk")).newest_first().values("pk")[:1]
    return (
        Decision.objects.filter(pk__in=plans.annotate(latest=Subquery(newest)).values("latest"))
        .select_related("plan__protocol_version")
        .defer("plan_day", "state", "plan__protocol_version__text")
        .annotate(
            reasons=KeyTransform("reasons", "plan_day"),
            side=KeyTextTransform("side", "state"),
            is_recurrent=KeyTransform("recurrent", "state"),
        )
    )


def _session_days(plans: QuerySet[RecoveryPlan], *, since: date) -> dict[int, set[date]]:
    rows = LogEntry.objects.filter(
        plan__in=plans.values("pk"), kind=LogEntry.Kind.SESSION, on__gte=since
    )
    days: defaultdict[int, set[date]] = defaultdict(set)
    for plan, on in rows.order_by().values_list("plan", "on"):
        days[plan].add(on)
    return days


def _facts(row: Decision, sessions: dict[int, set[date]]) -> PlanFacts:
    reasons = mappers.STORED.structure(row.reasons, tuple[Reason, ...])
    return PlanFacts(
        protocol=mappers.protocol_of(row.plan.protocol_version),
        profile=Profile(row.profile),
        side=row.side or "",
        is_recurrent=bool(row.is_recurrent),
        binding=next(reason for reason in reasons if reason.bound),
        session_days=frozenset(sessions.get(row.plan_id, ())),
    )
