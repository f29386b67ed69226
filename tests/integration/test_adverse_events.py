"""Something went wrong: told once, by the patient or at the desk, and seen by those who care."""

from datetime import timedelta

import pytest
import time_machine

from exercises.loader import load
from recovery.models import AdverseEvent
from recovery.services.alert_watch import watch
from tests.desks import seat
from tests.factories import TODAY, make_patient, make_plan, noon
from tests.libraries import small_library

pytestmark = pytest.mark.django_db
FELL = {
    "client_id": "one",
    "kind": "fall",
    "on": TODAY.isoformat(),
    "exercise": "heel-dig",
    "seriousness": "stopped",
    "told": "Slipped on the stairs",
}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan(tmp_path):
    load(now=noon(TODAY), folder=small_library(tmp_path / "content", "heel-dig"))
    return make_plan(days=3)


def address(plan) -> str:
    return f"/patients/{plan.patient.public_id}/adverse-events/"


def tell(client, plan, **other):
    client.force_login(plan.patient)
    return client.post("/went-wrong/", FELL | other)


def test_it_is_kept_and_leads_to_the_questions_that_decide(client, plan):
    answer = tell(client, plan)
    assert answer.headers["Location"] == "/check-in/"
    event = AdverseEvent.objects.get()
    assert (event.on, event.kind, event.exercise) == (TODAY, "fall", "heel-dig")
    assert (event.recorded_by, event.was_seen) == (plan.patient, None)


def test_what_is_sent_twice_is_kept_once_and_other_words_are_refused(client, plan):
    tell(client, plan)
    assert tell(client, plan).status_code == 302
    assert tell(client, plan, told="In the garden").status_code == 409
    assert AdverseEvent.objects.get().told == "Slipped on the stairs"


def test_something_else_needs_words(client, plan):
    answer = tell(client, plan, kind="other", told=" ")
    assert answer.status_code == 422
    assert "Write a few words about what happened." in answer.text


def test_a_plan_that_has_ended_leads_to_when_to_get_help(client, plan):
    type(plan).objects.filter(pk=plan.pk).update(closed_on=TODAY, close_reason="discharged")
    assert tell(client, plan, exercise="none").headers["Location"] == "/help/"


def test_those_who_care_read_it_and_are_alerted(client, plan):
    tell(client, plan)
    therapist = seat(client, plan.patient)
    page = client.get(f"/patients/{plan.patient.public_id}/").text
    assert "1 event, record another" in page and "<b>A fall</b>" in page
    assert "Slipped on the stairs" in client.get(address(plan)).text
    (standing,) = watch(therapist, today=TODAY, only=plan.patient).standing.values()
    assert [one.fired.since for one in standing if one.fired.rule == "adverse_event"] == [TODAY]


def test_a_therapist_records_one_and_a_stranger_finds_nothing(client, plan):
    therapist = seat(client, plan.patient)
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert client.post(address(plan), FELL | {"on": yesterday}).status_code == 302
    assert AdverseEvent.objects.get().recorded_by == therapist
    seat(client)
    assert client.post(address(plan), FELL).status_code == 404
    assert AdverseEvent.objects.count() == 1


def test_the_desk_records_it_before_any_plan(client):
    patient = make_patient("Pat Plain")
    seat(client, patient)
    where = f"/patients/{patient.public_id}/adverse-events/"
    assert client.post(where, FELL | {"exercise": "none"}).status_code == 302
    assert "Slipped on the stairs" in client.get(where).text
