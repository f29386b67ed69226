"""A patient's plan on paper, printed at the desk: the sheets the patient has, with a name."""

from datetime import timedelta

import pytest
import time_machine

from accounts.models import RecordAccess
from recovery.domain.codes import DirectiveKind
from recovery.services import directives
from tests.desks import seat
from tests.factories import CALM, TODAY, live, make_patient, make_plan, noon
from tests.integration.test_paper import size_of
from tests.pdf_text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan():
    return make_plan(patient=make_patient("Pat Plain", country="DE"), days=3)


def address(plan, page: str = "") -> str:
    return f"/patients/{plan.patient.public_id}/paper/{page}"


def sheet(html: str) -> str:
    return html.split('<article class="paper"')[1].split("</article>")[0]


@pytest.mark.parametrize(
    ("own", "page"), [("week/", ""), (f"days/{TODAY + DAY}/", f"{TODAY + DAY}/")]
)
def test_it_is_the_patients_own_sheet_with_their_name(client, plan, own, page):
    client.force_login(plan.patient)
    theirs = client.get(f"/mine/paper/{own}").text
    seat(client, plan.patient)
    printed = client.get(address(plan, page)).text
    assert "Pat Plain" in sheet(printed) and "Pat Plain" not in sheet(theirs)
    assert sheet(printed).replace(" · Pat Plain", "") == sheet(theirs)


def test_the_file_has_the_name_inside_and_the_paper_of_whoever_prints(client, plan):
    therapist = seat(client, plan.patient)
    therapist.country = "US"
    therapist.save(update_fields=["country"])
    answer = client.get(address(plan, "?pdf"))
    assert "Stepwise · Pat Plain · Left thigh" in text_of(answer.content)
    assert size_of(answer.content) == "Letter"
    name = 'inline; filename="stepwise-week-2026-03-02-letter.pdf"'
    assert answer.headers["Content-Disposition"] == name


def test_each_day_of_the_week_is_one_press_away_and_no_other_is_there(client, plan):
    seat(client, plan.patient)
    page = client.get(address(plan)).text
    assert all(f'href="{address(plan, f"{TODAY + n * DAY}/")}"' in page for n in range(7))
    assert client.get(address(plan, f"{TODAY - DAY}/")).status_code == 404
    assert client.get(address(plan, f"{TODAY + 7 * DAY}/")).status_code == 404


def test_a_locked_plan_prints_nothing_and_says_why(client, plan):
    seat(client, plan.patient)
    live(plan, TODAY, {**CALM, "red_flags": ["saddle_numbness"]}, None)
    page = client.get(address(plan), follow=True)
    assert page.redirect_chain == [(f"/patients/{plan.patient.public_id}/", 302)]
    assert "The plan is locked, so there is nothing to print." in page.text


def test_a_plan_that_has_ended_has_no_days_ahead(client, plan):
    therapist = seat(client, plan.patient)
    told = {"plan": plan, "on": TODAY, "by": therapist, "now": noon(TODAY), "today": TODAY}
    directives.give(kind=DirectiveKind.DISCHARGE, reason="Done", client_id="d", **told)
    assert client.get(address(plan)).status_code == 404
    assert "On paper" not in client.get(f"/patients/{plan.patient.public_id}/").text


def test_the_patient_can_read_that_it_was_printed(client, plan):
    seat(client, plan.patient)
    client.get(address(plan))
    assert RecordAccess.objects.get(patient=plan.patient).what == "paper"
