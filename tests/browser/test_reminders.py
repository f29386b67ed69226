"""Reminders in a browser: setting them up by keyboard, and what the scripts do with a device."""

import pytest
from playwright.sync_api import Page, expect

from recovery.models import ReminderSettings
from tests import factories as make

from .conftest import Axe, SignIn

# How it looks and what scripts do; what is written is tested on both databases elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

NOTICES = """async (page) => {
  const { listen } = await import("/static/js/reminders/notices.js");
  const heard = {}, done = [];
  const window = { focus: async () => done.push("focus"), navigate: (to) => done.push(to) };
  const scope = {
    addEventListener: (name, hear) => { heard[name] = hear; },
    registration: { showNotification: async (title, rest) => done.push([title, rest]) },
    location: { origin: "https://stepwise.example" },
    clients: { matchAll: async () => page.open ? [window] : [], openWindow: (to) => done.push(to) },
  };
  listen(scope);
  let work;
  const waitUntil = (promise) => { work = promise; };
  heard.push({ data: page.data && { json: () => JSON.parse(page.data) }, waitUntil });
  await work;
  const [, { data }] = done[0];
  heard.notificationclick({ notification: { data, close: () => done.push("closed") }, waitUntil });
  await work;
  return done;
}"""


@pytest.fixture
def settings_page(phone: Page, sign_in: SignIn) -> Page:
    patient = make.make_plan(days=2).patient
    sign_in(phone, patient.email)
    phone.goto("/mine/reminders/")
    return phone


def test_somebody_sets_up_a_reminder_and_stops_it_with_one_click(
    settings_page: Page, axe: Axe
) -> None:
    page = settings_page
    page.get_by_role("checkbox", name="By e-mail").first.press("Space")
    page.locator("#check_in_at").fill("07:30")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator("h1")).to_contain_text("7:30: Time to check in")
    axe(page)
    page.get_by_role("button", name="Stop all reminders").click()
    expect(page.locator("h1")).to_have_text("No reminders for now")
    assert not ReminderSettings.objects.get().check_in_by_mail


def test_without_a_service_worker_no_button_promises_notifications(settings_page: Page) -> None:
    assert settings_page.locator("[data-when=none]").is_visible()
    assert not settings_page.get_by_role("button", name="Show them on this device").is_visible()


def test_a_notice_is_shown_and_leads_to_its_page(settings_page: Page) -> None:
    sent = '{"title": "Time", "body": "Go", "page": "/check-in/", "tag": "one"}'
    shown, *rest = settings_page.evaluate(NOTICES, {"data": sent, "open": True})
    options = {"body": "Go", "tag": "one", "data": "/check-in/", "icon": "/static/img/mark.svg"}
    assert shown == ["Time", options]
    assert rest == ["closed", "focus", "https://stepwise.example/check-in/"]


def test_a_notice_leads_nowhere_else(settings_page: Page) -> None:
    sent = '{"page": "https://evil.example/"}'
    done = settings_page.evaluate(NOTICES, {"data": sent, "open": False})
    assert done[1:] == ["closed", "https://stepwise.example"]


@pytest.mark.parametrize("sent", ["not json", None])
def test_a_notice_that_cannot_be_read_still_shows_something(
    settings_page: Page, sent: str | None
) -> None:
    done = settings_page.evaluate(NOTICES, {"data": sent, "open": False})
    assert done[0][0] == "Stepwise"


DEVICE = """async (permission) => {
  const part = document.querySelector("[data-device]");
  const { start } = await import("/static/js/reminders/device.js?again");
  const asked = [];
  const subscription = { toJSON: () => ({
    endpoint: "https://fcm.googleapis.com/one",
    keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) },
  }) };
  const manager = {
    getSubscription: async () => null,
    subscribe: async (options) => {
      asked.push(options.applicationServerKey.length, options.userVisibleOnly);
      return subscription;
    },
  };
  navigator.serviceWorker.getRegistration = async () => ({ pushManager: manager });
  window.Notification = { permission: "default", requestPermission: async () => permission };
  window.PushManager ??= class {};
  await start(part);
  part.querySelector("button").click();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const shown = [...part.querySelectorAll("[data-when]")].filter((one) => !one.hidden);
  return [asked, shown.map((one) => one.dataset.when)];
}"""


@pytest.mark.parametrize(
    ("permission", "asked", "shown", "kept"),
    [("granted", [65, True], ["on"], 1), ("denied", [], ["denied"], 0)],
)
def test_a_device_is_kept_once_its_owner_agreed(
    settings_page: Page, permission: str, asked: list[object], shown: list[str], kept: int
) -> None:
    assert settings_page.evaluate(DEVICE, permission) == [asked, shown]
    settings_page.reload()
    assert settings_page.get_by_text("A device, since").count() == kept
