"""The eight weeks after return: a list a week, and the end, whoever notices it first."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recovery import tasks
from tests.factories import CALM, TODAY, live, make_plan, noon
from tests.last_weeks import DAY, DAYS, SESSION, live_until, plan_in_last_weeks

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MOST_QUERIES = 8  # two folds: of today, and of the week ahead
SAID = {"flags": "none", "pain_rest": "0", "pain_morning": "0", "pain_worst": "0"}


@pytest.fixture
def plan(client):
    plan = plan_in_last_weeks(TODAY)
    client.force_login(plan.patient)
    return plan


@pytest.fixture
def lived(plan):
    """A session often enough that no gap leads back a phase."""
    for number in (13, 26, 39, 52):
        live(plan, TODAY + number * DAY, CALM, SESSION)
    return plan


def at(day: int):
    """Noon of a day of the eight weeks; the first is 0."""
    return time_machine.travel(noon(TODAY + day * DAY), tick=False)


def test_a_day_without_a_list_says_when_the_next_one_comes(client, plan):
    live_until(plan, TODAY, TODAY + 4 * DAY)
    with at(4), CaptureQueriesContext(connection) as asked:
        page = client.get("/today/").text
    assert len(asked) <= MOST_QUERIES
    next_on = TODAY + timedelta(days=7)
    assert f"The next one is there on {next_on:%A} {next_on.day} March." in page
    assert "No check-in yet today" not in page
    assert page.count("This is week 1 of 8.") == 1
    assert "I forgot yesterday’s check-in" not in page


def test_the_day_of_the_list_asks_for_the_check_in(client, plan):
    live_until(plan, TODAY, TODAY + 7 * DAY)
    with at(7):
        page = client.get("/today/").text
    assert "Check in first" in page and "A preview of today" in page
    assert "This is week 2 of 8." in page


def test_the_worker_closes_what_is_over_and_not_a_day_before(lived):
    other = make_plan(days=3)
    for day, is_open in ((DAYS - 1, True), (DAYS + 2, False), (DAYS + 3, False)):
        with at(day):
            tasks.close_finished_plans()
        lived.refresh_from_db()
        assert lived.is_open is is_open
    assert (lived.closed_on, lived.close_reason) == (TODAY + DAYS * DAY, "finished")
    other.refresh_from_db()
    assert other.is_open


def test_who_looks_later_than_it_ended_reads_when_it_did(client, lived):
    with at(DAYS + 5):
        page, progress = (client.get(where).text for where in ("/today/", "/progress/"))
    assert "No check-in on this day, so nothing moved up." in progress
    assert "No check-in yet today" not in progress and "Name up to three things" not in progress
    lived.refresh_from_db()
    assert lived.closed_on == TODAY + DAYS * DAY
    assert "You came through every phase" in page
    assert f"Since {lived.closed_on:%-d} {lived.closed_on:%B %Y}" in page


def test_the_last_check_in_leads_to_the_summary(client, lived):
    with at(DAYS):
        sent = client.post("/check-in/", {"client_id": "last", **SAID, "nothing_new": "1"})
        assert sent.headers["Location"] == "/today/"
        assert "You came through every phase" in client.get("/today/").text


def test_a_pain_on_the_last_day_puts_the_end_off(client, lived):
    with at(DAYS):
        live(lived, TODAY + DAYS * DAY, {**CALM, "pain_rest": 8}, None)
        page = client.get("/today/").text
    lived.refresh_from_db()
    assert lived.is_open
    assert "Today is a rest day" in page
