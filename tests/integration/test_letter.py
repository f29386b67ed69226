"""A letter to a doctor: the whole plan in chosen parts, and never what is private."""

from datetime import timedelta

import pytest
import time_machine

from accounts.models import RecordAccess
from accounts.threads import write as write_message
from recovery.domain.codes import Autonomy, DirectiveKind
from recovery.explanations.letter_words import PARTS
from recovery.services import adverse_events, directives, function_ratings, notes, seen, self_tests
from tests import factories as make
from tests.desks import hold, instruct, seat
from tests.factories import CALM, TODAY, live, make_patient, make_plan, noon
from tests.pdf_text import places_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DAY = timedelta(days=1)
WITHIN = 533  # points from the left: A4 without its margin
TRAINED = {"effort": 4, "minutes": 15, "pain": 2}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan():
    """On its sixth day, four of them trained; today nothing is told yet."""
    return make_plan(patient=make_patient("Pat Plain"), days=6)


def address(plan) -> str:
    return f"/patients/{plan.patient.public_id}/letter/"


def page_of(client, plan, *parts: str, **said: str) -> str:
    chosen = {"parts": parts or list(PARTS), "paper": "a4", **said}
    answer = client.post(address(plan), chosen)
    assert answer.status_code == 200
    return answer.text


def file_of(client, plan, *parts: str, paper: str = "a4", **said: str):
    chosen = {"parts": parts or list(PARTS), "paper": paper, "pdf": "1", **said}
    answer = client.post(address(plan), chosen)
    assert answer.headers["Content-Type"] == "application/pdf"
    return answer


def told(plan, by, on) -> dict:
    return {"plan": plan, "on": on, "by": by, "now": noon(on), "today": on}


def locked_then_cleared(plan, by) -> None:
    """A sign two days ago, an examination yesterday."""
    live(plan, TODAY - 2 * DAY, {**CALM, "red_flags": ["swollen_warm_calf"]}, None)
    directives.give(
        kind=DirectiveKind.CLEAR_LOCK,
        reason="Nothing found",
        client_id="clear",
        examined_by="Dr Vein",
        examined_on=TODAY - DAY,
        finding="No clot",
        **told(plan, by, TODAY - DAY),
    )


# --- what it says -----------------------------------------------------------------------
def test_a_letter_tells_a_plan_from_its_first_day_to_its_latest(client):
    plan = make_plan(patient=make_patient("Pat Plain"), days=4, today=TODAY - 2 * DAY)
    therapist = seat(client, plan.patient)
    locked_then_cleared(plan, therapist)
    hold(plan, therapist, TODAY - DAY)
    adverse_events.record(
        patient=plan.patient, on=TODAY - 2 * DAY, kind="fall", seriousness="stopped",
        told="Slipped on the stairs", client_id="fell", by=plan.patient, now=noon(TODAY),
        today=TODAY,
    )  # fmt: skip
    page = client.get(address(plan)).text
    for words in (
        "Pat Plain, 31: hamstring strain, left",
        "A plan since 25 February 2026, as it stood on 2 March 2026.",
        "now 2, at rest 0, worst 3, of 10",
        "<dt>28 Feb 2026</dt><dd><b>Exercises stopped, urgent: swollen warm calf</b><br>",
        "Examined by Dr Vein on 1 Mar 2026: No clot",
        "<dt>1 Mar 2026</dt><dd><b>Phase Protect begins again</b><br>",
        "Hold, no steps up",
        "A long drive. (Terry Therapist)",
        "Slipped on the stairs",
    ):
        assert words in page, words


def test_what_is_private_is_in_no_part(client, plan):
    therapist = seat(client, plan.patient)
    live(plan, TODAY, {**CALM, "note": "Quarrelled at home"}, None)
    kept = {"patient": plan.patient, "by": therapist, "now": noon(TODAY), "client_id": "one"}
    notes.write(text="May be drinking", **kept)
    write_message(text="Between us two", site="http://x", today=TODAY, **kept)
    shown, printed = client.get(address(plan)).text, text_of(file_of(client, plan).content)
    for private in ("Quarrelled at home", "May be drinking", "Between us two"):
        assert private not in shown and private not in printed


