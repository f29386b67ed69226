"""One patient on one page, and the instructions given from there."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from accounts.models import RecordAccess
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.services import corrections, function_ratings, self_tests
from tests.desks import instruct, iso, seat
from tests.factories import CALM, TODAY, live, make_patient, make_plan, noon, silent

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture(scope="module")
def lived(module_db):
    """A plan on its sixth day."""
    with time_machine.travel(noon(TODAY), tick=False):
        return make_plan(patient=make_patient("Pat Plain"), days=6).pk


@pytest.fixture
def plan(client, lived):
    """In care of the therapist who is signed in."""
    plan = RecoveryPlan.objects.get(pk=lived)
    seat(client, plan.patient)
    return plan


def address(plan, page: str = "") -> str:
    return f"/patients/{plan.patient.public_id}/{page}"


def directives_of(plan):
    return LogEntry.objects.filter(plan=plan, kind="directive")


# --- the page ---------------------------------------------------------------------------
def test_the_page_says_who_where_and_what_was_decided(client, plan):
    page = client.get(address(plan)).text
    assert "<h1>Pat Plain</h1>" in page
    assert "31, hamstring strain, left." in page
    assert "Protect, day 6" in page
    assert 'role="img"' in page and "A table with the numbers follows." in page


def test_an_eased_day_shows_the_rule_that_bound_its_numbers_and_its_source(client, plan):
    live(plan, TODAY, CALM, {"pain": 5, "effort": 4, "minutes": 15})
    page = client.get(address(plan)).text
    assert "pain 5 in the ease band, hold cap 3" in page
    assert '<span class="rule">R08</span> <span class="src">bound</span>' in page
    assert "S15, S16" in page


def test_a_ladder_shows_its_rung_and_the_exercise_on_it(client, plan):
    page = client.get(address(plan)).text
    bridge = page[page.index("Change Bridge") - 700 : page.index("Change Bridge")]
    rung = next(one["rung"] for one in _today_ladders(plan) if one["ladder"] == "bridge")
    assert f"{rung} of 3" in bridge


def test_under_a_lock_no_ladder_moves_up_by_itself(client, plan):
    assert "it moves up" in client.get(address(plan)).text
    live(plan, TODAY, {**CALM, "red_flags": ["foot_drop"]}, None)
    page = client.get(address(plan)).text
    assert "it moves up" not in page
    assert "Waits until the lock is cleared" in page


def _today_ladders(plan):
    return Decision.objects.filter(plan=plan).newest_first().first().plan_day["ladders"]


def test_the_log_shows_what_was_said_and_what_it_was_corrected_to(client, plan):
    entry = LogEntry.objects.filter(plan=plan, kind="check_in").latest("on")
    corrections.record(
        entry=entry,
        changes={"pain_morning": 3},
        client_id="x1",
        by=plan.patient,
        now=noon(TODAY),
        today=TODAY,
    )
    page = client.get(address(plan)).text
    assert "Corrected:" in page
    assert "<del>0</del> 3" in page


def test_what_they_can_do_stands_on_the_axis_with_its_change(client):
    activities = [["Stairs", 2], ["Running", 0]]
    plan = make_plan(days=16, course=silent, activities=activities)
    scores = [("Stairs", 6), ("Running", 1)]
    told = {"client_id": "f1", "by": plan.patient, "now": noon(TODAY)}
    function_ratings.record(plan=plan, on=TODAY, scores=scores, **told)
    seat(client, plan.patient)
    page = client.get(address(plan)).text
    assert page.count('class="func-d"') == 3  # two ratings and the key
    assert '<dd class="num">3.5, was 1.0</dd>' in page
    assert "up 2.5, a medium change" in page and "S84" in page


def test_a_test_shows_both_sides_of_its_latest_try_and_a_page_every_try(client, plan):
    told = {"plan": plan, "on": TODAY, "by": plan.patient, "now": noon(TODAY), "today": TODAY}
    for number, injured in enumerate((9, 12)):
        values = {"value_injured": injured, "value_other": 15}
        answers = {"test": "walk-10-minutes", "passed": True, "pain": number, **values}
        self_tests.record(answers=answers, client_id=f"t{number}", **told)
    page = client.get(address(plan)).text
    assert "For every 10 on the other side, 8 on the injured one." in page
    page = client.get(address(plan, "tests/")).text
    assert '<td class="num">80 %</td>' in page and '<td class="num">60 %</td>' in page


def test_a_ladder_has_its_days_with_work_pain_and_moves(client, plan):
    live(plan, TODAY, CALM, {"pain": 5, "effort": 4, "minutes": 15, "done": "0.5"})
    page = client.get(address(plan, "ladders/bridge/")).text
    newest = page[page.index("Mon 2 Mar") :][:900]
    assert "50 %" in newest and ">5</td>" in newest
    assert "R08. Bridge" in page
    assert "Moved up" in page and "Bridge, rung 1 to 2" in page


def test_a_ladder_says_why_it_moved_with_all_the_others(client, plan):
    live(plan, TODAY, {**CALM, "pain_morning": 6}, None)
    page = client.get(address(plan, "ladders/bridge/")).text
    newest = page[page.index("Mon 2 Mar") :][:900]
    assert "Bridge, rung 2 to 1" in newest
    assert "R04." in newest


def test_a_ladder_without_an_answer_about_pain_has_no_number(client, plan):
    live(plan, TODAY, CALM, {"pain": None, "effort": 4, "minutes": 15})
    page = client.get(address(plan, "ladders/bridge/")).text
    assert "no number" in page[page.index("Mon 2 Mar") :][:900]


def test_weeks_that_are_none_of_the_plan_lead_to_the_latest(client, plan):
    for asked in ("", "nonsense", "2031-01-01", "1999-01-01", "2026-02-30"):
        answer = client.get(address(plan, f"ladders/bridge/?until={asked}"))
        assert (answer.status_code, answer.context["weeks"].until) == (200, TODAY)


def test_all_days_are_there_four_weeks_at_a_time(client):
    plan = make_plan(days=40, course=silent)
    seat(client, plan.patient)
    latest = client.get(address(plan, "days/"))
    assert "first questions" not in latest.text
    weeks = latest.context["weeks"]
    assert (weeks.since, weeks.later) == (TODAY - timedelta(days=27), None)
    first = client.get(address(plan, f"days/?until={weeks.earlier}"))
    assert "first questions" in first.text
    weeks = first.context["weeks"]
    assert (weeks.since, weeks.earlier, weeks.later) == (plan.started_on, None, TODAY)


def test_a_ladder_of_no_protocol_is_not_there(client, plan):
    assert client.get(address(plan, "ladders/slider-of-dreams/")).status_code == 404


def test_who_looked_is_the_list_that_the_patient_reads(client, plan):
    client.get(address(plan))
    page = client.get(address(plan, "looks/")).text
    assert "Your recovery page" in page and "Terry Therapist" in page
    client.force_login(plan.patient)
    assert "Who looked at your pages" in client.get("/account/looks/").text


def test_a_day_that_came_out_different_shows_how_it_was_seen(client, plan):
    yesterday = TODAY - timedelta(days=1)
    entry = LogEntry.objects.get(plan=plan, kind="check_in", on=yesterday)
    told = {"by": plan.patient, "now": noon(TODAY), "today": TODAY, "client_id": "x1"}
    assert "Shown otherwise before" not in client.get(address(plan)).text
    corrections.record(entry=entry, changes={"pain_rest": 8}, **told)
    page = client.get(address(plan)).text
    assert page.count("Shown otherwise before") >= 1
    assert re.search(r"The day: <del>[A-Z][a-z ]+</del> Rest day", page)
    assert re.search(r"Bridge: <del>[^<]+</del> Not on the list", page)


def test_today_is_worked_out_with_the_corrections_of_today(client, plan):
    live(plan, TODAY, CALM, None)
    entry = LogEntry.objects.get(plan=plan, kind="check_in", on=TODAY)
    told = {"by": plan.patient, "now": noon(TODAY), "today": TODAY, "client_id": "x1"}
    corrections.record(entry=entry, changes={"pain_rest": 9}, **told)
    page = client.get(address(plan)).text
    assert "Pain at rest 9" in page
    assert '<dd class="num">Rest day</dd>' in page


def test_an_unanswered_question_is_no_answer_and_not_a_zero(client, plan):
    live(plan, TODAY, {**CALM, "pain_worst": None}, None)
    page = client.get(address(plan)).text
    assert '<span class="soft">worst</span> no answer' in page


def test_a_page_before_any_plan_leads_to_setting_one_out(client):
    patient = make_patient("New Face")
    seat(client, patient)
    page = client.get(f"/patients/{patient.public_id}/").text
    assert f"/patients/{patient.public_id}/assign/" in page


def test_reading_the_page_writes_no_decision(client, plan):
    before = Decision.objects.count()
    client.get(address(plan))
    assert Decision.objects.count() == before


# --- who may ----------------------------------------------------------------------------
PAGES = ("", "clear-lock/", "assign/")


@pytest.mark.parametrize("page", PAGES)
def test_a_colleague_who_does_not_care_for_them_finds_nothing(client, page):
    plan = make_plan(days=2)
    seat(client)
    assert client.get(address(plan, page)).status_code == 404


def test_a_colleague_cannot_instruct(client):
    plan = make_plan(days=2)
    seat(client)
    assert instruct(client, plan.patient, kind="pause").status_code == 404
    assert not directives_of(plan).exists()


def test_without_its_words_what_was_looked_at_stays_in_sight(client, plan):
    said = {"kind": "hold", "ladder": "bridge", "reason": ""}
    before = instruct(client, plan.patient, preview="1", **said).text
    answer = instruct(client, plan.patient, **said)
    assert (answer.status_code, directives_of(plan).exists()) == (422, False)
    assert "Write a reason." in answer.text
    for shown in ("Tomorrow with it", "Save directive"):
        assert shown in before and shown in answer.text
    assert "Tomorrow with it" not in instruct(client, plan.patient, kind="", reason="").text


def test_the_patient_does_not_steer_their_own_plan_from_here(client, plan):
    client.force_login(plan.patient)
    assert client.get(address(plan)).status_code == 404
    assert instruct(client, plan.patient, kind="pause").status_code == 404


def test_every_look_is_written_down_for_the_patient(client, plan):
    client.get(address(plan))
    client.get(address(plan, "assign/"))
    instruct(client, plan.patient, kind="")
    assert RecordAccess.objects.filter(patient=plan.patient).count() == 3


# --- instructions -----------------------------------------------------------------------
def test_how_careful_a_plan_is_can_be_set_to_a_last_day(client, plan):
    last = TODAY + timedelta(days=3)
    instruct(client, plan.patient, kind="set_profile", profile="standard", until=iso(last))
    assert directives_of(plan).get().facts["until"] == iso(last)
    assert "Profile chosen until 5 Mar: " in client.get(address(plan)).text
    with time_machine.travel(noon(last + timedelta(days=1)), tick=False):
        assert "Profile chosen" not in client.get(address(plan)).text


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "hold"},
        {"kind": "hold", "ladder": "bridge", "until": iso(TODAY)},
        {"kind": "set_rung", "ladder": "bridge", "rung": "1"},
        {"kind": "set_caps", "context": "general", "progress": "1", "hold": "2", "stop": "5"},
        {"kind": "set_profile", "profile": "strict"},
        {"kind": "advance_phase"},
        {"kind": "return_phase"},
        {"kind": "pause", "until": iso(TODAY + timedelta(days=3))},
        {"kind": "resume"},
        {"kind": "discharge"},
    ],
    ids=lambda said: "-".join(said.values())[:30],
)
def test_an_instruction_leaves_author_time_reason_and_both_decisions(client, plan, said):
    answer = instruct(client, plan.patient, **said)
    assert answer.status_code == 302
    assert answer.headers["Location"] == address(plan)
    entry = directives_of(plan).get()
    assert entry.facts["kind"] == said["kind"]
    assert entry.facts["reason"] == "A long drive on Saturday."
    assert (entry.by, entry.recorded_by.name) == ("clinician", "Terry Therapist")
    assert entry.recorded_at == noon(TODAY)
    outcome = entry.outcome
    assert outcome.today_with == Decision.objects.filter(plan=plan, day=TODAY).latest("pk").plan_day
    for without, given in (
        (outcome.today_without, outcome.today_with),
        (outcome.tomorrow_without, outcome.tomorrow_with),
    ):
        assert told_by(without, "R18") == []
        assert without["day"] == given["day"]
    assert told_by(outcome.today_with, "R18") == ["A long drive on Saturday."]


def told_by(day, rule: str) -> list[str]:
    return [one["by_words"] for one in day["reasons"] if one["rule"] == rule]


def test_an_instruction_is_a_flag_on_the_axis_and_said_in_the_table(client, plan):
    assert 'class="told"' not in client.get(address(plan)).text
    instruct(client, plan.patient, kind="hold")
    page = client.get(address(plan)).text
    assert page.count('class="told"') == 2  # one day and the key
    assert "Hold, no steps up</td>" in page


def test_both_decisions_stand_side_by_side_on_a_page_of_their_own(client, plan):
    instruct(client, plan.patient, kind="set_rung", ladder="bridge", rung="1", until=iso(TODAY))
    page = client.get(address(plan)).text
    given = address(plan, f"directives/{directives_of(plan).get().pk}/")
    assert f'href="{given}"' in page
    page = client.get(given).text
    assert "given by Terry Therapist on 2 March 2026, 12:00" in page
    assert "A long drive on Saturday." in page
    assert '<span class="soft">until</span> 2 Mar' in page
    assert "With it" in page and "Without it" in page
    assert "<del>Two-leg bridge" in page


def test_an_instruction_of_somebody_else_is_not_on_this_patients_page(client, plan):
    other = make_plan(days=2)
    seat(client, plan.patient, other.patient)
    instruct(client, other.patient, kind="hold")
    entry = directives_of(other).get()
    assert client.get(address(other, f"directives/{entry.pk}/")).status_code == 200
    assert client.get(address(plan, f"directives/{entry.pk}/")).status_code == 404


def test_what_later_was_put_right_leaves_what_was_decided_upon(client, plan):
    instruct(client, plan.patient, kind="hold")
    before = directives_of(plan).get().outcome.today_with
    live(plan, TODAY, {**CALM, "pain_rest": 8}, None)
    assert Decision.objects.filter(plan=plan, day=TODAY).latest("pk").result == "rest"
    assert directives_of(plan).get().outcome.today_with == before


def test_a_set_rung_moves_the_ladder_and_the_patient_reads_why(client, plan):
    instruct(client, plan.patient, kind="set_rung", ladder="bridge", rung="3")
    live(plan, TODAY, CALM, None)
    bridge = next(one for one in _today_ladders(plan) if one["ladder"] == "bridge")
    assert bridge["rung"] == 3
    assert "A long drive on Saturday." in client.get(address(plan)).text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"kind": ""}, "Choose what to do."),
        ({"kind": "clear_lock"}, "Select a valid choice"),
        ({"kind": "hold", "reason": ""}, "Write a reason."),
        ({"kind": "hold", "until": "soon"}, "Write a day"),
        ({"kind": "hold", "until": iso(TODAY - timedelta(days=1))}, "This day is over."),
        ({"kind": "set_rung", "rung": "1"}, "This is needed."),
        ({"kind": "set_rung", "ladder": "bridge"}, "This is needed."),
        ({"kind": "set_rung", "ladder": "bridge", "rung": "4"}, "rungs 1 to 3"),
        ({"kind": "set_rung", "ladder": "bridge", "rung": "0"}, "Select a valid choice"),
        ({"kind": "set_rung", "ladder": "slider", "rung": "1"}, "Select a valid choice"),
        ({"kind": "set_profile"}, "This is needed."),
        (
            {"kind": "set_caps", "context": "general", "progress": "3", "hold": "2", "stop": "6"},
            "below the limit to progress",
        ),
        (
            {"kind": "set_caps", "context": "general", "progress": "2", "hold": "5", "stop": "5"},
            "above the limit to hold",
        ),
        (
            {"kind": "set_caps", "context": "general", "progress": "2", "hold": "3", "stop": "11"},
            "Choose a number from 0 to 10",
        ),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field_and_nothing_is_kept(client, plan, said, told):
    answer = instruct(client, plan.patient, **said)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert not directives_of(plan).exists()


HIGH = {"kind": "set_caps", "context": "general"}


@pytest.mark.parametrize(
    "caps",
    [
        {"progress": "2", "hold": "3", "stop": "7"},
        {"progress": "5", "hold": "5", "stop": "6"},
    ],
)
def test_high_limits_are_taken_only_when_said_twice(client, plan, caps):
    once = instruct(client, plan.patient, **HIGH, **caps)
    assert once.status_code == 422
    assert "more than usual" in once.text and 'name="confirmed"' in once.text
    assert not directives_of(plan).exists()
    twice = instruct(client, plan.patient, **HIGH, **caps, confirmed="on")
    assert twice.status_code == 302


def test_usual_limits_are_taken_at_once(client, plan):
    caps = {"progress": "4", "hold": "5", "stop": "6"}
    assert instruct(client, plan.patient, **HIGH, **caps).status_code == 302


def test_the_same_form_sent_twice_is_one_instruction(client, plan):
    said = {"kind": "hold", "client_id": str(uuid4())}
    assert instruct(client, plan.patient, **said).status_code == 302
    assert instruct(client, plan.patient, **said).status_code == 302
    assert directives_of(plan).count() == 1


def test_the_same_id_with_other_content_is_a_conflict(client, plan):
    said = {"client_id": str(uuid4())}
    instruct(client, plan.patient, **said, kind="hold")
    answer = instruct(client, plan.patient, **said, kind="pause")
    assert answer.status_code == 409
    assert directives_of(plan).count() == 1


def test_a_plan_that_has_ended_takes_no_instruction(client, plan):
    instruct(client, plan.patient, kind="discharge")
    assert instruct(client, plan.patient, kind="pause").status_code == 409
    page = client.get(address(plan)).text
    assert "This plan ended on" in page
    assert "Your directive" not in page


# --- the preview ------------------------------------------------------------------------
def test_a_preview_shows_tomorrow_with_it_and_keeps_nothing(client, plan):
    before = Decision.objects.count()
    answer = instruct(client, plan.patient, kind="set_rung", ladder="bridge", rung="1", preview="1")
    assert answer.status_code == 200
    assert "Tomorrow with it" in answer.text and "Tomorrow without it" in answer.text
    assert "Heel dig" in answer.text and "<del>Two-leg bridge" in answer.text
    assert not directives_of(plan).exists()
    assert Decision.objects.count() == before


def test_what_was_previewed_is_what_the_day_shows_after_saving(client, plan):
    said = {"kind": "set_rung", "ladder": "bridge", "rung": "1"}
    foreseen = instruct(client, plan.patient, **said, preview="1").context["tomorrow"].given
    instruct(client, plan.patient, **said)
    shown = client.get(address(plan)).context["tomorrow"].given
    listed = [line for line in foreseen.lines if line.name and line.is_due]
    assert [(line.name, line.dose) for line in listed] == [
        (line.name, line.dose) for line in shown.lines
    ]


def test_tomorrow_supposes_a_calm_morning_so_that_a_hold_shows(client, plan):
    live(plan, TODAY, CALM, {"pain": 0, "effort": 4, "minutes": 15})
    tomorrow = instruct(client, plan.patient, kind="hold", preview="1").context["tomorrow"]
    assert (tomorrow.without.word, tomorrow.given.word) == ("Moved up", "Same")
    assert "eased" in {line.kind for line in tomorrow.given.lines}


def test_a_preview_says_which_limits_begin_and_which_end(client, plan):
    caps = {"context": "general", "progress": "1", "hold": "2", "stop": "5"}
    page = instruct(client, plan.patient, kind="set_caps", **caps, preview="1").text
    assert "In force: Exercises: progress up to 1, hold up to 2, stop from 5" in page
    instruct(client, plan.patient, kind="hold")
    page = instruct(client, plan.patient, kind="resume", preview="1").text
    assert "No longer in force: Hold on" in page


def test_somebody_may_look_before_they_have_found_the_words(client, plan):
    answer = instruct(client, plan.patient, kind="hold", reason="", preview="1")
    assert answer.status_code == 200
    assert "Save directive" in answer.text


def test_what_was_not_looked_at_is_shown_once_more_and_not_saved(client, plan):
    seen = instruct(client, plan.patient, kind="set_rung", ladder="bridge", rung="1", preview="1")
    meant = seen.context["form"].meant
    said = {"kind": "set_rung", "ladder": "bridge", "previewed": meant}
    other = instruct(client, plan.patient, **said, rung="2")
    assert other.status_code == 200 and "Tomorrow with it" in other.text
    assert not directives_of(plan).exists()
    assert instruct(client, plan.patient, **said, rung="1").status_code == 302


def test_a_preview_of_a_discharge_says_that_the_plan_closes(client, plan):
    answer = instruct(client, plan.patient, kind="discharge", preview="1")
    assert "The plan is closed." in answer.text
    plan.refresh_from_db()
    assert plan.is_open


def test_change_beside_a_ladder_names_the_rungs_of_this_phase(client, plan):
    page = client.get(address(plan) + "?kind=set_rung&ladder=bridge").text
    assert '<option value="bridge" selected>' in page
    assert "1: Heel dig" in page
    assert '<option value="4"' not in page


def test_a_made_up_ladder_in_the_address_changes_nothing(client, plan):
    assert client.get(address(plan) + "?kind=x&ladder=nonsense").status_code == 200


# --- locks ------------------------------------------------------------------------------
EXAMINED = {
    "examined_by": "Dr Example, GP",
    "examined_on": iso(TODAY),
    "finding": "No sign of a clot.",
}


@pytest.fixture
def locked(plan):
    live(plan, TODAY, {**CALM, "red_flags": ["swollen_warm_calf"]}, None)
    return plan


def clear(client, plan, **said):
    sent = {"client_id": str(uuid4()), **EXAMINED, **said}
    return client.post(address(plan, "clear-lock/"), sent)


def test_a_lock_waits_at_the_top_with_its_sign(client, locked):
    page = client.get(address(locked)).text
    assert "Locked, urgent: swollen warm calf" in page
    assert address(locked, "clear-lock/") in page


def test_clearing_keeps_who_when_and_what_and_opens_the_plan(client, locked):
    answer = clear(client, locked)
    assert answer.headers["Location"] == address(locked)
    facts = directives_of(locked).get().facts
    assert facts["examined_by"] == "Dr Example, GP"
    assert facts["finding"] == "No sign of a clot."
    assert "Dr Example" in facts["reason"]
    assert Decision.objects.filter(plan=locked).newest_first().first().lock_kind == ""


def test_before_a_lock_is_cleared_tomorrow_is_shown_with_it_and_without(client, locked):
    tomorrow = client.get(address(locked, "clear-lock/")).context["tomorrow"]
    assert tomorrow.without.lines == [] and "locked" in tomorrow.without.state
    foreseen = [line.name for line in tomorrow.given.lines]
    clear(client, locked)
    assert [one.name for one in client.get(address(locked)).context["tomorrow"].given.lines] == (
        foreseen
    )
    outcome = directives_of(locked).get().outcome
    assert outcome.today_without["lock"] and not outcome.today_with["lock"]


@pytest.mark.parametrize("name", ["examined_by", "examined_on", "finding"])
def test_without_an_examination_nothing_is_cleared(client, locked, name):
    answer = clear(client, locked, **{name: ""})
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in answer.text
    assert not directives_of(locked).exists()


def test_an_examination_of_tomorrow_clears_nothing(client, locked):
    answer = clear(client, locked, examined_on=iso(TODAY + timedelta(days=1)))
    assert answer.status_code == 422
    assert "This day has not come yet." in answer.text
    assert not directives_of(locked).exists()


def test_an_examination_of_before_the_sign_clears_nothing(client, locked):
    answer = clear(client, locked, examined_on=iso(TODAY - timedelta(days=1)))
    assert answer.status_code == 422
    assert "Choose an examination on that day or later." in answer.text
    assert not directives_of(locked).exists()


def test_where_nothing_is_locked_the_way_leads_back(client, plan):
    assert client.get(address(plan, "clear-lock/")).headers["Location"] == address(plan)
