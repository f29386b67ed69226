"""What waits for the therapist's yes, shown on the patient page and answered there."""

import re
from datetime import timedelta

import pytest
import time_machine

from recovery.domain.codes import Autonomy
from recovery.models import Decision, LogEntry
from tests.desks import instruct, seat
from tests.factories import CALM, TODAY, live, make_patient, make_plan, noon

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan(client):
    """A plan that asks first, on its fourth day: the bridge has earned its second rung."""
    plan = make_plan(patient=make_patient("Pat Plain"), days=4, autonomy=Autonomy.PROPOSE)
    live(plan, TODAY, CALM, None)
    seat(client, plan.patient)
    return plan


def page_of(client, plan, query: str = "") -> str:
    return client.get(f"/patients/{plan.patient.public_id}/{query}").text


def changed_today(plan) -> list[str]:
    latest = Decision.objects.filter(plan=plan, day=TODAY).latest("pk")
    return [change["ladder"] for change in latest.plan_day["changes"]]


def test_a_proposal_says_what_it_rests_on_and_since_when(client, plan):
    page = page_of(client, plan)
    assert "Proposed: Bridge, one rung up" in page
    assert "2 good sessions in a row, waits for your yes. New today." in page
    assert "A step up waits for your yes" in page
    with time_machine.travel(noon(TODAY + timedelta(days=1)), tick=False):
        assert "Waits since yesterday." in page_of(client, plan)


def test_accepting_moves_that_ladder_and_the_proposal_is_gone(client, plan):
    form = page_of(client, plan, "?kind=accept&ladder=bridge")
    assert '<option value="accept" selected>' in form
    assert '<option value="bridge" selected>' in form
    assert instruct(client, plan.patient, kind="accept", ladder="bridge").status_code == 302
    assert changed_today(plan) == ["bridge"]
    page = page_of(client, plan)
    assert "Proposed: Bridge" not in page
    assert "Proposal accepted" in page and 'class="told"' not in page  # no flag for an answer


def test_one_click_says_yes_with_words_the_patient_can_read(client, plan):
    page = page_of(client, plan)
    form = page[page.index('name="kind" value="accept"') - 300 :][:900]
    assert "Rung 2: Two-leg bridge" in page
    said = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert said["ladder"] == "bridge"
    assert instruct(client, plan.patient, **said).status_code == 302
    assert changed_today(plan) == ["bridge"]
    entry = LogEntry.objects.get(plan=plan, kind="directive")
    assert entry.facts["reason"] == "Yes, go on with this step."
    assert entry.outcome.today_with["changes"] != entry.outcome.today_without["changes"]


@pytest.mark.parametrize("days_later", [0, 1])
def test_an_edited_step_is_taken_as_edited_and_waits_no_more(client, plan, days_later):
    """Also on a day without a check-in, on which what waits would go on waiting."""
    with time_machine.travel(noon(TODAY + timedelta(days=days_later)), tick=False):
        form = page_of(client, plan, "?kind=set_rung&ladder=bridge&rung=2&instead_of=bridge")
        assert '<option value="2" selected>2: Two-leg bridge' in form
        assert 'name="instead_of" value="bridge"' in form
        said = {"kind": "set_rung", "ladder": "bridge", "rung": "3", "instead_of": "bridge"}
        foreseen = instruct(client, plan.patient, **said, preview="1").context["tomorrow"]
        assert any(line.kind == "up" and line.was for line in foreseen.given.lines)
        assert instruct(client, plan.patient, **said).status_code == 302
        assert "Proposed: Bridge" not in page_of(client, plan)
    entries = LogEntry.objects.filter(plan=plan, kind="directive").order_by("sequence")
    assert [entry.facts["kind"] for entry in entries] == ["decline", "set_rung"]
    latest = Decision.objects.filter(plan=plan).newest_first()[0].plan_day
    assert {one["ladder"]: one["rung"] for one in latest["ladders"]}["bridge"] == 3


def test_a_step_that_waits_no_more_is_not_edited(client, plan):
    said = {"kind": "set_rung", "ladder": "balance", "rung": "1", "instead_of": "balance"}
    answer = instruct(client, plan.patient, **said)
    assert answer.status_code == 422
    assert "does not wait any more" in answer.text


def test_a_step_that_has_waited_for_three_days_says_so(client, plan):
    for days, is_told in ((2, False), (3, True)):
        with time_machine.travel(noon(TODAY + timedelta(days=days)), tick=False):
            assert ("Has waited for 3 days" in page_of(client, plan)) is is_told


def test_declining_leaves_everything_as_it_is(client, plan):
    assert instruct(client, plan.patient, kind="decline", ladder="bridge").status_code == 302
    assert changed_today(plan) == []
    assert "Proposed: Bridge" not in page_of(client, plan)


def test_a_plan_that_acts_by_itself_offers_no_answers(client):
    plan = make_plan(patient=make_patient("Sam Sure"), days=4)
    live(plan, TODAY, CALM, None)
    seat(client, plan.patient)
    page = page_of(client, plan)
    assert "Proposed" not in page
    assert '<option value="accept"' not in page
    assert instruct(client, plan.patient, kind="accept").status_code == 422


def test_the_caseload_says_how_many_steps_wait(client, plan):
    page = client.get("/caseload/").text
    waiting = Decision.objects.filter(plan=plan, day=TODAY).latest("pk").plan_day["proposals"]
    assert f"{len(waiting)} steps wait for your yes" in page
    instruct(client, plan.patient, kind="accept")
    assert "for your yes" not in client.get("/caseload/").text
