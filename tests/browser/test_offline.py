"""A phone without a network: what is logged there arrives once, as its owner's, on its day."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from recovery.models import LogEntry, RecoveryPlan, SessionDraft
from tests import factories as make

from . import steps
from .conftest import ARGUMENTS, PATIENCE_MS, SignIn, Usable, Window, path_of_chromium
from .wire import Wire

pytestmark = pytest.mark.one_database
STEP_MS = 100

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# The worker has kept everything that today's page may lead to.
IS_KEPT = """async () => {
  const pages = await caches.open("stepwise-pages");
  const wanted = ["/today/", "/phone/", "/check-in/"];
  const found = await Promise.all(wanted.map((page) => pages.match(page)));
  const open = indexedDB.open("stepwise");
  const stamp = await new Promise((done) => {
    open.onsuccess = () => {
      const facts = open.result.transaction("facts").objectStore("facts").get("stamp");
      facts.onsuccess = () => { open.result.close(); done(facts.result); };
    };
  });
  return found.every(Boolean) && Boolean(stamp);
}"""
IS_EMPTY = """async () => {
  const open = indexedDB.open("stepwise");
  return await new Promise((done) => {
    open.onsuccess = () => {
      const held = open.result.transaction("held").objectStore("held").getAll();
      held.onsuccess = () => {
        open.result.close();
        done(held.result.every((one) => one.state === "sent"));
      };
    };
  });
}"""
IS_SHOWN = """async () => {
  const worker = await navigator.serviceWorker.ready;
  return (await worker.getNotifications()).some((one) => one.title === "Time to check in");
}"""
HELD = """async () => {
  const open = indexedDB.open("stepwise");
  return await new Promise((done) => {
    open.onsuccess = () => {
      const held = open.result.transaction("held").objectStore("held").getAll();
      held.onsuccess = () => { open.result.close(); done(held.result); };
    };
  });
}"""
HAS_FINISH = """async () => {
  const pages = await caches.open("stepwise-pages");
  return Boolean(await pages.match("/session/finish/"));
}"""
SAY_KEPT_ON = """async (day) => {
  const open = indexedDB.open("stepwise");
  await new Promise((done) => {
    open.onsuccess = () => {
      const facts = open.result.transaction("facts", "readwrite");
      facts.objectStore("facts").put(day, "on");
      facts.oncomplete = () => { open.result.close(); done(); };
    };
  });
}"""


@pytest.fixture(autouse=True)
def _library(live_server: object) -> None:
    call_command("load_content", stdout=StringIO())


@pytest.fixture
def today() -> date:
    return timezone.now().date()


@pytest.fixture
def plan(today: date) -> RecoveryPlan:
    return make.make_plan(days=3, today=today)


@pytest.fixture
def phone(window: Window) -> Page:
    return window.open(390, 844, has_touch=True, is_mobile=True, service_workers="allow")


@pytest.fixture
def wire(live_server: object) -> Iterator[Wire]:
    wire = Wire(str(live_server))
    yield wire
    wire.close()


@pytest.fixture
def reopen(chromium: Browser, wire: Wire, tmp_path: Path) -> Iterator[Callable[[], Page]]:
    """`reopen()` closes the whole browser, if it is open, and starts it again on the same disk."""
    opened: list[BrowserContext] = []

    def again() -> Page:
        while opened:
            opened.pop().close()
        context = chromium.browser_type.launch_persistent_context(
            tmp_path,
            executable_path=path_of_chromium(),
            args=ARGUMENTS,
            base_url=wire.url,
            reduced_motion="reduce",
            **PHONE,
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context.pages[0]

    yield again
    for context in opened:
        context.close()


def sign_in_to_stay(page: Page, email: str) -> None:
    """As somebody does on their own phone: closing the browser signs nobody out."""
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(make.PASSWORD)
    page.get_by_label("Stay signed in here").check()
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/account/login/" not in url)


def keep_today(page: Page, sign_in: SignIn, plan: RecoveryPlan) -> None:
    """Sign in and wait until today is on the phone."""
    sign_in(page, plan.patient.email)
    page.goto("/today/")
    wait_until(page, IS_KEPT)


def wait_until(page: Page, is_so: str) -> None:
    """Ask until it is true; `wait_for_function` needs eval, which the policy forbids."""
    for _ in range(PATIENCE_MS // STEP_MS):
        if page.evaluate(is_so):
            return
        page.wait_for_timeout(STEP_MS)
    pytest.fail(f"it never became so: {is_so}")


@contextmanager
def no_network(page: Page) -> Iterator[None]:
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


def fill_in(page: Page, *, worst: int) -> None:
    page.goto("/check-in/")
    steps.choose(page, "First, any of these", "None of these")
    for question in ("Pain now, at rest", "Pain on waking"):
        steps.score(page, question, 1)
    steps.score(page, "Worst pain since yesterday", worst)
    page.get_by_role("button", name="Nothing new. Save").click()


def send(page: Page) -> None:
    """Open the app again, as somebody does, and wait until nothing waits."""
    page.goto("/today/")
    wait_until(page, IS_EMPTY)


def of_today(plan: RecoveryPlan, today: date) -> list[LogEntry]:
    return list(plan.entries.filter(on=today).order_by("sequence"))


def test_offline_day(reopen: Callable[[], Page], wire: Wire, today: date, usable: Usable) -> None:
    # Given a phone that has kept the day of somebody who has checked in
    plan = make.make_plan(days=4, today=today)
    make.live(plan, today, make.CALM, None)
    page = reopen()
    keep_today(page, sign_in_to_stay, plan)

    # When, without a network, the session is done, with another exercise for one of its own
    wire.cut()
    page.goto("/today/")
    expect(page.locator("[data-when=kept]")).to_be_visible()
    usable(page)
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url("**/session/1/?ahead=full")
    do_session(page, instead={"Two-leg bridge": "Heel dig"}, usable=usable)

    # And the whole browser is closed and opened again, a test is taken and the evening checked in
    page = reopen()
    page.goto("/today/")
    expect(page.locator("[data-when=waiting]")).to_be_visible()
    page.get_by_role("link", name="What is left").click()
    page.get_by_role("link", name="Try it").first.click()
    usable(page)
    steps.choose(page, "Could you do it?", "Yes")
    steps.score(page, "How much did it hurt?", 0)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/phone/")
    fill_in(page, worst=3)
    page.wait_for_url("**/phone/")
    expect(page.locator("[data-held] > li")).to_have_count(3)
    expect(page.locator("[data-held] > li").nth(1)).to_contain_text("Test")
    usable(page)
    assert kinds_of(plan, today) == ["check_in"]

    # Then with a network each is one row, in its order, and the phone says "sent"
    wire.mend()
    send(page)
    assert kinds_of(plan, today) == ["check_in", "session", "self_test", "check_in"]
    session, tried, evening = of_today(plan, today)[1:]
    done = {one.ladder: one.exercise for one in session.exercises.all()}
    assert (done["bridge"], tried.facts["passed"], evening.pain_worst) == ("heel-dig", True, 3)
    expect(page.locator("main")).to_contain_text("At rest 1, on waking 1, worst 3")
    expect(page.locator("[data-when=sent]")).to_be_visible()
    expect(page.locator("[data-when=waiting]")).to_be_hidden()
    usable(page)

    # And opening it again sends nothing twice
    send(reopen())
    assert len(of_today(plan, today)) == 4


def kinds_of(plan: RecoveryPlan, today: date) -> list[str]:
    return [entry.kind for entry in of_today(plan, today)]


def test_an_answer_that_got_lost_leaves_one_row(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    """The server keeps it, but the phone never hears so, and sends it again."""
    # Given a check-in that waits on the phone, and reached the server all the same
    keep_today(phone, sign_in, plan)
    with no_network(phone):
        fill_in(phone, worst=2)
        held = phone.evaluate(HELD)
        post_by_hand(phone, dict(held[0]["fields"]))
    assert len(of_today(plan, today)) == 1

    # When the phone sends it
    send(phone)

    # Then it is there once
    assert len(of_today(plan, today)) == 1


def post_by_hand(page: Page, fields: dict[str, str]) -> None:
    """Past the browser, which has no network and goes on thinking that nothing was sent."""
    token = page.request.get("/phone/day/").json()["csrf"]
    form = {**fields, "csrfmiddlewaretoken": token}
    assert page.request.post("/check-in/", form=form, headers={"Referer": page.url}).ok


def test_what_could_not_be_sent_is_there_to_look_at_and_send_again(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    # Given a check-in whose id the server has kept with another answer
    keep_today(phone, sign_in, plan)
    with no_network(phone):
        fill_in(phone, worst=2)
        held = phone.evaluate(HELD)
        post_by_hand(phone, {**dict(held[0]["fields"]), "pain_worst": "5"})
    phone.goto("/phone/")
    expect(phone.locator("[data-when=refused]")).to_be_visible()

    # When it is opened again
    phone.get_by_role("link", name="Open it and look again").click()

    # Then every answer is still there, and sent again it is an entry of its own
    expect(phone.locator("input[name=pain_worst]:checked")).to_have_value("2")
    expect(phone.locator("input[name=flags]:checked")).to_have_value("none")
    phone.get_by_role("button", name="Nothing new. Save").click()
    phone.wait_for_url("**/check-in/answer/")
    assert [entry.pain_worst for entry in of_today(plan, today)] == [5, 2]
    assert phone.evaluate(HELD) == []


def test_a_session_without_a_network_arrives_whole_and_once(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    # Given today's check-in is made, and the list is on the phone
    make.live(plan, today, make.CALM, None)
    keep_today(phone, sign_in, plan)
    listed = steps.listed(phone)

    # When the whole session is done without a network
    with no_network(phone):
        phone.goto("/today/")
        phone.get_by_role("button", name="Start", exact=True).click()
        seen = do_session(phone)
        expect(phone.locator("[data-held] > li")).to_have_count(1)
        expect(phone.locator("[data-held] > li")).to_contain_text("Session")
        phone.goto("/today/")
        phone.get_by_role("button", name="Start", exact=True).click()
        expect(phone.locator("[data-why=done]")).to_be_visible()

    # Then it shows the same exercises, and becomes one row with all of them
    assert seen == listed
    send(phone)
    (entry,) = plan.entries.filter(on=today, kind="session")
    assert [one.pain for one in entry.exercises.all()] == [1] * len(listed)
    assert (entry.effort, entry.minutes) == (4, 18)


def do_session(
    page: Page, *, instead: Mapping[str, str] | None = None, usable: Usable | None = None
) -> list[str]:
    """From the first exercise to the end; answers the names that were shown.

    instead: by name, what is done in place of an exercise.
    """
    seen = []
    while "/session/finish/" not in page.url:
        name = page.locator("h1").inner_text()
        seen.append(name)
        expect(page.locator(".stage svg.fig")).to_be_visible()
        if name in (instead or {}):
            swap(page, instead[name], usable)
        else:
            answer_exercise(page)
    page.get_by_role("group", name="How hard was it?").get_by_role("radio", name="4").check()
    page.get_by_label("About how many minutes?").fill("18")
    page.get_by_role("button", name="Save the session").click()
    page.wait_for_url("**/phone/")
    return seen


def swap(page: Page, other: str, usable: Usable | None) -> None:
    """Another exercise, with its picture and words; one that is easier asks for its pain alone."""
    page.get_by_role("link", name="I can’t do this one").click()
    expect(page.locator("h1")).to_contain_text("Instead of")
    if usable:
        usable(page)
    page.get_by_role("link", name=f"Do {other}").click()
    expect(page.locator("h1")).to_have_text(other)
    expect(page.locator(".stage svg.fig")).to_be_visible()
    if usable:
        usable(page)
    before = page.url
    steps.score(page, "How much did it hurt?", 1)
    page.locator("main > form button[type=submit]").last.click()
    page.wait_for_url(lambda url: url != before)


def answer_exercise(page: Page) -> None:
    steps.choose(page, "How much did you do?", "All of it")
    steps.score(page, "How much did it hurt?", 1)
    page.locator("main > form button[type=submit]").last.click()


def test_too_much_pain_ends_a_session_without_a_network_too(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    make.live(plan, today, make.CALM, None)
    keep_today(phone, sign_in, plan)
    with no_network(phone):
        phone.goto("/today/")
        phone.get_by_role("button", name="Start", exact=True).click()
        steps.choose(phone, "How much did you do?", "About half")
        steps.score(phone, "How much did it hurt?", 9)
        phone.locator("main > form button[type=submit]").last.click()
        phone.wait_for_url("**/session/finish/**")
        expect(phone.get_by_role("button", name="Save the session")).to_be_visible()


def test_pain_at_its_limit_said_to_the_clock_ends_a_session_without_a_network(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    # Given a session that began on the phone
    make.live(plan, today, make.CALM, None)
    keep_today(phone, sign_in, plan)
    with no_network(phone):
        phone.goto("/session/1/?ahead=full")

        # When it hurts while the clock is there
        phone.get_by_role("link", name="This hurts").click()
        phone.get_by_role("dialog").get_by_role("radio", name="9", exact=True).check()
        phone.get_by_role("button", name="End the session").click()

        # Then it ends there
        phone.wait_for_url("**/session/finish/**")

    # And what hurt is kept
    send(phone)
    (said,) = SessionDraft.objects.get(plan=plan).answers.values()
    assert (said["pain"], said["skipped"]) == (9, "pain")


def test_a_step_down_waits_on_the_phone_too(
    phone: Page,
    sign_in: SignIn,
    plan: RecoveryPlan,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Given a session that began on the phone, with a step below each exercise
    monkeypatch.setattr("recovery.selectors.other_ways._lower", lambda line, *rest: line)
    make.live(plan, today, make.CALM, None)
    keep_today(phone, sign_in, plan)
    with no_network(phone):
        phone.goto("/session/1/?ahead=full")

        # When it hurts above the limit, and the easier one is done
        phone.get_by_role("link", name="This hurts").click()
        phone.get_by_role("dialog").get_by_role("radio", name="5", exact=True).check()
        phone.get_by_role("button", name="Do the easier one").click()
        steps.score(phone, "How much did it hurt?", 2)
        phone.locator("main > form button[type=submit]").last.click()
        phone.wait_for_url("**/session/2/**")

    # Then what hurt is kept with what was done instead
    send(phone)
    (said,) = SessionDraft.objects.get(plan=plan).answers.values()
    assert (said["pain"], said["skipped"], said["done"]) == (5, "pain", "0")


def test_a_step_without_its_answers_does_not_go_on(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    make.live(plan, today, make.CALM, None)
    keep_today(phone, sign_in, plan)
    with no_network(phone):
        phone.goto("/session/1/?ahead=full")
        phone.locator("main > form button[type=submit]").last.click()
        phone.wait_for_load_state()
        expect(phone).to_have_url(f"{phone.url.split('/session/')[0]}/session/1/?ahead=full")
        assert phone.evaluate(HELD) == []


def test_a_session_waits_for_the_check_in_that_waits(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    """Today's list follows from the check-in; without it nobody knows whether it still holds."""
    make.live(plan, today, make.CALM, None)
    keep_today(phone, sign_in, plan)
    with no_network(phone):
        fill_in(phone, worst=7)
        phone.goto("/today/")
        phone.get_by_role("button", name="Start", exact=True).click()
        expect(phone.locator("[data-why=start]")).to_be_visible()
    send(phone)
    assert of_today(plan, today)[-1].pain_worst == 7


