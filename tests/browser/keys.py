"""A session by somebody who never touches the screen: only Tab, Space, arrows and Enter."""

import pytest
from playwright.sync_api import Page

FAR = 80
HERE = "document.activeElement"


def tab_until(page: Page, is_there: str) -> None:
    """Press Tab until this is true of the focused element, `it`; the focus has to be seen."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate(f"(it => {is_there})({HERE})"):
            assert page.evaluate(f"{HERE}.matches(':focus-visible')")
            return
    pytest.fail(f"cannot be reached with Tab: {is_there}")


def tab_to(page: Page, name: str) -> None:
    """To the first field of a question, or the one that is chosen."""
    tab_until(page, f"it.name === '{name}'")


def press_button(page: Page, words: str) -> None:
    tab_until(page, f"it.matches('a, button') && it.innerText.trim().startsWith('{words}')")
    page.keyboard.press("Enter")


def pick(page: Page, name: str, *, place: int) -> None:
    """One of a row of choices, counted from 0."""
    tab_to(page, name)
    page.keyboard.press("Space")
    for _ in range(place):
        page.keyboard.press("ArrowRight")


def check_in(page: Page) -> None:
    """Calm, with a pain of 1 for each question."""
    pick(page, "flags", place=0)
    for question in ("pain_rest", "pain_morning", "pain_worst"):
        pick(page, question, place=1)
    tab_to(page, "nothing_new")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check-in/answer/")


def rate_exercise(page: Page, *, pain: int) -> None:
    """All of it was done."""
    before = page.url
    pick(page, "done", place=0)
    pick(page, "pain", place=pain)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def finish(page: Page) -> None:
    pick(page, "effort", place=4)
    tab_to(page, "minutes")
    page.keyboard.type("18")
    pick(page, "warmup_soreness", place=0)
    pick(page, "limp", place=1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/session/done/")
