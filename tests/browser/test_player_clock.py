"""The clock of the session player: exact, whatever the page is put through meanwhile."""

import pytest
from playwright.sync_api import Page, expect

from recovery.domain.codes import DoseSide, Side
from recovery.domain.ladder import Dose
from recovery.explanations.doses import parts_of_set
from tests.browser.comfort import shifts, watch_shifts
from tests.browser.conftest import Axe, Window
from tests.browser.training import BRIDGE, EACH_LEG, Gym, kept, line, train

# The clock and the buttons; what is recorded is tested on both databases by test_session_ways.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]
JOG = Dose(sets=3, duration_seconds=60, rest_seconds=120)


@pytest.fixture
def gym(window: Window, phone: Page) -> Gym:
    return train(window, phone)


def test_before_the_start_nothing_runs_and_nothing_is_done(gym: Gym) -> None:
    gym.page.clock.run_for(60_000)
    assert gym.shows() == ("Get ready", "5", "0 done")
    expect(gym.page.locator("input[name=done]:checked")).to_have_count(0)


def test_a_set_goes_from_ready_to_move_to_hold_to_rest(gym: Gym) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(4_000)
    assert gym.shows() == ("Get ready", "1", "0 done")
    gym.page.clock.run_for(1_000)
    assert gym.shows() == ("Move", "1", "0 done")
    gym.page.clock.run_for(2_000)
    assert gym.shows() == ("Hold", "3", "0 done")
    gym.page.clock.run_for(5_000)
    assert gym.shows() == ("Move", "2", "0 done")
    gym.page.clock.run_for(7_000)
    assert gym.shows() == ("Rest", "10", "1 done")


def test_a_tab_that_slept_is_right_when_it_wakes(gym: Gym) -> None:
    # Given a clock that runs, and a page that is hidden
    gym.tap("Start")
    gym.page.clock.run_for(1_000)
    gym.hide(is_hidden=True)
    # When nothing is woken for 23 seconds: 4 of ready, 14 of the set, 5 of the rest
    gym.page.clock.fast_forward(23_000)
    gym.hide(is_hidden=False)
    # Then it is where the time says, to the second
    assert gym.shows() == ("Rest", "5", "1 done")


def test_late_wakings_do_not_add_up(gym: Gym) -> None:
    gym.tap("Start")
    for _ in range(9):
        gym.page.clock.fast_forward(2_300)
    assert gym.shows() == ("Rest", "9", "1 done")  # 20.7 of 5 + 14 + 10 seconds


def test_a_pause_stands_still_and_goes_on_where_it_was(gym: Gym) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(8_000)
    assert gym.shows() == ("Hold", "2", "0 done")
    gym.tap("Pause")
    gym.page.clock.run_for(300_000)
    assert gym.shows() == ("Hold", "2", "0 done")
    gym.tap("Go on")
    gym.page.clock.run_for(2_000)
    assert gym.shows()[0] == "And back"


def test_next_ends_a_wait_or_a_set_at_once(gym: Gym) -> None:
    gym.tap("Start")
    gym.tap("Next")
    assert gym.shows()[0] == "Move"
    gym.tap("Next")
    assert gym.shows() == ("Rest", "10", "1 done")
    gym.tap("Next")
    assert gym.shows()[0] == "Move"


def test_after_a_reload_a_pause_is_still_a_pause(gym: Gym) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(21_000)
    gym.tap("Pause")
    assert gym.shows() == ("Rest", "8", "1 done")
    gym.page.clock.run_for(60_000)
    gym.page.reload()
    assert gym.shows() == ("Rest", "8", "1 done")
    expect(gym.page.get_by_role("button", name="Go on", exact=True)).to_be_visible()


def test_after_a_reload_a_clock_that_ran_has_gone_on(gym: Gym) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(20_000)
    assert gym.shows() == ("Rest", "9", "1 done")
    gym.page.goto("/today/")
    gym.page.clock.run_for(4_000)
    gym.page.goto("/session/1/")
    assert gym.shows() == ("Rest", "5", "1 done")
    expect(gym.page.get_by_role("button", name="Pause", exact=True)).to_be_visible()


def test_whoever_was_away_for_long_finds_it_waiting(gym: Gym) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(20_000)
    gym.page.goto("/today/")
    gym.page.clock.fast_forward(11 * 60_000)
    gym.page.goto("/session/1/")
    assert gym.shows() == ("Rest", "9", "1 done")
    expect(gym.page.get_by_role("button", name="Go on", exact=True)).to_be_visible()


def test_left_and_right_are_parts_of_one_set(window: Window, phone: Page) -> None:
    gym = train(window, phone, kept(line(EACH_LEG, exercise="single-leg-stance")))
    gym.tap("Start")
    gym.page.clock.run_for(5_000)
    assert gym.shows() == ("Work, left leg", "20", "0 done")
    gym.page.clock.run_for(20_000)
    assert gym.shows() == ("Change legs, right leg", "5", "0 done")
    gym.page.clock.run_for(5_000)
    assert gym.shows() == ("Work, right leg", "20", "0 done")
    gym.page.clock.run_for(20_000)
    assert gym.shows() == ("Rest", "20", "1 done")