def test_a_warning_sign_without_a_network_says_at_once_what_to_do(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    # Given a phone that has kept today
    keep_today(phone, sign_in, plan)

    # When a warning sign is ticked without a network
    with no_network(phone):
        phone.goto("/check-in/")
        steps.choose(phone, "First, any of these", "Yes, one or more")
        phone.locator("input[name=red_flags]").first.check()
        phone.get_by_role("button", name="Save").click()

        # Then the phone says what to do, and whom to call is at hand
        expect(phone.locator("[data-held-alarm]")).to_be_visible()
        phone.locator("[data-held-alarm]").get_by_role("link").click()
        expect(phone.locator("h1")).to_contain_text("signs need a person")

    # And with a network the plan is locked
    phone.goto("/phone/")
    wait_until(phone, IS_EMPTY)
    phone.goto("/today/")
    phone.wait_for_url("**/locked/")


def test_what_was_logged_yesterday_stays_on_yesterday(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    keep_today(phone, sign_in, plan)
    with no_network(phone):
        fill_in(phone, worst=2)
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        send(phone)
    (entry,) = plan.entries.filter(on__gte=today)
    assert (entry.on, entry.recorded_at.date()) == (today, today + timedelta(days=1))


def test_signed_out_by_the_server_it_waits_until_its_owner_is_back(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    # Given a check-in that is being filled in when the session on the server ends
    keep_today(phone, sign_in, plan)
    phone.goto("/check-in/")
    Session.objects.all().delete()
    fill_in_here(phone)

    # Then it waits on the phone, and the page of signing in says so
    phone.wait_for_url("**/account/login/**")
    expect(phone.locator("[data-when=away]")).to_be_visible()
    assert of_today(plan, today) == []

    # When somebody else signs in on this phone
    other = make.make_plan(days=3, today=today)
    sign_in_to_stay(phone, other.patient.email)
    phone.goto("/phone/")
    expect(phone.locator("[data-when=away]")).to_be_visible()

    # Then nothing is sent as theirs, and nothing of it is shown to them
    phone.get_by_role("button", name="Try to send now").click()
    phone.wait_for_timeout(500)
    assert of_today(other, today) == of_today(plan, today) == []
    expect(phone.locator("[data-held] [data-scores]")).to_be_empty()

    # And when its owner is back, it is sent
    phone.context.clear_cookies()
    sign_in_to_stay(phone, plan.patient.email)
    send(phone)
    assert len(of_today(plan, today)) == 1
    assert of_today(other, today) == []


def fill_in_here(page: Page) -> None:
    steps.choose(page, "First, any of these", "None of these")
    page.get_by_role("button", name="Nothing new. Save").click()


def test_signing_out_warns_of_what_waits_and_leaves_nothing_behind(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    # Given a check-in that cannot be sent, since the plan has ended
    keep_today(phone, sign_in, plan)
    with no_network(phone):
        fill_in(phone, worst=2)
    end(plan, today)
    phone.goto("/account/me/")
    expect(phone.locator("[data-when=refused]")).to_be_visible()
    asked: list[str] = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))

    # When somebody signs out all the same
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url(lambda url: "/account/" not in url)

    # Then they were warned, and neither pages nor answers are left
    assert len(asked) == 1
    assert "not sent yet" in asked[0]
    assert phone.evaluate(HELD) == []
    assert "stepwise-pages" not in phone.evaluate("() => caches.keys()")


def end(plan: RecoveryPlan, today: date) -> None:
    RecoveryPlan.objects.filter(pk=plan.pk).update(closed_on=today, close_reason="discharged")


def test_a_plan_that_ended_meanwhile_takes_nothing_and_loses_nothing(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    keep_today(phone, sign_in, plan)
    with no_network(phone):
        fill_in(phone, worst=2)
    end(plan, today)
    phone.goto("/phone/")
    expect(phone.locator("[data-when=refused]")).to_be_visible()
    expect(phone.locator("[data-held] > li")).to_contain_text("worst 2")


def test_a_session_that_lost_its_network_half_way_is_one_row(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    # Given a session whose first exercise is done with a network
    make.live(plan, today, make.CALM, None)
    keep_today(phone, sign_in, plan)
    listed = steps.listed(phone)
    phone.get_by_role("button", name="Start", exact=True).click()
    answer_exercise(phone)
    phone.wait_for_url("**/session/2/")
    wait_until(phone, HAS_FINISH)

    # When the rest is done without
    with no_network(phone):
        assert do_session(phone) == listed[1:]

    # Then it is one session with all of it
    send(phone)
    (entry,) = plan.entries.filter(on=today, kind="session")
    assert entry.exercises.count() == len(listed)
    assert not SessionDraft.objects.exists()


def test_a_page_kept_yesterday_is_filled_in_for_today(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    # Given pages that were kept today, and a clock that says tomorrow
    keep_today(phone, sign_in, plan)
    tomorrow = timezone.now() + timedelta(days=1)
    phone.clock.set_fixed_time(tomorrow)

    # When a check-in is made from them
    with no_network(phone):
        phone.goto("/check-in/")
        expect(phone.locator("[data-own-day]")).to_contain_text(f"{tomorrow:%A} {tomorrow.day}")
        fill_in(phone, worst=2)

    # Then it is for tomorrow, and waits until the server's day is that, too
    wait_until(phone, "async () => (await fetch('/phone/day/')).ok")
    phone.goto("/phone/")
    expect(phone.locator("[data-when=refused]")).to_be_visible()
    with time_machine.travel(tomorrow, tick=True):
        send(phone)
    (entry,) = plan.entries.filter(on__gte=today)
    assert entry.on == tomorrow.date()


def test_the_list_of_another_day_cannot_be_begun(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    make.live(plan, today, make.CALM, None)
    keep_today(phone, sign_in, plan)
    phone.evaluate(SAY_KEPT_ON, (today - timedelta(days=1)).isoformat())
    with no_network(phone):
        phone.goto("/today/")
        phone.get_by_role("button", name="Start", exact=True).click()
        expect(phone.locator("[data-why=start]")).to_be_visible()


def test_what_is_deleted_on_the_phone_is_not_sent(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    keep_today(phone, sign_in, plan)
    phone.on("dialog", lambda dialog: dialog.accept())
    with no_network(phone):
        fill_in(phone, worst=2)
        phone.get_by_role("button", name="Delete").click()
        expect(phone.locator("[data-held-none]")).to_be_visible()
    send(phone)
    assert of_today(plan, today) == []


def test_the_worker_sends_with_the_app_closed_when_the_browser_wakes_it(
    window: Window, phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    # Given a check-in that waits, and no page of the app open
    keep_today(phone, sign_in, plan)
    browser, registrations = look_into(phone)
    with no_network(phone):
        fill_in(phone, worst=2)
        phone.goto("about:blank")

    # When the browser tells the worker that there is a network, as Chromium does by itself
    wake = {"registrationId": registrations[0], "tag": "outbox", "lastChance": False}
    browser.send("ServiceWorker.dispatchSyncEvent", {"origin": window.base_url, **wake})

    # Then it is sent
    for _ in range(100):
        if of_today(plan, today):
            break
        phone.wait_for_timeout(100)
    assert [entry.pain_worst for entry in of_today(plan, today)] == [2]


def test_a_reminder_that_is_pushed_is_shown(
    window: Window, phone: Page, sign_in: SignIn, plan: RecoveryPlan
) -> None:
    keep_today(phone, sign_in, plan)
    phone.context.grant_permissions(["notifications"], origin=window.base_url)
    if phone.evaluate("Notification.permission") != "granted":
        pytest.skip("this browser was built without notifications")
    browser, registrations = look_into(phone)
    notice = {"title": "Time to check in", "body": "", "page": "/today/", "tag": "reminder-1"}
    pushed = {"registrationId": registrations[0], "data": json.dumps(notice)}
    browser.send("ServiceWorker.deliverPushMessage", {"origin": window.base_url, **pushed})
    wait_until(phone, IS_SHOWN)


def look_into(page: Page) -> tuple[CDPSession, list[str]]:
    """What the browser itself can do to service workers, and the ids of those that are there."""
    browser = page.context.new_cdp_session(page)
    registrations: list[str] = []
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registrations.extend(one["registrationId"] for one in told["registrations"]),
    )
    browser.send("ServiceWorker.enable")
    for _ in range(100):
        if registrations:
            break
        page.wait_for_timeout(100)
    return browser, registrations


def test_signing_out_without_a_network_deletes_nothing_and_says_so(
    phone: Page, sign_in: SignIn, plan: RecoveryPlan, today: date
) -> None:
    keep_today(phone, sign_in, plan)
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.goto("/account/me/")
    with no_network(phone):
        phone.get_by_role("button", name="Sign out").click()
        expect(phone.locator("[data-why=signout]")).to_be_visible()
        fill_in(phone, worst=2)
    send(phone)
    assert len(of_today(plan, today)) == 1


def test_a_server_that_breaks_loses_nothing(
    phone: Page,
    sign_in: SignIn,
    plan: RecoveryPlan,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    # Given a server that fails when a check-in comes
    caplog.set_level(logging.CRITICAL)
    keep_today(phone, sign_in, plan)
    with monkeypatch.context() as broken:
        broken.setattr("recovery.views.check_ins._record", lambda *args: 1 / 0)
        fill_in(phone, worst=2)

        # Then it waits on the phone
        expect(phone.locator("[data-held] > li")).to_have_count(1)
        assert of_today(plan, today) == []

    # And once the server is well, it is one row
    send(phone)
    assert len(of_today(plan, today)) == 1
