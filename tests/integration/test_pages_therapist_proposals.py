"""What waits for the therapist's yes, shown on the patient page and answered there."""

from datetime import timedelta

import pytest
import time_machine

from recovery.domain.codes import Autonomy
from recovery.models import Decision
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
    with time_machine.travel(noon(TODAY + timedelta(days=1)), tick=False):
        assert "Waits since yesterday." in page_of(client, plan)


def test_accepting_moves_that_ladder_and_the_proposal_is_gone(client, plan):
    form = page_of(client, plan, "?kind=accept&ladder=bridge")
    assert '<option value="accept" selected>' in form
    assert '<option value="bridge" selected>' in form
    assert instruct(client, plan.patient, kind="accept", ladder="bridge").status_code == 302
    assert changed_today(plan) == ["bridge"]
    assert "Proposed: Bridge" not in page_of(client, plan)


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
