"""Exit tests: how-to and timer, both sides, and the tries so far."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recovery.models import LogEntry
from recovery.services import corrections, self_tests
from tests.factories import TODAY, check_ins_only, live, make_plan, noon
from tests.long_histories import long_plan

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
YESTERDAY = TODAY - timedelta(days=1)
WALK, DIG = "walk-10-minutes", "heel-dig-half-effort"
TESTS_PAGE = 5


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan(client):
    plan = make_plan(days=4)
    client.force_login(plan.patient)
    return plan


def attempt(plan, test=WALK, on=YESTERDAY, **answers) -> LogEntry:
    return self_tests.record(
        plan=plan,
        on=on,
        answers={"test": test, "passed": True, "pain": 0, **answers},
        client_id=f"{test}{on}",
        by=plan.patient,
        now=noon(on),
        today=on,
    ).entry


def test_what_is_left_says_why_and_how_long_is_usual(client, plan):
    page = client.get("/tests/").text
    assert "This is day 4 in Protect." in page
    assert "Many people need one to three weeks. Some need longer." in page
    assert "No date decides this." in page and "longer with you" not in page


def test_somebody_hurt_there_before_reads_what_the_first_questions_told_them(client):
    client.force_login(make_plan(days=4, recurrent=True).patient)
    page = client.get("/tests/").text
    assert "Many people need one to three weeks. The same spot hurt before" in page


def test_a_plan_that_rests_says_what_rests_it_and_what_ends_that(client):
    plan = make_plan(days=1)
    client.force_login(plan.patient)
    said = {"client_id": "c", "on": TODAY.isoformat(), "pain_rest": "8", "pain_morning": "8"}
    client.post("/check-in/", said | {"pain_worst": "8", "no_red_flags": "1", "settled": "none"})
    why = "Your pain at rest was 8 of 10. From 7 on, rest is the right thing today."
    for page in ("/tests/", "/check-in/answer/", "/today/"):
        held = client.get(page).text.split("Why am I held, and how long is usual?")[1]
        assert f"{why} At 6 or less at rest, this would be no rest day." in held
        assert "At an even pace this phase takes about 1 to 3 weeks." in held
    assert '<a href="#how-long">How long is usual?</a>' in client.get("/today/").text


def test_who_is_past_the_usual_is_led_to_somebody_who_can_help(client):
    client.force_login(make_plan(days=21, course=check_ins_only).patient)
    page = client.get("/tests/").text
    assert '<details class="more" open>' in page and "Ask your therapist to look" in page
    assert '<a href="/messages/">Write a message</a>' in page
    assert "Ask your therapist to look" in client.get("/today/").text


def test_a_test_with_a_time_has_a_timer_and_its_length(client, plan):
    page = client.get(f"/tests/{WALK}/").text
    assert 'data-seconds="600" data-rounds="1"' in page
    assert "js/tests/timer.js" in page


def test_holds_are_counted_one_after_the_other(client, plan):
    assert 'data-seconds="5" data-rounds="5"' in client.get(f"/tests/{DIG}/").text


def test_a_test_without_a_time_has_no_timer(client, plan):
    page = client.get("/tests/slow-jog-20-metres/").text
    assert "data-test-timer" not in page
    assert "timer.js" not in page


def test_the_how_to_comes_step_by_step_beside_a_figure(client, plan):
    page = client.get(f"/tests/{WALK}/").text
    assert "<li>Walk for 10 minutes on flat ground with your usual steps.</li>" in page
    assert '<div class="panel test-figure"><svg' in page


def test_a_try_is_listed_with_its_day_and_pain(client, plan):
    attempt(plan, pain=2, passed=False)
    page = client.get(f"/tests/{WALK}/").text
    assert "Sunday 1 March" in page
    assert "Not yet, pain 2" in page
    assert "Your tries" not in client.get(f"/tests/{DIG}/").text


def test_both_sides_stand_beside_each_other_on_both_pages(client, plan):
    attempt(plan, value_injured="9", value_other="10")
    said = "For every 10 on the other side, 9 on the injured one."
    assert said in client.get(f"/tests/{WALK}/").text
    assert said in client.get("/tests/").text


def test_a_corrected_try_shows_what_is_right(client, plan):
    entry = attempt(plan, value_injured="9", value_other="10")
    corrections.record(
        entry=entry,
        changes={"value_injured": "5"},
        client_id="right",
        by=plan.patient,
        now=noon(TODAY),
        today=TODAY,
    )
    page = client.get(f"/tests/{WALK}/").text
    assert "For every 10 on the other side, 5 on the injured one." in page
    assert page.count("<dl") == 1


@pytest.mark.parametrize("days", [7, 730])
def test_the_tests_ask_as_much_after_two_years_as_after_a_week(client, days):
    plan = long_plan(days=days, today=TODAY)
    client.force_login(plan.patient)
    live(plan, TODAY, None, None)
    attempt(plan, on=TODAY)
    for path in ("/tests/", f"/tests/{WALK}/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= TESTS_PAGE, "\n".join(one["sql"][:200] for one in asked)
