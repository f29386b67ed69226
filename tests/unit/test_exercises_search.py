"""What an address asks of the library, and how a search is written back into one."""

import pytest
from django.http import QueryDict

from exercises.search import Facet, Search, choices, folded


def read(query: str) -> Search:
    return Search.read(QueryDict(query))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Two-leg bridge", "two leg bridge"),
        ("Élan", "elan"),
        ("Straße", "strasse"),
        ("A—B, c’s", "a b c s"),
        ("100 %", "100"),
        ("a_b\x00c", "a b c"),
        ("…", ""),
    ],
)
def test_folded_text_has_letters_digits_and_spaces(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_choices_are_kept_once_and_in_their_order() -> None:
    search = read("position=sitting&position=lying&position=sitting")
    assert search.picked == {Facet.POSITION: ("lying", "sitting")}


def test_unknown_choices_and_parameters_are_left_out() -> None:
    assert read("position=moon&colour=blue&have=&level=") == Search()


def test_spaces_are_joined_and_long_words_cut() -> None:
    assert read("q=++heel+++dig+").text == "heel dig"
    assert len(read(f"q={'x' * 81}").text) == 80


@pytest.mark.parametrize(
    "query", ["", "?q=heel+dig", "?position=lying&position=sitting&have=nothing", "?level=gentle"]
)
def test_a_search_is_written_as_it_was_read(query: str) -> None:
    assert read(query.removeprefix("?")).query() == query


def test_only_later_pages_are_named() -> None:
    assert read("").query(page=1) == ""
    assert read("level=gentle").query(page=2) == "?level=gentle&page=2"


def test_one_choice_is_taken_away_or_all_of_a_facet() -> None:
    search = read("position=lying&position=sitting&level=gentle")
    assert search.without(Facet.POSITION, "lying").query() == "?position=sitting&level=gentle"
    assert search.without(Facet.POSITION).query() == "?level=gentle"
    assert read("level=gentle").without(Facet.LEVEL, "gentle") == Search()


def test_every_facet_has_choices_and_nothing_is_one() -> None:
    assert all(choices(facet) for facet in Facet)
    assert next(iter(choices(Facet.HAVE))) == "nothing"
