"""People and plans for tests. Plans are played through the services, day by day."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from accounts.care import take_on
from accounts.models import Role, User
from accounts.people import enrol
from recovery.domain.codes import Autonomy
from recovery.domain.decision import PlanDay
from recovery.models import ProtocolVersion, RecoveryPlan
from recovery.protocols import shipped_path, to_text
from recovery.services import check_ins, plans, protocols, sessions

TODAY = date(2026, 3, 2)
PASSWORD = "a long enough password"
CALM: Mapping[str, Any] = {
    "red_flags": [],
    "pain_rest": 0,
    "pain_morning": 0,
    "pain_worst": 1,
    "limp": False,
    "night_wake": False,
    "new_swelling": False,
    "sudden_event": False,
    "settled": "none",
}
INTAKE: Mapping[str, Any] = {
    "injured_on": "2026-01-01",
    "side": "left",
    "severity": "mild",
    "age": 31,
    "recurrent": False,
    "anticoagulants": False,
    "goal": "running",
    "equipment": ["chair", "towel", "band"],
    "days_per_week": 7,
    "red_flags": [],
    "pain_now": 2,
    "pain_worst": 3,
    "pain_rest": 0,
}
# What a made-up day says: the day's number from 0 gives a check-in's and a session's answers;
# None stands for a day on which the person did not report, or did not train.
Course = Callable[[int], tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]]
_numbers = count(1)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def make_user(name: str, *roles: Role, **fields: Any) -> User:
    number = next(_numbers)
    return enrol(
        email=f"person{number}@example.org",
        name=name,
        roles=roles,
        now=noon(TODAY),
        password=PASSWORD,
        consented_at=noon(TODAY),
        consent_version="1",
        **fields,
    )


def make_patient(name: str = "Pat Plain", **fields: Any) -> User:
    return make_user(name, Role.PATIENT, **fields)


def make_clinician(name: str = "Terry Therapist", *, patients: tuple[User, ...] = ()) -> User:
    clinician = make_user(name, Role.CLINICIAN)
    for patient in patients:
        take_on(patient=patient, clinician=clinician, on=TODAY - timedelta(days=1000))
    return clinician


def make_protocol_version() -> ProtocolVersion:
    """The shipped protocol, added once a test."""
    version, _ = protocols.add(text=to_text(shipped_path()), now=noon(TODAY))
    return version


def steady(_day: int) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Calm mornings, and every listed exercise done without pain."""
    return CALM, {"effort": 4, "minutes": 15, "pain": 0}


def check_ins_only(_day: int) -> tuple[Mapping[str, Any], None]:
    return CALM, None


def silent(_day: int) -> tuple[None, None]:
    return None, None


def make_plan(
    *,
    days: int = 1,
    course: Course = steady,
    patient: User | None = None,
    clinician: User | None = None,
    today: date = TODAY,
    autonomy: Autonomy = Autonomy.AUTOMATIC,
    **intake: Any,
) -> RecoveryPlan:
    """A plan that began `days` - 1 days before `today` and was lived by `course` until yesterday.

    The first day has its intake; `today` has no check-in yet. With days=1 today is the first day.
    """
    patient = patient or make_patient()
    first = today - timedelta(days=days - 1)
    started = plans.start(
        patient=patient,
        protocol_version=make_protocol_version(),
        intake={**INTAKE, "injured_on": first - timedelta(days=6), **intake},
        client_id="intake",
        by=patient,
        now=noon(first),
        today=first,
        clinician=clinician,
        autonomy=autonomy,
    )
    plan = started.entry.plan
    for number in range(1, days - 1):
        live(plan, first + timedelta(days=number), *course(number))
    return plan


def live(
    plan: RecoveryPlan,
    day: date,
    check_in: Mapping[str, Any] | None,
    session: Mapping[str, Any] | None,
) -> PlanDay | None:
    """One day through the services; the session is of what the day lists, where it can start."""
    told = {"plan": plan, "on": day, "by": plan.patient, "now": noon(day), "today": day}
    plan_day = None
    if check_in is not None:
        plan_day = check_ins.record(answers=check_in, client_id=f"c{day}", **told).plan_day
    if session is None or plan_day is None or not plan_day.startable:
        return plan_day
    answers = session_answers(plan_day, **session)
    return sessions.record(answers=answers, client_id=f"s{day}", **told).plan_day


def session_answers(
    plan_day: PlanDay, *, pain: int | None = 0, done: str = "1", **answers: Any
) -> dict[str, Any]:
    """A session of everything listed, the same for each exercise."""
    lines = [
        {"ladder": line.ladder, "exercise": line.exercise, "done": done, "pain": pain}
        for line in plan_day.exercises
        if not line.warm_up
    ]
    return {"exercises": lines, "warmup_soreness": "none", "limp": False, **answers}
