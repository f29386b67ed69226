"""Fills a demonstration with people whose days are lived through the services."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import threads
from accounts.models import Clinic, ClinicMember, Role, User
from accounts.people import enrol
from exercises import editorial
from exercises.models import Exercise
from recovery.demo.people import PATIENTS, DemoPatient
from recovery.domain.codes import DirectiveKind
from recovery.domain.decision import PlanDay
from recovery.models import Decision, ProtocolVersion, RecoveryPlan
from recovery.services import (
    check_ins,
    directives,
    function_ratings,
    notes,
    plans,
    protocols,
    self_tests,
    sessions,
)
from recovery.services.first_directives import give_all
from recovery.simulation.courses import Feeling

PASSWORD = "stepwise-demo"  # noqa: S105  printed on the sign-in page of a demonstration
PROTOCOL = "hamstring-strain"
THERAPIST, COLLEAGUE = "therapist@demo.example", "colleague@demo.example"
CLINIC = "Demo Clinic"
STAFF = (
    (THERAPIST, "Dana Demo", (Role.CLINICIAN,), {}),
    (COLLEAGUE, "Noa Demo", (Role.CLINICIAN,), {}),
    ("curator@demo.example", "Cleo Demo", (Role.CONTENT_ADMIN,), {}),
    ("reviewer@demo.example", "Rae Demo", (Role.CLINICAL_REVIEWER,), {}),
    ("admin@demo.example", "Ada Demo", (), {"is_staff": True, "is_superuser": True}),
)
TO_REVIEW = ("heel-dig", "heel-slide", "two-leg-bridge")
FIRST_ANSWERS = {
    "side": "left",
    "severity": "mild",
    "age": 33,
    "recurrent": False,
    "anticoagulants": False,
    "goal": "running",
    "equipment": ["chair", "towel", "band", "step"],
    "days_per_week": 7,
    "red_flags": [],
    "activities": [["Climbing stairs", 4], ["Running for 20 minutes", 0], ["Sitting all day", 5]],
}
DAYS_FROM_INJURY_TO_PLAN = 2
DAYS_FROM_RATING_TO_RATING = 14
POINTS_A_RATING = 2
BOTH_SIDES = {
    "single-leg-bridge-15": {"value_injured": 15, "value_other": 18},
    "single-leg-bridge-25": {"value_injured": 25, "value_other": 27},
}
LATELY = 2  # days in which the therapist has not answered yet
DAYS_TO_PROGRAMME = 7


class DemoIsOff(RuntimeError):
    """Made-up people belong only where the demonstration is switched on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Life:
    """A made-up patient's plan, and the moment beyond which nothing happens."""

    patient: DemoPatient
    plan: RecoveryPlan
    user: User
    therapist: User
    now: datetime

    def told(self, kind: str, day: date, hour: int) -> dict[str, Any]:
        at = min(datetime.combine(day, time(hour), UTC), self.now)
        return {
            "plan": self.plan,
            "on": day,
            "client_id": f"demo-{kind}-{day}",
            "by": self.user,
            "now": at,
            "today": day,
        }


def is_seeded() -> bool:
    return User.objects.filter(email=THERAPIST).exists()


@transaction.atomic
def seed(*, now: datetime, today: date) -> int:
    """Make the demo people and live their days until today; answers how many patients.

    Raises DemoIsOff unless the demonstration is on.
    """
    if not settings.DEMO:
        raise DemoIsOff
    therapist, colleague, curator, *_ = [enrol_demo(*person, now=now) for person in STAFF]
    _share_a_clinic(therapist, colleague)
    version = published(now)
    _ask_for_reviews(version, curator, now)
    for patient in PATIENTS:
        _live(patient, therapist, version, now=now, today=today)
    # One hash for all: making a good one takes a moment on purpose.
    User.objects.filter(is_demo=True).update(password=make_password(PASSWORD))
    return len(PATIENTS)


def _share_a_clinic(lead: User, *members: User) -> None:
    clinic = Clinic.objects.create(name=CLINIC)
    ClinicMember.objects.create(clinic=clinic, clinician=lead, part=ClinicMember.Part.LEAD)
    for one in members:
        ClinicMember.objects.create(clinic=clinic, clinician=one)


def enrol_demo(
    email: str, name: str, roles: tuple[Role, ...], fields: dict[str, Any], *, now: datetime
) -> User:
    """A made-up person, without a password yet. fields: what else is known of them."""
    return enrol(
        email=email,
        name=name,
        roles=roles,
        now=now,
        is_demo=True,
        country="GB",
        consented_at=now,
        consent_version=settings.CONSENT_VERSION,
        **fields,
    )


def published(now: datetime) -> ProtocolVersion:
    """The protocol that made-up people follow, loaded where it is not there yet."""
    try:
        return protocols.latest(PROTOCOL)
    except ProtocolVersion.DoesNotExist:
        protocols.load(now=now)
        return protocols.latest(PROTOCOL)


def _ask_for_reviews(version: ProtocolVersion, curator: User, now: datetime) -> None:
    """So that the reviewer finds some work."""
    for text in (version, *Exercise.objects.filter(slug__in=TO_REVIEW)):
        if text.status == text.Status.DRAFT:
            editorial.submit(row=text, by=curator, now=now)


