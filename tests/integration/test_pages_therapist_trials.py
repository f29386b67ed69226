"""What if: a protocol, or somebody's plan, on made-up courses."""

import re

import pytest
import time_machine

from recovery.models import Decision, LogEntry
from recovery.services import directives
from tests.desks import seat
from tests.factories import TODAY, make_patient, make_plan, make_protocol_version, noon

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
GENTLE = {"general_progress": "0", "general_hold": "1", "general_stop": "4"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def page(client):
    """`page(said)` is what comes back for a made-up person."""
    make_protocol_version()
    seat(client)
    return lambda **said: client.post("/simulate/", said)


def rows(answer) -> dict[str, list[str]]:
    """The table of both settings: what each line says, by its label."""
    return {
        str(one.label): [str(one.plain), str(one.changed)] for one in answer.context["compared"]
    }


def test_without_a_change_there_is_the_plan_as_published(page):
    answer = page(course="steady")
    assert [one.title for one in answer.context["panes"]] == ["As published"]
    assert rows(answer)["Rebuild begins"][0].startswith("day ")
    assert "Difference" not in answer.text


def test_a_change_stands_beside_it_and_says_what_it_costs(page):
    answer = page(course="slow", **GENTLE)
    _plain, mine = answer.context["panes"]
    assert mine.differs == ["exercises: progress to 0, hold to 1, stop from 4"]
    was, now = (int(one.removeprefix("day ")) for one in rows(answer)["Rebuild begins"])
    assert now > was
    assert f"{now - was} days later" in answer.text


def test_a_curve_of_ones_own_is_the_pain_of_its_days(page):
    answer = page(course="drawn", at_0="6", at_3="3", at_7="0", at_10="", at_42="0")
    assert [one.pain for one in answer.context["days"]][1:9] == list("54322100")


def test_alerts_and_dead_ends_are_told(page):
    told = rows(page(course="over-doer"))
    assert "Not improving" in told["Alerts to you"][0]
    assert told["Dead ends"][0].startswith("one")


def test_pain_alerts_by_the_limits_of_the_inbox(page):
    drawn = {"at_0": "2", "at_3": "2", "at_7": "7", "at_10": "2", "at_42": "0"}
    answer = page(course="drawn", **drawn)
    assert "High pain, 1 day; Pain above the usual, " in rows(answer)["Alerts to you"][0]
    (seventh,) = (day for day in answer.context["days"] if day.pain == "7")
    assert "High pain" in seventh.cells[0].alerts
    calm = rows(page(course="drawn", **drawn | {"at_7": "2"}))
    assert "pain" not in calm["Alerts to you"][0].lower()


def test_the_first_day_is_shown_as_the_patient_will_see_it(page):
    mine = page(course="steady", phase="rebuild").context["panes"][1]
    assert mine.first and mine.first != page(course="steady").context["panes"][0].first
    assert all(line.dose and line.reason for line in mine.first)


def test_half_a_set_of_limits_is_said_beside_what_is_missing(page):
    answer = page(course="steady", general_progress="1")
    assert answer.status_code == 422
    assert "Give all three limits, or none." in answer.text
    for name in ("hold", "stop"):
        assert f'id="id_general_{name}_error"' in answer.text
    assert 'id="id_general_progress_error"' not in answer.text
    assert answer.context.get("panes") is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"course": "miracle"}, "Select a valid choice"),
        ({"course": "drawn", "at_0": "11"}, "Choose a number from 0 to 10."),
        ({"weeks": "400"}, "Select a valid choice"),
        ({"band": "severe"}, "Select a valid choice"),
        ({"protocol": "made-up"}, "Select a valid choice"),
        ({"phase": "stay-well"}, "Select a valid choice"),
        ({"rung_bridge": "99"}, "Select a valid choice"),
        ({**GENTLE, "general_hold": "4"}, "above the limit to hold"),
        ({**GENTLE, "general_progress": "2"}, "not be below the limit to progress"),
        ({**GENTLE, "general_stop": "7"}, "more than usual"),
    ],
)
def test_what_cannot_be_tried_is_said_beside_its_field(page, said, told):
    answer = page(**said)
    assert answer.status_code == 422
    assert told in answer.text


