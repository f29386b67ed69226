"""Long histories and many patients, written at once instead of day by day.

The rules decide every day, as they would through the services; only the writing is in bulk.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import CareRelationship, Role, RoleGrant, User
from recovery import mappers
from recovery.demo.bulk import write_decisions, write_entries
from recovery.domain.codes import Settled
from recovery.domain.log import CheckIn, Entry, ExerciseReport, Session
from recovery.domain.plan import fold
from recovery.models import Decision, RecoveryPlan
from recovery.selectors import replay
from tests import factories as make

# Of the first phase; as none of its tests is taken, the plan goes on for good.
TRAINED = ("bridge", "trunk", "balance")


def long_plan(*, days: int, today: date, **given: Any) -> RecoveryPlan:
    """A plan in its `days`-th day today, with a check-in and a session on each day until now."""
    plan = make.make_plan(days=days, course=make.silent, today=today, **given)
    rows = list(plan.entries.order_by("sequence"))
    (intake,) = replay.domain_entries(rows)
    entries = list(_days(plan.started_on, days - 2))
    write_entries(plan, entries, at=make.noon)
    log = mappers.log_of(plan, [intake, *entries])
    yesterday = today - timedelta(days=1)
    decided = fold(mappers.protocol_of(plan.protocol_version), log, until=yesterday)
    after_first = (one for one in decided if one.plan_day.day > plan.started_on)
    write_decisions(plan, after_first, at=make.noon)
    return plan


def _days(first: date, count: int) -> Iterator[Entry]:
    for number in range(1, count + 1):
        on = first + timedelta(days=number)
        yield CheckIn(
            id=f"c{on}", on=on, order=2 * number, red_flags=frozenset(), pain_rest=0,
            pain_morning=1, pain_worst=2, limp=False, night_wake=False, new_swelling=False,
            sudden_event=False, settled=Settled.NONE,
        )  # fmt: skip
        reports = (ExerciseReport(ladder=code, done=Decimal(1), pain=1) for code in TRAINED)
        yield Session(
            id=f"s{on}", on=on, order=2 * number + 1, exercises=tuple(reports), effort=4, minutes=15
        )


def crowd(clinician: User, *, count: int, like: RecoveryPlan, today: date) -> list[User]:
    """So many patients in this clinician's care, each with a plan and a log like the one given."""
    people = User.objects.bulk_create(
        User(email=f"crowd{number}@example.org", name=f"Person {number}", password="!")
        for number in range(count)
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(user=person, role=Role.PATIENT, granted_at=make.noon(today)) for person in people
    )
    CareRelationship.objects.bulk_create(
        CareRelationship(patient=person, clinician=clinician, role="primary", from_on=today)
        for person in people
    )
    plans = RecoveryPlan.objects.bulk_create(_copy(like, patient=person) for person in people)
    for rows in (list(like.entries.all()), list(like.decisions.all())):
        type(rows[0]).objects.bulk_create(
            _copy(row, plan=plan, **({"caused_by": None} if isinstance(row, Decision) else {}))
            for plan in plans
            for row in rows
        )
    return people


def _copy(row: Any, **changes: Any) -> Any:
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in ("public_id", *changes)
    }
    return type(row)(**fields, **changes)
