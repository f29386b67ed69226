"""How many questions a page asks the database: as many after two years as after a week.

Counted from the first, the session and the person included.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.care import take_on
from accounts.models import User
from accounts.threads import write
from exercises.article_loader import load as load_articles
from exercises.loader import load as load_exercises
from recovery.models import LogEntry, RecoveryPlan
from recovery.selectors.caseload_plans import KEPT
from recovery.services import plan_templates
from tests import factories as make
from tests.desks import share_a_clinic
from tests.factories import TODAY, noon
from tests.long_histories import crowd, long_plan
from tests.second_factors import give_app

pytestmark = pytest.mark.django_db
# What Django asks, it asks of either database. The desk has SQL of its own for each.
one_database = pytest.mark.one_database
HISTORY_DAYS = (7, 730)
TODAY_PAGE, SENDING, CASELOAD, PATIENT_PAGE = 6, 12, 10, 12
PHONE_DAY = 7
LEARN, MESSAGES, ACTING = 7, 8, 16
LETTER = 14
TEAM, COLLEAGUE = 6, 16
TEMPLATES, INVITE = 8, 8
CHECK_IN = {
    "client_id": "today",
    "flags": "none",
    "pain_rest": "0",
    "pain_morning": "1",
    "pain_worst": "2",
    "settled": "none",
    "nothing_new": "1",
}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


def questions(ask: Callable[[], Any], *, status: int) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert ask().status_code == status
    return [query["sql"] for query in captured]


def told(asked: list[str]) -> str:
    return f"{len(asked)} queries:\n" + "\n".join(sql[:200] for sql in asked)


@one_database
@pytest.mark.parametrize("days", HISTORY_DAYS)
def test_a_patients_day(client: Client, days: int) -> None:
    """In the order of a day: Today, the check-in, the session, Today again, and all the rest."""
    load_exercises(now=noon(TODAY))
    load_articles(now=noon(TODAY))
    plan = long_plan(days=days, today=TODAY)
    client.force_login(plan.patient)
    assert "One thing to read" in client.get("/today/").text

    asked = questions(lambda: client.get("/today/"), status=200)
    assert len(asked) <= TODAY_PAGE, told(asked)

    asked = questions(lambda: client.get("/learn/"), status=200)
    assert len(asked) <= LEARN, told(asked)

    asked = questions(lambda: client.post("/check-in/", CHECK_IN), status=302)
    assert len(asked) <= SENDING, told(asked)

    asked = questions(lambda: client.get("/phone/day/"), status=200)
    assert len(asked) <= PHONE_DAY, told(asked)

    asked = questions(lambda: client.post("/session/"), status=302)
    assert len(asked) <= SENDING, told(asked)
    for exercise in ("/session/2/", "/session/2/?hurts=1"):
        asked = questions(lambda page=exercise: client.get(page), status=200)
        assert len(asked) <= TODAY_PAGE, told(asked)
    page = client.get("/session/").headers["Location"]
    while page != "/session/finish/":
        page = client.post(page, {"done": "1", "pain": "1"}).headers["Location"]
    whole = {"effort": "4", "minutes": "15"}
    asked = questions(lambda: client.post(page, whole), status=302)
    assert len(asked) <= SENDING, told(asked)

    asked = questions(lambda: client.get("/today/"), status=200)
    assert len(asked) <= TODAY_PAGE, told(asked)
    kinds = LogEntry.objects.filter(plan=plan, on=TODAY).order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == ["check_in", "session"]
    every_other_page(client, plan)


# What else a patient opens, as somebody who has checked in, and the most it asks.
OWN_PAGES = {
    "/check-in/": 5,
    "/check-in/answer/": 7,
    "/session/": 5,
    "/session/1/?ahead=full": 10,
    "/session/1/?ahead=full&swap=1": 9,
    "/session/finish/?ahead=full": 9,
    "/session/done/": 9,
    "/today/exercises/two-leg-bridge/": 9,
    "/tests/": 5,
    "/tests/walk-10-minutes/": 5,
    "/progress/": 12,
    "/progress/?days=all": 12,
    "/progress/what-you-can-do/": 5,
    "/progress/{day}/": 7,
    "/progress/{day}/add/": 3,
    "/progress/entries/{entry}/correct/": 6,
    "/pause/": 4,
    "/went-wrong/": 5,
    "/phone/": 2,
    "/account/me/": 2,
    "/account/look/": 2,
    "/mine/reminders/": 5,
    "/mine/break/": 5,
    "/mine/paper/": 6,
    "/mine/paper/days/{today}/": 8,
    "/mine/paper/week/": 8,
    "/mine/paper/type-in/": 4,
    "/mine/paper/type-in/{day}/": 6,
}


def every_other_page(client: Client, plan: RecoveryPlan) -> None:
    entry = plan.entries.filter(kind="session").last()
    assert entry is not None
    ids = {"today": TODAY, "day": TODAY - timedelta(days=1), "entry": entry.pk}
    dear = {}
    for path, most in OWN_PAGES.items():
        page = path.format(**ids)
        asked = questions(lambda page=page: client.get(page), status=200)
        if len(asked) > most:
            dear[page] = told(asked)
    assert dear == {}


@pytest.fixture
def therapist() -> User:
    clinician = make.make_clinician()
    give_app(clinician)
    return clinician


def keep_for_all(lead: User, *, name: str) -> None:
    settings = {"protocol": "hamstring-strain", "profile": "strict"}
    clinic = lead.membership.clinic
    plan_templates.keep(owner=lead, clinic=clinic, name=name, settings=settings, now=noon(TODAY))


@pytest.mark.parametrize("patients", [pytest.param(20, marks=one_database), 700])
def test_the_caseload_and_the_inbox(client: Client, therapist: User, patients: int) -> None:
    """Everybody is silent, so about everybody an alert stands; one of them is put off."""
    like = make.make_plan(days=5, course=make.silent)
    people = crowd(therapist, count=patients, like=like, today=TODAY)
    client.force_login(therapist)
    for page in ("/caseload/?view=everyone", "/alerts/"):
        KEPT.clear()
        asked = questions(lambda page=page: client.get(page), status=200)
        assert len(asked) <= CASELOAD, told(asked)

    lead = make.make_clinician()
    give_app(lead)
    share_a_clinic(lead, therapist)
    client.force_login(lead)
    for number in range(9):
        keep_for_all(lead, name=f"Template {number}")
    for page, most in (
        ("/team/", TEAM),
        (f"/team/{therapist.public_id}/", COLLEAGUE),
        ("/templates/", TEMPLATES),
        ("/invite/", INVITE),
    ):
        asked = questions(lambda page=page: client.get(page), status=200)
        assert len(asked) <= most, told(asked)
    client.force_login(therapist)

    seen = {"do": "snooze-1", "alert": f"silent.3.{like.started_on}"}
    asked = questions(lambda: client.post(f"/alerts/{people[0].public_id}/", seen), status=302)
    assert len(asked) <= ACTING, told(asked)
    assert client.get("/alerts/?view=snoozed").text.count("data-row") == 1


@pytest.mark.parametrize("days", [7, pytest.param(730, marks=one_database)])
def test_the_page_of_a_patient(client: Client, therapist: User, days: int) -> None:
    plan = long_plan(days=days, today=TODAY, clinician=therapist)
    client.force_login(therapist)
    for query in (
        "",
        "?all=1",
        "days/",
        "ladders/bridge/",
        "tests/",
        "notes/",
        "looks/",
        "team/",
        "adverse-events/",
        "first-answers/",
    ):
        page = f"/patients/{plan.patient.public_id}/{query}"
        asked = questions(lambda page=page: client.get(page), status=200)
        assert len(asked) <= PATIENT_PAGE, told(asked)
    letter = f"/patients/{plan.patient.public_id}/letter/"
    asked = questions(lambda: client.get(letter), status=200)
    assert len(asked) <= LETTER, told(asked)


@one_database
@pytest.mark.parametrize("messages", [1, 40])
def test_a_thread(client: Client, therapist: User, messages: int) -> None:
    """Opened again, when all of it has been read; the first look also moves the bookmark."""
    patient = make.make_patient()
    take_on(patient=patient, clinician=therapist, on=TODAY)
    for number in range(messages):
        write(
            patient=patient,
            text="Hello",
            client_id=str(number),
            by=therapist if number % 2 else patient,
            site="http://x",
            now=noon(TODAY),
            today=TODAY,
        )
    for user, page in (
        (patient, "/messages/"),
        (therapist, f"/patients/{patient.public_id}/messages/"),
    ):
        client.force_login(user)
        client.get(page)
        asked = questions(lambda page=page: client.get(page), status=200)
        assert len(asked) <= MESSAGES, told(asked)
