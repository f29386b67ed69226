"""The marks of the chart by touch and keyboard, and the timer of a test."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from recovery.models import RecoveryPlan
from tests import factories as make
from tests.browser.comfort import shifts, watch_shifts
from tests.browser.conftest import SignIn

# How it looks and what scripts do; what is written is tested on both databases elsewhere.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.fixture
def plan(phone: Page, sign_in: SignIn) -> RecoveryPlan:
    """Three weeks, with a sore day last week; its owner is signed in on the phone."""
    today = datetime.now(UTC).date()

    def course(number: int):
        sore = {**make.CALM, "pain_worst": 8, "pain_rest": 7}
        return (sore, None) if number == 12 else make.steady(number)

    activities = [["Climbing stairs", 4]]
    plan = make.make_plan(days=20, course=course, today=today, activities=activities)
    sign_in(phone, plan.patient.email)
    return plan


def test_a_stretch_of_marks_leads_to_its_week_and_a_mark_to_its_day(
    phone: Page, plan: RecoveryPlan
) -> None:
    sore = plan.started_on + timedelta(days=12)
    phone.goto("/progress/?days=30")
    chart = phone.locator("main svg.chart").first
    several = chart.get_by_role("link", name="See each day")
    several.nth(0).focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/progress/?days=7&until=*")
    phone.goto(f"/progress/?days=7&until={sore + timedelta(days=3)}")
    mark = phone.locator("main svg.chart").first.get_by_role("link", name="Rest.").first
    box = mark.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 36
    mark.click()
    phone.wait_for_url(f"**/progress/{sore}/")
    expect(phone.get_by_text("Kept as it was shown")).to_be_visible()


def test_a_timer_counts_by_the_clock_pauses_and_says_the_end(
    phone: Page, plan: RecoveryPlan
) -> None:
    phone.clock.install()
    phone.goto("/tests/heel-dig-half-effort/")
    timer, said = phone.get_by_role("timer"), phone.locator("[data-part=said]")
    expect(timer).to_have_text("0:05")
    phone.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))

    phone.get_by_role("button", name="Start the timer").click()
    expect(said).to_have_text("Get ready 1/5")
    phone.clock.run_for(5_200)
    expect(said).to_have_text("Go 1/5")

    phone.get_by_role("button", name="Pause").click()
    left = timer.inner_text()
    phone.clock.run_for(60_000)
    assert timer.inner_text() == left
    phone.get_by_role("button", name="Start the timer").click()

    # As if the tab had slept: one late tick, and the count is right at once.
    phone.clock.fast_forward(9_900)
    expect(said).to_have_text("Go 2/5")
    phone.clock.fast_forward(60_000)
    expect(said).to_have_text("Time is up. Stop here.")
    expect(timer).to_have_text("0:00")

    phone.get_by_role("button", name="From the start").click()
    expect(timer).to_have_text("0:05")
    expect(phone.get_by_role("button", name="Start the timer")).to_be_focused()


def test_nothing_moves_while_the_timer_runs(phone: Page, plan: RecoveryPlan) -> None:
    phone.clock.install()
    phone.goto("/tests/heel-dig-half-effort/")
    question = phone.get_by_text("Could you do it?")
    phone.get_by_role("button", name="Start the timer").click()
    before = question.bounding_box()
    watch_shifts(phone)
    for _second in range(12):
        phone.clock.run_for(1_000)
        assert question.bounding_box() == before
    assert shifts(phone) == []


def test_without_scripts_a_test_is_taken_all_the_same(
    window, plan: RecoveryPlan, phone: Page
) -> None:
    page = window.open(390, 844, java_script_enabled=False)
    page.context.add_cookies(phone.context.cookies())
    page.goto("/tests/walk-10-minutes/")
    expect(page.get_by_text("Use any clock for the time.")).to_be_visible()
    expect(page.locator("[data-test-timer]")).to_be_hidden()
    page.locator("label", has_text="Yes").click()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/tests/walk-10-minutes/")