def test_only_chosen_parts_go_in_with_the_words_around_them(client, plan):
    seat(client, plan.patient)
    words = {
        "to": "Dr Plain\nMarket Square 1",
        "opening": "Thank you.\n\nPlease look.",
        "closing": "Kindly",
    }
    letter = text_of(file_of(client, plan, "problem", "done", **words).content)
    titles = [title for title in map(str, PARTS.values()) if f"\n{title}\n" in letter]
    assert titles == ["Problem and injury", "What was done"]
    order = ["Terry Therapist", "Market Square 1", "Pat Plain, 31", "Thank you.", "Please look."]
    places = [letter.index(one) for one in [*order, "Injured on", "Minutes in all", "Kindly"]]
    assert places == sorted(places)
    assert '<svg class="chart"' not in page_of(client, plan, "problem")


def test_a_day_that_is_not_over_is_not_held_against_anybody(client, plan):
    """Today counts once something of it was told; a day before counts either way."""
    seat(client, plan.patient)
    assert "5 of 5 days" in page_of(client, plan, "done")
    assert "4 of the 5 on which some were due (80 %)" in page_of(client, plan, "done")
    live(plan, TODAY, CALM, TRAINED)
    page = page_of(client, plan, "done")
    assert "6 of 6 days" in page and "5 of the 6 on which some were due (83 %)" in page
    assert "0 to 2" in page


def test_what_nobody_told_is_not_0(client):
    plan = make_plan(days=3, course=make.silent, pain_now=None, activities=[["Stairs", None]])
    seat(client, plan.patient)
    page = page_of(client, plan)
    assert "now no answer, at rest 0" in page
    assert "Not rated." in page
    assert "No session has been recorded." in page
    assert "Minutes in all" not in page


def test_a_lock_that_goes_on_has_no_end(client, plan):
    seat(client, plan.patient)
    live(plan, TODAY, {**CALM, "red_flags": ["swollen_warm_calf"]}, None)
    page = page_of(client, plan, "course", "decisions")
    assert "since 2 Mar 2026" in page
    assert "Red flag, urgent: swollen warm calf. Locked (R00)" in page


def test_a_lock_that_the_patient_lifted_says_who_cleared_them(client):
    flagged = {**CALM, "red_flags": ["back_pain_below_knee"]}
    plan = make_plan(days=3, course=lambda _day: (flagged, None))
    seat(client, plan.patient)
    answers = {"who": "My doctor", "seen_on": TODAY, "cleared": True}
    seen.record(client_id="seen", **answers, **told(plan, plan.patient, TODAY))
    page = page_of(client, plan, "course")
    assert "<dt>1 Mar 2026</dt><dd><b>Exercises stopped until examined" in page
    assert "Cleared by My doctor on 2 Mar 2026" in page


def test_a_pause_is_told_with_its_days(client, plan):
    seat(client, plan.patient)
    given = {"kind": DirectiveKind.PAUSE, "reason": "I am ill", "client_id": "p"}
    directives.give(until=TODAY - DAY, **given, **told(plan, plan.patient, TODAY - 2 * DAY))
    page = page_of(client, plan)
    assert "28 Feb to 1 Mar 2026" in page and "A pause: I am ill" in page
    assert "None: the plan moved by its rules alone." in page


def test_a_plan_that_went_on_and_back_and_ended_is_told_to_its_end(client):
    """To the next phase and back by instruction, with a test of both sides and two ratings."""
    activities = [["Stairs", 4], ["Running", 0]]
    before = {"examined_by": "Dr Plain", "examined_on": TODAY - 8 * DAY}
    plan = make_plan(days=4, activities=activities, recurrent=True, **before)
    therapist = seat(client, plan.patient)
    steps = [(2, DirectiveKind.ADVANCE_PHASE), (1, DirectiveKind.RETURN_PHASE)]
    for back, kind in steps:
        on = TODAY - back * DAY
        directives.give(kind=kind, reason="As agreed", client_id=kind, **told(plan, therapist, on))
    live(plan, TODAY, CALM, {**TRAINED, "pain": None})
    own = told(plan, plan.patient, TODAY)
    sides = {"passed": True, "pain": 1, "value_injured": 15, "value_other": 20}
    self_tests.record(answers={"test": "walk-10-minutes", **sides}, client_id="t", **own)
    scores = [["Stairs", 7], ["Running", None]]
    del own["today"]
    function_ratings.record(scores=scores, client_id="f", **own)
    given = {"kind": DirectiveKind.DISCHARGE, "reason": "Fit again", "client_id": "end"}
    directives.give(**given, **told(plan, therapist, TODAY))
    page = client.get(address(plan)).text
    for words in (
        "A plan from 27 February 2026 to 2 March 2026.",
        "<dt>Ended</dt><dd>2 Mar 2026: discharged by the clinician</dd>",
        "<dt>Examined before the plan</dt><dd>Dr Plain, 22 Feb 2026</dd>",
        "<b>On to phase Rebuild</b><br>Advanced by directive: As agreed (R18)",
        "<b>Back to phase Protect</b><br>Returned by directive: As agreed (R18)",
        "<td>15</td><td>20</td><td>75 %</td>",
        "<td>4</td><td>7</td>",
        "up 3.0, a large change",
        "4 of 4 days",
    ):
        assert words in page, words


