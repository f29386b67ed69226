"""Today, the check-in, the session, the tests and the lock, as the patient meets them."""

import re
from datetime import timedelta

import pytest
import time_machine

from exercises.article_loader import load as load_articles
from exercises.articles import articles as shipped_articles
from exercises.models import Article
from recovery.models import LogEntry, SessionDraft
from recovery.protocols import shipped_protocol
from tests.factories import CALM, TODAY, live, make_patient, make_plan, noon

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
IN_TURN = shipped_protocol().phases[0].articles
GOOD = {
    "flags": "none",
    "pain_rest": "0",
    "pain_morning": "0",
    "pain_worst": "1",
    "settled": "none",
    "nothing_new": "1",
}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan(client):
    """On its fourth day, not checked in yet."""
    plan = make_plan(days=4)
    client.force_login(plan.patient)
    return plan


@pytest.fixture
def articles(db):
    load_articles(now=noon(TODAY))
    return shipped_articles()


def check_in(client, client_id: str = "morning", **said):
    return client.post("/check-in/", {"client_id": client_id, **GOOD, **said})


def session(client, *pains: str, default: str = "0"):
    """Every exercise done, with these pains in order; the answer of the last one."""
    client.post("/session/")
    count = len(SessionDraft.objects.get().lines)
    given = [*pains, *[default] * count][:count]
    for number, pain in enumerate(given, start=1):
        page = client.post(f"/session/{number}/", {"done": "1", "pain": pain})
    return page


# --- today ------------------------------------------------------------------------------
def test_without_a_plan_every_page_leads_to_the_first_questions(client):
    client.force_login(make_patient())
    for address in ("/today/", "/check-in/", "/session/", "/tests/", "/progress/", "/locked/"):
        assert client.get(address).headers["Location"] == "/start/"


def test_before_the_check_in_the_day_is_a_preview_without_start(client, plan):
    page = client.get("/today/")
    assert "Check in first" in page.text
    assert "A preview of today" in page.text
    assert ">Start<" not in page.text


def test_after_the_check_in_each_exercise_has_its_reason(client, plan):
    check_in(client)
    page = client.get("/today/")
    assert "Start" in page.text
    lines = page.text.count('class="exercise"')
    assert lines >= 3
    assert page.text.count('class="reason') == lines


@pytest.mark.parametrize(
    ("days", "slug"),
    [(1, IN_TURN[0]), (2, IN_TURN[1]), (len(IN_TURN), IN_TURN[-1]), (len(IN_TURN) + 1, IN_TURN[0])],
)
def test_each_day_of_a_phase_offers_the_next_article(client, articles, days, slug):
    client.force_login(make_plan(days=days).patient)
    page = client.get("/today/").text
    assert "One thing to read" in page
    assert re.findall('class="card-s read" href="([^"]+)"', page) == [f"/learn/{slug}/"]
    assert articles[slug].title in page
    assert articles[slug].summary in page
    assert re.search(r"\d minutes?</p>", page)


def test_a_retired_article_is_not_offered(client, plan, articles):
    assert "One thing to read" in client.get("/today/").text
    Article.objects.update(status="retired")
    assert "One thing to read" not in client.get("/today/").text


def test_the_figures_show_the_injured_side(client):
    left, right = make_plan(side="left"), make_plan(side="right")
    client.force_login(left.patient)
    of_left = client.get("/today/").text
    client.force_login(right.patient)
    of_right = client.get("/today/").text
    assert "Your left leg." in of_left
    assert "Your right leg." in of_right
    assert re.findall("<svg class=.fig.*?</svg>", of_left) != re.findall(
        "<svg class=.fig.*?</svg>", of_right
    )


def test_a_plan_that_has_ended_can_be_read(client, plan):
    plan.closed_on, plan.close_reason = TODAY, "finished"
    plan.save()
    assert "Your plan has ended" in client.get("/today/").text
    assert client.get("/progress/").status_code == 200


@pytest.mark.parametrize("days", [7, 60])
def test_today_costs_six_queries_at_most(client, days, django_assert_max_num_queries):
    client.force_login(make_plan(days=days).patient)
    client.get("/today/")
    with django_assert_max_num_queries(6):
        client.get("/today/")
    with django_assert_max_num_queries(12):
        check_in(client)
    with django_assert_max_num_queries(6):
        client.get("/today/")
    session(client)
    with django_assert_max_num_queries(12):
        client.post("/session/finish/", {"effort": "4", "minutes": "15"})
    with django_assert_max_num_queries(6):
        client.get("/today/")


