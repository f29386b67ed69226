"""A session with the player: what is counted, what hurts, and what the log is told."""

import pytest
from playwright.sync_api import Page, expect

from recovery.domain.ladder import Dose
from tests.browser import steps
from tests.browser.conftest import Axe, Window
from tests.browser.training import BRIDGE, Gym, kept, line, train

# The clock and the buttons; what is recorded is tested on both databases by test_session_ways.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]
LOWER = line(Dose(sets=1, reps=2, rest_seconds=10), exercise="heel-dig")
SECOND = line(BRIDGE, ladder="trunk", exercise="kneeling-plank")
TO_THE_END = 5_000 + 14_000 + 10_000 + 14_000


@pytest.fixture
def gym(window: Window, phone: Page) -> Gym:
    return train(window, phone, kept(line(), LOWER), kept(SECOND))


def chosen(page: Page) -> list[str]:
    return page.locator("label:has(input[name=done]:checked)").all_inner_texts()


def hurt(gym: Gym, pain: int) -> None:
    gym.page.get_by_role("link", name="This hurts").click()
    sheet = gym.page.get_by_role("dialog")
    sheet.get_by_role("radio", name=str(pain), exact=True).check()


def save(gym: Gym, pain: int) -> None:
    steps.score(gym.page, "How much did it hurt?", pain)
    gym.tap("Save and go on")
    gym.page.wait_for_url(lambda url: "/session/1/" not in url)


def test_all_sets_done_by_the_clock_then_pain_and_effort_in_two_taps(gym: Gym) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(TO_THE_END)
    assert gym.shows() == ("All done", "", "2 done")
    assert chosen(gym.page) == ["Sets as counted: 2 of 2"]
    expect(gym.page.locator("[data-ask]")).to_be_focused()
    effort = gym.page.get_by_role("group", name="How hard was this one?")
    effort.get_by_role("radio", name="4", exact=True).check()
    save(gym, 1)
    assert gym.answers == {"bridge": {"done": "1", "pain": 1, "effort": 4}}


def test_one_set_of_two_is_told_as_half(gym: Gym) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(20_000)
    save(gym, 1)
    assert gym.answers == {"bridge": {"done": "0.5", "pain": 1}}


def test_what_was_counted_may_differ_from_what_was_done(gym: Gym) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(20_000)
    steps.choose(gym.page, "How much did you do?", "Most of it")
    save(gym, 1)
    assert gym.answers == {"bridge": {"done": "0.8", "pain": 1}}


def test_two_of_three_sets_is_an_answer_of_its_own(window: Window, phone: Page) -> None:
    three = Dose(sets=3, duration_seconds=10, rest_seconds=10)
    gym = train(window, phone, kept(line(three)), kept(SECOND))
    gym.tap("Start")
    gym.page.clock.run_for(5_000 + 10_000 + 10_000 + 11_000)
    gym.page.locator("[data-ask] input[name=pain][value='1']").focus()
    assert chosen(gym.page) == ["Sets as counted: 2 of 3"]
    gym.tap("Go on")
    gym.page.clock.run_for(20_000)
    assert chosen(gym.page) == ["Sets as counted: 3 of 3"]


def test_without_the_clock_nothing_is_chosen(gym: Gym) -> None:
    gym.page.locator("[data-ask] input[name=pain][value='1']").check()
    assert chosen(gym.page) == []


# --- this hurts -------------------------------------------------------------------------
def test_above_the_limit_one_step_down_without_a_network(gym: Gym) -> None:
    # Given a set that was begun, and no network
    gym.tap("Start")
    gym.page.clock.run_for(20_000)
    gym.page.context.set_offline(True)
    # When it hurts 5, and the limit is 4
    hurt(gym, 5)
    expect(gym.page.get_by_role("dialog")).to_contain_text("above your limit of 4")
    gym.tap("Do the easier one")
    # Then the easier one stands in the page, with its own clock
    expect(gym.page.locator("h1")).to_be_focused()
    expect(gym.page.locator("h1")).to_have_text("Heel dig")
    assert gym.shows() == ("Get ready", "5", "0 done")
    gym.tap("Start")
    gym.page.clock.run_for(5_000 + 8_000)
    assert gym.shows() == ("All done", "", "1 done")
    # And the log is told of both
    gym.page.context.set_offline(False)
    save(gym, 2)
    told = {"pain": 5, "done": "0", "skipped": "pain", "exercise": "heel-dig"}
    assert gym.answers == {"bridge": told}


