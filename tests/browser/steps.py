"""What people do on the pages, in words: answer, begin a session, rate an exercise."""

import re
from datetime import date, timedelta

from playwright.sync_api import Locator, Page

from accounts.care import take_on
from accounts.models import Role, User
from recovery.domain.decision import PlanDay
from recovery.models import RecoveryPlan
from recovery.services import self_tests
from tests import factories as make

MOST_STOPS = 120
SETTLED_COURSE = {"effort": 4, "minutes": 15, "pain": 1}


def choose(page: Page, question: str, answer: str) -> None:
    """Tap an answer of one question, found by the words people read."""
    page.get_by_role("group", name=question).get_by_role("radio", name=answer).check()


def score(page: Page, question: str, number: int) -> None:
    """Tap a number from 0 to 10; the first and the last also say what they mean."""
    group = page.get_by_role("group", name=question)
    group.get_by_role("radio", name=re.compile(rf"^{number}\b")).check()


def check_in_calmly(page: Page) -> None:
    page.goto("/check-in/")
    answer_calmly(page)
    page.wait_for_url("**/check-in/answer/")


def answer_calmly(page: Page) -> None:
    """The check-in that is open, as on a calm day, and saved."""
    choose(page, "First, any of these", "None of these")
    for question in ("Pain now, at rest", "Pain on waking", "Worst pain since yesterday"):
        score(page, question, 1)
    page.get_by_role("button", name="Nothing new. Save").click()


def train(page: Page, *, hurting: str | None, pain: int) -> str:
    """A whole session from today's page; the exercise that `hurting` names, or the first, hurts.

    Answers its name. Everything else hurts 1.
    """
    page.goto("/today/")
    page.get_by_role("button", name="Start", exact=True).click()
    hurt = ""
    while "/session/finish/" not in page.url:
        name = page.locator("h1").inner_text()
        is_warm_up = page.url.endswith("/session/1/")
        is_it = not hurt and not is_warm_up and hurting in (None, name)
        hurt = name if is_it else hurt
        choose(page, "How much did you do?", "All of it")
        score(page, "How much did it hurt?", pain if is_it else 1)
        page.locator("main > form button[type=submit]").last.click()
    finish_session(page)
    return hurt


def finish_session(page: Page) -> None:
    page.get_by_role("group", name="How hard was it?").get_by_role("radio", name="4").check()
    page.get_by_label("About how many minutes?").fill("18")
    choose(page, "Was it sore in the warm-up?", "No")
    choose(page, "Did you limp", "No")
    page.get_by_role("button", name="Save the session").click()
    page.wait_for_url("**/session/done/")


def listed(page: Page) -> list[str]:
    """The names of today's exercises, as the page lists them."""
    page.goto("/today/")
    return page.locator("li.exercise h3").all_inner_texts()


def live_into_phase_two(plan: RecoveryPlan, *, days: int) -> None:
    """Calm days and good sessions from day 1 on; each test of the phase passed on days 4 and 5."""
    for number in range(1, days):
        day = plan.started_on + timedelta(days=number)
        plan_day = make.live(plan, day, make.CALM, SETTLED_COURSE)
        if number in (4, 5) and plan_day:
            pass_tests(plan, plan_day)


def pass_tests(plan: RecoveryPlan, plan_day: PlanDay) -> None:
    for test in plan_day.exit_tests:
        self_tests.record(
            plan=plan,
            on=plan_day.day,
            answers={"test": test.test, "passed": True, "pain": 0},
            client_id=f"{test.test}{plan_day.day}",
            by=plan.patient,
            now=make.noon(plan_day.day),
            today=plan_day.day,
        )


def made_up_therapist(*patients: User, today: date) -> User:
    """Of the demonstration, so that no second factor stands in the way."""
    therapist = make.make_user("Dana Demo", Role.CLINICIAN, is_demo=True)
    for patient in patients:
        take_on(patient=patient, clinician=therapist, on=today)
    return therapist


def printed_pages(page: Page, paper: str) -> int:
    """On how many sheets the page comes out, with its part for paper on it."""
    page.emulate_media(media="print")
    assert page.locator(".on-paper").last.is_visible()
    pdf = page.pdf(format=paper, margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm"))
    page.emulate_media(media="screen")
    return pdf.count(b"/Type /Page") - pdf.count(b"/Type /Pages")


def press(page: Page, role: str, name: str | re.Pattern[str]) -> None:
    """Come to a link or button with the tabulator key, and press it."""
    reach(page, page.get_by_role(role, name=name).first)
    page.keyboard.press("Enter")


def reach(page: Page, wanted: Locator) -> None:
    """Come to it with the tabulator key, as somebody without a mouse does."""
    for _ in range(MOST_STOPS):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not among the first {MOST_STOPS} stops of {page.url}")