def _live(
    patient: DemoPatient, therapist: User, version: ProtocolVersion, *, now: datetime, today: date
) -> None:
    user = enrol_demo(patient.email, patient.name, (Role.PATIENT,), {}, now=now)
    first = today - timedelta(days=patient.days)
    plan = _start(patient, user, therapist, version, first, now)
    life = _Life(patient=patient, plan=plan, user=user, therapist=therapist, now=now)
    last_day = patient.days if patient.knows_today else patient.days - 1
    for number in range(1, last_day + 1):
        if patient.programme and number == DAYS_TO_PROGRAMME:
            _give_more(life, first + timedelta(days=number))
        feeling = patient.course(number)
        if feeling is not None:
            _one_day(life, first + timedelta(days=number), feeling, is_today=number == patient.days)
    if patient.note:
        told = {name: life.told("note", today, 12)[name] for name in ("client_id", "now")}
        notes.write(patient=user, text=patient.note, by=therapist, **told)
    if patient.thread:
        _write_to_each_other(life, patient.thread, today)
    for number in range(DAYS_FROM_RATING_TO_RATING, last_day, DAYS_FROM_RATING_TO_RATING):
        _rate(life, first + timedelta(days=number), number // DAYS_FROM_RATING_TO_RATING)


def _give_more(life: _Life, day: date) -> None:
    told = life.told("programme", day, 7) | {"by": life.therapist}
    told.pop("on")
    give_all(settings=life.patient.programme, **told)


def _write_to_each_other(life: _Life, texts: tuple[str, str], today: date) -> None:
    for days_ago, writer, text in zip((2, 1), (life.user, life.therapist), texts, strict=True):
        told = life.told("message", today - timedelta(days=days_ago), 12)
        threads.write(
            patient=life.user,
            text=text,
            client_id=told["client_id"],
            by=writer,
            site=settings.SITE_URL,
            now=told["now"],
            today=told["today"],
        )


def _start(
    patient: DemoPatient,
    user: User,
    therapist: User,
    version: ProtocolVersion,
    first: date,
    now: datetime,
) -> RecoveryPlan:
    feeling = patient.course(0)
    pain = {
        "pain_now": feeling.in_exercise,
        "pain_worst": feeling.worst,
        "pain_rest": feeling.rest,
        "injured_on": first - timedelta(days=DAYS_FROM_INJURY_TO_PLAN),
    }
    return plans.start(
        patient=user,
        protocol_version=version,
        intake={**FIRST_ANSWERS, **pain, **patient.intake},
        client_id=f"demo-intake-{first}",
        by=user,
        now=min(datetime.combine(first, time(7), UTC), now),
        today=first,
        clinician=therapist,
        autonomy=patient.autonomy,
    ).entry.plan


def _one_day(life: _Life, day: date, feeling: Feeling, *, is_today: bool) -> None:
    """A check-in in the morning; later, if the list can be started, a session and tests."""
    plan_day = check_ins.record(answers=_morning(feeling), **life.told("morning", day, 8)).plan_day
    if is_today or not feeling.trains or not plan_day.startable:
        return
    if plan_day.proposals and (life.now.date() - day).days >= LATELY:
        plan_day = _accept(life, day)
    if _is_ready_for_tests(life.plan, day):
        plan_day = _try_tests(life, plan_day, feeling)
    sessions.record(answers=_session(plan_day, feeling), **life.told("session", day, 18))


def _rate(life: _Life, day: date, time_of_asking: int) -> None:
    """What they can do, a little more each time they are asked."""
    more = POINTS_A_RATING * time_of_asking
    told = life.told("rating", day, 9)
    function_ratings.record(
        plan=life.plan,
        on=day,
        scores=[(name, min(10, score + more)) for name, score in FIRST_ANSWERS["activities"]],
        client_id=told["client_id"],
        by=life.user,
        now=told["now"],
    )


def _morning(feeling: Feeling) -> dict[str, Any]:
    return {
        "red_flags": list(feeling.red_flags),
        "pain_rest": feeling.rest,
        "pain_morning": feeling.morning,
        "pain_worst": feeling.worst,
        "limp": feeling.limp,
        "night_wake": False,
        "new_swelling": False,
        "sudden_event": False,
        "settled": feeling.settled,
        "note": feeling.note,
    }


def _session(plan_day: PlanDay, feeling: Feeling) -> dict[str, Any]:
    lines = [
        {
            "ladder": line.ladder,
            "exercise": line.exercise,
            "done": feeling.done,
            "pain": feeling.in_exercise,
        }
        for line in plan_day.exercises
        if not line.warm_up
    ]
    return {
        "exercises": lines,
        "effort": feeling.effort,
        "minutes": feeling.minutes,
        "warmup_soreness": "none",
        "limp": feeling.limp,
    }


def _accept(life: _Life, day: date) -> PlanDay:
    told = life.told("yes", day, 12) | {"by": life.therapist}
    words = {"kind": DirectiveKind.ACCEPT, "reason": "Going well. On you go."}
    return directives.give(**words, **told).plan_day


def _is_ready_for_tests(plan: RecoveryPlan, day: date) -> bool:
    return Decision.objects.filter(plan=plan, day=day).newest_first()[0].is_ready_for_tests


def _try_tests(life: _Life, plan_day: PlanDay, feeling: Feeling) -> PlanDay:
    """Each test once. The day as it is after them: the latest pass may open the next phase."""
    for test in plan_day.exit_tests:
        answers = {"test": test.test, "passed": feeling.in_test == 0, "pain": feeling.in_test}
        answers |= BOTH_SIDES.get(test.test, {})
        told = life.told(test.test, plan_day.day, 17)
        plan_day = self_tests.record(answers=answers, **told).plan_day
    return plan_day
