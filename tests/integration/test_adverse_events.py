"""Something went wrong: told once, by the patient or at the desk, and seen by those who care."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import RecordAccess
from exercises.loader import load
from recovery.models import AdverseEvent, AlertStep
from recovery.services import adverse_events, directives
from recovery.services.alert_watch import watch
from recovery.services.answers import EntryInvalid
from tests.desks import seat
from tests.factories import CALM, TODAY, live, make_clinician, make_patient, make_plan, noon
from tests.libraries import small_library
from tests.second_factors import give_app

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


def pause(plan) -> None:
    told = {"on": TODAY, "by": plan.patient, "now": noon(TODAY), "today": TODAY}
    directives.give(plan=plan, kind="pause", reason="Ill", client_id="pause", **told)


def test_it_is_told_while_paused_and_what_was_told_stands_below(client, plan):
    pause(plan)
    client.force_login(plan.patient)
    assert 'href="/went-wrong/"' in client.get("/today/").text
    assert "What you told before" not in client.get("/went-wrong/").text
    answer = client.post("/went-wrong/", FELL, follow=True)
    assert answer.redirect_chain == [("/check-in/", 302)]
    below = client.get("/went-wrong/").text.split('id="before"')[1]
    assert "Slipped on the stairs" in below and "Told on 2 March, 12:00" in below
    assert "Had to stop · In " in below


def test_the_patient_reads_when_the_words_were_read_and_whose_others_are(client, plan):
    tell(client, plan)
    therapist = seat(client, plan.patient)
    with time_machine.travel(datetime(2026, 3, 3, 8, 30, tzinfo=UTC)):
        client.get(address(plan))
        client.post(address(plan), FELL | {"kind": "pop", "told": "In my practice"})
    client.force_login(plan.patient)
    below = client.get("/went-wrong/").text.split('id="before"')[1]
    assert "Your care team read it on 3 March, 8:30" in below
    assert f"Written down by {therapist.name} on 3 March, 8:30" in below
    assert set(RecordAccess.objects.values_list("what", flat=True)) == {"adverse_events"}
    assert "What happened to you" in client.get("/account/looks/").text


@pytest.mark.one_database
@pytest.mark.parametrize("other", ["before it was told", "another page", "another patient"])
def test_no_other_look_counts_as_reading_it(client, plan, other):
    friend = make_patient("Fay Friend")
    therapist = make_clinician(patients=(plan.patient, friend))
    give_app(therapist)
    early = noon(TODAY) - timedelta(minutes=1)
    looks = {
        "before it was told": (address(plan), early),
        "another page": (f"/patients/{plan.patient.public_id}/", noon(TODAY)),
        "another patient": (f"/patients/{friend.public_id}/adverse-events/", noon(TODAY)),
    }
    tell(client, plan)
    client.force_login(therapist)
    where, at = looks[other]
    with time_machine.travel(at, tick=False):
        assert client.get(where).status_code == 200
    client.force_login(plan.patient)
    assert "read it on" not in client.get("/went-wrong/").text


@pytest.mark.one_database
def test_it_is_told_from_the_page_of_a_lock(client, plan):
    live(plan, TODAY, {**CALM, "red_flags": ["saddle_numbness"]}, None)
    client.force_login(plan.patient)
    assert 'href="/went-wrong/"' in client.get("/locked/").text
    answer = client.post("/went-wrong/", FELL, follow=True)
    assert answer.redirect_chain == [("/check-in/", 302)]
    assert AdverseEvent.objects.get().patient == plan.patient


@pytest.mark.one_database
def test_help_leads_patients_there_and_nobody_else(client, plan):
    assert "/went-wrong/" not in client.get("/help/").text
    client.force_login(plan.patient)
    assert 'href="/went-wrong/"' in client.get("/help/").text
    seat(client)
    assert "/went-wrong/" not in client.get("/help/").text


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on", "future"),
        ({"on": TODAY - timedelta(days=366)}, "on", "range"),
        ({"kind": "other"}, "told", "required"),
    ],
)
def test_the_service_keeps_the_limits_by_itself(wrong, field, code):
    patient = make_patient()
    facts = {"patient": patient, "by": patient, "now": noon(TODAY), "today": TODAY}
    facts |= {"kind": "fall", "seriousness": "stopped", "on": TODAY - timedelta(days=365)}
    adverse_events.record(client_id="a year ago", **facts)
    with pytest.raises(EntryInvalid) as caught:
        adverse_events.record(client_id="one", **facts | wrong)
    assert (caught.value.field, caught.value.code) == (field, code)


def test_a_second_event_of_the_same_day_alerts_again(client, plan):
    tell(client, plan)
    therapist = seat(client, plan.patient)
    (first,) = _events_in_the_inbox(therapist, plan)
    done = {"do": "done-spoken", "alert": first.fired.key}
    client.post(f"/alerts/{plan.patient.public_id}/", done)
    assert AlertStep.objects.get().rule == "adverse_event"
    assert not _events_in_the_inbox(therapist, plan)[0].is_open
    tell(client, plan, client_id="two", kind="pop")
    (second,) = _events_in_the_inbox(therapist, plan)
    assert second.is_open
    client.force_login(therapist)
    assert "number 2 of this person" in client.get("/alerts/").text


def _events_in_the_inbox(therapist, plan):
    (standing,) = watch(therapist, now=noon(TODAY), only=plan.patient).standing.values()
    return [one for one in standing if one.fired.rule == "adverse_event"]


def test_those_who_care_read_it_and_are_alerted(client, plan):
    tell(client, plan)
    therapist = seat(client, plan.patient)
    page = client.get(f"/patients/{plan.patient.public_id}/").text
    assert "1 event, record another" in page and "<b>A fall</b>" in page
    assert "Slipped on the stairs" in client.get(address(plan)).text
    (standing,) = watch(therapist, now=noon(TODAY), only=plan.patient).standing.values()
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
