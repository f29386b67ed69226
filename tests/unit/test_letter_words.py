"""A letter's words about how an injury began, and a chart that paper can hold."""

import re
from datetime import date, timedelta

import pytest

from recovery.charts import ChartDay, Mark, pain_chart
from recovery.charts.drawing import summary
from recovery.domain.codes import Goal, SeverityBand, Side
from recovery.domain.log import Intake
from recovery.explanations.letter_words import onset_words, pain_words, signs_words
from recovery.paper.letters import on_paper

FIRST = date(2026, 3, 2)


def intake(**said: object) -> Intake:
    facts = {
        "id": "one", "on": FIRST, "injured_on": FIRST, "side": Side.LEFT, "age": 31,
        "severity": SeverityBand.MILD, "recurrent": False, "anticoagulants": False,
        "goal": Goal.SPORT, "equipment": frozenset(), "days_per_week": 7, "red_flags": frozenset(),
    }  # fmt: skip
    return Intake(**(facts | said))


@pytest.mark.parametrize(
    ("signs", "began", "told"),
    [
        (None, "not told", "not answered"),
        (frozenset(), "at one moment", "none"),
        (frozenset({"no_injury_moment"}), "slowly, with no one moment", "none"),
        (
            frozenset({"no_injury_moment", "saddle_numbness"}),
            "slowly, with no one moment",
            "saddle numbness",
        ),
    ],
)
def test_how_it_began_is_kept_among_the_signs(
    signs: frozenset[str] | None, began: str, told: str
) -> None:
    one = intake(red_flags=signs)
    assert (onset_words(one), signs_words(one)) == (began, told)


def test_a_pain_of_0_is_told_and_no_answer_is_not_0() -> None:
    one = intake(pain_now=0, pain_worst=3)
    assert pain_words(one) == "now 0, at rest no answer, worst 3, of 10"


# --- the chart on paper ----------------------------------------------------------------
def days() -> list[ChartDay]:
    """Every kind of line and mark, and a day without a report."""
    told = [
        ChartDay(
            day=FIRST + timedelta(days=place), phase="Protect", pain_rest=1, pain_morning=2,
            pain_worst=3, pain_during=1, function=4.0, minutes=15, mark=mark, instructed="Hold",
        )
        for place, mark in enumerate(Mark)
    ]  # fmt: skip
    return [*told, ChartDay(day=FIRST + timedelta(days=len(told)), phase="Protect")]


def test_a_chart_for_paper_brings_a_colour_for_each_of_its_shapes() -> None:
    drawn = on_paper(pain_chart(days(), width=860))
    style = drawn.split("<style>", 1)[1].split("</style>", 1)[0]
    styled = set(re.findall(r"\.([\w-]+)\{", style))
    used = {name for names in re.findall(r'class="([\w -]+)"', drawn) for name in names.split()}
    assert used - styled == {"chart"}
    assert "var(" not in drawn and "Lexend" in style


def test_without_days_there_is_nothing_to_print() -> None:
    assert on_paper(pain_chart([])) == ""


def test_only_where_a_table_follows_is_it_promised() -> None:
    assert "table" in summary(days())
    assert "table" not in summary(days(), has_table=False)
