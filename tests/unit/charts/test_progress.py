"""What one's own chart has beyond pain: function, marks that lead somewhere, long stretches."""

from datetime import date, timedelta

from recovery.charts import ChartDay, Mark, chart_key, pain_chart, pain_table
from recovery.charts.weeks import week_table

START = date(2026, 3, 2)
ZOOM = "?days=7&until={day}"


def days(count: int, **of_day: dict[int, object]) -> list[ChartDay]:
    """`count` days with pain 1, and fields by the place of the day."""
    return [
        ChartDay(
            day=START + timedelta(days=place),
            phase="Protect",
            href=f"/progress/{START + timedelta(days=place)}/",
            **({"pain_worst": 1} | _of_place(of_day, place)),
        )
        for place in range(count)
    ]


def _of_place(of_day: dict[str, dict[int, object]], place: int) -> dict[str, object]:
    return {name: values[place] for name, values in of_day.items() if place in values}


def test_function_has_a_strip_of_its_own_only_where_it_was_asked():
    assert "What you can do" not in pain_chart(days(5))
    assert "What you can do" in pain_chart(days(5, function={0: 3.0}))


def test_ratings_three_weeks_apart_are_joined_and_beyond_that_is_a_gap():
    assert pain_chart(days(30, function={0: 3.0, 21: 5.0})).count('class="func"') == 1
    assert pain_chart(days(30, function={0: 3.0, 22: 5.0})).count('class="func"') == 0


def test_pain_during_exercise_is_a_mark_a_day_and_never_a_line():
    drawing = pain_chart(days(5, pain_during={0: 2, 1: 3}))
    assert drawing.count('class="during-d"') == 2
    assert 'class="during"' not in drawing


def test_a_session_without_a_check_in_is_no_gap():
    one = ChartDay(day=START, phase="Protect", pain_during=0)
    assert 'class="gap"' not in pain_chart([one])
    assert 'class="gap"' in pain_chart([ChartDay(day=START, phase="Protect")])


def test_a_mark_alone_leads_to_its_day_and_says_why():
    marked = days(7, mark={2: Mark.EASE}, why={2: "Pain was 5."})
    drawing = pain_chart(marked, zoom=ZOOM)
    words = "Wednesday 4 March: Eased. Pain was 5."
    assert f'<a href="/progress/2026-03-04/" aria-label="{words}"><title>{words}' in drawing


def test_marks_too_close_for_a_thumb_lead_to_their_own_week():
    drawing = pain_chart(days(30, mark={0: Mark.EASE, 1: Mark.UP}), zoom=ZOOM)
    assert drawing.count("<a ") == 1
    assert 'href="?days=7&amp;until=2026-03-06"' in drawing
    assert "2 March to 6 March: Eased, Moved up." in drawing


def test_without_a_place_to_lead_to_the_chart_is_one_picture():
    assert 'role="img"' in pain_chart(days(7, mark={2: Mark.EASE}))
    assert 'role="group"' in pain_chart(days(7, mark={2: Mark.EASE}), zoom=ZOOM)


def test_two_years_draw_the_gravest_mark_of_a_stretch_and_few_links():
    marks = dict.fromkeys(range(730), Mark.UP) | {5: Mark.CARE}
    drawing = pain_chart(days(730, mark=marks), zoom=ZOOM)
    assert drawing.count("<a ") == 8
    assert drawing.count('class="m-care"') == 1
    assert drawing.count('class="m-up"') == 7
    assert 'class="pain-d"' not in drawing


def test_a_run_of_gaps_is_one_box():
    empty = [ChartDay(day=START + timedelta(days=place), phase="Protect") for place in range(4)]
    assert pain_chart(empty).count('class="gap"') == 1


def test_a_phase_keeps_its_ground_in_every_window():
    later = [ChartDay(day=START, phase="Return", ground=2)]
    assert 'class="p3"' in pain_chart(later)


def test_reasons_are_escaped():
    marked = days(7, mark={2: Mark.EASE}, why={2: '"><b>'})
    assert "<b>" not in pain_chart(marked, zoom=ZOOM)


def test_the_table_has_a_column_for_what_occurs():
    table = pain_table(days(3, pain_during={1: 4}, function={0: 2.5}))
    assert "<td>4</td>" in table
    assert "<td>2.5</td>" in table
    assert table.count("not asked") == 2
    assert "In exercise" not in pain_table(days(3))


def test_the_key_leaves_out_what_is_not_drawn():
    assert "During exercise" not in chart_key(days(3))
    assert "During exercise" in chart_key(days(3, pain_during={1: 4}))


def test_a_long_stretch_has_a_row_a_week_counted_back_from_the_latest_day():
    table = week_table(days(10, pain_worst={8: 4}, minutes={9: 20}), zoom=ZOOM)
    assert table.count('<th scope="row"') == 2
    assert '<a href="?days=7&amp;until=2026-03-11">5 Mar to 11 Mar 2026</a>' in table
    assert '<a href="?days=7&amp;until=2026-03-04">2 Mar to 4 Mar 2026</a>' in table
    assert "<td>1 to 4</td>" in table
    assert "<td>20</td>" in table


def test_a_week_says_what_the_plan_did_and_on_how_many_days():
    table = week_table(days(7, mark={0: Mark.UP, 3: Mark.UP, 4: Mark.REST}), zoom=ZOOM)
    assert "<td>Moved up 2 days, Rest 1 day</td>" in table


def test_a_week_without_an_answer_says_so():
    silent = [ChartDay(day=START + timedelta(days=place), phase="Protect") for place in range(7)]
    table = week_table(silent, zoom=ZOOM)
    assert table.count("no answer") == 4
    assert "<td>0</td>" not in table
