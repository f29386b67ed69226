"""What a visit weighs and when Today can be used, on a slow phone, in a real Chromium."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.benchmark.figures import Figure
from scripts.benchmark.server import COLLECT, HOST, running, say
from scripts.benchmark.site import CHECK_IN, PASSWORD, PATIENT
from scripts.benchmark.visitor import Unexpected, Visitor

WORDS = (
    "A slow phone: Chromium at 390 × 844, its processor four times slower, 1.6 Mbit/s, 150 ms of\n"
    "delay. Bytes are all that travelled, heads included; a next page comes to a browser that has\n"
    "seen those before it. Usable: painted, scripts run, and the check-in where a thumb reaches it."
)
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
SETTINGS = "scripts.benchmark.phone_settings"
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
FIRST_VISIT_KB, NEXT_PAGE_KB, USABLE_S = 150, 15, 2
TODAY = "/today/"
EXERCISE = "main a[href^='/today/exercises/']"
# In this order, once checked in. The exercise is the first on the list of Today.
NEXT_PAGES = {
    "the answer": "/check-in/answer/",
    "Today again": TODAY,
    "an exercise": "",
    "the session": "/session/1/",
    "progress": "/progress/",
    "the tests": "/tests/",
    "the week on paper": "/mine/paper/week/",
    "learn": "/learn/",
    "messages": "/messages/",
    "reminders": "/mine/reminders/",
    "mine": "/account/me/",
}
# When the largest part was painted, and when a finger could reach the button, in milliseconds.
WATCH = """
window.bench = {};
new PerformanceObserver((list) => {
  for (const paint of list.getEntries()) window.bench.painted = paint.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
requestAnimationFrame(function look() {
  const button = document.querySelector("main a[href='/check-in/']");
  const box = button?.getBoundingClientRect();
  const there = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (there && button.contains(there)) window.bench.reachable = performance.now();
  else requestAnimationFrame(look);
});
"""
WHEN = """
() => {
  const [visit] = performance.getEntriesByType("navigation");
  return Math.max(bench.painted, bench.reachable, visit.domContentLoadedEventEnd) / 1000;
}
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phone:
    """One page in a browser that has seen nothing yet; `weights` has the bytes of each request."""

    page: Page
    weights: dict[str, float]

    def weigh(self, done: dict[str, Any]) -> None:
        self.weights[done["requestId"]] = done["encodedDataLength"]

    def visit(self, url: str) -> float:
        """Go there; the kilobytes that travelled until nothing more did."""
        self.weights.clear()
        response = self.page.goto(url, wait_until="networkidle")
        if response is None or not response.ok or not self.page.url.startswith(url):
            raise Unexpected(f"{url} led to {self.page.url}, {response and response.status}")
        return sum(self.weights.values()) / 1000


def figures(*, turns: int) -> list[Figure]:
    """None where there is no Chromium."""
    path = os.environ.get("STEPWISE_CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUM)), ""
    )
    if not path:
        say("phone: left out, as there is no Chromium here")
        return []
    say("phone: collecting the static files, starting a server with the demo people")
    with running(COLLECT, settings=SETTINGS) as server, sync_playwright() as playwright:
        visitor = Visitor(server.port)
        visitor.sign_in(PATIENT, PASSWORD)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        found = [*_first_visits(browser, visitor, turns), *_next_pages(browser, visitor)]
        browser.close()
        return found


def _first_visits(browser: Browser, visitor: Visitor, turns: int) -> Iterator[Figure]:
    """Weights are the same each time; what takes time is measured again."""
    with _phone(browser) as phone:
        landing = phone.visit(_url(visitor, "/"))
    yield _weight("first visit: the landing page", landing, FIRST_VISIT_KB)
    weights, seconds = [], []
    for turn in range(1, turns + 1):
        with _phone(browser, visitor) as phone:
            weights.append(phone.visit(_url(visitor, TODAY)))
            phone.page.wait_for_function("bench.painted && bench.reachable")
            seconds.append(phone.page.evaluate(WHEN))
        say(f"phone: turn {turn} of {turns}: Today, with nothing kept")
    yield _weight("first visit: Today", weights[0], FIRST_VISIT_KB)
    yield Figure(name="Today usable", unit="s", measured=seconds, at_most=USABLE_S)


def _next_pages(browser: Browser, visitor: Visitor) -> Iterator[Figure]:
    """A day in the app: the check-in sent, the session begun."""
    with _phone(browser, visitor) as phone:
        phone.visit(_url(visitor, TODAY))
        exercise = phone.page.locator(EXERCISE).first.get_attribute("href")
        yield _next(phone, "the check-in", _url(visitor, "/check-in/"))
        visitor.post("/check-in/", {**CHECK_IN, "client_id": "bench-phone"})
        visitor.post("/session/", {})
        for name, path in NEXT_PAGES.items():
            yield _next(phone, name, _url(visitor, path or str(exercise)))


def _next(phone: Phone, name: str, url: str) -> Figure:
    return _weight(f"next page: {name}", phone.visit(url), NEXT_PAGE_KB)


def _weight(name: str, kilobytes: float, at_most: int) -> Figure:
    return Figure(name=name, unit="kB", measured=[kilobytes], at_most=at_most)


def _url(visitor: Visitor, path: str) -> str:
    return f"http://{HOST}:{visitor.connection.port}{path}"


@contextmanager
def _phone(browser: Browser, signed_in: Visitor | None = None) -> Iterator[Phone]:
    """A slow phone without anything kept. Its worker is off: it would fetch ahead, and hide it."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
        service_workers="block",
    )
    context.add_init_script(WATCH)
    if signed_in:
        cookies = signed_in.cookies.items()
        context.add_cookies(
            [{"name": n, "value": v, "url": _url(signed_in, "/")} for n, v in cookies]
        )
    page = context.new_page()
    phone = Phone(page=page, weights={})
    line = context.new_cdp_session(page)
    # Playwright leaves its own mark on whoever listens, and a phone takes none.
    line.on("Network.loadingFinished", lambda done: phone.weigh(done))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield phone
    context.close()