def test_walk_and_jog_take_turns_in_a_pocket(window: Window, phone: Page) -> None:
    gym = train(window, phone, kept(line(JOG, exercise="walk-jog")))
    gym.tap("Start")
    gym.hide(is_hidden=True)
    gym.page.clock.fast_forward(5_000 + 60_000 + 30_000)
    gym.hide(is_hidden=False)
    assert gym.shows() == ("Rest", "1:30", "1 done")
    gym.hide(is_hidden=True)
    gym.page.clock.fast_forward(90_000 + 60_000 + 120_000)
    gym.hide(is_hidden=False)
    assert gym.shows() == ("Work", "1:00", "2 done")


def test_metres_wait_for_a_tap(window: Window, phone: Page) -> None:
    metres = Dose(sets=2, distance_metres=20, rest_seconds=60)
    gym = train(window, phone, kept(line(metres, exercise="a-skip")))
    gym.tap("Start")
    gym.page.clock.run_for(90_000)
    assert gym.shows() == ("Do your set", "", "0 done")
    gym.tap("Next")
    assert gym.shows() == ("Rest", "1:00", "1 done")


@pytest.mark.parametrize(("side", "first"), [(Side.LEFT, "left leg"), (Side.RIGHT, "right leg")])
def test_the_injured_leg_comes_first(side: Side, first: str) -> None:
    assert parts_of_set(EACH_LEG, side)[0] == first
    assert len(parts_of_set(EACH_LEG, side)) == 2


def test_one_leg_or_both_is_one_part(gym: Gym) -> None:
    one = Dose(sets=2, reps=2, side=DoseSide.INJURED)
    assert parts_of_set(one, Side.RIGHT) == ["right leg"]
    assert parts_of_set(BRIDGE, Side.RIGHT) == [""]


def test_sounds_are_planned_ahead_to_the_end(gym: Gym) -> None:
    gym.tap("Start")
    planned = gym.page.evaluate("heard.filter(tone => tone.hertz === 880 || tone.hertz === 440)")
    assert [round(tone["inSeconds"]) for tone in planned] == [5, 19, 29]
    assert gym.page.evaluate("Math.round(heard.find(t => t.hertz === 990).inSeconds)") == 43


def test_sound_may_be_off_and_stays_off(gym: Gym) -> None:
    sound = gym.page.get_by_role("button", name="Sound", exact=True)
    vibration = gym.page.get_by_role("button", name="Vibration", exact=True)
    expect(sound).to_have_attribute("aria-pressed", "true")
    sound.click()
    gym.page.reload()
    expect(sound).to_have_attribute("aria-pressed", "false")
    expect(vibration).to_have_attribute("aria-pressed", "true")
    gym.tap("Start")
    assert gym.page.evaluate("heard") == []


def test_the_screen_stays_on_while_the_clock_runs(gym: Gym) -> None:
    gym.tap("Start")
    assert gym.page.evaluate("locks") == ["taken"]
    gym.hide(is_hidden=True)
    gym.hide(is_hidden=False)
    assert gym.page.evaluate("locks") == ["taken", "taken"]
    gym.tap("Pause")
    assert gym.page.evaluate("locks")[-1] == "given back"


def test_nothing_moves_on_the_page_while_it_times(gym: Gym) -> None:
    boxes = """() => [...document.querySelectorAll(
        "[data-go], [data-hurts], [data-next], .ring, .sets li, [data-ask]"
    )].map(one => { const box = one.getBoundingClientRect();
        return [box.x, box.y + scrollY, box.width, box.height].map(Math.round); })"""
    before = gym.page.evaluate(boxes)
    watch_shifts(gym.page)
    gym.tap("Start")
    for _ in range(21):
        gym.page.clock.run_for(2_000)
        assert gym.page.evaluate(boxes) == before, gym.shows()
    assert shifts(gym.page) == []


@pytest.mark.parametrize(("motion", "is_smooth"), [("reduce", False), ("no-preference", True)])
def test_the_ring_glides_only_where_motion_is_welcome(
    window: Window, phone: Page, motion: str, *, is_smooth: bool
) -> None:
    phone.emulate_media(reduced_motion=motion)
    gym = train(window, phone)
    gym.tap("Start")
    gym.page.clock.run_for(500)
    share = gym.face("value").get_attribute("stroke-dasharray").split()[0]
    assert (share != "100.0") is is_smooth


def test_axe_finds_nothing_while_it_runs(gym: Gym, axe: Axe) -> None:
    gym.tap("Start")
    gym.page.clock.run_for(8_000)
    gym.page.clock.resume()  # the checker waits for timers of its own
    axe(gym.page)
