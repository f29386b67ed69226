"""What changed between two texts: every word of both is told once, and what stayed is short."""

import time

from hypothesis import given
from hypothesis import strategies as st

from exercises.models import Exercise
from exercises.version_diff import field_diffs
from exercises.word_diff import Change, Piece, shortened, word_diff

TEXTS = st.text(alphabet="ab \n", max_size=40)
LONG_SECONDS = 2


def told(pieces: list[Piece]) -> list[tuple[str, str]]:
    return [(piece.change.value, piece.text) for piece in pieces]


def test_one_other_word_is_one_taken_out_and_one_new() -> None:
    assert told(word_diff("Press the heel down.", "Press the foot down.")) == [
        ("same", "Press the "),
        ("removed", "heel "),
        ("added", "foot "),
        ("same", "down.\n"),
    ]


def test_words_put_behind_the_last_one_are_all_that_is_new() -> None:
    assert told(word_diff("Press down.", "Press down. Slowly.")) == [
        ("same", "Press down. "),
        ("added", "Slowly.\n"),
    ]


def test_where_hardly_a_word_stayed_both_are_told_whole() -> None:
    assert told(word_diff("Stand tall, only sideways.", "Think of a tall tree.")) == [
        ("removed", "Stand tall, only sideways.\n"),
        ("added", "Think of a tall tree.\n"),
    ]


def test_a_new_line_leaves_the_others_alone() -> None:
    pieces = word_diff("Lie down.\nRest.\n", "Lie down.\nBreathe.\nRest.\n")
    assert told(pieces) == [("same", "Lie down.\n"), ("added", "Breathe.\n"), ("same", "Rest.\n")]


@given(TEXTS, TEXTS)
def test_both_texts_are_told_whole(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    for change, text in ((Change.ADDED, before), (Change.REMOVED, after)):
        whole = "".join(one.text for one in pieces if one.change is not change)
        assert whole.split() == text.split()


def test_lines_far_from_a_change_are_left_out() -> None:
    assert told(shortened(word_diff("1\n2\n3\n4\n5\n", "1\n2\n3\n4\n6\n"))) == [
        ("left_out", ""),
        ("same", "4\n"),
        ("removed", "5\n"),
        ("added", "6\n"),
    ]


def test_the_last_word_of_a_line_stands_beside_the_one_in_its_place() -> None:
    assert told(shortened(word_diff("Melt like warm wax.\n", "Melt like warm butter.\n"))) == [
        ("same", "Melt like warm "),
        ("removed", "wax. "),
        ("added", "butter.\n"),
    ]


def test_a_single_line_that_stayed_is_never_hidden() -> None:
    assert told(shortened(word_diff("1\n2\n", "1\n3\n")))[0] == ("same", "1\n")


def test_a_protocol_of_two_thousand_lines_is_quick() -> None:
    before = "\n".join(f"line {n} of a protocol" for n in range(2000))
    began = time.perf_counter()
    pieces = word_diff(before, before.replace("line 1000 ", "rung 1000 "))
    assert time.perf_counter() - began < LONG_SECONDS
    assert [one.text for one in pieces if one.change is Change.ADDED] == ["rung "]


def test_only_fields_that_changed_are_told_in_the_forms_words() -> None:
    before = {"cue": "Press.", "steps": ["One.", "Two."], "dose": {"sets": 2, "hold_seconds": None}}
    after = before | {"steps": ["One.", "Three."], "dose": {"sets": 3, "hold_seconds": None}}
    fields = field_diffs(Exercise, before, after)
    assert [one.name for one in fields] == ["steps", "dose"]
    assert told(fields[1].pieces) == [
        ("same", "sets: "),
        ("removed", "2 "),
        ("added", "3\n"),
    ]
