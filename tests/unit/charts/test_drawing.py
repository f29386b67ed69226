"""The chart of pain and minutes: gaps stay gaps, and a table says the same."""

from dataclasses import replace
from datetime import date, timedelta

from recovery.charts import ChartDay, Mark, chart_key, pain_chart, pain_table

START = date(2026, 3, 2)


def days(*worst: int | None, **fields) -> list[ChartDay]:
    return [
        ChartDay(day=START + timedelta(days=place), phase="Protect", pain_worst=score, **fields)
        for place, score in enumerate(worst)
    ]


def test_no_line_crosses_a_day_without_an_answer():
    drawing = pain_chart(days(3, 2, None, 2, 1))
    assert drawing.count('class="pain"') == 2
    assert drawing.count('class="gap"') == 1
    assert pain_chart(days(3, 2, 2, 2, 1)).count('class="pain"') == 1


def test_no_answer_is_not_drawn_as_0():
    assert pain_chart(days(None, None)).count('class="pain-d"') == 0
    assert pain_chart(days(0, None)).count('class="pain-d"') == 1


def test_a_higher_score_lies_higher():
    drawing = pain_chart(days(0, 10))
    assert 'cy="220.0"' in drawing
    assert 'cy="26.0"' in drawing


def test_no_days_no_drawing():
    assert pain_chart([]) == ""


def test_the_table_says_every_number_and_every_silence():
    table = pain_table(days(0, None))
    assert "<td>0</td>" in table
    # Of the day without a report: three scores; of each day: rest, waking, and no session.
    assert table.count("no answer") == 5
    assert table.count("no session") == 2


def test_the_key_names_only_what_is_there():
    assert "Eased" not in chart_key(days(1))
    assert "Eased" in chart_key(days(1, mark=Mark.EASE))


def test_the_words_of_a_phase_are_escaped():
    bad = [
        ChartDay(day=START + timedelta(days=place), phase="<b>", pain_worst=1) for place in range(9)
    ]
    assert "<b>" not in pain_chart(bad)


def test_an_instruction_is_a_flag_on_its_day_in_the_key_and_in_the_table():
    quiet, told = days(1, 2, 3), days(1, 2, 3)
    told[1] = replace(told[1], said="Same (R18)", instructed="Hold, no steps up")
    assert 'class="told"' not in pain_chart(quiet) + chart_key(quiet)
    assert pain_chart(told).count('class="told"') == 1
    assert "Instruction" in chart_key(told)
    assert "Same (R18). Hold, no steps up" in pain_table(told)
