"""What patients do from the first visit on, in a real browser, through the pages only."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from exercises.library import library
from recovery.domain.codes import Context, Profile
from recovery.domain.protocol import Rung
from recovery.protocols import shipped_protocol
from tests import factories as make

from . import steps
from .conftest import SignIn

EMAIL, PASSWORD = "new.person@example.org", "blue-kettle-47"


@pytest.fixture(autouse=True)
def _library(live_server: object) -> None:
    call_command("load_content", stdout=StringIO())


def limit_of(phase: str, context: Context = Context.GENERAL) -> int:
    """The highest pain that still holds, as the protocol has it for the usual profile."""
    protocol = shipped_protocol("hamstring-strain")
    (found,) = [one for one in protocol.phases if one.code == phase]
    return found.caps[Profile.STANDARD][context].hold


def sign_up(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Start, it takes 3 minutes").first.click()
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label("What should we call you?").fill("Noor")
    page.get_by_label("Country").select_option("GB")
    page.get_by_label("Time zone").select_option("UTC")
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url("**/start/red-flags/")


def answer_first_questions(page: Page) -> None:
    """A mild first strain, six days old."""
    go_on = page.get_by_role("button", name=re.compile("Go on"))
    page.get_by_role("button", name="None of these").click()
    injured_on = timezone.now().date() - timedelta(days=6)
    page.get_by_label("The day").fill(injured_on.isoformat())
    go_on.click()
    for answer in ("Left", "At one moment", "I walk as usual", "No"):
        page.get_by_role("radio", name=answer).check()
        go_on.click()
    page.get_by_label("Age in years").fill("31")
    go_on.click()
    page.get_by_role("radio", name="No").check()
    go_on.click()
    for question, number in (("Pain now", 2), ("Pain at rest", 1), ("Worst pain", 3)):
        steps.score(page, question, number)
    go_on.click()
    page.get_by_role("radio", name="Running").check()
    go_on.click()
    page.get_by_role("checkbox", name="A firm chair").check()
    go_on.click()
    page.get_by_role("radio", name="Every day").check()
    go_on.click()
    for _ in ("how long it takes", "what is hard now"):
        page.get_by_role("button", name="Skip this").click()
    page.get_by_role("button", name="Begin my plan").click()
    page.wait_for_url("**/today/")


def test_from_sign_up_to_an_exercise_that_hurt_and_rests(phone: Page) -> None:
    # Given a new person with a plan that has just begun, and today's check-in made
    sign_up(phone)
    answer_first_questions(phone)
    steps.check_in_calmly(phone)
    before = steps.listed(phone)

    # When one exercise hurts 5 of 10 in a session, and the others hardly
    hurt = steps.train(phone, hurting=None, pain=5)

    # Then it rests, since it stands on its lowest rung, and the reason says why
    limit = limit_of("protect")
    change = phone.locator("article.change")
    expect(change).to_have_count(1)
    expect(change).to_contain_text("Rests")
    expect(change).to_contain_text(hurt)
    expect(change).to_contain_text(re.compile(rf"\b5 of 10\b.*\b{limit}\b", re.DOTALL))

    # And the others are as they were
    assert steps.listed(phone) == [name for name in before if name != hurt]
    expect(phone.locator("section[aria-labelledby=off]")).to_contain_text(hurt)


def test_pain_5_in_the_second_phase_leads_one_rung_down(phone: Page, sign_in: SignIn) -> None:
    # Given a person in phase 2 with the usual limits, on the third rung of the hip hinge
    today = timezone.now().date()
    plan = make.make_plan(days=15, course=make.silent, today=today)
    steps.live_into_phase_two(plan, days=14)
    state = plan.decisions.newest_first()[0]
    assert (state.phase, state.profile) == ("rebuild", "standard")
    hinge = shipped_protocol("hamstring-strain").ladder_by_code["hinge"]
    rungs = {one["ladder"]: one["rung"] for one in state.plan_day["ladders"]}
    assert rungs["hinge"] == 3
    sign_in(phone, plan.patient.email, make.PASSWORD)
    steps.check_in_calmly(phone)
    third, second = (name_of(hinge.rung(number)) for number in (3, 2))

    # When the hinge hurts 5 of 10
    assert steps.train(phone, hurting=third, pain=5) == third

    # Then it goes one rung down, and the reason names the 5 and the limit of 4
    limit = limit_of("rebuild")
    assert limit == 4
    change = phone.locator("article.change")
    expect(change).to_have_count(1)
    expect(change).to_contain_text(f"Was: {third}")
    expect(change).to_contain_text(f"Now: {second}")
    expect(change).to_contain_text(re.compile(rf"\b5 of 10\b.*\b{limit}\b", re.DOTALL))


def name_of(rung: Rung) -> str:
    return library()[rung.options[0].exercise].name


def test_a_check_in_with_the_keyboard_alone(desk: Page, sign_in: SignIn) -> None:
    # Given a patient with a plan
    plan = make.make_plan(days=3, today=timezone.now().date())
    sign_in(desk, plan.patient.email, make.PASSWORD)
    desk.goto("/check-in/")

    # When every answer is given without a mouse
    tab_to(desk, "flags")
    desk.keyboard.press("Space")
    for question in ("pain_rest", "pain_morning", "pain_worst"):
        tab_to(desk, question)
        desk.keyboard.press("Space")
        desk.keyboard.press("ArrowRight")
    tab_to(desk, "nothing_new")
    desk.keyboard.press("Enter")

    # Then it is kept
    desk.wait_for_url("**/check-in/answer/")
    entry = plan.entries.get(on=timezone.now().date(), kind="check_in")
    assert (entry.pain_rest, entry.pain_morning, entry.pain_worst) == (1, 1, 1)
    assert entry.facts["red_flags"] == []


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is in a field of this name, as somebody without a mouse does."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    pytest.fail(f"{name} cannot be reached with Tab")
