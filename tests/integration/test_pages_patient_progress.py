"""One's own progress: the windows of the chart, what one can do, the week, the run of days."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from recovery.domain.codes import DirectiveKind
from recovery.models import FunctionRating, RecoveryPlan
from recovery.services import directives, function_ratings
from tests import factories as make
from tests.factories import CALM, TODAY, live, noon
from tests.long_histories import long_plan

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DAY = timedelta(days=1)
YESTERDAY = TODAY - DAY
ACTIVITIES = [["Climbing stairs", 4], ["Running", 0]]
PROGRESS_PAGE = 13  # the session and the person included


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def begin(client: Client) -> Callable[..., RecoveryPlan]:
    """A plan whose owner is signed in."""

    def begun(**given) -> RecoveryPlan:
        plan = make.make_plan(**given)
        client.force_login(plan.patient)
        return plan

    return begun


def drawn(client: Client, query: str = "") -> int:
    return client.get(f"/progress/{query}").context["day_count"]


# --- the windows ------------------------------------------------------------------------
def test_the_chart_shows_a_week_a_month_or_every_day(client, begin):
    begin(days=40, course=make.check_ins_only)
    assert [drawn(client, f"?days={days}") for days in ("7", "30", "all")] == [7, 30, 40]
    assert drawn(client) == 30


def test_a_young_plan_shows_no_days_before_it_began(client, begin):
    begin(days=3)
    assert [drawn(client, f"?days={days}") for days in ("7", "30", "all")] == [3, 3, 3]


@pytest.mark.parametrize("query", ["?days=8", "?days=", "?days=-7", "?until=2026-02-31"])
def test_other_windows_are_not_there(client, begin, query):
    begin(days=3)
    assert client.get(f"/progress/{query}").status_code == 404


def test_days_outside_the_plan_lead_to_its_nearest_day(client, begin):
    plan = begin(days=10)
    asked = client.get("/progress/?days=7&until=2020-01-01").context["window"]
    assert asked.until == plan.started_on
    asked = client.get("/progress/?days=7&until=2030-01-01").context["window"]
    assert asked.until == TODAY


def test_a_week_leads_to_the_week_before_and_back(client, begin):
    begin(days=20)
    page = client.get("/progress/?days=7")
    before = f"?days=7&amp;until={TODAY - 7 * DAY}#h"
    assert before in page.text
    earlier = client.get(before.replace("&amp;", "&").removesuffix("#h").join(["/progress/", ""]))
    assert f"?days=7&amp;until={TODAY}#h" in earlier.text


def test_the_chart_of_a_plan_that_has_ended_ends_with_it(client, begin):
    plan = begin(days=20)
    plan.closed_on, plan.close_reason = TODAY - 10 * DAY, "finished"
    plan.save()
    assert client.get("/progress/").context["window"].last == TODAY - 10 * DAY


def test_a_mark_says_its_reason_and_leads_to_the_day(client, begin):
    sore = dict(CALM) | {"pain_worst": 8, "pain_rest": 7}
    plan = begin(days=5)
    live(plan, TODAY, sore, None)
    chart = client.get("/progress/?days=7").context["chart"]
    assert f'<a href="/progress/{TODAY}/" aria-label="Monday 2 March: Rest.' in chart


@pytest.mark.parametrize("days", ["7", "30", "all"])
@pytest.mark.parametrize("length", [7, 730])
def test_progress_asks_as_much_after_two_years_as_after_a_week(client, length, days):
    plan = long_plan(days=length, today=TODAY)
    client.force_login(plan.patient)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/progress/?days={days}").status_code == 200
    assert len(asked) <= PROGRESS_PAGE, "\n".join(one["sql"][:200] for one in asked)


# --- what somebody can do ---------------------------------------------------------------
def test_what_was_said_at_first_stands_in_chart_and_list(client, begin):
    begin(days=3, activities=ACTIVITIES)
    page = client.get("/progress/")
    assert "4 at first" in page.text
    assert "What you can do, 0 to 10" in page.text
    assert "<td>2.0</td>" in page.text


def test_a_rating_stands_beside_the_first(client, begin):
    plan = begin(days=3, activities=ACTIVITIES)
    sent = client.post(
        "/progress/what-you-can-do/", {"client_id": "one", "score_1": "7", "score_2": ""}
    )
    assert sent.headers["Location"] == "/progress/"
    assert FunctionRating.objects.get(plan=plan).scores == [
        ["Climbing stairs", 7],
        ["Running", None],
    ]
    page = client.get("/progress/")
    assert "4 at first, 7 on 2 March" in page.text
    assert "<td>7.0</td>" in page.text  # the mean of what has a score


def test_nothing_is_preset_and_the_last_answer_is_said(client, begin):
    begin(days=3, activities=ACTIVITIES)
    page = client.get("/progress/what-you-can-do/").text
    assert " checked" not in page
    assert "4 of 10 on 28 February." in page


def test_skipping_everything_is_told(client, begin):
    begin(days=3, activities=ACTIVITIES)
    sent = client.post("/progress/what-you-can-do/", {"client_id": "one"})
    assert sent.status_code == 422
    assert "Choose a number for one thing at least." in sent.text
    assert not FunctionRating.objects.exists()


def test_sent_ten_times_it_is_one_rating_and_other_content_is_a_conflict(client, begin):
    begin(days=3, activities=ACTIVITIES)
    said = {"client_id": "one", "score_1": "7"}
    answers = [client.post("/progress/what-you-can-do/", said) for _ in range(10)]
    assert {answer.status_code for answer in answers} == {302}
    assert FunctionRating.objects.count() == 1
    other = client.post("/progress/what-you-can-do/", said | {"score_1": "8"})
    assert other.status_code == 409
    assert FunctionRating.objects.count() == 1


def test_who_named_nothing_names_it_here(client, begin):
    begin(days=3)
    said = {"client_id": "one", "activity_1": "Dancing", "score_1": "2"}
    assert client.post("/progress/what-you-can-do/", said).status_code == 302
    assert "Dancing" in client.get("/progress/").text
    assert "Dancing" in client.get("/progress/what-you-can-do/").text


def test_a_rating_decides_nothing(client, begin):
    plan = begin(days=3, activities=ACTIVITIES)
    before = list(plan.decisions.values())
    client.post("/progress/what-you-can-do/", {"client_id": "one", "score_1": "7"})
    assert list(plan.decisions.values()) == before


ASKED = "How well can you do your things now?"


@pytest.mark.parametrize(("days", "is_asked"), [(14, False), (15, True)])
def test_it_is_asked_two_weeks_after_the_first_day(client, begin, days, is_asked):
    plan = begin(days=days, activities=ACTIVITIES, course=make.check_ins_only)
    assert (ASKED in client.get("/progress/").text) is is_asked
    live(plan, TODAY, CALM, None)
    assert (ASKED in client.get("/today/").text) is is_asked


def test_the_check_in_comes_first(client, begin):
    begin(days=15, activities=ACTIVITIES, course=make.check_ins_only)
    assert ASKED not in client.get("/today/").text


@pytest.mark.parametrize(("back", "is_asked"), [(13, False), (14, True)])
def test_it_is_asked_two_weeks_after_the_latest_rating(client, begin, back, is_asked):
    plan = begin(days=40, activities=ACTIVITIES, course=make.check_ins_only)
    on = TODAY - back * DAY
    function_ratings.record(
        plan=plan,
        on=on,
        scores=[("Climbing stairs", 5)],
        client_id="r",
        by=plan.patient,
        now=noon(on),
    )
    assert (ASKED in client.get("/progress/").text) is is_asked


def test_who_named_nothing_is_not_asked(client, begin):
    begin(days=30, activities=[], course=make.check_ins_only)
    assert ASKED not in client.get("/progress/").text


# --- the week, the run of days, what was reached ----------------------------------------
def silent_on(*numbers: int) -> make.Course:
    return lambda number: (None, None) if number in numbers else make.steady(number)


def run(client: Client) -> tuple[int, int]:
    run = client.get("/progress/").context["run"]
    return run.days, run.missed


def test_today_counts_once_something_is_recorded(client, begin):
    plan = begin(days=6)
    assert run(client) == (5, 0)
    live(plan, TODAY, CALM, None)
    assert run(client) == (6, 0)


def test_one_missed_day_neither_counts_nor_ends_the_run(client, begin):
    begin(days=10, course=silent_on(4))
    assert run(client) == (8, 0)


def test_two_missed_days_in_a_row_are_forgiven(client, begin):
    begin(days=10, course=silent_on(4, 5))
    assert run(client) == (7, 0)


def test_the_third_missed_day_in_a_row_begins_a_new_run(client, begin):
    begin(days=10, course=silent_on(4, 5, 6))
    assert run(client) == (2, 0)


def test_missed_days_up_to_today_are_not_a_reproach(client, begin):
    begin(days=10, course=silent_on(6, 7, 8))
    assert run(client) == (0, 3)
    assert "Your next check-in begins a new run." in client.get("/progress/").text


def test_a_rest_day_that_was_asked_for_counts_without_a_word(client, begin):
    def rests(number: int):
        if number == 5:
            return {**CALM, "pain_worst": 8, "pain_rest": 7}, None
        return (None, None) if number == 6 else make.steady(number)

    begin(days=8, course=rests)
    assert run(client) == (7, 0)


def test_a_pause_counts_however_long_it_lasts(client, begin):
    plan = begin(days=20, course=silent_on(*range(5, 19)))
    on = plan.started_on + 4 * DAY
    directives.give(
        plan=plan,
        kind=DirectiveKind.PAUSE,
        reason="Ill",
        on=on,
        client_id="pause",
        by=plan.patient,
        now=noon(on),
        today=on,
    )
    assert run(client) == (19, 0)


def test_the_week_says_what_was_done_and_the_week_before(client, begin):
    begin(days=16, course=silent_on(13))
    lines = [(one.words, one.before) for one in client.get("/progress/").context["week"]]
    assert lines[0] == ("Checked in on 5 of 7 days", "")
    assert lines[1] == ("Exercise on 5 days, 75 minutes", "The week before: 7 days, 105 minutes")
    assert lines[2] == ("Worst pain: 1 of 10", "The week before: 1")


def test_the_first_week_has_no_week_before(client, begin):
    begin(days=3)
    lines = client.get("/progress/").context["week"]
    assert all(not one.before for one in lines)
    assert lines[0].words == "Checked in on 2 of 3 days"


def test_milestones_are_sessions_and_phases_with_their_day(client, begin):
    plan = begin(days=14)
    found = client.get("/progress/").context["milestones"]
    first = plan.started_on + DAY
    assert [(one.words, one.day) for one in found] == [
        ("10 sessions", first + 9 * DAY),
        ("Your first session", first),
    ]
