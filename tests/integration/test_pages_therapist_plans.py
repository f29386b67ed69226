"""Bringing patients in, setting out their plans, and the rules for everybody to read."""

import re

import pytest
import time_machine
from django.core import mail

from accounts.models import Invitation
from recovery.domain.rules.catalogue import SOURCES
from recovery.models import PlanTemplate, RecoveryPlan
from recovery.protocols import shipped_protocol
from recovery.services import first_plans
from recovery.services.intakes import save_draft
from tests.desks import seat
from tests.factories import INTAKE, TODAY, make_patient, make_plan, make_protocol_version, noon

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SENT = {"protocol": "hamstring-strain"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def therapist(client):
    make_protocol_version()
    return seat(client)


def invite(client, **said):
    return client.post("/invite/", {**SENT, **said}, follow=True)


def link_in(text: str) -> str:
    return re.search(r'value="(http://testserver/account/invitation/[^"]+/)"', text)[1]


# --- invitations ------------------------------------------------------------------------
def test_the_link_is_shown_once_and_opens_the_invitation(client, therapist):
    link = link_in(invite(client).text)
    assert "/account/invitation/" not in client.get("/invite/").text
    client.logout()
    assert therapist.name in client.get(link, follow=True).text


def test_an_invitation_carries_the_plan_and_its_words(client, therapist):
    invite(client, profile="strict", reason="It is your second time.")
    assert Invitation.objects.get().plan == {
        "protocol": "hamstring-strain",
        "profile": "strict",
        "reason": "It is your second time.",
    }


def test_a_mail_goes_out_only_where_an_address_is_given(
    client, therapist, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invite(client)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        invite(client, email="pat@example.org")
    (sent,) = mail.outbox
    assert sent.to == ["pat@example.org"]
    assert "hamstring" not in (sent.subject + sent.body).lower()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"email": "no address"}, "Write a whole e-mail address."),
        ({"protocol": "made-up"}, "Select a valid choice"),
        ({"profile": "reckless"}, "Select a valid choice"),
        ({"profile": "strict"}, "Say why you choose this."),
    ],
)
def test_what_does_not_fit_makes_no_link(client, therapist, said, told):
    answer = invite(client, **said)
    assert answer.status_code == 422
    assert told in answer.text
    assert not Invitation.objects.exists()


def test_a_link_that_is_taken_back_no_longer_opens(client, therapist):
    link = link_in(invite(client, email="pat@example.org").text)
    assert "pat@example.org" in client.get("/invite/").text
    invitation = Invitation.objects.get()
    answer = client.post(f"/invite/{invitation.pk}/revoke/")
    assert answer.headers["Location"] == "/invite/"
    assert "No link waits to be opened." in client.get("/invite/").text
    assert client.get(link).status_code == 410


def test_a_colleagues_link_is_not_mine_to_take_back(client, therapist):
    invite(client)
    invitation = Invitation.objects.get()
    seat(client)
    assert client.post(f"/invite/{invitation.pk}/revoke/").status_code == 404
    invitation.refresh_from_db()
    assert invitation.revoked_at is None


# --- assigning --------------------------------------------------------------------------
@pytest.fixture
def patient(client):
    make_protocol_version()
    patient = make_patient("New Face")
    seat(client, patient)
    return patient


def assign(client, patient, **said):
    return client.post(f"/patients/{patient.public_id}/assign/", {**SENT, **said})


def test_the_page_shows_each_phase_with_the_exercise_of_every_rung(client, patient):
    page = client.get(f"/patients/{patient.public_id}/assign/").text
    for phase in shipped_protocol().phases:
        assert f". {phase.name}</span>" in page
    assert "Single-leg bridge" in page and "Nordic lower" in page
    assert "It begins when they have answered the first questions" in page


def test_an_assigned_plan_begins_with_the_patients_own_first_questions(client, patient):
    answer = assign(client, patient, profile="strict", reason="Your second time.")
    assert answer.status_code == 302
    assert not RecoveryPlan.objects.exists()
    recorded = first_plans.begin(
        patient=patient, answers=INTAKE, client_id="i", now=noon(TODAY), today=TODAY
    )
    assert recorded.plan_day.profile == "strict"
    assert any("Your second time." in one.by_words for one in recorded.plan_day.reasons)


def test_an_assigned_plan_shows_as_waiting_on_the_caseload(client, patient):
    assign(client, patient)
    assert "Plan set out, not begun" in client.get("/caseload/").text


def test_the_latest_assignment_counts(client, patient):
    assign(client, patient, profile="standard", reason="First thought.")
    assign(client, patient, profile="strict", reason="Second thought.")
    recorded = first_plans.begin(
        patient=patient, answers=INTAKE, client_id="i", now=noon(TODAY), today=TODAY
    )
    assert recorded.plan_day.profile == "strict"


def test_a_choice_without_a_reason_assigns_nothing(client, patient):
    answer = assign(client, patient, profile="strict")
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


FITTED = {
    "autonomy": "propose",
    "phase": "rebuild",
    "rung_bridge": "5",
    "general_progress": "1",
    "general_hold": "2",
    "general_stop": "5",
    "reason": "You were well on before you came.",
}


def begun(patient):
    return first_plans.begin(
        patient=patient, answers=INTAKE, client_id="i", now=noon(TODAY), today=TODAY
    )


