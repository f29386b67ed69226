"""What is read: a curator mends an exercise, two people publish it, a patient finds an article."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Role
from tests import factories as make

from .conftest import SignIn
from .steps import reach

pytestmark = pytest.mark.one_database
WORDS = "Strength at the back of the thigh, lying down, with hardly any load on the knee."


def test_a_curator_edits_an_exercise_and_readers_see_it(desk: Page, sign_in: SignIn) -> None:
    # Given a curator of the demonstration, and the shipped library
    call_command("load_content", stdout=StringIO())
    curator = make.make_user("Cleo Demo", Role.CONTENT_ADMIN, is_demo=True)
    sign_in(desk, curator.email)

    # When the purpose of the two-leg bridge is written anew
    desk.goto("/admin/exercises/exercise/?q=two-leg-bridge")
    desk.get_by_role("link", name="Two-leg bridge", exact=True).click()
    desk.locator("#id_purpose").fill(WORDS)
    desk.locator("input[name=_save]").first.click()

    # Then it is kept as a new version, and the library shows it
    expect(desk.locator(".messagelist")).to_contain_text("was changed successfully")
    desk.goto("/exercises/two-leg-bridge/")
    expect(desk.locator("main")).to_contain_text(WORDS)


def test_a_patient_finds_and_reads_an_article_by_keyboard(small: Page, sign_in: SignIn) -> None:
    # Given a patient and the shipped articles
    call_command("load_content", stdout=StringIO())
    patient = make.make_patient()
    sign_in(small, patient.email)

    # When they look for the traffic light, with keys alone
    small.goto("/learn/")
    small.get_by_label("Find words").focus()
    small.keyboard.type("traffic light")
    small.keyboard.press("Enter")
    expect(small.get_by_role("status")).to_contain_text("These fit what you look for.")
    small.get_by_role("link", name="Sore but safe: pain as a guide").focus()
    small.keyboard.press("Enter")

    # Then the article opens, and its contents lead to the part
    expect(small.locator("h1")).to_have_text("Sore but safe: pain as a guide")
    small.get_by_role("link", name="The traffic light").focus()
    small.keyboard.press("Enter")
    expect(small).to_have_url(re.compile("#on-the-traffic-light$"))
    expect(small.get_by_role("heading", name="The traffic light")).to_be_in_viewport()


def test_a_text_is_handed_over_and_published_with_keys_alone(desk: Page, sign_in: SignIn) -> None:
    # Given the shipped library, nothing of it reviewed, and two people of the demonstration
    call_command("load_content", stdout=StringIO())
    curator = make.make_user("Cleo Demo", Role.CONTENT_ADMIN, is_demo=True)
    reviewer = make.make_user("Rae Demo", Role.CLINICAL_REVIEWER, is_demo=True)

    # When the curator finds a text and hands it over
    sign_in(desk, curator.email)
    open_text(desk, "two-leg bridge")
    press(desk, "Send to review")
    expect(desk.get_by_role("region", name="Status")).to_contain_text("In review")

    # And the reviewer, who finds it waiting, says who they are and publishes it
    desk.context.clear_cookies()
    sign_in(desk, reviewer.email)
    desk.goto("/curate/")
    waiting = desk.get_by_role("link", name="Two-leg bridge", exact=True).first
    reach(desk, waiting)
    desk.keyboard.press("Enter")
    reach(desk, desk.get_by_label("Your profession"))
    desk.keyboard.type("Physiotherapist")
    reach(desk, desk.get_by_label("Next review by"))
    desk.keyboard.type(f"1231{timezone.now().year}")
    reach(desk, desk.get_by_label("Comment"))
    desk.keyboard.type("Read with the picture beside it.")
    press(desk, "Publish")

    # Then it stands under their name
    status = desk.get_by_role("region", name="Status")
    expect(status).to_contain_text("Published")
    expect(status).to_contain_text("Rae Demo")


def open_text(page: Page, words: str) -> None:
    page.goto("/curate/")
    reach(page, page.get_by_label("Find by name"))
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("link", name=re.compile(words, re.IGNORECASE)).first)
    page.keyboard.press("Enter")


def press(page: Page, button: str) -> None:
    reach(page, page.get_by_role("button", name=button, exact=True))
    page.keyboard.press("Enter")
