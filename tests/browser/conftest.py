"""A real Chromium for journeys: pages of three sizes, sign-in, and the accessibility checker.

The browser tests alone: `pytest --deep -m browser`. Without them: `pytest -m "not browser"`.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
from django.db import connection
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from accounts.models import User

from .accessibility import Eyes, eyes, scheme_of
from .cast import signed_in_cookie
from .comfort import discomforts

# Playwright keeps an event loop in the test's thread, which Django would take for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Without a window it is quicker: the first is Chromium built to have none.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Nor prepared for the next page beside the one that is there.
    "--renderer-process-limit=1",
    # No page stays long enough for its scripts to be worth compiling twice.
    "--js-flags=--no-opt --no-maglev",
]
# A busy machine is no fault of a page; what comes sooner is met sooner.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
# The way of a patient and of their therapist, and every page read by axe.
MAIN_JOB = {"test_journeys.py", "test_journeys_care.py", "test_axe.py"}

SignIn = Callable[[Page, str], None]
Axe = Callable[..., None]
Usable = Callable[[Page], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder drives a browser, and but for the main job takes long."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if item.path.name not in MAIN_JOB:
                item.add_marker(pytest.mark.deep)


@dataclass  # no slots: Playwright leaves its own mark on whoever listens
class Window:
    """Opens pages of one test and gathers what went wrong in them."""

    browser: Browser
    base_url: str
    troubles: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, width: int, height: int, **options: object) -> Page:
        """A page in a context of its own, so without anyone signed in; `page.goto("/")` works.

        Nothing is kept for days without a network unless `service_workers="allow"`.
        """
        options.setdefault("service_workers", "block")
        context = self.browser.new_context(
            base_url=self.base_url,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        return page

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not is_status_of_page(message):
            where = message.location.get("url", "")
            self.troubles.append(f"console: {message.text} ({where})")

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def is_status_of_page(message: ConsoleMessage) -> bool:
    """Whether Chromium only repeats that the page itself answered 404, 403 or the like."""
    page = message.page
    about_loading = message.text.startswith("Failed to load resource")
    return about_loading and page is not None and message.location.get("url") == page.url


def path_of_chromium() -> str | None:
    return os.environ.get("STEPWISE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = path_of_chromium()
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser, live_server: object) -> Iterator[Window]:
    """Fails the test afterwards if a page reported an error or broke the security policy."""
    window = Window(chromium, str(live_server))
    with ExitStack() as stack:
        stack.callback(window.close)
        yield window
    assert not window.troubles, "\n".join(window.troubles)


@pytest.fixture
def phone(window: Window) -> Page:
    return window.open(390, 844, has_touch=True, is_mobile=True)


@pytest.fixture
def small(window: Window) -> Page:
    """The narrowest page that has to work; also a 1280 page at 400 % zoom."""
    return window.open(320, 640)


@pytest.fixture
def desk(window: Window) -> Page:
    return window.open(1280, 800)


@pytest.fixture
def sign_in(window: Window) -> SignIn:
    """`sign_in(page, email)` without the form, which takes a second and has its own tests."""

    def by_session(page: Page, email: str) -> None:
        user = User.objects.get(email=email)
        page.context.add_cookies([signed_in_cookie(user, window.base_url)])

    return by_session


@pytest.fixture(scope="session")
def reader() -> Eyes:
    return eyes()


@pytest.fixture
def axe(reader: Eyes) -> Axe:
    """`axe(page)` fails with a readable list of what it finds, in light and in dark.

    On SQLite: a page has the same faults whichever database its words come from.
    """

    def check(page: Page, *, schemes: Sequence[str] = ("light", "dark")) -> None:
        settle(page)
        if connection.vendor != "sqlite":
            return
        before = scheme_of(page)
        found = reader.read(page, schemes)
        page.emulate_media(color_scheme=before)
        assert not found, f"{page.url}\n" + "\n".join(found)

    return check


@pytest.fixture
def usable(axe: Axe) -> Usable:
    """`usable(page)`: what every step of a journey is held to, whatever state the page is in.

    No finding of axe in light or dark; on a phone and at 320 pixels nothing to scroll sideways,
    room for a thumb, and nothing that moves by itself.
    """

    def check(page: Page) -> None:
        settle(page)
        if connection.vendor != "sqlite":
            return
        faults = discomforts(page)
        assert not faults, f"{page.url}\n" + "\n".join(faults)
        axe(page)

    return check


def settle(page: Page) -> None:
    """Wait for the page a tap has led to: a tap returns once its answer begins, without a body.

    Styles come after the words. What reads a page once, instead of waiting for what it expects,
    stands behind this.
    """
    page.wait_for_load_state()
