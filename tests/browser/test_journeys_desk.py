"""A therapist's morning, with twelve patients and no mouse."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from accounts.models import Message
from recovery.models import AlertStep

from .conftest import SignIn, settle

pytestmark = pytest.mark.one_database
MOST_STOPS = 40


def reach(page: Page, place: Locator) -> None:
    """Go there with the tab key, as somebody would who sees where the focus is."""
    for _ in range(MOST_STOPS):
        if place.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{place} is not reached in {MOST_STOPS} stops")


def press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)


def person(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True)


def test_a_morning_round_with_keys_alone(desk: Page, sign_in: SignIn, settings: object) -> None:
    # Given the demonstration's therapist with twelve patients
    settings.DEMO = True
    call_command("load_content", stdout=StringIO())
    call_command("seed_demo", stdout=StringIO())
    sign_in(desk, "therapist@demo.example")

    # When she opens the inbox, the gravest stands first, with the reason
    desk.goto("/alerts/")
    press(desk, "j")
    expect(person(desk, "Toni Locked")).to_be_focused()
    expect(desk.get_by_role("article", name="Toni Locked")).to_contain_text("swollen warm calf")

    # And she takes the red flag on, the page stays where she is
    mine = desk.get_by_role("article", name="Toni Locked")
    reach(desk, mine.get_by_role("button", name="I look after this"))
    press(desk, "Enter")
    expect(mine).to_contain_text("You look after this")
    settle(desk)
    expect(person(desk, "Toni Locked")).to_be_focused()

    # And leaves the next one, puts the one after it off, and is done with yet another
    press(desk, "j")
    expect(person(desk, "Max Keen")).to_be_focused()
    press(desk, "j")
    expect(person(desk, "Robin Silent")).to_be_focused()
    silent = desk.get_by_role("article", name="Robin Silent")
    reach(desk, silent.get_by_role("button", name="3 days"))
    press(desk, "Enter")
    expect(silent).to_have_count(0)
    settle(desk)
    press(desk, "j j j")
    expect(person(desk, "Kim Flare")).to_be_focused()
    flare = desk.get_by_role("article", name="Kim Flare")
    reach(desk, flare.get_by_role("button", name="Spoken with them"))
    press(desk, "Enter")
    expect(flare).to_have_count(0)
    steps = AlertStep.objects.values_list("patient__name", "kind").distinct()
    assert set(steps) == {
        ("Toni Locked", "take"),
        ("Robin Silent", "snooze"),
        ("Kim Flare", "done"),
    }

    # Then the caseload has everybody; two are ticked from their rows and written to at once
    desk.goto("/caseload/?view=everyone")
    expect(desk.locator("tr[data-row]")).to_have_count(12)
    press(desk, "j x ArrowDown x k")
    expect(desk.locator("input[name=to]:checked")).to_have_count(2)
    desk.get_by_role("button", name="Write to those ticked").focus()
    press(desk, "Enter")
    expect(desk.locator("h1")).to_have_text("Write to 2 people")
    reach(desk, desk.get_by_label("Your message"))
    desk.keyboard.type("Good morning. How was the weekend?")
    reach(desk, desk.get_by_role("button", name="Send to each"))
    press(desk, "Enter")
    expect(desk.locator("main")).to_contain_text("Sent to 2 people.")
    assert Message.objects.filter(text__startswith="Good morning.").count() == 2

    # And a view of her own is kept, and stands beside the others
    desk.goto("/caseload/?view=everyone&sort=report")
    reach(desk, desk.get_by_label("Keep this view as"))
    desk.keyboard.type("Longest quiet")
    press(desk, "Enter")
    own = desk.get_by_role("link", name="Longest quiet")
    expect(own).to_have_attribute("aria-current", "page")
    expect(desk.locator("tr[data-row] .who").first).to_have_text(re.compile("Robin Silent"))
