"""Fills a therapist's caseload as full as one ever gets, to measure pages with.

Living the days of hundreds of people through the services takes hours. Here a dozen lives are
each decided by the rules, day by day, and written once; everybody else's rows are copies that the
database makes of them. So every stored day is one that a replay of its log gives again, and many
people have lived the same days.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction

from accounts.models import CareRelationship, Role, RoleGrant, User
from recovery import mappers
from recovery.demo.bulk import write_decisions, write_entries
from recovery.demo.load_lives import LIVES, LoadLife
from recovery.demo.seed import PASSWORD, DemoIsOff, enrol_demo, published
from recovery.domain.log import Entry
from recovery.domain.plan import fold
from recovery.models import Decision, LogEntry, ProtocolVersion, RecoveryPlan, SessionExercise
from recovery.selectors import replay
from recovery.simulation.run import Told, intake_of, simulate

THERAPIST = "load@demo.example"
PEOPLE_AT_ONCE = 25  # in one transaction
Tell = Callable[[int], None]


class AlreadyThere(RuntimeError):
    """The full caseload was made before. Nothing was changed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stage:
    """What all plans share. days: of each plan, today included."""

    therapist: User
    version: ProtocolVersion
    days: int
    today: date
    now: datetime

    @property
    def first(self) -> date:
        return self.today - timedelta(days=self.days - 1)


def seed_load(*, patients: int, days: int, now: datetime, today: date, tell: Tell) -> None:
    """So many people with plans of so many days; `tell` hears how many are there.

    Raises DemoIsOff and AlreadyThere.
    """
    if not settings.DEMO:
        raise DemoIsOff
    if User.objects.filter(email=THERAPIST).exists():
        raise AlreadyThere
    stage = _Stage(
        therapist=_therapist(now), version=published(now), days=days, today=today, now=now
    )
    originals = [
        _lived(life, number, stage) for number, life in enumerate(LIVES[:patients], start=1)
    ]
    tell(len(originals))
    for first in range(len(originals), patients, PEOPLE_AT_ONCE):
        until = min(first + PEOPLE_AT_ONCE, patients)
        _copies(originals, range(first + 1, until + 1), stage)
        tell(until)
    _settle()


def _settle() -> None:
    """What PostgreSQL does by itself within minutes; till then it knows nothing of the new rows."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _therapist(now: datetime) -> User:
    user = enrol_demo(THERAPIST, "Lou Load", (Role.CLINICIAN,), {}, now=now)
    User.objects.filter(pk=user.pk).update(password=make_password(PASSWORD))
    return user


@transaction.atomic
def _lived(life: LoadLife, number: int, stage: _Stage) -> RecoveryPlan:
    """One life through the rules, and its rows."""
    (plan,) = _plans([number], stage)
    at = partial(_at, stage)
    write_entries(plan, list(_entries(life, stage)), clinician=stage.therapist, at=at)
    # Read again, as a replay reads them: a share of 1 comes back as 1.00.
    entries = replay.domain_entries(replay.entries_after(plan, None))
    protocol = mappers.protocol_of(stage.version)
    days = fold(protocol, mappers.log_of(plan, entries), until=stage.today)
    write_decisions(plan, days, at=at)
    return plan


def _entries(life: LoadLife, stage: _Stage) -> Iterator[Entry]:
    """What they told, numbered as a log numbers it."""
    protocol = mappers.protocol_of(stage.version)
    lived = simulate(
        protocol, intake_of(on=stage.first), Told(life.until(stage.days - 1)), stage.days
    )
    told = (entry for day in lived for entry in sorted(day.entries, key=lambda one: one.order))
    return (replace(entry, order=order) for order, entry in enumerate(told, start=1))


def _at(stage: _Stage, day: date) -> datetime:
    return min(datetime.combine(day, time(8), UTC), stage.now)


def _plans(numbers: Sequence[int], stage: _Stage) -> list[RecoveryPlan]:
    """People in the therapist's care, each with an empty plan."""
    people = User.objects.bulk_create(
        User(
            email=f"load-{number:04}@demo.example",
            name=f"Person {number:04}",
            password="!",  # noqa: S106  no password fits it: nobody signs in as them
            is_demo=True,
        )
        for number in numbers
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(user=person, role=Role.PATIENT, granted_at=stage.now) for person in people
    )
    CareRelationship.objects.bulk_create(
        CareRelationship(
            patient=person,
            clinician=stage.therapist,
            role=CareRelationship.Part.PRIMARY,
            from_on=stage.first,
        )
        for person in people
    )
    return RecoveryPlan.objects.bulk_create(
        RecoveryPlan(
            patient=person,
            protocol_version=stage.version,
            started_on=stage.first,
            created_at=stage.now,
            created_by=stage.therapist,
        )
        for person in people
    )


@transaction.atomic
def _copies(lived: Sequence[RecoveryPlan], numbers: Sequence[int], stage: _Stage) -> None:
    """Each of these people lives the days of one of those plans again."""
    plans = _plans(numbers, stage)
    for place, source in enumerate(lived):
        copies = [
            plan for plan, number in zip(plans, numbers, strict=True)
            if number % len(lived) == place
        ]  # fmt: skip
        if copies:
            _copy_log(source, copies)


def _copy_log(source: RecoveryPlan, copies: Sequence[RecoveryPlan]) -> None:
    by = {"plan": "plan.id", "recorded_by": _whose(source)}
    onto = f"CROSS JOIN {_table(RecoveryPlan)} plan WHERE old.plan_id = %s AND plan.id IN %s"
    _insert(LogEntry, by, onto, source, copies)
    _insert(Decision, {"plan": "plan.id", "caused_by": "NULL"}, onto, source, copies)
    by_place = (
        f"JOIN {_table(LogEntry)} entry ON entry.id = old.entry_id"
        f" JOIN {_table(LogEntry)} twin ON twin.sequence = entry.sequence"
        " WHERE entry.plan_id = %s AND twin.plan_id IN %s"
    )
    _insert(SessionExercise, {"entry": "twin.id"}, by_place, source, copies)


def _whose(source: RecoveryPlan) -> str:
    """What the patient recorded there, this patient records here."""
    own = f"old.recorded_by_id = {int(source.patient_id)}"
    return f"CASE WHEN {own} THEN plan.patient_id ELSE old.recorded_by_id END"


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _insert(
    model: type[models.Model],
    changed: Mapping[str, str],
    where: str,
    source: RecoveryPlan,
    copies: Sequence[RecoveryPlan],
) -> None:
    """Copies made where the rows are: nothing travels. changed: SQL instead of a column."""
    fields: list[Any] = [one for one in model._meta.concrete_fields if not one.primary_key]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = ", ".join(
        changed.get(field.name, f"old.{connection.ops.quote_name(field.column)}")
        for field in fields
    )
    places = ", ".join(str(int(plan.pk)) for plan in copies)
    table = _table(model)
    wanted = where.replace("IN %s", f"IN ({places})")
    sql = f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} old {wanted}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [source.pk])
