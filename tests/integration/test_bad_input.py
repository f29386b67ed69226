"""What nobody should send: refused with the right status and words beside the field.

Each form of a person is sent once as it should be, except for one answer. Nothing may be
written, and whatever else was typed has to be there still.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test import Client

from accounts.models import Role
from exercises import editorial
from exercises.loader import load
from exercises.models import Exercise
from recovery.models import LogEntry, RecoveryPlan
from recovery.services import intakes
from tests import factories as make
from tests.desks import share_a_clinic
from tests.factories import TODAY, noon
from tests.libraries import small_library
from tests.second_factors import give_app

from .bad_input_table import COLLEAGUE, FORMS, TOMORROW, WRONG, YESTERDAY

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
UNPROCESSABLE, CONFLICT = 422, 409
AT_THE_DESK = ("/patients/", "/caseload/", "/team/", "/invite/")
ENTRIES = {"sheet": 2}  # a check-in and a session


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture(scope="module")
def lived(module_db: None) -> int:
    with time_machine.travel(noon(TODAY), tick=False):
        return make.make_plan(days=3).pk


@pytest.fixture
def plan(lived: int) -> RecoveryPlan:
    return RecoveryPlan.objects.get(pk=lived)


@pytest.fixture
def fill(client: Client, plan: RecoveryPlan, tmp_path: Path) -> Any:
    """`fill(name)` signs in whoever has this form before them, and answers its address."""

    def filled(name: str) -> str:
        if name != "publication":
            return _at(name, client, plan)
        load(now=noon(TODAY), folder=small_library(tmp_path, "heel-dig"))
        return _in_review(client)

    return filled


def _at(name: str, client: Client, plan: RecoveryPlan) -> str:
    ids: dict[str, object] = {}
    user = plan.patient
    if name in ("exercise", "session"):
        make.live(plan, TODAY, make.CALM, None)
        client.force_login(user)
        first = client.post("/session/").headers["Location"]
        if name == "session":
            client.post(first, {"done": "1", "pain": "0"})
    elif name == "correction":
        ids["entry"] = plan.entries.get(kind="check_in").pk
    elif name == "seen":
        _lock(plan, "back_pain_below_knee")
    elif FORMS[name].path.startswith(AT_THE_DESK):
        if name == "clearance":
            _lock(plan, "saddle_numbness")
        ids = {"patient": user.public_id, "locked": user.public_id}
        user = make.make_clinician(patients=(user,))
        give_app(user)
        share_a_clinic(user, make.make_user("Robin", Role.CLINICIAN, public_id=COLLEAGUE))
    elif FORMS[name].path.startswith("/start/"):
        user = make.make_patient()
        answers = {**make.INTAKE, "onset": "sudden"}
        intakes.save_draft(answers=answers, now=noon(TODAY), patient=user)
    client.force_login(user)
    return FORMS[name].path.format(**ids)


def _in_review(client: Client) -> str:
    curator = make.make_user("Cleo", Role.CONTENT_ADMIN)
    row = Exercise.objects.get(slug="heel-dig")
    editorial.submit(row=row, by=curator, now=noon(TODAY))
    reviewer = make.make_user("Rae", Role.CLINICAL_REVIEWER)
    give_app(reviewer)
    client.force_login(reviewer)
    return FORMS["publication"].path


def _lock(plan: RecoveryPlan, flag: str) -> None:
    make.live(plan, TODAY, {**make.CALM, "red_flags": [flag]}, None)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the product; who looked at a record is written down whatever comes of it."""
    tables = [
        model._meta
        for app in ("recovery", "exercises")
        for model in apps.get_app_config(app).get_models()
    ]
    with connection.cursor() as cursor:
        # Asked as plainly as can be: this is done hundreds of times.
        return {
            table.db_table: cursor.execute(
                f"SELECT * FROM {table.db_table} ORDER BY {table.pk.column}"
            ).fetchall()
            for table in tables
        }


def said_beside(html: str, name: str) -> str:
    """What is written beside a field, reached from the field by aria-describedby."""
    ids = set(re.findall(rf'id="((?:id_)?{name}[-_]error)"', html))
    described = {
        one for ids in re.findall(r'aria-describedby="([^"]+)"', html) for one in ids.split()
    }
    (found,) = ids & described or {""}
    words = re.search(rf'id="{found}".*?<span>(.*?)</span>', html, re.DOTALL) if found else None
    return words[1].strip() if words else ""


@pytest.mark.parametrize(("name", "wrong", "value"), WRONG)
def test_one_wrong_answer_is_told_beside_its_field_and_nothing_is_written(
    client: Client, fill: Any, name: str, wrong: str, value: str
) -> None:
    path, form = fill(name), FORMS[name]
    before = everything()
    page = client.post(path, {**form.answers, wrong: value})
    assert page.status_code == UNPROCESSABLE
    assert said_beside(page.text, wrong)
    lost = [seen for name, seen in form.kept.items() if name != wrong and seen not in page.text]
    assert not lost
    assert everything() == before


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if form.redo])
def test_sent_ten_times_it_is_one_entry_and_other_content_is_a_conflict(
    client: Client, fill: Any, name: str
) -> None:
    path, form = fill(name), FORMS[name]
    entries = LogEntry.objects.count()
    answers = [client.post(path, form.answers) for _ in range(10)]
    assert {answer.status_code for answer in answers} == {302}
    assert LogEntry.objects.count() == entries + ENTRIES.get(name, 1)

    before = everything()
    page = client.post(path, {**form.answers, **form.redo})
    assert page.status_code == CONFLICT
    assert 'class="error"' in page.text
    assert everything() == before


def test_a_plan_is_begun_once_however_often_it_is_sent(client: Client) -> None:
    make.make_protocol_version()
    patient = make.make_patient()
    draft = {**make.INTAKE, "onset": "sudden", "forecast_days": 14, "activities": []}
    intakes.save_draft(answers=draft, now=noon(TODAY), patient=patient)
    client.force_login(patient)
    answers = [client.post("/start/summary/", {"client_id": "begin"}) for _ in range(10)]
    assert {answer.headers["Location"] for answer in answers} == {"/today/"}
    assert RecoveryPlan.objects.filter(patient=patient).count() == 1


def test_the_entry_of_somebody_else_cannot_be_corrected(client: Client, fill: Any) -> None:
    path = fill("correction")
    stranger = make.make_plan(days=2).patient
    client.force_login(stranger)
    before = everything()
    assert client.post(path, FORMS["correction"].answers).status_code == 404
    assert everything() == before


@pytest.mark.parametrize("day", [TOMORROW, TODAY - timedelta(days=3), "2026-02-30", "today"])
def test_a_day_outside_the_plan_is_not_there(client: Client, plan: RecoveryPlan, day: Any) -> None:
    client.force_login(plan.patient)
    assert client.get(f"/progress/{day}/").status_code == 404


def test_an_unknown_exercise_or_test_is_not_there(client: Client, plan: RecoveryPlan) -> None:
    client.force_login(plan.patient)
    make.live(plan, TODAY, make.CALM, None)
    client.post("/session/")
    for path in ("/exercises/handstand/", "/tests/handstand/", "/session/99/", "/session/0/"):
        assert client.get(path).status_code == 404, path


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if not form.redo])
def test_with_every_answer_right_the_form_is_taken(client: Client, fill: Any, name: str) -> None:
    """Else the refusals above would prove nothing."""
    answers = {"injured_on": YESTERDAY.isoformat(), "age": "31", "side": "left"}
    given = client.post(fill(name), {**answers, **FORMS[name].answers})
    assert given.status_code == FORMS[name].status
