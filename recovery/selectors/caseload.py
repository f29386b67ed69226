"""A clinician's patients, those who need somebody first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from accounts.models import CareRelationship, Message, User
from recovery.domain import limits
from recovery.domain.codes import AlertCode, Result
from recovery.models import Decision, LogEntry, RecoveryPlan

WINDOW_DAYS = 14
Kind = LogEntry.Kind
REPORTS = (Kind.INTAKE, Kind.CHECK_IN, Kind.SESSION, Kind.SELF_TEST)


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
    """One patient. The decision is the latest stored one, of `decided_on`.

    day_number: days since the start, the first is 1. days_silent: since the latest report.
    worst: worst pain of each of the last 14 days, oldest first, None without a report.
    session_days: of the last 14. why: alert codes of the latest decision, and no_report.
    proposals: how many steps wait for the clinician's yes. unread: messages not read by them.
    """

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
    session_days: int = 0
    why: tuple[str, ...] = ()
    proposals: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read at once for all plans, by the plan's key."""

    decisions: dict[int, Decision]
    worst: dict[int, dict[date, int]]
    session_days: dict[int, set[date]]


def caseload(clinician: User, *, today: date) -> tuple[CaseloadRow, ...]:
    """Everybody in this clinician's care on this day, in five queries however many they are."""
    in_care = CareRelationship.objects.current(today).filter(clinician=clinician)
    people = User.objects.filter(pk__in=in_care.values("patient")).only("public_id", "name")
    thread = Message.objects.filter(patient=OuterRef("pk"))
    people = people.annotate(unread=thread.unread_by(clinician.pk).counted())
    open_plans = RecoveryPlan.objects.open().filter(patient__in=in_care.values("patient"))
    reports = LogEntry.objects.filter(plan=OuterRef("pk"), kind__in=REPORTS).order_by("-on")
    plans = open_plans.annotate(reported_on=Subquery(reports.values("on")[:1]))
    plan_of = {plan.patient_id: plan for plan in plans}
    read = _read(open_plans, since=today - timedelta(days=WINDOW_DAYS - 1))
    rows = [_row(person, plan_of.get(person.pk), read, today) for person in people]
    return tuple(sorted(rows, key=lambda row: (row.need, -row.days_silent, row.name)))


def _read(plans: QuerySet[RecoveryPlan], *, since: date) -> _Read:
    newest = Decision.objects.filter(plan=OuterRef("pk")).newest_first().values("pk")[:1]
    latest = plans.annotate(latest=Subquery(newest)).values("latest")
    decisions = Decision.objects.filter(pk__in=latest).defer("state", "plan_day")
    decisions = decisions.annotate(proposals=F("plan_day__proposals"))
    entries = LogEntry.objects.filter(plan__in=plans.values("pk"), on__gte=since)
    right = _corrected_scores(entries)
    read = _Read(
        decisions={decision.plan_id: decision for decision in decisions},
        worst=defaultdict(dict),
        session_days=defaultdict(set),
    )
    reported = entries.filter(kind__in=REPORTS).values_list(
        "pk", "plan", "kind", "on", "pain_worst"
    )
    for pk, plan, kind, on, written in reported.order_by():
        if kind == Kind.SESSION:
            read.session_days[plan].add(on)
        score = right.get(pk, written)
        if score is not None:
            read.worst[plan][on] = max(score, read.worst[plan].get(on, 0))
    return read


def _corrected_scores(entries: QuerySet[LogEntry]) -> dict[int, int | None]:
    """The worst pain as corrected, by the key of the entry that was corrected."""
    corrections = entries.filter(kind=Kind.CORRECTION).order_by("sequence")
    return {
        target: facts["changes"]["pain_worst"]
        for target, facts in corrections.values_list("supersedes", "facts")
        if "pain_worst" in facts["changes"]
    }


def _row(person: User, plan: RecoveryPlan | None, read: _Read, today: date) -> CaseloadRow:
    decision = read.decisions.get(plan.pk) if plan else None
    if plan is None or decision is None:
        return CaseloadRow(
            patient_id=person.public_id,
            name=person.name,
            need=Need.NO_PLAN,
            unread=person.unread,
        )
    days_silent = max((today - plan.reported_on).days, 0)
    worst = read.worst.get(plan.pk, {})
    days = [today - timedelta(days=back) for back in reversed(range(WINDOW_DAYS))]
    return CaseloadRow(
        patient_id=person.public_id,
        name=person.name,
        need=need_of(decision, days_silent),
        plan_id=plan.public_id,
        phase=decision.phase,
        day_number=(today - plan.started_on).days + 1,
        decided_on=decision.day,
        result=decision.result,
        lock_kind=decision.lock_kind,
        binding_rule=decision.binding_rule,
        reported_on=plan.reported_on,
        days_silent=days_silent,
        worst=tuple(worst.get(day) for day in days),
        session_days=len(read.session_days.get(plan.pk, ())),
        why=_why(decision, days_silent),
        proposals=len(decision.proposals or ()),
        unread=person.unread,
    )


def need_of(decision: Decision, days_silent: int) -> Need:
    """The first that applies. A lock or an easing stands until the patient reports again."""
    cases = (
        (Need.LOCKED, bool(decision.lock_kind)),
        (Need.RESTING, decision.result == Result.REST or AlertCode.SEVERE_PAIN in decision.alerts),
        (Need.EASING, decision.result == Result.EASE),
        (Need.SILENT, days_silent >= limits.SILENT_DAYS),
        (Need.ASKING, bool(decision.proposals)),
        (Need.TESTING, decision.is_ready_for_tests),
    )
    return next((need for need, is_so in cases if is_so), Need.ON_TRACK)


def _why(decision: Decision, days_silent: int) -> tuple[str, ...]:
    silent = {AlertCode.NO_REPORT.value} if days_silent >= limits.SILENT_DAYS else set()
    return tuple(sorted(silent | set(decision.alerts)))
