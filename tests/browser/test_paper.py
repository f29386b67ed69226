"""A paper week: printed, filled in with a pen, and typed in later, each day with its date."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from recovery.models import LogEntry
from tests import factories as make

from .conftest import SignIn, Usable, Window

# How it looks and what scripts do; what is written is tested on both databases elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DAY = timedelta(days=1)
HIDDEN = "[...document.querySelectorAll('.scroll')].map(box => box.scrollWidth - box.clientWidth)"


def test_paper_week(phone: Page, sign_in: SignIn, usable: Usable) -> None:
    # Given a plan of four days in which nothing was told since the first
    today = timezone.now().date()
    plan = make.make_plan(days=4, today=today, course=make.silent)
    sign_in(phone, plan.patient.email)
    phone.goto("/account/me/")
    phone.get_by_role("link", name="On paper").click()
    phone.get_by_role("link", name="The next seven days").click()
    expect(phone.get_by_role("button", name="Print")).to_be_visible()
    usable(phone)
    # Its tables fit, and no name of an exercise is broken at a hyphen
    assert phone.evaluate(HIDDEN) == [0, 0, 0]
    assert "Single-leg" in phone.locator(".who .whole").all_inner_texts()
    # When the sheet is typed in, two days one after the other
    phone.goto("/mine/paper/type-in/")
    usable(phone)
    phone.get_by_role("link", name=f"{today - 2 * DAY:%A}").click()
    fill(phone, worst="1")
    usable(phone)
    phone.get_by_role("button", name="Save this day").click()
    expect(phone.locator("h1")).to_contain_text(f"{today - DAY:%A}")
    fill(phone, worst="2")
    phone.get_by_role("button", name="Save this day").click()
    phone.wait_for_url("**/mine/paper/type-in/**")
    # Then both days have theirs, and an empty cell is no answer
    kept = LogEntry.objects.filter(plan=plan, kind="check_in").order_by("on")
    told = [(row.on, row.pain_worst, row.pain_rest) for row in kept]
    assert told == [(today - 2 * DAY, 1, None), (today - DAY, 2, None)]
    assert LogEntry.objects.filter(plan=plan, kind="session").count() == 2


def fill(page: Page, *, worst: str) -> None:
    page.locator("[name=flags][value=none]").check()
    page.get_by_label("Worst pain, 0 to 10").fill(worst)
    page.get_by_label("Nothing new, it says").check()
    page.get_by_label("How much was done").first.select_option("All of it")
    page.get_by_label("Pain, 0 to 10", exact=True).first.fill("0")
    page.get_by_label("Minutes").fill("15")


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 595, 842), ("letter", 612, 792)])
def test_the_page_itself_prints_on_either_paper(
    window: Window, sign_in: SignIn, paper: str, width: int, height: int
) -> None:
    page = window.open(800, 1000)
    plan = make.make_plan(days=2, today=timezone.now().date())
    sign_in(page, plan.patient.email)
    page.goto(f"/mine/paper/week/?paper={paper}")
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="PDF").is_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    pdf = page.pdf(prefer_css_page_size=True)
    assert wide <= 800
    box = pdf.split(b"/MediaBox [0 0 ")[1].split(b"]")[0].split()
    assert [round(float(side)) for side in box] == [width, height]


def test_without_scripts_the_page_still_prints(window: Window, sign_in: SignIn) -> None:
    page = window.open(390, 844, java_script_enabled=False)
    plan = make.make_plan(days=2, today=timezone.now().date())
    sign_in(page, plan.patient.email)
    page.goto("/mine/paper/week/")
    assert not page.get_by_role("button", name="Print").is_visible()
    assert page.get_by_role("link", name="PDF").is_visible()
