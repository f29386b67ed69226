"""The download of everything about oneself."""

import io
import json
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.apps import apps
from django.test import Client

from accounts import threads
from accounts.models import User
from accounts.records import record_look
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors.own_data import LEFT_OUT, PARTS
from recovery.services import corrections
from tests import factories as make
from tests.factories import TODAY, noon
from tests.second_factors import give_app

pytestmark = pytest.mark.django_db
PAGE = "/mine/download/"


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture(scope="module")
def lived(module_db: None) -> int:
    with time_machine.travel(noon(TODAY), tick=False):
        return _forty_days().pk


@pytest.fixture
def plan(lived: int) -> RecoveryPlan:
    return RecoveryPlan.objects.get(pk=lived)


def _forty_days() -> RecoveryPlan:
    """With a message, a look of a therapist and a second step."""
    clinician = make.make_clinician()
    plan = make.make_plan(days=40, clinician=clinician)
    told = {"site": "http://x", "now": noon(TODAY), "today": TODAY}
    threads.write(
        patient=plan.patient, text="Grüße\nfrom me", client_id="a", by=plan.patient, **told
    )
    record_look(patient=plan.patient, viewer=clinician, what="record", now=noon(TODAY))
    give_app(plan.patient)
    return plan


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.post("/account/reauthenticate/", {"password": make.PASSWORD})
    return client


def downloaded(user: User) -> dict[str, str]:
    answer = signed_in(user).get(PAGE)
    assert answer.headers["Content-Type"] == "application/zip"
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_model_that_refers_to_people_is_in_it_or_named_as_left_out():
    parts = {part.model for part in PARTS}
    about = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model in parts
    }
    known = {model._meta.label for model in parts} | set(LEFT_OUT)
    assert about - known == set()
    assert set(LEFT_OUT) <= about
    assert not set(LEFT_OUT) & {model._meta.label for model in parts}


def test_the_data_has_every_row_and_nothing_of_others(plan):
    make.make_plan(days=3)
    data = json.loads(downloaded(plan.patient)["everything.json"])
    assert set(data) == {part.name for part in PARTS}
    assert [one["email"] for one in data["you"]] == [plan.patient.email]
    assert len(data["log"]) == LogEntry.objects.filter(plan=plan).count()
    assert len(data["decisions"]) == Decision.objects.filter(plan=plan).count()
    assert data["messages"][0]["text"] == "Grüße\nfrom me"
    assert data["looks_at_your_record"][0]["viewer"] == "Terry Therapist"
    assert data["log"][0]["recorded_by"] == plan.patient.name


def test_what_opens_doors_is_left_out(plan):
    whole = downloaded(plan.patient)["everything.json"]
    data = json.loads(whole)
    assert "password" not in data["you"][0]
    assert "argon2" not in whole
    assert data["second_steps"][0].keys() >= {"type", "created_at"}
    assert "data" not in data["second_steps"][0]


def test_the_diary_says_each_day_in_words_with_both_sides_of_a_correction(plan):
    entry = plan.entries.filter(kind="check_in").first()
    corrections.record(
        entry=entry,
        changes={"pain_worst": 2},
        client_id="c",
        by=plan.patient,
        now=noon(TODAY),
        today=TODAY,
    )
    diary = downloaded(plan.patient)["diary.txt"]
    days = [plan.started_on + timedelta(days=number) for number in range(39)]
    places = [diary.index(f"{day:%A} {day.day} {day:%B %Y}\n") for day in days]
    assert places == sorted(places)
    assert "worst 2" in diary
    assert "Before: Pain: at rest 0, on waking 0, worst 1" in diary


def test_messages_and_looks_can_be_read(plan):
    files = downloaded(plan.patient)
    assert "Grüße\nfrom me" in files["messages.txt"]
    assert "Terry Therapist, Your recovery page" in files["who-looked.txt"]


def test_somebody_who_has_only_just_signed_up_gets_theirs_too():
    files = downloaded(make.make_patient())
    assert json.loads(files["everything.json"])["plans"] == []
    assert files["diary.txt"] == ""


def test_the_password_is_asked_for_first(plan):
    client = Client()
    client.force_login(plan.patient)
    assert client.get(PAGE).headers["Location"].startswith("/account/reauthenticate/")


def test_it_is_sent_as_it_is_made_and_nobody_keeps_a_copy(plan):
    answer = signed_in(plan.patient).get(PAGE)
    assert answer.streaming
    assert "no-store" in answer.headers["Cache-Control"]