# --- the check-in -----------------------------------------------------------------------
def test_nothing_is_preset(client, plan):
    assert " checked" not in client.get("/check-in/").text


def test_a_good_check_in_shows_what_it_led_to(client, plan):
    assert check_in(client).headers["Location"] == "/check-in/answer/"
    page = client.get("/check-in/answer/")
    assert "Check-in saved" in page.text
    assert "How this was decided" in page.text
    assert re.search(r"<b>R\d\d</b>", page.text)


def test_the_same_check_in_twice_is_one_entry(client, plan):
    check_in(client)
    check_in(client)
    assert LogEntry.objects.filter(client_id="morning").count() == 1


def test_the_same_id_with_other_answers_is_a_conflict(client, plan):
    check_in(client)
    page = check_in(client, pain_worst="4")
    assert page.status_code == 409
    assert LogEntry.objects.get(client_id="morning").pain_worst == 1


def test_skipped_scores_stay_without_answer(client, plan):
    check_in(client, pain_rest="", pain_worst="0")
    entry = LogEntry.objects.get(client_id="morning")
    assert (entry.pain_rest, entry.pain_worst) == (None, 0)


def test_signs_without_an_answer_leave_a_preview(client, plan):
    check_in(client, flags="")
    assert "stays a preview" in client.get("/check-in/answer/").text
    assert ">Start<" not in client.get("/today/").text
    assert client.post("/session/").status_code == 409


def test_a_score_outside_0_to_10_is_refused_beside_its_field(client, plan):
    page = check_in(client, pain_rest="11")
    assert page.status_code == 422
    assert 'id="pain_rest-error"' in page.text
    assert not LogEntry.objects.filter(client_id="morning").exists()


def test_a_yes_is_repeated_before_it_is_saved(client, plan):
    yes = {"flags": "some", "red_flags": "foot_drop"}
    page = check_in(client, **yes)
    assert "Did you mean to tick this?" in page.text
    assert not LogEntry.objects.filter(client_id="morning").exists()
    back = check_in(client, **yes, back="1")
    assert 'value="foot_drop" checked' in back.text
    assert check_in(client, **yes, confirmed="1").headers["Location"] == "/locked/"


def test_soreness_is_asked_only_after_a_session(client):
    client.force_login(make_plan().patient)
    assert "How long was it sore" not in client.get("/check-in/").text


# --- the session ------------------------------------------------------------------------
def test_a_day_that_is_not_checked_in_cannot_be_started(client, plan):
    page = client.post("/session/")
    assert page.status_code == 409
    assert "Check in first" in page.text
    assert not SessionDraft.objects.exists()


def test_an_exercise_without_answers_asks_for_them(client, plan):
    check_in(client)
    client.post("/session/")
    page = client.post("/session/1/", {})
    assert page.status_code == 422
    assert 'id="done-error"' in page.text
    assert 'id="pain-error"' in page.text


def test_it_is_kept_as_it_goes_and_goes_on_where_it_was_left(client, plan):
    check_in(client)
    client.post("/session/")
    client.post("/session/1/", {"done": "1", "pain": "0"})
    assert client.get("/session/").headers["Location"] == "/session/2/"
    assert "Your session waits" in client.get("/today/").text
    assert client.get("/session/99/").status_code == 404


def test_a_session_is_one_entry_and_names_what_was_left_out(client, plan):
    check_in(client)
    client.post("/session/")
    client.post("/session/1/", {"skipped": "time", "pain": ""})
    count = len(SessionDraft.objects.get().lines)
    for number in range(2, count + 1):
        client.post(f"/session/{number}/", {"done": "0.8", "pain": "1"})
    page = client.post("/session/finish/", {"effort": "4", "minutes": "15", "limp": "no"})
    assert page.headers["Location"] == "/session/done/"
    entry = LogEntry.objects.filter(kind="session").latest("sequence")
    assert (entry.effort, entry.minutes, entry.facts["limp"]) == (4, 15, False)
    reports = list(entry.exercises.values_list("skipped", "pain"))
    assert reports[0] == ("time", None)
    assert reports[1] == ("", 1)
    assert not SessionDraft.objects.exists()


