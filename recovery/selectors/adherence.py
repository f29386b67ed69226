"""What was told and done in some days, for one plan or for all of a clinician's patients."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from accounts.selectors import patients_of
from recovery import mappers
from recovery.adherence import Kept, days_over
from recovery.domain import plan as engine
from recovery.models import Decision, LogEntry, ProtocolVersion, RecoveryPlan
from recovery.selectors.own_plans import CHECK_INS, with_facts
from recovery.selectors.progress import OWN_KINDS

Kind = LogEntry.Kind
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """The days asked for, both among them, and the day it is."""

    first: date
    latest: date
    today: date

    def of(self, plan: RecoveryPlan) -> tuple[date, date]:
        """Its days within the plan."""
        until = min(self.latest, plan.closed_on or self.latest)
        return max(self.first, plan.started_on), until


@dataclass(frozen=True, kw_only=True, slots=True)
class PatientDays:
    """One plan of a patient in these days; without one, whoever had none in them."""

    patient: User
    plan: RecoveryPlan | None = None
    phase: str = ""
    side: str = ""
    kept: Kept = field(default_factory=Kept)


def plans_in(patient: User, stretch: Stretch) -> list[RecoveryPlan]:
    """The plans of one patient that these days touch, the earlier first. One query."""
    plans = with_facts(patient, stretch.today).filter(_touches(stretch))
    return list(plans.order_by("started_on", "pk"))


def caseload_days(clinician: User, stretch: Stretch, *, now: datetime) -> list[PatientDays]:
    """Everybody in this clinician's care now, by name; a line a plan. Seven queries at most."""
    people = patients_of(clinician, now).order_by("name", "pk")
    plans = _plans(people, stretch)
    latest = _latest(plans, until=stretch.latest)
    kept = _kept_of(plans, latest, stretch)
    by_person: defaultdict[int, list[RecoveryPlan]] = defaultdict(list)
    for plan in plans:
        by_person[plan.patient_id].append(plan)
    return [
        line
        for person in people
        for line in (
            [_line(person, plan, kept, latest.get(plan.pk)) for plan in by_person[person.pk]]
            or [PatientDays(patient=person)]
        )
    ]


def _touches(stretch: Stretch) -> Q:
    is_open = Q(closed_on=None) | Q(closed_on__gte=stretch.first)
    return is_open & Q(started_on__lte=stretch.latest)


def _plans(people: QuerySet[User], stretch: Stretch) -> list[RecoveryPlan]:
    """A protocol is read once and not with each plan."""
    rows = RecoveryPlan.objects.filter(_touches(stretch), patient__in=people.order_by())
    plans = list(rows.order_by("started_on", "pk"))
    keys = {plan.protocol_version_id for plan in plans}
    versions = ProtocolVersion.objects.in_bulk(keys)
    for plan in plans:
        plan.protocol_version = versions[plan.protocol_version_id]
    return plans


def _line(
    person: User, plan: RecoveryPlan, kept: Mapping[int, Kept], latest: Decision | None
) -> PatientDays:
    return PatientDays(
        patient=person,
        plan=plan,
        phase=latest.phase if latest else "",
        side=latest.state["side"] if latest else "",
        kept=kept[plan.pk],
    )


# --- what was told and done ------------------------------------------------------------
@dataclass(slots=True)
class _Told:
    by_kind: defaultdict[str, set[date]] = field(default_factory=lambda: defaultdict(set))
    minutes: list[int] = field(default_factory=list)

    def on(self, kinds: Iterable[str]) -> frozenset[date]:
        return frozenset().union(*(self.by_kind[kind] for kind in kinds))


Latest = Mapping[int, Decision]


def _kept_of(plans: list[RecoveryPlan], latest: Latest, stretch: Stretch) -> Mapping[int, Kept]:
    """By the plan's key. Three queries, however many plans there are."""
    told, listed = _told(plans, stretch), _listed(plans, latest, stretch)
    return {plan.pk: _kept(plan, told[plan.pk], listed.get(plan.pk), stretch) for plan in plans}


def _kept(plan: RecoveryPlan, told: _Told, asked: frozenset[date] | None, stretch: Stretch) -> Kept:
    first, latest = stretch.of(plan)
    reported = told.on(OWN_KINDS)
    end = DAY + latest if plan.closed_on and latest == plan.closed_on else stretch.today
    return Kept(
        days=days_over(first, latest, today=end, reported=reported),
        checked_in=told.on(CHECK_INS),
        trained=told.on((Kind.SESSION,)),
        reported=reported,
        asked=asked,
        minutes=sum(told.minutes) if told.minutes else None,
    )


def _told(plans: list[RecoveryPlan], stretch: Stretch) -> defaultdict[int, _Told]:
    """Of a corrected session the corrected minutes count."""
    entries = LogEntry.objects.filter(plan__in=plans, on__range=(stretch.first, stretch.latest))
    changed = entries.filter(kind=Kind.CORRECTION, supersedes__kind=Kind.SESSION)
    right = {
        target: facts["changes"]["minutes"]
        for target, facts in changed.order_by("sequence").values_list("supersedes", "facts")
        if "minutes" in facts["changes"]
    }
    found: defaultdict[int, _Told] = defaultdict(_Told)
    own = entries.filter(kind__in=OWN_KINDS).order_by()
    for key, plan, on, kind, minutes in own.values_list("pk", "plan", "on", "kind", "minutes"):
        of_plan = found[plan]
        of_plan.by_kind[kind].add(on)
        counted = right.get(key, minutes)
        if counted is not None:
            of_plan.minutes.append(counted)
    return found


# --- what was asked --------------------------------------------------------------------
def _listed(
    plans: list[RecoveryPlan], latest: Latest, stretch: Stretch
) -> dict[int, frozenset[date]]:
    """The days with a list, as they were decided, and since then as the rules work them out.

    Absent for a plan whose latest days another engine would have to decide from its log.
    """
    rows = Decision.objects.filter(plan__in=plans, day__range=(stretch.first, stretch.latest))
    with_list = rows.filter(plan_day__exercises__0__isnull=False).order_by()
    decided: defaultdict[int, set[date]] = defaultdict(set)
    for plan, day in with_list.values_list("plan", "day").distinct():
        decided[plan].add(day)
    found = {}
    for plan in plans:
        since = _worked_out(plan, latest.get(plan.pk), until=stretch.of(plan)[1])
        if since is not None:
            found[plan.pk] = frozenset(decided[plan.pk] | since)
    return found


def _latest(plans: list[RecoveryPlan], *, until: date) -> dict[int, Decision]:
    """By the plan's key, the latest day that was decided up to then."""
    newest = Decision.objects.filter(plan=OuterRef("pk")).up_to(until).newest_first()
    keys = RecoveryPlan.objects.filter(pk__in=[plan.pk for plan in plans])
    latest = keys.annotate(latest=Subquery(newest.values("pk")[:1])).values("latest")
    rows = Decision.objects.filter(pk__in=latest).only(
        "plan", "day", "phase", "state", "engine_version"
    )
    return {row.plan_id: row for row in rows}


def _worked_out(plan: RecoveryPlan, latest: Decision | None, *, until: date) -> set[date] | None:
    """The days with a list after the latest decided one. Nothing was recorded on them."""
    if latest is None:
        return None
    if latest.day >= until:
        return set()
    state = mappers.state_of(latest)
    if state is None:
        return None
    protocol = mappers.protocol_for(plan)
    folded = engine.fold(protocol, mappers.log_of(plan, []), until=until, since=state)
    return {one.plan_day.day for one in folded if one.plan_day.exercises}
