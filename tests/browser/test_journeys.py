"""Days of a patient in a real browser, through the pages only, each step held to `usable`.

The offline day is in test_offline.py, the paper week in test_paper.py. Each has a size and a scheme
of its own; `usable` reads every step at both sizes and in both schemes.
"""

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from exercises.library import library
from recovery.domain.codes import Context, Profile
from recovery.domain.ladder import Rung
from recovery.protocols import shipped_protocol
from tests import factories as make
from tests import last_weeks

from . import keys, steps
from .conftest import SignIn, Usable, Window

EMAIL, PASSWORD = "new.person@example.org", "blue-kettle-47"
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
SMALL = {"width": 320, "height": 640, "has_touch": True, "is_mobile": True}
SIX = 6
AN_HOUR_MS = 60 * 60 * 1000
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _library(live_server: object) -> None:
    call_command("load_content", stdout=StringIO())


def limit_of(phase: str, context: Context = Context.GENERAL) -> int:
    """The highest pain that still holds, as the protocol has it for the usual profile."""
    protocol = shipped_protocol("hamstring-strain")
    (found,) = [one for one in protocol.phases if one.code == phase]
    return found.caps[Profile.STANDARD][context].hold


# --- the first day ----------------------------------------------------------------------
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


def test_first_day(window: Window, usable: Usable) -> None:
    # Given a new person with a plan that has just begun, and today's check-in made
    page = window.open(**PHONE)
    sign_up(page)
    answer_first_questions(page)
    usable(page)
    steps.check_in_calmly(page)
    usable(page)
    before = steps.listed(page)
    usable(page)

    # When one exercise hurts 5 of 10 in the first session, and the others hardly
    hurt = steps.train(page, hurting=None, pain=5)

    # Then it rests, since it stands on its lowest rung, and the reason says why
    limit = limit_of("protect")
    change = page.locator("article.change")
    expect(change).to_have_count(1)
    expect(change).to_contain_text("Rests")
    expect(change).to_contain_text(hurt)
    expect(change).to_contain_text(re.compile(rf"\b5 of 10\b.*\b{limit}\b", re.DOTALL))
    usable(page)

    # And the others are as they were
    assert steps.listed(page) == [name for name in before if name != hurt]
    expect(page.locator("section[aria-labelledby=off]")).to_contain_text(hurt)
    usable(page)


# --- a good day -------------------------------------------------------------------------
def tap(page: Page, question: str, answer: str) -> None:
    group = page.get_by_role("group", name=question)
    named = re.compile(rf"^{answer}\b")
    group.get_by_role("radio", name=named).locator("xpath=ancestor::label").tap()


@pytest.mark.deep
@pytest.mark.one_database
def test_good_day(window: Window, sign_in: SignIn, usable: Usable) -> None:
    # Given somebody who did a session yesterday, so that every question is asked
    today = timezone.now().date()
    plan = make.make_plan(days=3, today=today)
    page = window.open(**SMALL, color_scheme="dark")
    sign_in(page, plan.patient.email)
    page.goto("/today/")
    usable(page)
    page.get_by_role("link", name="Check in first").tap()
    page.wait_for_url("**/check-in/")
    expect(page.locator("input:checked")).to_have_count(0)
    usable(page)

    # When each question is answered as on a good day, tap by tap
    taps = [
        lambda: tap(page, "First, any of these", "None of these"),
        lambda: tap(page, "Pain now, at rest", "0"),
        lambda: tap(page, "Pain on waking", "1"),
        lambda: tap(page, "Worst pain since yesterday", "2"),
        lambda: tap(page, "How long was it sore", "Under 1 hour"),
        lambda: page.get_by_role("button", name="Nothing new. Save").tap(),
    ]
    for one in taps:
        one()

    # Then six taps have said everything
    page.wait_for_url("**/check-in/answer/")
    entry = plan.entries.get(on=today, kind="check_in")
    assert len(taps) <= SIX
    assert (entry.pain_rest, entry.pain_morning, entry.pain_worst) == (0, 1, 2)
    assert (entry.facts["red_flags"], entry.facts["settled"]) == ([], "under_1_hour")
    assert not any(entry.facts[sign] for sign in ("limp", "night_wake", "new_swelling"))
    usable(page)

    # When the session is done by its clock alone, two taps after each exercise
    page.get_by_role("link", name="See today’s exercises").tap()
    page.clock.install()
    page.get_by_role("button", name="Start", exact=True).tap()
    page.wait_for_url("**/session/1/")
    done = do_by_the_clock(page, usable)

    # Then the summary says so, and the log has every set
    rows = page.locator("ul.rows p:first-child")
    expect(rows.nth(len(done) - 1)).to_be_visible()
    assert done == rows.all_inner_texts()[: len(done)]
    usable(page)
    session = plan.entries.get(on=today, kind="session")
    assert [float(one.done) for one in session.exercises.all()] == [1.0] * len(done)
    page.get_by_role("link", name="Back to today").last.tap()
    expect(page.get_by_role("heading", name="Done for today")).to_be_visible()
    usable(page)