def test_pain_above_the_limit_rests_that_exercise_and_says_so(client):
    client.force_login(make_plan().patient)
    check_in(client)
    session(client, "0", "5")
    client.post("/session/finish/", {"effort": "4", "minutes": "15"})
    page = client.get("/session/done/")
    assert "hurt 5 of 10" in page.text
    today = client.get("/today/")
    assert "Resting today" in today.text
    assert "Done for today" in today.text


def test_pain_at_the_stop_line_ends_the_session_at_once(client, plan):
    check_in(client)
    client.post("/session/")
    page = client.post("/session/1/", {"done": "0.5", "pain": "6"})
    assert page.headers["Location"] == "/session/finish/"
    assert "That is enough for today" in client.get("/session/finish/").text
    client.post("/session/finish/", {"effort": "4", "minutes": "5"})
    assert "Now rest, today and tomorrow" in client.get("/session/done/").text
    assert "Today is a rest day" in client.get("/today/").text


def test_one_below_the_stop_line_goes_on(client, plan):
    check_in(client)
    client.post("/session/")
    page = client.post("/session/1/", {"done": "1", "pain": "5"})
    assert page.headers["Location"] == "/session/2/"


def test_a_session_left_overnight_is_saved_on_its_own_day(client, plan):
    check_in(client)
    client.post("/session/")
    client.post("/session/1/", {"done": "1", "pain": "0"})
    with time_machine.travel(noon(TODAY + timedelta(days=1)), tick=False):
        assert client.get("/session/").headers["Location"] == "/session/finish/"
        client.post("/session/finish/", {"effort": "4", "minutes": "5"})
    assert LogEntry.objects.filter(kind="session").latest("sequence").on == TODAY


def test_a_session_may_be_dropped(client, plan):
    check_in(client)
    client.post("/session/")
    client.post("/session/finish/", {"discard": "1"})
    assert not SessionDraft.objects.exists()
    assert not LogEntry.objects.filter(kind="session", on=TODAY).exists()


# --- tests ------------------------------------------------------------------------------
def test_the_tests_of_the_phase_say_how_far_they_have_come(client, plan):
    check_in(client)
    assert "Not yet." in client.get("/tests/").text
    said = {"client_id": "try", "passed": "yes", "pain": "0"}
    assert client.post("/tests/walk-10-minutes/", said).headers["Location"] == "/tests/"
    assert "1 of 2 days." in client.get("/tests/").text


def test_a_test_without_answers_asks_for_them(client, plan):
    page = client.post("/tests/walk-10-minutes/", {"client_id": "try"})
    assert page.status_code == 422
    assert 'id="passed-error"' in page.text
    assert 'id="pain-error"' in page.text


def test_a_test_of_another_phase_is_not_there(client, plan):
    assert client.get("/tests/full-speed-run/").status_code == 404


# --- the lock ---------------------------------------------------------------------------
def test_a_lock_stays_and_says_what_to_do(client, plan):
    check_in(client, flags="some", red_flags="foot_drop", confirmed="1")
    for address in ("/today/", "/check-in/answer/", "/session/", "/session/done/"):
        assert client.get(address).headers["Location"] == "/locked/"
    page = client.get("/locked/")
    assert "Please get checked today" in page.text
    assert "tel:112" in page.text


def test_a_soon_lock_is_lifted_by_who_was_examined_but_not_on_its_day(client, plan):
    flagged = {**CALM, "red_flags": ["sit_bone_pain"]}
    live(plan, TODAY, flagged, None)
    assert "/locked/seen/" not in client.get("/locked/").text
    with time_machine.travel(noon(TODAY + timedelta(days=1)), tick=False):
        assert "/locked/seen/" in client.get("/locked/").text
        said = {"client_id": "seen", "who": "my doctor", "seen_on": "2026-03-02", "cleared": "yes"}
        assert client.post("/locked/seen/", said).headers["Location"] == "/today/"
        assert client.get("/today/").status_code == 200


def test_who_examined_must_be_said(client, plan):
    live(plan, TODAY, {**CALM, "red_flags": ["sit_bone_pain"]}, None)
    page = client.post("/locked/seen/", {"client_id": "seen"})
    assert page.status_code == 422
    assert 'id="who-error"' in page.text


def test_without_a_lock_its_page_leads_home(client, plan):
    assert client.get("/locked/").headers["Location"] == "/today/"
    assert client.get("/locked/seen/").headers["Location"] == "/today/"