def test_limits_above_the_usual_are_tried_when_they_are_said_twice(page):
    answer = page(**{**GENTLE, "general_stop": "7"}, confirmed="on")
    assert len(answer.context["panes"]) == 2


def test_a_plan_that_goes_on_is_tried_from_tomorrow_and_stays_as_it_is(client):
    plan = make_plan(days=3)
    seat(client, plan.patient)
    before = LogEntry.objects.count(), Decision.objects.count()
    answer = client.post(f"/patients/{plan.patient.public_id}/simulate/", GENTLE)
    assert [one.title for one in answer.context["panes"]] == ["As things stand", "Your version"]
    assert "from tomorrow" in answer.text
    assert answer.context["panes"][0].first_day == "Tuesday 3 March"
    assert (LogEntry.objects.count(), Decision.objects.count()) == before


def test_days_are_numbered_from_one_and_a_phase_begins_on_its_own(page):
    answer = page(course="steady")
    days = answer.context["days"]
    assert [day.number for day in days] == list(range(1, len(days) + 1))
    first = next(day.number for day in days if day.cells[0].phase == "Rebuild")
    assert rows(answer)["Rebuild begins"][0] == f"day {first}"


def test_of_a_plan_that_goes_on_no_phase_begins_that_it_has_behind_it(client):
    plan = make_plan(days=3)
    clinician = seat(client, plan.patient)
    told = {"plan": plan, "by": clinician, "now": noon(TODAY), "today": TODAY, "on": TODAY}
    directives.give(kind="advance_phase", reason="Strong enough", client_id="on", **told)
    labels = rows(client.post(f"/patients/{plan.patient.public_id}/simulate/", GENTLE))
    assert "Rebuild begins" not in labels
    assert "Return begins" in labels


def test_what_was_tried_is_given_from_today_and_the_days_before_stay(client):
    plan = make_plan(days=3)
    seat(client, plan.patient)
    address = f"/patients/{plan.patient.public_id}/simulate/"
    decided = list(Decision.objects.filter(day__lt=TODAY).values())
    said = {**GENTLE, "client_id": "one", "give": "1", "reason": "A sore week."}
    answer = client.post(address, said, follow=True)
    assert "From today it holds: exercises: progress to 0" in answer.text
    client.post(address, said)
    (given,) = LogEntry.objects.filter(kind="directive")
    assert (given.on, given.facts["reason"], given.facts["stop"]) == (TODAY, "A sore week.", 4)
    assert list(Decision.objects.filter(day__lt=TODAY).values()) == decided


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"reason": "A sore week."}, "Change something first."),
        ({**GENTLE, "reason": ""}, "Say why you choose this."),
    ],
)
def test_nothing_is_given_without_a_change_and_a_reason(client, said, told):
    plan = make_plan(days=3)
    seat(client, plan.patient)
    address = f"/patients/{plan.patient.public_id}/simulate/"
    answer = client.post(address, {**said, "client_id": "one", "give": "1"})
    assert answer.status_code == 422
    assert told in answer.text
    assert not LogEntry.objects.filter(kind="directive").exists()


def test_before_a_plan_it_is_tried_for_the_patient_and_leads_to_assigning(client):
    make_protocol_version()
    patient = make_patient("New Face")
    seat(client, patient)
    answer = client.post(f"/patients/{patient.public_id}/simulate/", {"profile": "strict"})
    assert re.search(rf'formaction="/patients/{patient.public_id}/assign/"', answer.text)


def test_twenty_weeks_of_two_settings_are_shown_day_by_day(page):
    answer = page(course="over-doer", weeks="20", band="moderate", **GENTLE)
    assert len(answer.context["days"]) == 140


def test_it_asks_the_database_for_the_protocol_and_names_alone(page, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        page(course="steady")
