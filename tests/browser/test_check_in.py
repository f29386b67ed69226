"""The check-in on a phone: what it never says for anybody, and more than one a day."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from recovery.models import RecoveryPlan
from tests import factories as make

from . import steps
from .conftest import SignIn

pytestmark = pytest.mark.one_database


@pytest.fixture
def today() -> date:
    return timezone.now().date()


@pytest.fixture
def plan(phone: Page, sign_in: SignIn, today: date) -> RecoveryPlan:
    """Of somebody who did a session yesterday, so that every question is asked."""
    plan = make.make_plan(days=3, today=today)
    sign_in(phone, plan.patient.email)
    return plan


def tap(page: Page, question: str, answer: str) -> None:
    group = page.get_by_role("group", name=question)
    named = re.compile(rf"^{answer}\b")
    group.get_by_role("radio", name=named).locator("xpath=ancestor::label").tap()


def test_what_nobody_answered_is_not_zero(phone: Page, plan: RecoveryPlan, today: date) -> None:
    phone.goto("/check-in/")
    phone.get_by_role("button", name="Nothing new. Save").tap()
    phone.wait_for_url("**/check-in/answer/")
    entry = plan.entries.get(on=today, kind="check_in")
    assert (entry.pain_rest, entry.pain_morning, entry.pain_worst) == (None, None, None)
    assert "red_flags" not in entry.facts
    expect(phone.get_by_role("link", name="Answer it")).to_be_visible()


def test_a_second_one_in_the_evening_has_a_note_and_stands_beside_the_first(
    phone: Page, plan: RecoveryPlan, today: date
) -> None:
    # Given a calm check-in in the morning
    steps.check_in_calmly(phone)

    # When a worse one with a note is added
    phone.goto("/today/")
    phone.get_by_role("link", name="Add another check-in").tap()
    tap(phone, "First, any of these", "None of these")
    tap(phone, "Worst pain since yesterday", "7")
    phone.get_by_text("Add a note or how confident you feel").tap()
    phone.get_by_label("A note").fill("After the stairs")
    phone.get_by_role("button", name="Nothing new. Save").tap()
    phone.wait_for_url("**/check-in/answer/")

    # Then both are kept, and the answer says what the second one changed, and why
    entries = list(plan.entries.filter(on=today, kind="check_in").order_by("sequence"))
    assert [entry.pain_worst for entry in entries] == [1, 7]
    assert entries[1].facts["note"] == "After the stairs"
    expect(phone.locator("main")).to_contain_text("7")
    expect(phone.get_by_role("heading", name="What did not change")).to_be_visible()
