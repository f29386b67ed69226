"""Therapists who stand in for each other, and what their patients see of it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Role
from tests import factories as make
from tests.desks import share_a_clinic

from .conftest import Axe, SignIn, Usable
from .steps import made_up_therapist

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOTE = "Sleeps badly. Ask about the night first."


def choose_colleague(page: Page, label: str) -> None:
    page.get_by_label(label).select_option("Noa Near")


def test_two_are_handed_over_with_a_note(
    desk: Page, phone: Page, sign_in: SignIn, usable: Usable, axe: Axe, settings: object
) -> None:
    # Given a therapist with three patients, and a colleague in the same clinic
    settings.DEMO = True
    today = timezone.now().date()
    pat, al, stay = (
        make.make_plan(days=2, today=today, patient=make.make_patient(name)).patient
        for name in ("Pat Plain", "Al Other", "Stan Stays")
    )
    dana = made_up_therapist(pat, al, stay, today=today)
    noa = make.make_user("Noa Near", Role.CLINICIAN, is_demo=True)
    share_a_clinic(dana, noa)

    # When she ticks two on the caseload and forgets the note, she is told beside the field
    sign_in(desk, dana.email)
    desk.goto("/caseload/?view=everyone")
    for name in ("Pat Plain", "Al Other"):
        desk.get_by_label(f"Tick {name}").check()
    desk.get_by_role("button", name="Hand over those ticked").click()
    expect(desk.locator("h1")).to_have_text("Hand over 2 people")
    choose_colleague(desk, "Who looks after them from today")
    desk.get_by_role("button", name="Hand over").click()
    note = desk.get_by_label("What your colleague should know")
    expect(note).to_have_accessible_description(re.compile("Write a few words for your colleague"))
    usable(desk)

    # And with the note both are Noa's
    note.fill(NOTE)
    desk.get_by_role("button", name="Hand over").click()
    expect(desk.locator("main")).to_contain_text("Noa Near looks after 2 people now")
    desk.goto("/caseload/?view=everyone")
    expect(desk.locator("tr[data-row] .who")).to_have_text(["Stan Stays"])
    gone = desk.goto(f"/patients/{pat.public_id}/")
    assert gone and gone.status == 404

    # And somebody stands in for her today, for whoever is left
    desk.goto("/team/")
    for day in ("First day away", "Last day away"):
        desk.get_by_label(day).fill(today.isoformat())
    choose_colleague(desk, "Who stands in")
    desk.get_by_label("What your colleague should know").fill("Back tomorrow.")
    desk.get_by_role("button", name="Arrange cover").click()
    expect(desk.locator("main")).to_contain_text("Noa Near stands in for you")
    usable(desk)

    # Then the colleague finds them on the caseload, each with the note, and opens one
    desk.context.clear_cookies()
    sign_in(desk, noa.email)
    desk.goto("/caseload/?view=everyone")
    rows = desk.locator("tr[data-row]")
    expect(rows).to_have_count(3)
    for name in ("Pat Plain", "Al Other"):
        expect(rows.filter(has_text=name)).to_contain_text("From Dana Demo")
        expect(rows.filter(has_text=name)).to_contain_text(NOTE)
    covered = rows.filter(has_text="Stan Stays")
    expect(covered).to_contain_text("You cover for Dana Demo until")
    axe(desk)
    desk.get_by_role("link", name="Pat Plain", exact=True).click()
    expect(desk.locator("main")).to_contain_text(NOTE)

    # And the patient reads on the phone who looks after them now, and not the note
    sign_in(phone, pat.email)
    phone.goto("/today/")
    phone.get_by_role("link", name="1 new message").first.click()
    main = phone.locator("main")
    expect(main).to_contain_text("From today, Noa Near looks after you here, in place of Dana")
    expect(main).to_contain_text("Read by your care team: Noa Near.")
    expect(main).not_to_contain_text(NOTE)
