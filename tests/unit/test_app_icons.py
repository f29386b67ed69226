"""The icons of the installed app."""

import pytest

from recovery.app_icons import APP_ICONS, PAPER, TEAL, draw


@pytest.mark.parametrize("name", APP_ICONS)
def test_an_icon_has_its_size_and_the_colours_of_the_mark(name: str) -> None:
    icon = APP_ICONS[name]
    picture = draw(icon)
    assert picture.size == (icon.size, icon.size)
    colours = {colour[:3] for _, colour in picture.getcolors(icon.size**2) if colour[3] == 255}
    assert {PAPER, TEAL} <= colours


def test_the_mark_of_a_maskable_icon_lies_within_four_fifths_and_its_ground_has_no_gap() -> None:
    icon = APP_ICONS["img/app/maskable-512.png"]
    picture = draw(icon)
    middle, safe = icon.size / 2, icon.size * 0.4
    for x in range(0, icon.size, 3):
        for y in range(0, icon.size, 3):
            red, green, blue, opacity = picture.getpixel((x, y))
            assert opacity == 255
            if (x - middle) ** 2 + (y - middle) ** 2 > safe**2:
                assert (red, green, blue) == PAPER
