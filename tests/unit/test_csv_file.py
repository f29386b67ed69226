"""A CSV file: nothing in it runs, and what nobody told is empty."""

import csv
from io import StringIO

import pytest

from recovery.csv_file import csv_of


def read(raw: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 30 1", "-2", "@SUM(A1)", "\t=1", "\r=1", ' =HYPERLINK("http://x")'],
)
def test_a_text_that_would_run_is_marked_as_text(text: str) -> None:
    assert read(csv_of(["Name"], [[text]])) == [["Name"], [f"'{text}"]]


def test_other_texts_stay_as_they_are() -> None:
    row = ["O'Neill, Ann", "two\nlines", 'a "quote"', "5-3", "é"]
    assert read(csv_of(["a"], [row]))[1] == row


def test_nothing_told_is_empty_and_0_is_0() -> None:
    assert read(csv_of(["a", "b"], [[None, 0]]))[1] == ["", "0"]


def test_a_spreadsheet_is_told_how_its_letters_are_written() -> None:
    assert csv_of(["é"], []).startswith(b"\xef\xbb\xbf")