def test_within_the_limit_somebody_goes_on(gym: Gym) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(20_000)
    hurt(gym, 4)
    gym.tap("Go on gently")
    expect(gym.page.get_by_role("dialog")).to_have_count(0)
    assert gym.shows() == ("Rest", "9", "1 done")
    assert gym.answers == {}


def test_it_may_be_left_for_today(gym: Gym) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(20_000)
    hurt(gym, 5)
    gym.tap("Leave it for today")
    gym.page.wait_for_url("**/session/2/")
    assert gym.answers == {"bridge": {"pain": 5, "done": "0.5", "skipped": "pain"}}


def test_at_the_stop_line_the_session_ends(gym: Gym) -> None:
    hurt(gym, 6)
    expect(gym.page.get_by_role("dialog")).to_contain_text("stop limit of 6")
    gym.tap("End the session")
    gym.page.wait_for_url("**/session/finish/")
    expect(gym.page.locator("h1")).to_have_text("That is enough for today")


def test_the_numbers_stay_under_the_thumb(gym: Gym) -> None:
    gym.page.get_by_role("link", name="This hurts").click()
    five = gym.page.locator("dialog input[name=pain][value='5']")
    before = five.bounding_box()
    for pain in ("2", "5", "6"):
        gym.page.locator(f"dialog input[name=pain][value='{pain}']").check()
        assert five.bounding_box() == before


def test_axe_finds_nothing_in_the_sheet(gym: Gym, axe: Axe) -> None:
    hurt(gym, 5)
    gym.page.clock.resume()  # the checker waits for timers of its own
    axe(gym.page)


# --- keys, narrow pages, no script ------------------------------------------------------
def test_with_keys_alone(window: Window, desk: Page) -> None:
    gym = train(window, desk, kept(line(), LOWER), kept(SECOND))
    keys = gym.page.keyboard
    gym.page.get_by_role("button", name="Start", exact=True).focus()
    keys.press("Space")
    gym.page.clock.run_for(20_000)
    keys.press("Space")
    expect(gym.page.get_by_role("button", name="Go on", exact=True)).to_be_focused()
    assert gym.shows() == ("Rest", "9", "1 done")
    keys.press("Tab")
    keys.press("Enter")
    sheet = gym.page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    keys.press("Escape")
    expect(sheet).to_be_hidden()
    expect(gym.page.get_by_role("link", name="This hurts")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    assert gym.shows()[0] == "Move"  # Next moves on a clock that stands, too
    gym.page.locator("[data-ask] input[name=pain]").first.focus()
    keys.press("ArrowRight")
    keys.press("Enter")
    gym.page.wait_for_url("**/session/2/")
    assert gym.answers["bridge"]["pain"] == 1


def test_it_fits_a_narrow_page_with_room_for_a_thumb(window: Window, small: Page) -> None:
    gym = train(window, small, kept(line(), LOWER), kept(SECOND))
    wide = "document.documentElement.scrollWidth"
    assert gym.page.evaluate(wide) == 320
    sizes = """() => [...document.querySelectorAll("main a, main button")]
        .map(one => one.getBoundingClientRect()).filter(box => box.width)
        .map(box => Math.min(box.width, box.height))"""
    assert min(gym.page.evaluate(sizes)) >= 44
    hurt(gym, 5)
    assert gym.page.evaluate(wide) == 320
    expect(gym.page.get_by_role("button", name="Do the easier one")).to_be_in_viewport()


def test_without_a_script_the_same_questions_are_asked(window: Window) -> None:
    page = window.open(390, 844, java_script_enabled=False)
    gym = train(window, page, kept(line(), LOWER), kept(SECOND), has_script=False)
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_hidden()
    page.get_by_role("link", name="This hurts").click()
    steps.score(page, "How much did it hurt?", 5)
    gym.tap("Save and see what to do")
    expect(page.locator("h1")).to_have_text("Heel dig")
    steps.score(page, "How much did it hurt?", 2)
    gym.tap("Save and go on")
    told = {"pain": 5, "done": "0", "skipped": "pain", "exercise": "heel-dig"}
    assert gym.answers == {"bridge": told}
