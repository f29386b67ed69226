"""Progress, any day as it was shown, and corrections."""

from datetime import timedelta

import pytest
import time_machine

from recovery.models import LogEntry
from recovery.services import check_ins
from tests.factories import CALM, TODAY, live, make_clinician, make_plan, noon

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan(client):
    plan = make_plan(days=6)
    client.force_login(plan.patient)
    return plan


def entry_of(plan, kind: str, on=YESTERDAY) -> LogEntry:
    return LogEntry.objects.get(plan=plan, kind=kind, on=on)


def test_progress_shows_the_chart_its_table_and_every_day(client, plan):
    page = client.get("/progress/")
    assert '<svg class="chart"' in page.text
    assert '<table class="data">' in page.text
    for back in range(1, 6):
        assert f"/progress/{TODAY - timedelta(days=back)}/" in page.text


def test_a_day_without_a_report_is_a_gap(client, plan):
    assert client.get("/progress/").text.count('class="gap"') == 2  # today, and the key to it
    live(plan, TODAY, CALM, None)
    assert 'class="gap"' not in client.get("/progress/").text


def test_earlier_days_have_a_page_of_their_own(client):
    plan = make_plan(days=40)
    client.force_login(plan.patient)
    first = plan.started_on
    assert f"/progress/{first}/" not in client.get("/progress/").text.split('id="d"')[1]
    earlier = client.get(f"/progress/?until={TODAY - timedelta(days=28)}")
    assert f"/progress/{first}/" in earlier.text
    assert client.get("/progress/?until=soon").status_code == 404


def test_a_day_is_shown_as_it_was_with_what_was_said(client, plan):
    page = client.get(f"/progress/{YESTERDAY}/")
    assert "Kept as it was shown" in page.text
    assert "worst 1" in page.text
    assert "Effort 4 of 10" in page.text


@pytest.mark.parametrize("day", ["2026-03-03", "2020-01-01", "2026-02-31", "2026-2-1"])
def test_days_outside_the_plan_are_not_there(client, plan, day):
    assert client.get(f"/progress/{day}/").status_code == 404


def test_a_day_that_nobody_decided_says_so(client, plan):
    assert "No report on this day" in client.get(f"/progress/{TODAY}/").text


def test_an_unknown_version_of_a_day_is_not_there(client, plan):
    assert client.get(f"/progress/{YESTERDAY}/?revision=99").status_code == 404
    assert client.get(f"/progress/{YESTERDAY}/?revision=x").status_code == 404


def test_a_correction_begins_with_what_was_said(client, plan):
    page = client.get(f"/progress/entries/{entry_of(plan, 'check_in').pk}/correct/")
    assert 'name="pain_worst" value="1" checked' in page.text


def test_a_correction_is_kept_beside_what_it_puts_right(client, plan):
    entry = entry_of(plan, "check_in")
    said = {
        "client_id": "right",
        "pain_rest": "0",
        "pain_morning": "4",
        "pain_worst": "5",
        "settled": "none",
    }
    page = client.post(f"/progress/entries/{entry.pk}/correct/", said)
    assert page.headers["Location"] == f"/progress/{YESTERDAY}/"
    day = client.get(f"/progress/{YESTERDAY}/")
    assert "Both are kept" in day.text
    assert "worst 5" in day.text
    assert "<del>" in day.text
    assert "With your correction" in day.text
    # Opened again, the form begins with the right answer.
    again = client.get(f"/progress/entries/{entry.pk}/correct/")
    assert 'name="pain_worst" value="5" checked' in again.text


def test_the_day_as_seen_stays_as_it_was_seen(client, plan):
    before = client.get(f"/progress/{YESTERDAY}/").context["headline"]
    entry = entry_of(plan, "check_in")
    said = {"client_id": "right", "pain_rest": "7", "pain_morning": "4", "pain_worst": "8"}
    client.post(f"/progress/entries/{entry.pk}/correct/", said)
    assert client.get(f"/progress/{YESTERDAY}/").context["headline"] == before
    versions = client.get(f"/progress/{YESTERDAY}/").context["versions"]
    corrected = client.get(f"/progress/{YESTERDAY}/?revision={versions[-1].number}")
    assert corrected.context["headline"] == "Today is a rest day."


def test_a_session_is_corrected_exercise_by_exercise(client, plan):
    entry = entry_of(plan, "session")
    form = client.get(f"/progress/entries/{entry.pk}/correct/").context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    said |= {"client_id": "right", "pain_1": "5"}
    assert client.post(f"/progress/entries/{entry.pk}/correct/", said).status_code == 302
    assert "pain 5 of 10" in client.get(f"/progress/{YESTERDAY}/").text


def test_a_correction_of_nothing_is_refused(client, plan):
    entry = entry_of(plan, "session")
    form = client.get(f"/progress/entries/{entry.pk}/correct/").context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    page = client.post(f"/progress/entries/{entry.pk}/correct/", said)
    assert page.status_code == 422
    assert "Nothing differs" in page.text


def test_somebody_elses_entry_is_not_there(client, plan):
    other = make_plan(days=3)
    entry = LogEntry.objects.filter(plan=other).first()
    assert client.get(f"/progress/entries/{entry.pk}/correct/").status_code == 404
    assert client.post(f"/progress/entries/{entry.pk}/correct/", {}).status_code == 404


def test_what_a_therapist_recorded_is_not_the_patients_to_correct(client, plan):
    therapist = make_clinician(patients=(plan.patient,))
    recorded = check_ins.record(
        plan=plan,
        on=TODAY,
        answers=CALM,
        client_id="by phone",
        by=therapist,
        now=noon(TODAY),
        today=TODAY,
    )
    day = client.get(f"/progress/{TODAY}/")
    assert "by Terry Therapist" in day.text
    assert client.get(f"/progress/entries/{recorded.entry.pk}/correct/").status_code == 404
