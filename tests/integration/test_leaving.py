"""Deleting one's account: what goes, what stays without a name, and the two steps before it."""

from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.serializers import serialize
from django.test import Client

from accounts import threads
from accounts.models import Message, RecordAccess, Role, User
from accounts.people import grant_role
from accounts.records import record_look
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors.own_data import PARTS
from recovery.services import leaving
from recovery.services.leaving import Fate
from tests import factories as make
from tests.factories import TODAY, noon
from tests.second_factors import give_app

pytestmark = pytest.mark.django_db
PAGE = "/mine/delete/"
NAME = "Quirina Unmistakable"


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def alone() -> RecoveryPlan:
    """Somebody nobody ever looked after."""
    return make.make_plan(days=4, patient=make.make_patient(NAME, country="GB"))


@pytest.fixture
def cared_for() -> RecoveryPlan:
    clinician = make.make_clinician()
    give_app(clinician)
    plan = make.make_plan(
        days=4, patient=make.make_patient(NAME, country="GB"), clinician=clinician
    )
    told = {"site": "http://x", "now": noon(TODAY), "today": TODAY}
    for by in (plan.patient, clinician):
        threads.write(patient=plan.patient, text="Hello", client_id="a", by=by, **told)
    record_look(patient=plan.patient, viewer=clinician, what="record", now=noon(TODAY))
    give_app(plan.patient)
    return plan


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.post("/account/reauthenticate/", {"password": make.PASSWORD})
    return client


def whole_database() -> str:
    return "".join(serialize("json", model.objects.all()) for model in apps.get_models())


# --- nobody cared --------------------------------------------------------------------
def test_where_nobody_cared_nothing_is_left(alone):
    patient, other = alone.patient, make.make_plan(days=2)
    before = {part.name: part.rows(other.patient).count() for part in PARTS}
    assert leaving.leave(patient=patient, today=TODAY) is Fate.GONE
    assert not User.objects.filter(name=NAME).exists()
    assert RecoveryPlan.objects.get() == other
    assert not LogEntry.objects.exclude(plan=other).exists()
    assert not Decision.objects.exclude(plan=other).exists()
    assert {part.name: part.rows(other.patient).count() for part in PARTS} == before


# --- somebody cared ------------------------------------------------------------------
def test_where_a_clinician_cared_the_record_stays_without_a_name(cared_for):
    patient = cared_for.patient
    email, kept = patient.email, [LogEntry.objects.count(), Decision.objects.count()]
    assert leaving.leave(patient=patient, today=TODAY) is Fate.NAMELESS
    assert [LogEntry.objects.count(), Decision.objects.count()] == kept
    assert (Message.objects.count(), RecordAccess.objects.count()) == (2, 1)
    whole = whole_database()
    assert NAME not in whole
    assert email not in whole


def test_what_does_not_have_to_stay_goes(cared_for):
    leaving.leave(patient=cared_for.patient, today=TODAY)
    left = {part.name for part in PARTS if part.rows(cared_for.patient).exists()}
    assert left - {"you"} <= {part.name for part in PARTS if part.stays}
    assert {"log", "decisions", "messages", "care"} <= left


def test_nobody_can_sign_in_as_them_again(cared_for):
    patient, email = cared_for.patient, cared_for.patient.email
    elsewhere = signed_in(patient)
    leaving.leave(patient=patient, today=TODAY)
    assert elsewhere.get("/today/").headers["Location"].startswith("/account/login/")
    said = {"login": email, "password": make.PASSWORD}
    assert Client().post("/account/login/", said).status_code == 200
    assert not EmailAddress.objects.filter(user=patient).exists()


def test_the_address_is_free_for_a_new_beginning(cared_for):
    email = cared_for.patient.email
    leaving.leave(patient=cared_for.patient, today=TODAY)
    assert User.objects.create_user(email, "another password", name="New").pk


def test_the_therapist_no_longer_finds_them(cared_for):
    clinician = cared_for.patient.care_received.get().clinician
    leaving.leave(patient=cared_for.patient, today=TODAY)
    desk = signed_in(clinician)
    assert desk.get(f"/patients/{cared_for.patient.public_id}/").status_code == 404
    assert "Nobody is in your care yet" in desk.get("/caseload/").text


def test_the_days_that_stay_are_decided_as_before(cared_for, capsys):
    leaving.leave(patient=cared_for.patient, today=TODAY)
    call_command("replay_decisions")
    assert "Every decision is the same." in capsys.readouterr().err


def test_the_history_of_the_administration_forgets_the_name(cared_for):
    patient = cared_for.patient
    AdminEntry.objects.create(
        user=patient.care_received.get().clinician,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(patient.pk),
        object_repr=NAME,
        action_flag=2,
    )
    leaving.leave(patient=patient, today=TODAY)
    assert AdminEntry.objects.get().object_repr == str(patient.public_id)


# --- the page ------------------------------------------------------------------------
def test_the_page_says_what_stays_only_where_something_does(alone, cared_for):
    stays = "What stays, without your name"
    assert stays not in signed_in(alone.patient).get(PAGE).text
    assert stays in signed_in(cared_for.patient).get(PAGE).text


def test_the_password_is_asked_for_first(alone):
    client = Client()
    client.force_login(alone.patient)
    answer = client.post(PAGE, {"email": alone.patient.email})
    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert User.objects.filter(pk=alone.patient.pk).exists()


@pytest.mark.parametrize("typed", ["", "somebody@example.org"])
def test_without_the_second_step_nothing_is_deleted(alone, typed):
    answer = signed_in(alone.patient).post(PAGE, {"email": typed})
    assert answer.status_code == 422
    assert 'id="email-error"' in answer.text
    assert User.objects.filter(pk=alone.patient.pk, is_active=True).exists()


def test_both_steps_delete_and_sign_out(alone):
    client = signed_in(alone.patient)
    answer = client.post(PAGE, {"email": alone.patient.email.upper()}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Your account is deleted" in answer.text
    assert client.get("/today/").headers["Location"].startswith("/account/login/")


def test_whoever_acts_for_others_asks_an_administrator(alone):
    grant_role(user=alone.patient, role=Role.CONTENT_ADMIN, by=None, now=noon(TODAY))
    give_app(alone.patient)
    client = signed_in(alone.patient)
    assert client.get(PAGE).status_code == 404
    assert "Delete my account" not in client.get("/account/me/").text
