"""The first answers of a plan, put right at the desk: who did it, why, and what came of it."""

import pytest
import time_machine

from recovery.models import LogEntry
from recovery.services import corrections
from recovery.services.answers import EntryInvalid
from tests.desks import seat
from tests.factories import CALM, TODAY, live, make_plan, noon

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
WHY = "You told me on the phone that it is the other leg."


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan():
    return make_plan(days=8, side="left")


def address(plan) -> str:
    return f"/patients/{plan.patient.public_id}/first-answers/"


def put_right(client, plan, **answers):
    """The form as it comes, with what is said."""
    form = client.get(address(plan)).context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return client.post(address(plan), {**said, "client_id": "right", "reason": WHY, **answers})


def test_a_correction_has_an_author_and_a_reason_and_decides_the_days_again(client, plan):
    live(plan, TODAY, CALM, None)
    therapist = seat(client, plan.patient)
    assert put_right(client, plan, side="right").headers["Location"] == address(plan)
    row = LogEntry.objects.get(kind="correction")
    assert (row.recorded_by, row.by, row.facts["reason"]) == (therapist, "clinician", WHY)
    assert row.facts["changes"] == {"side": "right"}
    latest = plan.decisions.newest_first().first()
    assert (latest.state["side"], latest.reason_for_revision) == ("right", "correction")


def test_a_goal_is_no_ladder_and_an_activity_has_its_score(client):
    plan = make_plan(
        days=2, goal="everyday", activities=[["Climbing stairs", 4], ["Running", None]]
    )
    seat(client, plan.patient)
    page = client.get(address(plan)).text
    assert '<span class="soft">goal</span> everyday<' in page
    assert "Climbing stairs 4; Running no answer" in page


def test_both_answers_stand_on_the_page_with_the_reason(client, plan):
    seat(client, plan.patient)
    put_right(client, plan, injured_on="2026-02-16")
    page = client.get(address(plan)).text
    assert '<span class="soft">injured on</span> <del>17 Feb</del> 16 Feb' in page
    assert WHY in page and "Terry Therapist, 2 Mar 12:00" in page


def test_what_it_made_of_a_day_is_shown_as_for_every_correction(client, plan):
    """Blood thinners lock a plan until somebody has cleared them."""
    seat(client, plan.patient)
    put_right(client, plan, anticoagulants="yes")
    days = client.get(f"/patients/{plan.patient.public_id}/days/").text
    assert "Shown otherwise before" in days


def test_the_patient_reads_who_put_it_right_and_why(client, plan):
    seat(client, plan.patient)
    put_right(client, plan, side="right", severity="moderate")
    client.force_login(plan.patient)
    page = client.get(f"/progress/{plan.started_on}/").text
    assert f"Corrected by Terry Therapist on Monday 2 March at 12:00: {WHY} Both are kept." in page
    assert "First entered: <del>Left leg, hurt on 17 February 2026</del>" in page
    assert "Right leg, hurt on 17 February 2026" in page
    assert "I walk with a limp" in page


def test_sent_twice_it_is_one_and_other_answers_are_a_conflict(client, plan):
    seat(client, plan.patient)
    statuses = [put_right(client, plan, side="right").status_code for _ in range(2)]
    assert statuses == [302, 302]
    assert put_right(client, plan, side="right", pain_now="9").status_code == 409
    assert LogEntry.objects.filter(kind="correction").count() == 1


def test_a_plan_that_has_ended_is_still_put_right_and_a_stranger_finds_nothing(client, plan):
    plan.closed_on, plan.close_reason = TODAY, "discharged"
    plan.save()
    seat(client, plan.patient)
    assert put_right(client, plan, side="right").status_code == 302
    seat(client)
    assert client.get(address(plan)).status_code == 404
    assert client.post(address(plan), {"side": "left"}).status_code == 404


def test_a_clinician_says_why_and_a_patient_need_not(client, plan):
    intake = plan.entries.get(kind="intake")
    told = {"entry": intake, "changes": {"side": "right"}, "now": noon(TODAY), "today": TODAY}
    therapist = seat(client, plan.patient)
    with pytest.raises(EntryInvalid) as caught:
        corrections.record(client_id="a", by=therapist, **told)
    assert (caught.value.field, caught.value.code) == ("reason", "required")
    assert corrections.record(client_id="b", by=plan.patient, **told).entry.facts == {
        "changes": {"side": "right"}
    }
