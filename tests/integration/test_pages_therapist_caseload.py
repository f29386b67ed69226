"""Who needs the therapist first, as the caseload shows it."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desks import seat
from tests.factories import (
    CALM,
    TODAY,
    check_ins_only,
    live,
    make_clinician,
    make_patient,
    make_plan,
    noon,
    silent,
    steady,
)
from tests.second_factors import give_app

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


def named(name: str, **plan):
    return make_plan(patient=make_patient(name), **plan).patient


def group_of(text: str, name: str) -> str:
    """The heading under which a person stands."""
    before = text[: text.index(name)]
    return re.findall(r'scope="rowgroup">([^<]+)<', before)[-1]


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_headline_counts_the_people_who_need_somebody_today(client):
    locked = make_plan(patient=make_patient("Lo Locked"), days=3)
    live(locked, TODAY, {**CALM, "red_flags": ["swollen_warm_calf"]}, None)
    seat(client, locked.patient, named("Sil Silent", days=6, course=silent))
    page = client.get("/caseload/").text
    assert "<h1>2 people need you today</h1>" in page


def test_a_lock_is_for_today_with_its_sign_and_its_rule(client):
    plan = make_plan(patient=make_patient("Lo Locked"), days=3)
    live(plan, TODAY, {**CALM, "red_flags": ["swollen_warm_calf"]}, None)
    seat(client, plan.patient)
    page = client.get("/caseload/").text
    assert group_of(page, "Lo Locked") == "Today"
    assert "Locked, urgent: swollen warm calf" in page
    assert "R00." in page


def test_three_silent_days_are_for_today_and_two_are_not(client):
    seat(
        client,
        named("Three Days", days=4, course=silent),
        named("Two Days", days=3, course=silent),
    )
    page = client.get("/caseload/?view=everyone").text
    assert group_of(page, "Three Days") == "Today"
    assert "No report for 3 days" in page
    assert group_of(page, "Two Days") == "On track"


def test_an_easing_can_wait_a_little_and_names_its_ladder(client):
    plan = make_plan(patient=make_patient("Ease Eased"), days=3)
    live(plan, TODAY, CALM, {"pain": 4, "effort": 4, "minutes": 15})
    seat(client, plan.patient)
    page = client.get("/caseload/").text
    assert group_of(page, "Ease Eased") == "This week"
    assert "R08." in page


def test_who_needs_me_leaves_out_those_on_track(client):
    seat(client, named("Calm Person", days=3), named("Silent Person", days=9, course=silent))
    assert "Calm Person" not in client.get("/caseload/").text
    assert "Calm Person" in client.get("/caseload/?view=everyone").text


def test_quiet_shows_those_without_a_report_only(client):
    seat(client, named("Calm Person", days=3), named("Silent Person", days=9, course=silent))
    page = client.get("/caseload/?view=quiet").text
    assert "Silent Person" in page and "Calm Person" not in page


def test_a_search_finds_part_of_a_name_among_everybody(client):
    seat(client, named("Calm Person", days=3), named("Other One", days=3))
    page = client.get("/caseload/?q=CALM").text
    assert "Calm Person" in page and "Other One" not in page
    assert "1 person found" in page


def test_a_search_is_shown_again_as_plain_text(client):
    seat(client)
    assert "<script>alert" not in client.get("/caseload/?q=<script>alert").text


def test_no_answer_today_is_a_dash_and_not_a_zero(client):
    seat(client, named("Not Yet", days=3))
    page = client.get("/caseload/?view=everyone").text
    assert "Worst pain today: no answer yet." in page


def test_the_days_done_count_the_sessions_of_one_week_and_of_two(client):
    patient = named("Busy Bee", days=12, course=steady)
    seat(client, patient)
    page = client.get("/caseload/?view=everyone").text
    assert "<b>6</b> of 7, <b>10</b> of 14" in page


def test_somebody_without_a_plan_can_be_given_one(client):
    patient = make_patient("New Face")
    seat(client, patient)
    page = client.get("/caseload/").text
    assert "No plan" in page
    assert f"/patients/{patient.public_id}/assign/" in page


def test_an_empty_caseload_says_how_to_begin(client):
    seat(client)
    page = client.get("/caseload/").text
    assert "Nobody is in your care yet" in page
    assert 'href="/invite/"' in page


def test_a_colleague_sees_none_of_them(client):
    patient = named("Private Person", days=3)
    make_clinician(patients=(patient,))
    seat(client)
    assert "Private Person" not in client.get("/caseload/?view=everyone").text


def test_care_that_ended_takes_a_person_off_the_list(client):
    patient = named("Former Patient", days=3)
    clinician = seat(client, patient)
    clinician.care_given.update(until_on=TODAY)
    assert "Former Patient" not in client.get("/caseload/?view=everyone").text


@pytest.mark.parametrize(("people", "days"), [(1, 3), (12, 3), (3, 60)])
def test_ten_queries_are_enough_for_any_number_of_people(client, people, days):
    course = check_ins_only
    seat(client, *(named(f"Person {n}", days=days, course=course) for n in range(people)))
    client.get("/caseload/")
    assert queries_of(client, "/caseload/?view=everyone") <= 10


def test_fifty_rows_are_a_page(client):
    clinician = make_clinician(patients=tuple(make_patient(f"P{n:03}") for n in range(51)))
    give_app(clinician)
    client.force_login(clinician)
    assert client.get("/caseload/?view=everyone").text.count('class="who"') == 50
    assert client.get("/caseload/?view=everyone&page=2").text.count('class="who"') == 1


def test_the_latest_report_is_said_in_days(client):
    seat(client, named("Yesterday Person", days=3))
    page = client.get("/caseload/?view=everyone").text
    assert '<td class="reported">Yesterday</td>' in page
