"""Writing to one's therapist, choosing how pages look, and leaving with everything."""

import json
import re
from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from tests import factories as make

from . import steps
from .conftest import Axe, SignIn, Window

# What a browser does with an answer is the same whichever database it came from.
pytestmark = pytest.mark.one_database
DARK_PAPER = "rgb(14, 25, 24)"
OWN_PAGES = ("/today/", "/progress/", "/learn/", "/messages/", "/account/me/", "/mine/delete/")


@pytest.fixture(autouse=True)
def _library(live_server: object) -> None:
    call_command("load_content", stdout=StringIO())


@pytest.fixture
def patient() -> User:
    return make.make_plan(days=4, today=timezone.now().date()).patient


def confirm_password(page: Page) -> None:
    page.get_by_label("Password").fill(make.PASSWORD)
    page.locator("main form button[type=submit], main form button:not([type])").first.click()


def test_a_question_and_its_answer_without_scripts(
    window: Window, sign_in: SignIn, patient: User
) -> None:
    # Given a patient with a therapist, and no scripts on either side
    therapist = steps.made_up_therapist(patient, today=timezone.now().date())
    phone = window.open(390, 844, java_script_enabled=False)
    desk = window.open(1280, 800, java_script_enabled=False)
    sign_in(phone, patient.email)

    # When the patient asks, with the number to call in view of the box
    phone.goto("/today/")
    phone.get_by_role("link", name="Messages").click()
    expect(phone.locator("main")).to_contain_text("Usually answered within 2 working days.")
    expect(phone.get_by_role("link", name="Call 112")).to_be_visible()
    phone.get_by_label("Your message").fill("May I cycle to work?")
    phone.get_by_role("button", name="Send").click()

    # Then the therapist finds it on the caseload, and once it is read it is not new
    sign_in(desk, therapist.email)
    desk.goto("/caseload/?view=everyone")
    desk.get_by_role("link", name=re.compile("1 new message")).click()
    expect(desk.locator(".bubble")).to_contain_text("May I cycle to work?")
    desk.get_by_label("Your message").fill("Yes, gently.")
    desk.get_by_role("button", name="Send").click()
    desk.goto("/caseload/?view=everyone")
    expect(desk.get_by_role("link", name=re.compile("new message"))).to_have_count(0)

    # And the patient sees that an answer waits, and reads it
    phone.goto("/today/")
    phone.get_by_role("link", name="1 new message", exact=True).click()
    expect(phone.locator(".bubble").last).to_contain_text("Yes, gently.")


def test_dark_on_a_light_phone_from_the_first_paint_and_large_text_fits(
    window: Window, sign_in: SignIn, axe: Axe, patient: User
) -> None:
    steps.made_up_therapist(patient, today=timezone.now().date())
    phone = window.open(360, 780, color_scheme="light")
    sign_in(phone, patient.email)
    phone.goto("/account/look/")
    phone.get_by_label("Very large").check()
    phone.get_by_label("Dark", exact=True).check()
    phone.get_by_role("button", name="Save").click()
    phone.wait_for_url("**/account/look/")

    for address in OWN_PAGES:
        phone.goto(address, wait_until="domcontentloaded")
        if "reauthenticate" in phone.url:
            confirm_password(phone)
            phone.wait_for_url(f"**{address}")
        paper = phone.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == DARK_PAPER, address
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, address
        axe(phone, schemes=("light",))


def test_leaving_with_everything_in_hand(window: Window, sign_in: SignIn, patient: User) -> None:
    # Given a patient whom nobody cared for
    phone = window.open(390, 844, accept_downloads=True)
    sign_in(phone, patient.email)

    # When they open the page, the password is asked for; then they take their copy
    phone.goto("/account/me/")
    phone.get_by_role("link", name="Delete my account").click()
    confirm_password(phone)
    phone.wait_for_url("**/mine/delete/")
    expect(phone.locator("main")).not_to_contain_text("What stays")
    with phone.expect_download() as waiting:
        phone.get_by_role("link", name="Download everything about me").click()
    with ZipFile(waiting.value.path()) as archive:
        assert json.loads(archive.read("everything.json"))["you"][0]["email"] == patient.email

    # And type their address wrongly, then rightly
    phone.get_by_label("To be sure").fill("me")
    phone.get_by_role("button", name="Delete my account now").click()
    expect(phone.locator("#email-error")).to_be_visible()
    phone.get_by_label("To be sure").fill(patient.email)
    phone.get_by_role("button", name="Delete my account now").click()

    # Then they are signed out, and there is nobody to sign in as
    expect(phone.locator("main")).to_contain_text("Your account is deleted")
    assert not User.objects.filter(pk=patient.pk).exists()