def do_by_the_clock(page: Page, usable: Usable) -> list[str]:
    """The clock of the page is turned on instead of waiting; answers the names that were shown."""
    done = []
    while "/session/finish/" not in page.url:
        before = page.url
        done.append(page.locator("h1").inner_text())
        page.get_by_role("button", name="Start", exact=True).tap()
        page.clock.fast_forward(AN_HOUR_MS)
        expect(page.locator("label:has(input[name=done]:checked)")).to_contain_text("as counted")
        steps.score(page, "How much did it hurt?", 1)
        if len(done) == 1:
            usable(page)
        page.locator("main form button[type=submit]:visible").last.tap()
        page.wait_for_url(lambda url, before=before: url != before)
    usable(page)
    steps.finish_session(page)
    return done


# --- a sore day, with keys alone --------------------------------------------------------
@pytest.mark.one_database
def test_sore_day_with_keys_alone(window: Window, sign_in: SignIn, usable: Usable) -> None:
    # Given a person in phase 2 with the usual limits, on the third rung of the hip hinge
    today = timezone.now().date()
    plan = make.make_plan(days=15, course=make.silent, today=today)
    steps.live_into_phase_two(plan, days=14)
    state = plan.decisions.newest_first()[0]
    assert (state.phase, state.profile) == ("rebuild", "standard")
    hinge = shipped_protocol("hamstring-strain").ladder_by_code["hinge"]
    rungs = {one["ladder"]: one["rung"] for one in state.plan_day["ladders"]}
    assert rungs["hinge"] == 3
    third, second = (name_of(hinge.rung(number)) for number in (3, 2))
    page = window.open(320, 640)
    sign_in(page, plan.patient.email)

    # When they check in and train without touching the screen, and the hinge hurts 5 of 10
    page.goto("/today/")
    keys.press_button(page, "Check in first")
    page.wait_for_url("**/check-in/")
    keys.check_in(page)
    keys.press_button(page, "See today")
    page.wait_for_url("**/today/")
    keys.press_button(page, "Start")
    page.wait_for_url("**/session/1/")
    while "/session/finish/" not in page.url:
        is_hinge = page.locator("h1").inner_text() == third
        keys.rate_exercise(page, pain=5 if is_hinge else 1)
    keys.finish(page)

    # Then the morning is kept as it was said
    entry = plan.entries.get(on=today, kind="check_in")
    assert (entry.pain_rest, entry.pain_morning, entry.pain_worst) == (1, 1, 1)
    assert entry.facts["red_flags"] == []

    # And the hinge goes one rung down, and the reason names the 5 and the limit of 4
    limit = limit_of("rebuild")
    assert limit == 4
    change = page.locator("article.change")
    expect(change).to_have_count(1)
    expect(change).to_contain_text(f"Was: {third}")
    expect(change).to_contain_text(f"Now: {second}")
    expect(change).to_contain_text(re.compile(rf"\b5 of 10\b.*\b{limit}\b", re.DOTALL))
    usable(page)


def name_of(rung: Rung) -> str:
    return library()[rung.options[0].exercise].name


