"""Small drawings: a gap is never joined, and never 0."""

import re

from recovery.charts.sparks import days_spark, pain_spark


def paths(drawing: str, css: str) -> list[str]:
    return re.findall(rf'<path class="{css}" d="([^"]+)"', drawing)


def test_an_unbroken_fortnight_is_one_line():
    assert len(paths(pain_spark([3] * 14), "l")) == 1


def test_a_gap_breaks_the_line_in_two():
    drawing = pain_spark([3, 3, None, 2, 2])
    assert len(paths(drawing, "l")) == 2
    assert len(paths(drawing, "g")) == 1


def test_a_real_zero_is_a_point_of_the_line_and_no_gap():
    drawing = pain_spark([0, 0])
    assert paths(drawing, "l") == ["M4.0 36.0L110.0 36.0"]
    assert paths(drawing, "g") == []


def test_two_weeks_without_a_word_draw_no_line_at_all():
    drawing = pain_spark([None] * 14)
    assert "circle" not in drawing and paths(drawing, "l") == []
    assert len(paths(drawing, "g")) == 14


def test_the_worst_pain_stays_inside_the_drawing():
    (line,) = paths(pain_spark([10, 10]), "l")
    assert all(0 <= float(y) <= 40 for y in re.findall(r" ([\d.]+)", line))


def test_the_cap_is_drawn_only_where_there_is_one():
    assert paths(pain_spark([1], cap=4), "cap")
    assert not paths(pain_spark([1]), "cap")


def test_days_done_are_filled_and_the_others_open():
    drawing = days_spark([True, False, True])
    assert drawing.count('class="d"') == 2
    assert drawing.count('class="d0"') == 1
