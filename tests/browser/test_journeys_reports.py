"""What leaves the desk: a letter to a doctor, a week on paper, and days as a file."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import RecordAccess
from recovery.services import notes
from tests import factories as make
from tests.pdf_text import text_of

from . import steps
from .conftest import Axe, SignIn

# What is in which part is tested elsewhere; here the way to it.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def saved(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_letter_is_made_a_week_is_printed_and_days_are_taken_along(
    desk: Page, sign_in: SignIn, axe: Axe
) -> None:
    # Given a therapist with a patient of four days, and a note of the care team
    now = timezone.now()
    today = now.date()
    plan = make.make_plan(patient=make.make_patient("Pat Plain"), days=4, today=today)
    therapist = steps.made_up_therapist(plan.patient, today=today)
    told = {"patient": plan.patient, "by": therapist, "now": now, "client_id": "one"}
    notes.write(text="Shares little on the phone", **told)
    sign_in(desk, therapist.email)

    # When they open the letter from the patient's page, all parts are in it
    desk.goto(f"/patients/{plan.patient.public_id}/")
    desk.get_by_role("link", name="Letter", exact=True).click()
    letter = desk.get_by_role("article", name="Pat Plain, 31: hamstring strain, left")
    expect(letter.get_by_role("heading", level=3)).to_have_count(9)
    expect(letter.get_by_role("img").first).to_be_visible()

    # And leave out too much, they are told beside the ticks, and nothing typed is lost
    boxes = desk.get_by_role("group", name="What goes in").get_by_role("checkbox")
    for box in boxes.all():
        box.uncheck()
    desk.get_by_label("At the beginning").fill("Thank you for seeing Pat.")
    desk.get_by_role("button", name="Make the PDF").click()
    expect(desk.locator("#id_parts_error")).to_contain_text("Tick at least one part.")
    axe(desk, schemes=("light",))

    # Then the parts they chose are shown, and stand in the file with their words
    desk.get_by_label("Course").check()
    desk.get_by_label("What was done").check()
    desk.get_by_role("button", name="Show it again").click()
    expect(letter.get_by_role("heading", level=3)).to_have_text(["Course", "What was done"])
    name, pdf = saved(desk, "Make the PDF")
    words = text_of(pdf)
    assert name == f"stepwise-letter-{today}.pdf"
    assert "Thank you for seeing Pat." in words
    assert "\nCourse\n" in words and "\nWhat was done\n" in words
    assert "Problem and injury" not in words and "Adverse events" not in words
    assert "Shares little" not in words

    # And the patient can read that a letter was made
    looks = RecordAccess.objects.filter(patient=plan.patient).latest("pk")
    assert looks.get_what_display() == "A letter about you, as a file"

    # When they print the week, it is the patient's own sheet, with a name
    desk.goto(f"/patients/{plan.patient.public_id}/")
    desk.get_by_role("link", name="On paper").click()
    expect(desk.get_by_role("article")).to_contain_text("Stepwise · Pat Plain · Left thigh")
    expect(desk.get_by_role("button", name="Print")).to_be_visible()
    desk.get_by_role("link", name="Back to Pat Plain").click()

    # And take the days of all patients along, the file has a line for each
    desk.goto("/caseload/")
    desk.get_by_role("link", name="As a file").click()
    desk.get_by_label("From").fill((today - timedelta(days=3)).isoformat())
    name, raw = saved(desk, "Get the file")
    assert name == f"stepwise-caseload-{today - timedelta(days=3)}-to-{today}.csv"
    assert raw.decode("utf-8-sig").splitlines()[1:] == [
        f'Pat Plain,"Hamstring strain, left",{plan.started_on},,Protect,3,3,3,2,3,67,30'
    ]