# --- a red flag -------------------------------------------------------------------------
def test_red_flag(window: Window, sign_in: SignIn, usable: Usable) -> None:
    # Given a patient with a therapist
    today = timezone.now().date()
    patient = make.make_plan(days=4, today=today).patient
    therapist = steps.made_up_therapist(patient, today=today)
    phone = window.open(**PHONE, color_scheme="dark")
    desk = window.open(1280, 800)
    sign_in(phone, patient.email)

    # When a red flag is said at the check-in, and said again when asked
    phone.goto("/check-in/")
    steps.choose(phone, "First, any of these", "Yes, one or more")
    phone.locator("input[name=red_flags][value=saddle_numbness]").check()
    usable(phone)
    phone.get_by_role("button", name=re.compile("Save")).click()
    usable(phone)
    phone.get_by_role("button", name="Yes, that is so").click()

    # Then there is advice with the number to call, no exercise, and the page stays
    phone.wait_for_url("**/locked/")
    expect(phone.locator("main")).to_contain_text("Your exercises are put away")
    expect(phone.locator("main")).to_contain_text("Call 112")
    usable(phone)
    expect(phone.get_by_role("heading", name="For whoever has a look")).to_be_hidden()
    assert [steps.printed_pages(phone, paper) for paper in ("A4", "Letter")] == [1, 1]
    for address in ("/today/", "/session/", "/check-in/answer/"):
        phone.goto(address)
        assert phone.url.endswith("/locked/")
        expect(phone.locator("li.exercise")).to_have_count(0)

    # When the therapist, who finds it first on the caseload, clears it
    sign_in(desk, therapist.email)
    desk.goto("/caseload/")
    desk.get_by_role("link", name=patient.name, exact=True).first.click()
    expect(desk.locator("#decided")).to_contain_text("R00")
    desk.get_by_role("link", name=re.compile("[Cc]lear")).first.click()
    desk.get_by_label("Who examined").fill("Dr Demo, emergency department")
    desk.get_by_label("On which day").fill(today.isoformat())
    desk.get_by_label("What was found").fill("No nerve signs")
    desk.get_by_label("Words for the patient").fill("Examined today")
    desk.get_by_role("button", name="Clear the lock").click()
    desk.wait_for_url(f"**/patients/{patient.public_id}/")

    # Then the plan is open again
    phone.goto("/today/")
    assert phone.url.endswith("/today/")
    usable(phone)


# --- a correction -----------------------------------------------------------------------
@pytest.mark.deep
@pytest.mark.one_database
def test_correction(window: Window, sign_in: SignIn, usable: Usable) -> None:
    # Given a calm check-in of today, with a list to do
    today = timezone.now().date()
    plan = make.make_plan(days=20, today=today)
    make.live(plan, today, make.CALM, None)
    page = window.open(**SMALL)
    sign_in(page, plan.patient.email)
    page.goto("/progress/")
    usable(page)

    # When its owner finds the day and puts the pain right: it was 7 at rest, 8 at worst
    page.get_by_role("link", name=f"{today:%A} {today.day} {today:%B}").first.tap()
    page.wait_for_url(f"**/progress/{today}/")
    usable(page)
    page.get_by_role("link", name=re.compile("^Correct")).first.tap()
    expect(page.get_by_role("radio", name="1", exact=True).last).to_be_checked()
    usable(page)
    steps.score(page, "Pain at rest", 7)
    steps.score(page, "Worst pain", 8)
    page.get_by_role("button", name="Save the correction").tap()
    page.wait_for_url(f"**/progress/{today}/")

    # Then the day says what was entered first, and what came out different
    expect(page.locator("del").first).to_contain_text("1")
    expect(page.get_by_role("heading", name="What came out different")).to_be_visible()
    usable(page)

    # And both answers are in the log, and Today follows the right one
    kinds = plan.entries.filter(on=today).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["check_in", "correction"]
    page.goto("/today/")
    expect(page.get_by_role("heading", name="Today is a rest day")).to_be_visible()
    usable(page)


