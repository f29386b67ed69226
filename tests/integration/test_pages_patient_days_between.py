"""The days in between: a pause of one's own, a forgotten yesterday, a mistaken intake."""

from datetime import timedelta

import pytest
import time_machine

from recovery.domain.codes import DirectiveKind
from recovery.models import LogEntry
from recovery.services import directives
from tests.factories import CALM, TODAY, live, make_clinician, make_plan, noon, steady

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DAY = timedelta(days=1)
YESTERDAY = TODAY - DAY
ADD = f"/progress/{YESTERDAY}/add/"
SAID = {"flags": "none", "pain_rest": "0", "pain_morning": "1", "pain_worst": "2"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def begin(client):
    def begun(**given):
        plan = make_plan(**given)
        client.force_login(plan.patient)
        return plan

    return begun


# --- a pause ----------------------------------------------------------------------------
def pause(client, **answers):
    return client.post("/pause/", {"client_id": "pause", "why": "ill", **answers})


def test_a_pause_closes_today_and_says_so(client, begin):
    begin(days=5)
    assert pause(client).headers["Location"] == "/today/"
    page = client.get("/today/").text
    assert page.count("Your plan is paused") == 2  # the heading, and what was just saved
    assert '<p class="soft">I am ill.</p>' in page
    assert "Go on with my plan" in page
    assert "How is it today?" not in page


def test_a_pause_may_say_its_last_day_and_ends_by_itself(client, begin):
    begin(days=5)
    pause(client, until=(TODAY + DAY).isoformat())
    assert "It goes on after Tuesday 3 March." in client.get("/today/").text
    with time_machine.travel(noon(TODAY + DAY), tick=False):
        assert "Your plan is paused" in client.get("/today/").text
    with time_machine.travel(noon(TODAY + 2 * DAY), tick=False):
        assert "Your plan is paused" not in client.get("/today/").text


def test_a_plan_is_taken_up_again(client, begin):
    begin(days=5)
    pause(client)
    assert client.post("/pause/end/", {"client_id": "back"}).headers["Location"] == "/today/"
    page = client.get("/today/").text
    assert "Welcome back." in page
    assert "How is it today?" in page


def test_a_therapists_pause_is_theirs_to_end(client, begin):
    plan = begin(days=5)
    clinician = make_clinician(patients=(plan.patient,))
    directives.give(
        plan=plan,
        kind=DirectiveKind.PAUSE,
        reason="Wait for the scan",
        on=TODAY,
        client_id="theirs",
        by=clinician,
        now=noon(TODAY),
        today=TODAY,
    )
    client.post("/pause/end/", {"client_id": "back"})
    page = client.get("/today/").text
    assert "Your therapist paused your plan." in page
    assert "Wait for the scan" in page


def test_paused_days_are_no_gap(client, begin):
    """Ten days without a session cost two rungs; ten paused days cost nothing."""
    plan = begin(days=14)
    on = TODAY
    before = {one["ladder"]: one["rung"] for one in plan.decisions.last().plan_day["ladders"]}
    pause(client)
    later = on + 10 * DAY
    with time_machine.travel(noon(later), tick=False):
        client.post("/pause/end/", {"client_id": "back"})
        live(plan, later, CALM, None)
    after = plan.decisions.order_by("day", "revision").last().plan_day["ladders"]
    assert all(one["rung"] >= before[one["ladder"]] for one in after)


def test_a_locked_plan_has_its_own_page_and_no_pause(client, begin):
    plan = begin(days=5)
    live(plan, TODAY, {**CALM, "red_flags": ["saddle_numbness"]}, None)
    assert client.get("/pause/").headers["Location"] == "/today/"


def test_an_end_without_a_form_changes_nothing(client, begin):
    begin(days=5)
    pause(client)
    entries = LogEntry.objects.count()
    assert client.post("/pause/end/").status_code == 302
    assert LogEntry.objects.count() == entries


# --- a forgotten yesterday --------------------------------------------------------------
def forgetful(number: int):
    return (None, None) if number == 8 else steady(number)


def test_a_forgotten_yesterday_is_offered_and_saved_with_its_own_date(client, begin):
    plan = begin(days=10, course=forgetful)
    assert f'href="{ADD}"' in client.get("/today/").text
    sent = client.post(ADD, {"client_id": "late", **SAID, "nothing_new": "1"})
    assert sent.headers["Location"] == f"/progress/{YESTERDAY}/"
    entry = LogEntry.objects.get(client_id="late")
    assert (entry.on, entry.recorded_at) == (YESTERDAY, noon(TODAY))
    assert plan.decisions.filter(day=YESTERDAY).exists()
    assert f'href="{ADD}"' not in client.get("/today/").text


def test_it_says_that_todays_plan_stayed(client, begin):
    begin(days=10, course=forgetful)
    sent = client.post(ADD, {"client_id": "late", **SAID, "nothing_new": "1"}, follow=True)
    assert "Saved for Sunday 1 March. Today’s plan stays as it was." in sent.text


def test_it_says_that_todays_plan_changed(client, begin):
    begin(days=10, course=forgetful)
    sore = {**SAID, "pain_rest": "7", "pain_worst": "8"}
    sent = client.post(ADD, {"client_id": "late", **sore, "nothing_new": "1"}, follow=True)
    assert "Today’s plan was worked out again, and it changed." in sent.text


def test_a_warning_sign_is_asked_once_more_before_it_stops_the_plan(client, begin):
    begin(days=10, course=forgetful)
    flagged = {**SAID, "client_id": "late", "flags": "some", "red_flags": "saddle_numbness"}
    asked = client.post(ADD, flagged)
    assert "You ticked a warning sign." in asked.text
    assert not LogEntry.objects.filter(client_id="late").exists()
    sure = client.post(ADD, flagged | {"confirmed": "1"})
    assert sure.headers["Location"] == "/locked/"


@pytest.mark.parametrize("back", [0, 2, 3, -1])
def test_only_yesterday_can_be_added(client, begin, back):
    begin(days=10)
    assert client.get(f"/progress/{TODAY - back * DAY}/add/").status_code == 404


def test_there_is_no_yesterday_before_the_plan(client, begin):
    begin(days=1)
    assert client.get(ADD).status_code == 404
    assert "I forgot" not in client.get("/today/").text


# --- a forgotten session ----------------------------------------------------------------
FORGOT = f"/mine/paper/type-in/{YESTERDAY}/?forgotten"


def without_yesterdays_session(number: int):
    return (CALM, None) if number == 8 else steady(number)


def done(plan, **answers):
    """What somebody types in who did everything that was listed."""
    (day,) = plan.decisions.filter(day=YESTERDAY, revision=1)
    lines = [one for one in day.plan_day["exercises"] if not one["warm_up"]]
    return {
        f"{name}_{one['ladder']}": value
        for one in lines
        for name, value in {"done": "1", "pain": "0", **answers}.items()
    }


def test_a_forgotten_session_is_offered_where_a_list_has_none(client, begin):
    begin(days=10, course=without_yesterdays_session)
    assert f'href="{FORGOT}"' in client.get(f"/progress/{YESTERDAY}/").text


def test_it_is_not_offered_where_it_was_recorded(client, begin):
    begin(days=10)
    assert "?forgotten" not in client.get(f"/progress/{YESTERDAY}/").text


def test_it_is_saved_with_its_own_date_and_leads_back_to_its_day(client, begin):
    plan = begin(days=10, course=without_yesterdays_session)
    assert f'action="{FORGOT}"' in client.get(FORGOT).text
    sent = client.post(FORGOT, done(plan), follow=True)
    assert sent.redirect_chain == [(f"/progress/{YESTERDAY}/", 302)]
    assert "Saved for Sunday 1 March." in sent.text
    assert "?forgotten" not in sent.text
    entry = plan.entries.get(kind="session", on=YESTERDAY)
    assert entry.recorded_at == noon(TODAY)


def test_a_forgotten_session_that_hurt_changes_today_and_says_so(client, begin):
    plan = begin(days=10, course=without_yesterdays_session)
    sent = client.post(FORGOT, done(plan, pain="7"), follow=True)
    assert "Today’s plan was worked out again, and it changed." in sent.text


def test_a_yesterday_with_a_check_in_is_not_asked_for(client, begin):
    begin(days=10)
    assert "I forgot" not in client.get("/today/").text
    assert "I forgot" not in client.get(f"/progress/{YESTERDAY}/").text


def test_a_wrong_answer_is_told(client, begin):
    begin(days=10, course=forgetful)
    sent = client.post(ADD, {"client_id": "late", **SAID, "pain_worst": "11"})
    assert sent.status_code == 422
    assert "Choose a number from 0 to 10." in sent.text


def test_sent_twice_it_is_one_and_other_content_is_a_conflict(client, begin):
    begin(days=10, course=forgetful)
    said = {"client_id": "late", **SAID}
    assert [client.post(ADD, said).status_code for _ in range(3)] == [302, 302, 302]
    assert LogEntry.objects.filter(client_id="late").count() == 1
    assert client.post(ADD, said | {"pain_worst": "3"}).status_code == 409


# --- the end ----------------------------------------------------------------------------
def test_a_plan_that_is_over_says_what_it_was(client, begin):
    plan = begin(days=12, activities=[["Climbing stairs", 4]])
    plan.closed_on, plan.close_reason = TODAY, "finished"
    plan.save()
    page = client.get("/today/").text
    assert "You came through every phase" in page
    assert "<p>12 days</p>" in page
    assert "Exercise on 10 days, 150 minutes in all" in page
    assert "Worst pain: 3 of 10 at first, 1 of 10 at the end" in page
    assert "Climbing stairs" in page
    assert "10 sessions" in page


def test_a_plan_that_was_stopped_is_not_called_finished(client, begin):
    plan = begin(days=3)
    plan.closed_on, plan.close_reason = TODAY, "discharged"
    plan.save()
    page = client.get("/today/").text
    assert "You came through every phase" not in page
    assert "Everything you recorded is kept" in page


# --- a mistaken intake ------------------------------------------------------------------
def correct_intake(client, plan, **answers):
    path = f"/progress/entries/{plan.entries.get(kind='intake').pk}/correct/"
    form = client.get(path).context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return client.post(path, {**said, "client_id": "right", **answers})


def test_a_wrong_side_is_put_right_everywhere(client, begin):
    plan = begin(days=5, side="left")
    assert f'href="/progress/{plan.started_on}/"' in client.get("/progress/").text
    assert "Your left leg." in client.get("/today/").text
    assert correct_intake(client, plan, side="right").status_code == 302
    page = client.get("/today/").text
    assert "Your right leg." in page
    assert "Your left leg." not in page


def test_a_wrong_day_of_injury_is_put_right(client, begin):
    plan = begin(days=5)
    first = plan.started_on
    assert correct_intake(client, plan, injured_on=(first - DAY).isoformat()).status_code == 302
    latest = plan.decisions.order_by("day", "revision").last()
    assert latest.state["injured_on"] == (first - DAY).isoformat()


def test_an_injury_after_the_first_day_is_refused(client, begin):
    plan = begin(days=5)
    sent = correct_intake(client, plan, injured_on=TODAY.isoformat())
    assert sent.status_code == 422
    assert "injured_on-error" in sent.text


def test_nothing_changed_is_no_correction(client, begin):
    plan = begin(days=5)
    assert correct_intake(client, plan).status_code == 422
