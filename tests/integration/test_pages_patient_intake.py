"""The first questions, from the first sign to the plan."""

import re

import pytest
import time_machine

from accounts import invitations
from recovery.models import Decision, IntakeDraft, LogEntry, RecoveryPlan
from tests.factories import (
    CALM,
    TODAY,
    make_clinician,
    make_patient,
    make_plan,
    make_protocol_version,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ANSWERS = {
    "red-flags": {"none_of_these": "1"},
    "injured-on": {"injured_on": "2026-02-28"},
    "side": {"side": "left"},
    "onset": {"onset": "sudden"},
    "severity": {"severity": "mild"},
    "recurrent": {"recurrent": "no"},
    "age": {"age": "31"},
    "blood-thinners": {"anticoagulants": "no"},
    "pain": {"pain_now": "3", "pain_rest": "1", "pain_worst": "5"},
    "goal": {"goal": "running"},
    "equipment": {"equipment": ["chair", "band"]},
    "days": {"days_per_week": "7"},
    "forecast": {"skip": "1"},
    "activities": {"activity_1": "Stairs", "score_1": "4"},
}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def patient(client):
    make_protocol_version()
    patient = make_patient(country="GB")
    client.force_login(patient)
    return patient


def answer(client, **other) -> None:
    """Every question in order; `other` replaces single answers by the step's name."""
    for step, said in ANSWERS.items():
        client.post(f"/start/{step}/", other.get(step.replace("-", "_"), said))


def begin(client, client_id: str = "first"):
    return client.post("/start/summary/", {"client_id": client_id})


def test_it_begins_with_the_signs_and_counts_the_questions(client, patient):
    assert client.get("/start/").headers["Location"] == "/start/red-flags/"
    page = client.get("/start/red-flags/")
    assert "1 of 14" in page.text
    assert "checked" not in page.text


def test_no_question_may_be_jumped_over(client, patient):
    assert client.get("/start/pain/").headers["Location"] == "/start/red-flags/"
    assert client.post("/start/side/", {"side": "left"}).headers["Location"] == "/start/red-flags/"
    assert not IntakeDraft.objects.exists()


def test_an_unknown_question_is_not_there(client, patient):
    assert client.get("/start/shoe-size/").status_code == 404


def test_signs_left_alone_are_not_none(client, patient):
    page = client.post("/start/red-flags/", {})
    assert page.status_code == 422
    assert 'aria-describedby="red_flags-error"' in page.text
    assert not IntakeDraft.objects.exists()


def test_a_sign_leads_to_advice_with_the_number_of_the_country(client, patient):
    answer_page = client.post("/start/red-flags/", {"red_flags": ["chest_symptoms"]})
    assert answer_page.headers["Location"] == "/start/advice/"
    page = client.get("/start/advice/")
    assert "tel:999" in page.text
    assert "Please get help now" in page.text


def test_a_child_is_led_to_a_guardian_and_a_clinician(client, patient):
    for step in list(ANSWERS)[:6]:
        client.post(f"/start/{step}/", ANSWERS[step])
    assert client.post("/start/age/", {"age": "17"}).headers["Location"] == "/start/advice/"
    assert "guardian" in client.get("/start/advice/").text


def test_answers_stay_when_somebody_goes_back_or_away(client, patient):
    client.post("/start/red-flags/", ANSWERS["red-flags"])
    client.post("/start/injured-on/", ANSWERS["injured-on"])
    assert 'value="2026-02-28"' in client.get("/start/injured-on/").text
    assert client.get("/start/").headers["Location"] == "/start/side/"


def test_a_day_ahead_is_refused_beside_the_field(client, patient):
    client.post("/start/red-flags/", ANSWERS["red-flags"])
    page = client.post("/start/injured-on/", {"injured_on": "2026-03-03"})
    assert page.status_code == 422
    assert 'aria-describedby="injured_on-error"' in page.text


def test_the_summary_begins_the_plan_once(client, patient):
    answer(client)
    assert client.get("/start/").headers["Location"] == "/start/summary/"
    page = client.get("/start/summary/")
    assert "Protect" in page.text
    assert begin(client).headers["Location"] == "/today/"
    assert begin(client).headers["Location"] == "/today/"
    (entry,) = LogEntry.objects.all()
    assert entry.facts["side"] == "left"
    assert entry.facts["red_flags"] == []
    assert entry.facts["activities"] == [["Stairs", 4]]
    assert "forecast_days" not in entry.facts
    assert not IntakeDraft.objects.exists()


def test_the_leg_is_chosen_by_a_picture_and_a_word(client, patient):
    for step in ("red-flags", "injured-on"):
        client.post(f"/start/{step}/", ANSWERS[step])
    page = client.get("/start/side/").text
    assert page.count("fig thighs") == 2
    assert page.index('value="left"') < page.index("Left") < page.index('value="right"')
    assert "checked" not in page
    again = client.post("/start/side/", {})
    assert 'aria-describedby="side-error"' in again.text


def listed(page) -> list[str]:
    return re.findall(r"<h3>([^<]+)</h3><p class=\"dose\">", page.text)


def test_the_summary_shows_the_first_session_as_today_will(client, patient):
    answer(client)
    foreseen = listed(client.get("/start/summary/"))
    assert not LogEntry.objects.exists()
    begin(client)
    assert foreseen == listed(client.get("/today/"))
    assert len(foreseen) > 2


@pytest.mark.parametrize(
    ("severity", "recurrent", "said"),
    [
        ("mild", "no", "Many people need one to three weeks. Some need longer."),
        ("moderate", "no", "Many people need three to eight weeks. Some need longer."),
        ("mild", "yes", "one to three weeks. The same spot hurt before, so it may take longer."),
    ],
)
def test_the_summary_gives_a_range_and_no_date(client, patient, severity, recurrent, said):
    answer(client, severity={"severity": severity}, recurrent={"recurrent": recurrent})
    assert said in client.get("/start/summary/").text


def test_the_summary_promises_nothing_to_somebody_who_must_be_seen(client, patient):
    answer(client, severity={"severity": "severe"})
    page = client.get("/start/summary/")
    assert "Somebody should see you first" in page.text
    assert "Many people need" not in page.text
    assert not listed(page)


def test_skipped_pain_is_no_answer(client, patient):
    answer(client, pain={"pain_now": "", "pain_rest": "0", "pain_worst": ""})
    begin(client)
    entry = LogEntry.objects.get()
    assert (entry.pain_rest, entry.pain_worst) == (0, None)
    assert "pain_now" not in entry.facts


def test_pain_that_came_slowly_starts_the_plan_with_its_lock(client, patient):
    answer(client, onset={"onset": "gradual"})
    assert begin(client).headers["Location"] == "/locked/"
    assert LogEntry.objects.get().facts["red_flags"] == ["no_injury_moment"]


def test_a_sign_is_logged_and_locks(client, patient):
    answer(client, red_flags={"red_flags": ["foot_drop"]})
    assert begin(client).headers["Location"] == "/locked/"
    assert client.get("/today/").headers["Location"] == "/locked/"


def test_somebody_with_a_plan_has_nothing_to_begin(client):
    client.force_login(make_plan().patient)
    assert client.get("/start/").headers["Location"] == "/today/"
    assert client.get("/start/side/").headers["Location"] == "/today/"


LOCKED = {**CALM, "red_flags": ["foot_drop"]}


def locked_yesterday(**fields) -> RecoveryPlan:
    return make_plan(days=3, course=lambda _day: (LOCKED, None), **fields)


def test_after_a_stop_without_a_therapist_the_way_back_asks_who_examined(client):
    old = locked_yesterday()
    client.force_login(old.patient)
    assert "/start/" in client.get("/locked/").text
    assert client.get("/start/").headers["Location"] == "/start/examined/"
    assert client.post("/start/examined/", {"examined": "no"}).status_code == 422
    said = {"examined": "yes", "examined_by": "Dr Demo", "examined_on": "2026-03-01"}
    client.post("/start/examined/", said)
    answer(client)
    assert begin(client).headers["Location"] == "/today/"
    old.refresh_from_db()
    assert old.close_reason == "locked"
    assert RecoveryPlan.objects.open().get(patient=old.patient).pk != old.pk


def test_with_a_therapist_the_plan_waits_for_them(client):
    patient = make_patient()
    plan = locked_yesterday(patient=patient, clinician=make_clinician())
    client.force_login(plan.patient)
    assert client.get("/start/").headers["Location"] == "/today/"
    assert "Terry Therapist" in client.get("/locked/").text


def test_what_a_therapist_set_out_applies_from_the_first_day(client, patient):
    settings = {"protocol": "hamstring-strain", "profile": "strict", "reason": "Slowly, please."}
    therapist = make_clinician()
    invitation, _token = invitations.invite(clinician=therapist, plan=settings, now=noon(TODAY))
    invitations.accept(invitation=invitation, patient=patient, now=noon(TODAY))
    answer(client, injured_on={"injured_on": "2026-01-10"})
    foreseen = listed(client.get("/start/summary/"))
    begin(client)
    assert foreseen == listed(client.get("/today/"))
    latest = Decision.objects.filter(plan__patient=patient).latest("revision")
    assert latest.profile == "strict"
    directive = LogEntry.objects.get(kind="directive")
    assert (directive.recorded_by, directive.facts["reason"]) == (therapist, "Slowly, please.")


def test_without_a_therapist_an_old_mild_strain_is_standard(client, patient):
    answer(client, injured_on={"injured_on": "2026-01-10"})
    begin(client)
    assert Decision.objects.get(plan__patient=patient).profile == "standard"