# --- two weeks to the next phase --------------------------------------------------------
@pytest.mark.deep
@pytest.mark.one_database
def test_two_weeks_to_the_next_phase(window: Window, sign_in: SignIn, usable: Usable) -> None:
    # Given twelve calm days with good sessions, and no exit test taken yet
    now = timezone.now()
    plan = make.make_plan(days=13, course=lambda _number: CALM_DAY, today=now.date())
    page = window.open(**PHONE, color_scheme="dark")
    sign_in(page, plan.patient.email)

    # When every test of the phase is passed on two days, one after the other
    for number, phase in enumerate(("protect", "rebuild")):
        with time_machine.travel(now + timedelta(days=number), tick=True):
            steps.check_in_calmly(page)
            take_every_test(page, usable if number == 0 else None)
            assert plan.decisions.newest_first()[0].phase == phase

    # Then the phase has changed, and the next morning's check-in says so
    with time_machine.travel(now + timedelta(days=2), tick=True):
        steps.check_in_calmly(page)
        expect(page.locator("main")).to_contain_text("Your phase: Rebuild")
        usable(page)
        page.goto("/progress/?days=all")
        expect(page.locator("main svg.chart").first).to_contain_text("New phase.")
        usable(page)
    days_in = (now.date() + timedelta(days=2) - plan.started_on).days
    assert (plan.decisions.newest_first()[0].phase, days_in) == ("rebuild", 14)


CALM_DAY = (make.CALM, steps.SETTLED_COURSE)


TESTS_OF_A_RUNNER = 3


def take_every_test(page: Page, usable: Usable | None) -> None:
    """By its owner, from the page of the tests, without pain."""
    page.goto("/tests/")
    count = page.get_by_role("link", name="Try it").count()
    assert count == TESTS_OF_A_RUNNER
    for place in range(count):
        page.goto("/tests/")
        page.get_by_role("link", name="Try it").nth(place).tap()
        steps.choose(page, "Could you do it?", "Yes")
        steps.score(page, "How much did it hurt?", 0)
        if usable and place == 0:
            usable(page)
        page.get_by_role("button", name="Save", exact=True).tap()
        page.wait_for_url("**/tests/")
    if usable:
        usable(page)


# --- eight weeks more -------------------------------------------------------------------
@pytest.mark.one_database
@pytest.mark.deep
def test_eight_weeks_more_and_the_end(window: Window, sign_in: SignIn, usable: Usable) -> None:
    # Given somebody on the first day of the last weeks
    now = timezone.now()
    first = now.date()
    plan = last_weeks.plan_in_last_weeks(first)
    page = window.open(**SMALL, color_scheme="dark")

    def on(day: int, *, until_now_from: int | None = None) -> time_machine.travel:
        if until_now_from is not None:
            last_weeks.live_until(plan, first + until_now_from * DAY, first + day * DAY)
        return time_machine.travel(now + day * DAY, tick=True)

    # When they do the first list, the next days list nothing and name the day of the next one
    sign_in(page, plan.patient.email)
    steps.check_in_calmly(page)
    steps.train(page, hurting=None, pain=1)
    page.goto("/today/")
    expect(page.locator("main")).to_contain_text("This is week 1 of 8.")
    with on(4, until_now_from=1):
        page.goto("/today/")
        expect(page.locator(".hero")).to_contain_text("Your list comes once a week now.")
        usable(page)

    # And half-way the tests are there once more beside the weekly list
    middle = 28
    with on(middle, until_now_from=5):
        sign_in(page, plan.patient.email)
        steps.check_in_calmly(page)
        steps.train(page, hurting=None, pain=1)
        page.goto("/tests/")
        expect(page.locator("main")).to_contain_text("Try the tests of your last phase once more.")

    # And in the last week nothing is left but the end
    with on(last_weeks.DAYS - 1, until_now_from=middle + 1):
        sign_in(page, plan.patient.email)
        page.goto("/today/")
        expect(page.locator("main")).to_contain_text("This is week 8 of 8.")

    # Then the last check-in ends the plan with a summary, which leads on
    with on(last_weeks.DAYS):
        page.goto("/check-in/")
        steps.answer_calmly(page)
        page.wait_for_url("**/today/")
        expect(page.get_by_role("heading", name="Your plan has ended")).to_be_visible()
        expect(page.locator("main")).to_contain_text("You came through every phase")
        usable(page)
        page.get_by_role("link", name="See your progress").click()
        expect(page.locator("main svg.chart").first).to_be_visible()
    plan.refresh_from_db()
    assert (plan.closed_on, plan.close_reason) == (first + last_weeks.DAYS * DAY, "finished")