def test_a_flare_is_told_in_the_course_and_with_its_reason(client):
    """Two sore mornings within a week."""
    sore = {**CALM, "pain_morning": 5, "pain_worst": 5}
    plan = make_plan(days=9, course=lambda day: (sore if day in (3, 6) else CALM, None))
    seat(client, plan.patient)
    page = page_of(client, plan, "course", "decisions")
    assert "<dt>28 Feb 2026</dt><dd><b>A flare</b></dd>" in page
    assert "Flare: 2 episodes in 14 days" in page


def test_steps_a_clinician_agreed_to_are_counted_and_not_called_the_rules_own(client):
    plan = make_plan(days=4, autonomy=Autonomy.PROPOSE)
    live(plan, TODAY, CALM, None)
    seat(client, plan.patient)
    assert "None: the plan moved by its rules alone." in page_of(client, plan, "instructions")
    instruct(client, plan.patient, kind="accept", ladder="bridge")
    page = page_of(client, plan, "instructions")
    assert "Steps the rules proposed: 1 agreed to, 0 declined." in page
    assert "rules alone" not in page


# --- the file ---------------------------------------------------------------------------
def test_the_file_says_nothing_by_its_name_and_is_kept_nowhere(client, plan):
    seat(client, plan.patient)
    answer = file_of(client, plan, paper="letter")
    name = answer.headers["Content-Disposition"]
    assert name == 'attachment; filename="stepwise-letter-2026-03-02.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"/MediaBox[0 0 612 792]" in answer.content.replace(b"/MediaBox ", b"/MediaBox")


def test_what_somebody_wrote_is_never_a_command(client, plan):
    seat(client, plan.patient)
    said = '#read("/etc/passwd") *a* $x$ #{ <script>'
    letter = text_of(file_of(client, plan, "problem", opening=said).content)
    assert said in letter
    assert "<script>" not in page_of(client, plan, "problem", opening=said).split("<article")[1]


def test_each_look_and_each_file_is_in_the_patients_own_list(client, plan):
    seat(client, plan.patient)
    client.get(address(plan))
    file_of(client, plan, "problem")
    looks = RecordAccess.objects.filter(patient=plan.patient).order_by("pk")
    assert [one.what for one in looks] == ["letter", "letter_file"]


def test_without_a_plan_there_is_no_letter(client):
    patient = make_patient()
    seat(client, patient)
    assert client.get(f"/patients/{patient.public_id}/letter/").status_code == 404


# --- on paper ---------------------------------------------------------------------------
def rows_of(pdf: bytes) -> set[float]:
    return {y for _x, y in places_of(pdf)}


def test_a_word_longer_than_a_line_goes_on_in_the_next(client, plan):
    seat(client, plan.patient)
    long = "Donaudampfschifffahrt" * 24
    pdf = file_of(client, plan, "problem", opening=f"See {long} please").content
    assert long in text_of(pdf).replace("\n", "")
    assert max(x for x, _y in places_of(pdf)) < WITHIN
    short = file_of(client, plan, "problem", opening="See").content
    assert len(rows_of(pdf)) > len(rows_of(short)) + 3


def test_letters_that_would_be_empty_boxes_are_told(client):
    """Beside the field where the therapist wrote them; of a name, beside the button."""
    plan = make_plan(patient=make_patient("王 Patient"), days=2)
    seat(client, plan.patient)
    page = page_of(client, plan)
    assert "would be empty boxes in the PDF: 王. Print this page instead." in page
    said = {"parts": ["problem"], "paper": "a4", "closing": "Danke, 谢谢 🙂"}
    answer = client.post(address(plan), said)
    assert answer.status_code == 422
    assert "The PDF has no such letters: 谢 🙂. Please write this" in answer.text
