"""For print: the start and the end of an exercise side by side."""

import gzip
import xml.etree.ElementTree as ET
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from exercises.figures import FigureMissing, draw, draw_sheet, figure, slugs
from exercises.figures.motion import furthest

every_figure = pytest.mark.parametrize("slug", slugs())


def width(svg: str) -> float:
    return float(ET.fromstring(svg).get("viewBox").split()[2])


def end_of(slug: str) -> int:
    return figure(slug).poses.index(furthest(figure(slug).poses))


@every_figure
def test_both_stand_on_their_floor_and_nothing_moves(slug: str) -> None:
    svg = draw_sheet(slug)
    assert svg.count('class="f-floor"') == 2
    assert svg.count('class="f-hair"') >= 4
    assert "<animate" not in svg
    assert "f-ghost" not in svg


@every_figure
def test_it_is_small_and_carries_nothing_active(slug: str) -> None:
    svg = draw_sheet(slug, label='A "label"', mirror=True)
    assert len(gzip.compress(svg.encode())) <= 8 * 1024
    for element in ET.fromstring(svg).iter():
        assert element.tag in {"svg", "g", "path"}
        assert set(element.attrib) <= {
            "class", "d", "transform", "viewBox", "role", "aria-label"
        }  # fmt: skip


def test_the_end_is_the_pose_least_like_the_start() -> None:
    assert end_of("two-leg-bridge") == 1
    assert end_of("sit-to-stand") == 2
    assert end_of("side-step") == 1
    assert end_of("easy-cycling") == 4


def test_it_is_as_wide_as_both_and_the_room_between() -> None:
    plain = draw("prone-curl", plain=True)
    assert 2 * 180 < width(draw_sheet("prone-curl")) < 2 * (width(plain) + 30)


def test_mirror_turns_each_but_not_the_order() -> None:
    straight, turned = draw_sheet("diver"), draw_sheet("diver", mirror=True)
    assert turned.count("scale(-1 1)") == 2
    assert "scale(-1 1)" not in straight
    assert width(straight) == width(turned)


def test_a_label_names_the_sheet_and_none_hides_it() -> None:
    assert ET.fromstring(draw_sheet("diver", label="Bow")).get("aria-label") == "Bow"
    assert ET.fromstring(draw_sheet("diver")).get("aria-hidden") == "true"


def test_an_unknown_exercise_has_no_sheet() -> None:
    with pytest.raises(FigureMissing, match="headstand"):
        draw_sheet("headstand")


def test_the_contact_sheet_can_show_the_pairs(tmp_path: Path) -> None:
    out = tmp_path / "sheet.html"
    call_command("figure_sheet", str(out), "diver", pairs=True, stdout=StringIO())
    assert draw_sheet("diver", label="diver") in out.read_text(encoding="utf-8")
