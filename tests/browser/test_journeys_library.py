"""Finding an exercise: at a touch, by keyboard alone, without scripts; and the sheet for paper."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Role
from exercises.content_report import texts
from exercises.library import library
from exercises.loader import load
from tests import factories as make

from .cast import signed_in_cookie
from .conftest import Axe, Window

# What is found is looked at on both databases by test_exercises_finding; here, how it is shown.
pytestmark = pytest.mark.one_database

A4_WITHIN_MARGINS = (688, 1032)  # 182 by 273 mm at 96 pixels an inch
LONGEST = 6


@pytest.fixture
def visitor(window: Window) -> dict[str, str]:
    """The cookie of a patient who finds the shipped library."""
    load(now=timezone.now())
    return signed_in_cookie(make.make_user("Pat", Role.PATIENT), window.base_url)


def open_as(visitor: dict[str, str], page: Page, path: str = "/exercises/") -> Page:
    page.context.add_cookies([visitor])
    page.goto(path)
    return page


def number_told(page: Page) -> int:
    return int(re.match(r"\d+", page.locator("#count").inner_text())[0])


def test_each_choice_shows_at_once_what_fits(
    visitor: dict[str, str], phone: Page, axe: Axe
) -> None:
    # Given the list on a phone, its choices opened
    page = open_as(visitor, phone)
    everything = number_told(page)
    page.locator("summary", has_text="Choose what fits you").click()
    sitting = page.get_by_role("checkbox", name=re.compile("^Sitting"))
    promised = int(page.locator("label", has=sitting).locator(".n").inner_text())

    # When a choice is ticked
    sitting.check()

    # Then the number found is told, the address holds the choice, and the focus stays where it was
    expect(page.locator("#count[role=status]")).to_have_text(f"{promised} exercises")
    assert 0 < promised < everything
    expect(page).to_have_url(re.compile(r"/exercises/\?position=sitting$"))
    expect(page.locator("#position-sitting")).to_be_focused()
    expect(page.locator("#position-sitting")).to_be_checked()
    axe(page)

    # And the way back leads to the list as it was, in its frame
    page.go_back()
    expect(page.locator("#count[role=status]")).to_have_text(f"{everything} exercises")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    expect(page.locator("#position-sitting")).not_to_be_checked()


def test_typing_narrows_the_list_and_keeps_what_was_typed(
    visitor: dict[str, str], desk: Page
) -> None:
    page = open_as(visitor, desk)
    page.get_by_label("Name or purpose").press_sequentially("nordic")
    expect(page.locator("#count[role=status]")).to_have_text("2 exercises")
    expect(page.get_by_label("Name or purpose")).to_be_focused()
    expect(page.get_by_label("Name or purpose")).to_have_value("nordic")
    page.get_by_role("link", name="Clear all").click()
    expect(page).to_have_url(re.compile(r"/exercises/$"))


def test_the_keyboard_alone_reaches_an_exercise(visitor: dict[str, str], small: Page) -> None:
    # Given the list, and nothing but keys
    page = open_as(visitor, small)
    page.locator("#q").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # opens the choices

    # When the first choice is ticked, and the chosen exercises are gone through
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("purpose=mobility"))
    expect(page.locator("#purpose-mobility")).to_be_focused()
    first = page.locator(".cards a").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    name = first.inner_text()
    page.keyboard.press("Enter")

    # Then its page opens
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_everything_works_without_scripts(visitor: dict[str, str], window: Window) -> None:
    page = open_as(visitor, window.open(390, 844, java_script_enabled=False))
    page.locator("summary").first.click()
    page.get_by_role("checkbox", name=re.compile("^Kneeling")).check()
    page.get_by_role("checkbox", name=re.compile("^Nothing")).check()
    page.get_by_role("button", name=re.compile("^Show")).click()
    page.wait_for_url(re.compile(r"/exercises/\?.*have="))
    expect(page.locator(".cards > li")).to_have_count(number_told(page))
    page.get_by_role("link", name="Without Kneeling").click()
    expect(page).to_have_url(re.compile(r"/exercises/\?have=nothing$"))
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"/exercises/\?have=nothing&page=2$"))


def test_pictures_of_the_list_are_there(visitor: dict[str, str], desk: Page) -> None:
    page = open_as(visitor, desk)
    picture = page.locator("img.thumb").first
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('img.thumb').naturalWidth > 0")


def test_an_exercise_is_one_sheet_of_paper(visitor: dict[str, str], desk: Page) -> None:
    """Those with the most words, with a side named. Start and end stand on it, not the loop."""
    length = {slug: len(" ".join(texts(content))) for slug, content in library().items()}
    page = open_as(visitor, desk)
    width, height = A4_WITHIN_MARGINS
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print")
    for slug in sorted(length, key=length.__getitem__)[-LONGEST:]:
        page.goto(f"/exercises/{slug}/?side=left")
        assert page.evaluate("document.body.scrollHeight") <= height, slug
        assert page.locator(".panel > .fig").nth(0).is_hidden()
        assert page.locator(".sheet > .fig").is_visible()
        assert page.locator(".notes").is_visible()
        assert page.locator(".tabs").is_hidden()