def test_a_plan_begins_as_it_was_fitted_to_the_person(client, patient):
    assert assign(client, patient, **FITTED).status_code == 302
    recorded = begun(patient)
    day = recorded.plan_day
    assert recorded.entry.plan.autonomy == "propose"
    assert day.phase == "rebuild"
    assert {one.ladder: one.rung for one in day.ladders}["bridge"] == 5
    told = [one for one in day.reasons if one.rule == "R18"]
    assert {one.detail for one in told} == {"set_caps", "advance_phase", "set_rung"}
    assert {one.by_words for one in told} == {FITTED["reason"]}


def test_what_the_therapist_knows_is_filled_in_and_the_patient_may_change_it(client, patient):
    known = {"side": "right", "days_per_week": "3", "equipment": ["band", "bike"]}
    assign(client, patient, **known)
    client.force_login(patient)
    save_draft(
        answers={"red_flags": [], "injured_on": "2026-03-01"}, now=noon(TODAY), patient=patient
    )
    page = client.get("/start/side/").text
    assert "Your therapist filled this in." in page
    assert re.search(r'value="right"[^>]* checked', page)
    client.post("/start/side/", {"side": "left"})
    page = client.get("/start/side/").text
    assert "Your therapist filled this in." not in page
    assert re.search(r'value="left"[^>]* checked', page)


def test_limits_above_the_usual_are_asked_for_twice_and_then_hold(client, patient):
    high = {**FITTED, "general_stop": "7"}
    answer = assign(client, patient, **high)
    assert answer.status_code == 422
    assert "more than usual" in answer.text
    assert assign(client, patient, **high, confirmed="on").status_code == 302
    assert "set_caps" in {one.detail for one in begun(patient).plan_day.reasons}


def test_a_rung_outside_the_phase_they_begin_in_assigns_nothing(client, patient):
    answer = assign(client, patient, **{**FITTED, "phase": ""})
    assert answer.status_code == 422
    assert "In the phase they begin in it has rungs" in answer.text
    assert not Invitation.objects.exists()


def test_what_was_tried_is_carried_over_to_be_looked_at_before_it_is_sent(client, patient):
    page = assign(client, patient, **{**FITTED, "reason": ""}, carry="1")
    assert page.status_code == 200
    assert '<option value="rebuild" selected>' in page.text
    assert 'name="general_stop" value="5"' in page.text
    assert "Say why you choose this." not in page.text
    assert not Invitation.objects.exists()


def test_where_a_plan_goes_on_nothing_is_assigned(client):
    plan = make_plan(days=2)
    seat(client, plan.patient)
    assert assign(client, plan.patient).status_code == 302
    assert not Invitation.objects.exists()


# --- templates --------------------------------------------------------------------------
def keep(client, name="Second strain", **said):
    return client.post("/invite/", {**SENT, "kept_as": name, "keep": "1", **said})


def test_what_is_kept_fills_the_form_in_again(client, therapist):
    page = keep(client, **{**FITTED, "side": "right"})
    assert "Kept as Second strain, version 1." in page.text
    assert re.search(r'value="right" selected', page.text)
    kept = PlanTemplate.objects.get()
    assert (kept.owner, "person" in kept.settings) == (therapist, False)
    page = client.get(f"/invite/?template={kept.pk}").text
    assert '<option value="rebuild" selected>' in page
    assert re.search(r'name="general_stop" value="5"', page)
    assert re.search(r'<option value="5" selected>5: ', page)
    assert not Invitation.objects.exists()


def test_a_change_is_the_next_version_and_the_same_again_is_none(client, therapist):
    for profile in ("strict", "strict", "standard"):
        keep(client, profile=profile)
    assert list(PlanTemplate.objects.values_list("version", "settings__profile")) == [
        (2, "standard"),
        (1, "strict"),
    ]
    page = client.get("/invite/").text
    assert "Earlier versions of Second strain:" in page


def test_a_template_wants_a_name_and_no_reason(client, therapist):
    page = keep(client, name="", profile="strict")
    assert page.status_code == 422
    assert "Give it a name." in page.text and "Say why you choose this." not in page.text
    assert not PlanTemplate.objects.exists()


def test_a_colleagues_template_is_not_there(client, therapist):
    keep(client, profile="strict")
    theirs = PlanTemplate.objects.get()
    seat(client)
    assert client.get(f"/invite/?template={theirs.pk}").status_code == 404
    assert "Second strain" not in client.get("/invite/").text


# --- the rules --------------------------------------------------------------------------
def test_everybody_may_read_every_rule_with_its_source(client):
    page = client.get("/rules/").text
    for rule in SOURCES:
        assert f'<li id="{rule}">' in page
    assert "S65, S66, S71, S74, S76, S81, S83" in page


def test_the_limits_of_each_phase_are_those_of_the_protocol(client):
    rows = client.get("/rules/").context["phases"][0].caps
    standard, running, strict, _ = [(r.progress, r.hold, r.ease, r.stop) for r in rows]
    assert standard == ("0–2", "3", "4–5", "6–10")
    assert strict == ("0–1", "2", "3–5", "6–10")
    assert running == strict


def test_a_therapist_reads_them_at_the_desk(client):
    seat(client)
    assert 'class="rail"' in client.get("/rules/").text
    client.logout()
    assert 'class="rail"' not in client.get("/rules/").text
