"""What the report on the content counts, and that it has nothing to list for what we ship."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from exercises import article_loader
from exercises.content_report import LISTS, content_report
from exercises.figures import slugs
from exercises.library import library
from exercises.models import Article, Exercise

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("shipped_exercises"),
]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("content_report", *arguments, stdout=out)
    return out.getvalue()


def test_nothing_is_missing_broken_or_said_twice_in_what_we_ship() -> None:
    report = content_report()
    assert {name: getattr(report, name) for name in LISTS if getattr(report, name)} == {}


def test_numbers_are_those_of_the_library() -> None:
    report = content_report()
    assert (report.exercises, report.with_figure) == (len(library()), len(slugs()))
    assert report.published == report.articles == 0
    (place,) = [
        place
        for place in report.places
        if (place.region, place.category, place.position) == ("thigh-back", "strength", "lying")
    ]
    expected = [
        content
        for content in library().values()
        if content.category == "strength"
        and content.position == "lying"
        and "thigh-back" in content.regions
    ]
    assert place.exercises == len(expected) > 1


def test_words_are_counted_and_sources_are_not() -> None:
    before = content_report().words
    row = Exercise.objects.get(slug="heel-dig")
    row.cue, row.sources = f"{row.cue} Two more", [*row.sources, "A source of six words here."]
    row.save()
    assert content_report().words == before + 2


def test_articles_are_counted_with_their_words() -> None:
    before = content_report()
    article_loader.load(now=NOW)
    Article.objects.filter(slug="pain-as-a-guide").update(status="retired")
    after, shown = content_report(), Article.objects.exclude(slug="pain-as-a-guide")
    assert after.articles == len(shown) > 1
    assert after.words == before.words + sum(len(one.body.split()) for one in shown)


def test_retired_exercises_are_not_counted_and_leave_broken_links() -> None:
    Exercise.objects.filter(slug="heel-dig").update(status="retired")
    report = content_report()
    assert report.exercises == len(library()) - 1
    assert "two-leg-bridge: heel-dig" in report.broken_links


def test_an_empty_field_is_named() -> None:
    Exercise.objects.filter(slug="diver").update(mistakes=[])
    assert content_report().missing_fields == ("diver: mistakes",)


def test_an_exercise_without_a_figure_is_named() -> None:
    Exercise.objects.filter(slug="diver").update(slug="dive")
    report = content_report()
    assert report.without_figure == ("dive",)
    assert report.with_figure == report.exercises - 1


def test_a_sentence_said_twice_is_named_with_both() -> None:
    said = "This long sentence is said by two of the exercises."
    Exercise.objects.filter(slug__in=["diver", "heel-dig"]).update(cue=said)
    (shared,) = content_report().shared_sentences
    assert shared.exercises == ("diver", "heel-dig")
    assert "diver, heel-dig: this long sentence" in told()


def test_it_is_told_in_words_and_for_scripts() -> None:
    lines = told().splitlines()
    assert lines[0].startswith(f"{len(library())} exercises, ")
    assert "Exercises without a figure: none." in lines
    assert json.loads(told("--json"))["exercises"] == len(library())
