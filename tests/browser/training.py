"""A session with exercises of the test's own choosing, and a clock that the test turns."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page

from recovery.domain.codes import DoseSide
from recovery.domain.decision import ListedExercise
from recovery.domain.ladder import Dose
from recovery.mappers import STORED
from recovery.models import RecoveryPlan, SessionDraft
from tests import factories as make
from tests.browser.cast import DAYS, signed_in_cookie
from tests.browser.conftest import Window

# Two sets of two, held for three seconds, ten seconds of rest; a side of a set takes 14 seconds.
BRIDGE = Dose(sets=2, reps=2, hold_seconds=3, rest_seconds=10)
EACH_LEG = Dose(sets=2, duration_seconds=20, rest_seconds=20, side=DoseSide.EACH)
LIMITS = {"hold": 4, "stop": 6}
# Stands for what the browser has and a test cannot hear or see.
SPY = """() => {
  window.heard = [];
  window.locks = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) {
    window.heard.push({ hertz: this.frequency.value, inSeconds: at - this.context.currentTime });
    return start.call(this, at);
  };
  Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
    window.locks.push("taken");
    return { release: async () => { window.locks.push("given back"); } };
  } } });
}"""


def line(dose: Dose = BRIDGE, *, ladder: str = "bridge", exercise: str = "two-leg-bridge") -> Any:
    return ListedExercise(ladder=ladder, rung=2, exercise=exercise, dose=dose, warm_up=False)


def kept(
    listed: ListedExercise,
    lower: ListedExercise | None = None,
    *others: str,
    easier: tuple[str, ...] = (),
) -> Any:
    return {
        "listed": STORED.unstructure(listed),
        "lower": STORED.unstructure(lower) if lower else None,
        "others": list(others),
        "easier": list(easier),
        **LIMITS,
    }


def begin(plan: RecoveryPlan, *lines: Any, on: date) -> SessionDraft:
    return SessionDraft.objects.create(
        plan=plan, on=on, client_id="training", lines=list(lines), started_at=make.noon(on)
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Gym:
    """Somebody in a session, on the page of its first exercise."""

    page: Page
    plan: RecoveryPlan
    draft: SessionDraft

    def face(self, name: str) -> Locator:
        return self.page.locator(f"[data-face={name}]")

    def shows(self) -> tuple[str, str, str]:
        """What is going on, the number in the ring, and how many sets are ticked."""
        ticked = self.page.locator(".clock .sets .done").count()
        what, number = (self.face(name).text_content() or "" for name in ("what", "number"))
        return what, number, f"{ticked} done"

    def tap(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def hide(self, *, is_hidden: bool) -> None:
        """As when another app is in front: nothing is painted and the page is told."""
        self.page.evaluate(
            """isHidden => {
              Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }""",
            is_hidden,
        )

    @property
    def answers(self) -> dict[str, Any]:
        self.draft.refresh_from_db()
        return self.draft.answers


def train(window: Window, page: Page, *lines: Any, has_script: bool = True) -> Gym:
    """The clock of the page stands at the start and moves only when it is told to."""
    today = timezone.now().date()
    plan = make.make_plan(days=DAYS, today=today)
    make.live(plan, today, make.CALM, None)
    draft = begin(plan, *(lines or [kept(line())]), on=today)
    page.context.add_cookies([signed_in_cookie(plan.patient, window.base_url)])
    if has_script:
        page.add_init_script(f"({SPY})()")
        page.clock.install()
    page.goto("/session/1/")
    if has_script:
        page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    return Gym(page=page, plan=plan, draft=draft)
