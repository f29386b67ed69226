"""Who needs the therapist first, as the caseload shows it."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recovery.selectors.caseload_plans import KEPT
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
    KEPT.clear()
    assert queries_of(client, "/caseload/?view=everyone") <= 10


def test_thirty_rows_are_a_page(client):
    clinician = make_clinician(patients=tuple(make_patient(f"P{n:03}") for n in range(31)))
    give_app(clinician)
    client.force_login(clinician)
    assert client.get("/caseload/?view=everyone").text.count('class="who"') == 30
    assert client.get("/caseload/?view=everyone&page=2").text.count('class="who"') == 1


def test_the_latest_report_is_said_in_days(client):
    seat(client, named("Yesterday Person", days=3))
    page = client.get("/caseload/?view=everyone").text
    assert '<td class="reported">Yesterday</td>' in page


def ticked(*patients):
    return {"to": [str(patient.public_id) for patient in patients]}


@pytest.mark.one_database
class TestFilters:
    def test_by_phase_and_by_what_somebody_has(self, client):
        seat(client, named("Calm Person", days=3), make_patient("New Face"))
        page = "/caseload/?view=everyone"
        assert "New Face" not in client.get(f"{page}&phase=protect").text
        assert "Calm Person" not in client.get(f"{page}&phase=rebuild").text
        assert "Calm Person" not in client.get(f"{page}&has=no_plan").text
        assert "New Face" in client.get(f"{page}&has=no_plan").text

    def test_what_is_unknown_counts_as_not_said(self, client):
        seat(client, named("Calm Person", days=3))
        page = client.get("/caseload/?view=everyone&phase=moon&has=wings&sort=luck")
        assert "Calm Person" in page.text

    def test_sorted_otherwise_there_are_no_groups(self, client):
        seat(client, named("Ann", days=3), named("Zoe", days=9, course=silent))
        page = client.get("/caseload/?view=everyone&sort=name").text
        assert page.index("Ann") < page.index("Zoe")
        assert "rowgroup" not in page
        page = client.get("/caseload/?view=everyone&sort=report").text
        assert page.index("Zoe") < page.index("Ann")


@pytest.mark.one_database
class TestViewsOfOnesOwn:
    def test_kept_by_name_it_is_shown_and_replaced_and_removed(self, client):
        clinician = seat(client, named("Calm Person", days=3))
        for phase in ("protect", "rebuild"):
            said = {"name": "Early", "query": f"view=everyone&phase={phase}&page=2"}
            assert client.post("/caseload/views/", said).status_code == 302
        (view,) = clinician.saved_views.all()
        assert view.query == "view=everyone&phase=rebuild"
        assert 'href="?view=everyone&amp;phase=rebuild"' in client.get("/caseload/").text
        client.post(f"/caseload/views/{view.pk}/remove/")
        assert not clinician.saved_views.exists()

    def test_without_a_name_or_past_the_twelfth_it_is_told(self, client):
        clinician = seat(client)
        assert client.post("/caseload/views/", {"name": " "}).status_code == 422
        for number in range(12):
            client.post("/caseload/views/", {"name": f"V{number}"})
        page = client.post("/caseload/views/", {"name": "One more"})
        assert page.status_code == 422 and "Remove one first" in page.text
        assert clinician.saved_views.count() == 12

    def test_that_of_a_colleague_is_not_there(self, client):
        owner = seat(client)
        client.post("/caseload/views/", {"name": "Hers"})
        view = owner.saved_views.get()
        seat(client)
        assert "Hers" not in client.get("/caseload/").text
        assert client.post(f"/caseload/views/{view.pk}/remove/").status_code == 404


@pytest.mark.one_database
class TestWritingToSeveral:
    def test_each_gets_it_in_their_own_thread_and_once(self, client):
        people = [make_patient("Ann"), make_patient("Bea"), make_patient("Not Her")]
        seat(client, *people)
        page = client.get("/caseload/message/", ticked(*people[:2])).text
        assert "Write to 2 people" in page and "Not Her" not in page
        said = {**ticked(*people[:2]), "client_id": "one", "text": "We are closed on Friday."}
        for _ in range(2):
            assert client.post("/caseload/message/", said).status_code == 302
        assert [person.messages.count() for person in people] == [1, 1, 0]
        other = client.post("/caseload/message/", {**said, "text": "Open after all."})
        assert other.status_code == 409

    def test_other_words_to_one_of_them_reach_nobody(self, client):
        ann, bea = make_patient("Ann"), make_patient("Bea")
        seat(client, ann, bea)
        said = {"client_id": "one", "text": "We are closed on Friday."}
        client.post("/caseload/message/", {**ticked(bea), **said})
        other = client.post("/caseload/message/", {**ticked(ann, bea), **said, "text": "Open!"})
        assert other.status_code == 409
        assert [person.messages.count() for person in (ann, bea)] == [0, 1]

    def test_one_who_is_not_in_care_stops_it_for_all(self, client):
        own, other = make_patient("Ann"), make_patient("Stranger")
        seat(client, own)
        said = {**ticked(own, other), "client_id": "one", "text": "Hello"}
        assert client.post("/caseload/message/", said).status_code == 404
        assert client.get("/caseload/message/?to=nobody").status_code == 404
        assert not own.messages.exists()

    def test_without_words_or_people_it_is_told(self, client):
        own = make_patient("Ann")
        seat(client, own)
        page = client.post("/caseload/message/", {**ticked(own), "client_id": "one", "text": ""})
        assert page.status_code == 422 and "Write a few words first." in page.text
        page = client.get("/caseload/message/", follow=True)
        assert "Tick the people" in page.text


def test_what_is_next_is_the_button_of_a_row(client):
    locked = make_plan(patient=make_patient("Lo Locked"), days=3)
    live(locked, TODAY, {**CALM, "red_flags": ["swollen_warm_calf"]}, None)
    quiet = named("Sil Silent", days=9, course=silent)
    seat(client, locked.patient, quiet)
    page = client.get("/caseload/").text
    assert f'href="/patients/{locked.patient.public_id}/clear-lock/"' in page
    assert f'href="/patients/{quiet.public_id}/messages/"' in page


def test_a_row_says_where_pain_goes_and_how_many_alerts_stand(client):
    seat(
        client,
        named("Sil Silent", days=9, course=silent),
        named("Even", days=12, course=check_ins_only),
    )
    page = client.get("/caseload/?view=everyone&sort=name").text
    assert "too few answers" in page and "like last week" in page
    assert '1 alert<span class="vh"> about Sil Silent' in page
