"""What the log is told of an exercise that hurt, was done another way, or in part."""

import pytest
import time_machine

from exercises.loader import load as load_exercises
from recovery.domain.ladder import Dose
from recovery.models import LogEntry, RecoveryPlan, SessionDraft
from recovery.selectors.exercise_texts import easier_than
from recovery.services import session_drafts
from tests.browser.training import begin, kept, line
from tests.factories import CALM, TODAY, live, make_plan, noon

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LOWER = line(Dose(sets=1, reps=2), exercise="heel-dig")
WHOLE = {"minutes": "15", "limp": "no"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture(scope="module")
def checked_in(module_db):
    """A plan on its fourth day, after the check-in."""
    with time_machine.travel(noon(TODAY), tick=False):
        plan = make_plan(days=4)
        live(plan, TODAY, CALM, None)
        return plan.pk


@pytest.fixture
def plan(client, checked_in):
    plan = RecoveryPlan.objects.get(pk=checked_in)
    client.force_login(plan.patient)
    return plan


@pytest.fixture
def draft(plan) -> SessionDraft:
    """Two exercises; the first has a rung below and another option. Limits 4 and 6."""
    second = line(ladder="trunk", exercise="kneeling-plank")
    return begin(plan, kept(line(), LOWER, "single-leg-bridge"), kept(second), on=TODAY)


def said(draft: SessionDraft, ladder: str = "bridge") -> dict:
    draft.refresh_from_db()
    return draft.answers[ladder]


# --- this hurts -------------------------------------------------------------------------
def test_above_the_limit_the_rung_below_is_offered(client, draft):
    page = client.post("/session/1/", {"hurts": "1", "pain": "5"})
    assert page.headers["Location"] == "/session/1/?way=lower"
    assert said(draft) == {"pain": 5, "skipped": "pain"}
    assert "1 time" not in client.get("/session/1/").text
    assert "2 times" in client.get("/session/1/?way=lower").text


def test_at_the_limit_somebody_may_go_on_and_nothing_is_kept(client, draft):
    page = client.post("/session/1/", {"hurts": "1", "pain": "4"})
    assert page.status_code == 200
    assert "Your limit is 4 of 10, so you may go on" in page.text
    draft.refresh_from_db()
    assert draft.answers == {}


def test_within_the_limit_it_may_be_left_too(client, draft):
    page = client.post("/session/1/", {"hurts": "1", "pain": "4", "leave": "1"})
    assert page.headers["Location"] == "/session/2/"
    assert said(draft) == {"pain": 4, "skipped": "pain"}


def test_at_the_stop_line_the_session_ends(client, draft):
    page = client.post("/session/1/", {"hurts": "1", "pain": "6"})
    assert page.headers["Location"] == "/session/finish/"


def test_pain_without_a_number_is_above_the_limit(client, draft):
    page = client.post("/session/1/", {"hurts": "1", "pain": ""})
    assert page.headers["Location"] == "/session/1/?way=lower"


def test_without_a_rung_below_the_next_one_comes(client, draft):
    page = client.post("/session/2/", {"hurts": "1", "pain": "5"})
    assert page.headers["Location"] == "/session/1/"
    assert said(draft, "trunk") == {"pain": 5, "skipped": "pain"}


def test_hurting_needs_an_answer(client, draft):
    page = client.post("/session/1/", {"hurts": "1"})
    assert page.status_code == 422
    assert 'id="pain-error"' in page.text


def test_what_was_done_before_it_hurt_is_kept(client, draft):
    client.post("/session/1/", {"hurts": "1", "pain": "5", "done": "0.50"})
    assert said(draft) == {"pain": 5, "done": "0.5", "skipped": "pain"}


# --- the rung below ---------------------------------------------------------------------
def test_the_easier_one_claims_nothing_and_keeps_the_worst_pain(client, draft):
    client.post("/session/1/", {"hurts": "1", "pain": "5"})
    page = client.post("/session/1/", {"way": "lower", "pain": "2", "effort": "3"})
    assert page.headers["Location"] == "/session/2/"
    told = {"pain": 5, "skipped": "pain", "done": "0", "exercise": "heel-dig", "effort": 3}
    assert said(draft) == told


def test_pain_told_with_the_answer_counts_the_same(client, draft):
    client.post("/session/1/", {"way": "lower", "pain": "2", "hurt": "5"})
    assert said(draft)["pain"] == 5


def test_what_it_hurt_before_is_not_lost_with_an_answer_that_is_missing(client, draft):
    page = client.post("/session/1/", {"way": "lower", "hurt": "5"})
    assert page.status_code == 422
    assert '<input type="hidden" name="hurt" value="5">' in page.text
    assert '<input type="hidden" name="way" value="lower">' in page.text


def test_within_the_limit_an_easier_one_is_not_left_for_pain(client, draft):
    client.post("/session/1/", {"way": "lower", "pain": "2", "hurt": "4"})
    assert said(draft)["skipped"] == "other"


def test_hurting_again_keeps_the_worst(client, draft):
    client.post("/session/1/", {"hurts": "1", "pain": "5"})
    client.post("/session/1/", {"hurts": "1", "pain": "4", "leave": "1"})
    assert said(draft)["pain"] == 5


def test_more_pain_in_the_easier_one_ends_the_session(client, draft):
    client.post("/session/1/", {"hurts": "1", "pain": "5"})
    page = client.post("/session/1/", {"way": "lower", "pain": "6"})
    assert page.headers["Location"] == "/session/finish/"


def test_the_log_names_the_exercise_that_was_done(client, plan, draft):
    client.post("/session/1/", {"way": "lower", "pain": "2", "hurt": "5", "effort": "3"})
    client.post("/session/2/", {"done": "1", "pain": "1", "effort": "6"})
    assert "Instead: " in client.get("/session/finish/").text
    assert client.post("/session/finish/", WHOLE).headers["Location"] == "/session/done/"
    entry = LogEntry.objects.filter(kind="session", on=TODAY).get()
    rows = entry.exercises.values_list("ladder", "exercise", "done", "pain", "skipped")
    assert [(*row[:2], float(row[2]), *row[3:]) for row in rows] == [
        ("bridge", "heel-dig", 0.0, 5, "pain"),
        ("trunk", "kneeling-plank", 1.0, 1, ""),
    ]


# --- another exercise -------------------------------------------------------------------
def test_an_option_of_the_same_rung_counts_in_full(client, draft):
    client.post("/session/1/", {"way": "single-leg-bridge", "done": "1", "pain": "1"})
    assert said(draft) == {"done": "1", "pain": 1, "exercise": "single-leg-bridge"}


def test_what_the_library_calls_easier_claims_nothing(client, plan):
    load_exercises(now=noon(TODAY))
    draft = begin(plan, kept(line(), easier=("heel-dig",)), on=TODAY)
    assert "Heel dig" in client.get("/session/1/?swap=1").text
    client.post("/session/1/", {"way": "heel-dig", "pain": "1"})
    told = {"done": "0", "pain": 1, "skipped": "other", "exercise": "heel-dig"}
    assert said(draft) == told


def test_what_is_counted_in_another_unit_is_not_called_easier(plan):
    load_exercises(now=noon(TODAY))
    assert easier_than([line()]) == {"two-leg-bridge": ("heel-dig",)}
    assert easier_than([line(Dose(sets=2, duration_seconds=20))]) == {}


def test_a_session_keeps_what_was_easier_when_it_began(client, plan):
    load_exercises(now=noon(TODAY))
    client.post("/session/")
    lines = SessionDraft.objects.get(plan=plan).lines
    easier = {one["listed"]["exercise"]: one["easier"] for one in lines}
    assert easier["two-leg-bridge"] == ["heel-dig"]
    assert easier["easy-walk"] == []


def test_where_there_is_no_other_one_the_page_says_so(client, draft):
    assert "There is no other one for this" in client.get("/session/2/?swap=1").text


@pytest.mark.parametrize("way", ["no-such-exercise", "nordic-lower"])
def test_another_way_must_be_one_of_them(client, draft, way):
    load_exercises(now=noon(TODAY))
    assert client.get(f"/session/1/?way={way}").status_code == 404
    assert client.post("/session/1/", {"way": way, "done": "1", "pain": "1"}).status_code == 404


# --- how much, and how hard -------------------------------------------------------------
@pytest.mark.parametrize(("share", "told"), [("0.67", "0.67"), ("1", "1"), ("0.50", "0.5")])
def test_a_counted_share_is_kept_as_it_is(client, draft, share, told):
    client.post("/session/1/", {"done": share, "pain": "1"})
    assert said(draft)["done"] == told


@pytest.mark.parametrize("share", ["1.01", "-0.1", "two", "NaN", "Infinity", "1e400"])
def test_a_share_that_is_none_is_refused(client, draft, share):
    page = client.post("/session/1/", {"done": share, "pain": "1"})
    assert page.status_code == 422
    assert 'id="done-error"' in page.text


def test_a_counted_share_is_seen_again(client, draft):
    client.post("/session/1/", {"done": "0.67", "pain": "1"})
    page = client.get("/session/1/").text
    assert 'value="0.67" checked' in page
    assert "67 % of it" in page


def test_the_hardest_exercise_is_the_effort_unless_another_is_said(client, draft):
    client.post("/session/1/", {"done": "1", "pain": "1", "effort": "7"})
    client.post("/session/2/", {"done": "1", "pain": "1", "effort": "3"})
    draft.refresh_from_db()
    assert session_drafts.answers_of(draft, {})["effort"] == 7
    assert session_drafts.answers_of(draft, {"effort": 5})["effort"] == 5
    assert "The hardest you said on the way was 7" in client.get("/session/finish/").text


def test_without_any_effort_the_question_wants_an_answer(client, draft):
    client.post("/session/1/", {"done": "1", "pain": "1"})
    client.post("/session/2/", {"done": "1", "pain": "1"})
    assert client.post("/session/finish/", WHOLE).status_code == 422


# --- what a day carries -----------------------------------------------------------------
def test_a_session_carries_the_rung_below_of_each_line(client, plan):
    client.post("/session/")
    draft = SessionDraft.objects.get()
    found = {one["listed"]["ladder"]: one for one in draft.lines}
    lowers = {ladder: one["lower"]["rung"] for ladder, one in found.items() if one["lower"]}
    rungs = {ladder: one["listed"]["rung"] for ladder, one in found.items()}
    assert all(lowers[ladder] == rungs[ladder] - 1 for ladder in lowers)
    assert set(lowers) == {ladder for ladder, rung in rungs.items() if rung > 1}


def test_a_draft_from_before_still_goes_on(client, plan):
    old = {name: value for name, value in kept(line()).items() if name in ("listed", "stop")}
    begin(plan, old, on=TODAY)
    assert client.get("/session/1/").status_code == 200
    page = client.post("/session/1/", {"hurts": "1", "pain": "2"})
    assert page.headers["Location"] == "/session/finish/"


# --- the end ----------------------------------------------------------------------------
def finished(client, *answers: dict) -> str:
    for number, answer in enumerate(answers, start=1):
        client.post(f"/session/{number}/", answer)
    client.post("/session/finish/", {"effort": "4", **WHOLE})
    return client.get("/session/done/").text


def test_the_summary_says_what_was_done_of_each(client, draft):
    load_exercises(now=noon(TODAY))
    text = finished(client, {"way": "lower", "pain": "1"}, {"done": "0.67", "pain": "2"})
    for words in ("Heel dig", "Left out: something else, pain 1 of 10", "15 minutes."):
        assert words in text
    assert "67 % of it, pain 2 of 10" in text
    assert "Effort 4 of 10" in text


def test_the_short_version_counts_for_what_was_on_it(client, plan):
    client.post("/session/", {"short": "1"})
    draft = SessionDraft.objects.get()
    assert len(draft.lines) == 2
    text = finished(client, {"done": "1", "pain": "0"}, {"done": "1", "pain": "0"})
    assert "The short version counts in full for what was on it." in text
    assert LogEntry.objects.get(kind="session", on=TODAY).facts["short"] is True


def test_the_whole_session_says_nothing_of_a_short_one(client, draft):
    answers = {"done": "1", "pain": "0"}
    assert "The short version" not in finished(client, answers, answers)


def test_a_correction_is_seen_in_the_summary(client, plan, draft):
    finished(client, {"done": "1", "pain": "0"}, {"done": "1", "pain": "0"})
    entry = LogEntry.objects.get(kind="session", on=TODAY)
    fields = {"client_id": "right", "minutes": "25", "effort": "4"}
    reports = {"done_0": "1", "pain_0": "3", "done_1": "1", "pain_1": "0"}
    client.post(f"/progress/entries/{entry.pk}/correct/", {**fields, **reports})
    text = client.get("/session/done/").text
    assert "25 minutes." in text
    assert "All of it, pain 3 of 10" in text
