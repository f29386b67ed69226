"""The library as one file: nothing is lost on the way out and back, and nothing bad gets in."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from exercises import library
from exercises.articles import articles
from exercises.exchange import limits
from exercises.exchange.json_files import write_json
from exercises.exchange.reading import Around, Shelf, read_shelf
from exercises.exchange.tidying import tidy
from exercises.exchange.workbook_reading import read_workbook
from exercises.exchange.workbooks import TooLongForACell, write_workbook
from exercises.library import Counts, Dose, ExerciseContent
from exercises.yaml_source import ContentErrors, Problem, one_line, whole_lines
from tests.exchange_files import (
    article_records,
    as_json,
    records,
    spoilt_json,
    spoilt_workbook,
    with_cell,
    workbook,
)

WRITE = {"library.xlsx": write_workbook, "library.json": write_json}
AROUND = Around(targets={"exercise": set(library.library()), "article": set()})


def read(data: bytes, name: str, around: Around = AROUND) -> Shelf:
    return read_shelf(data, name=name, around=around)


def problems(data: bytes, name: str = "library.xlsx") -> list[str]:
    with pytest.raises(ContentErrors) as refused:
        read(data, name)
    return [str(problem).removeprefix(f"{name}:").strip() for problem in refused.value.problems]


# --- there and back ----------------------------------------------------------------------
ALARMING = st.sampled_from(
    ["=1+1", "+1", "-1", "@now", "'", '"quoted"', "true", "3", "null", "#N/A"]
)
ANYTHING = st.text(max_size=20, alphabet=st.characters(exclude_categories=["Cs"]))
TEXT = st.builds("".join, st.tuples(ALARMING | ANYTHING, ANYTHING)).filter(one_line)


def some(least: int = 1, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(TEXT, min_size=least, max_size=most).map(tuple)


def tags(words: Any, least: int = 1) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(words)), min_size=least, unique=True).map(tuple)


WORDS = library.taxonomy()
CONTENTS = st.builds(
    ExerciseContent,
    slug=st.text("abcXYZ019-_", min_size=1, max_size=60),
    name=TEXT,
    other_names=some(0),
    purpose=TEXT,
    regions=tags(WORDS.regions),
    muscles=tags(WORDS.muscles),
    position=st.sampled_from(list(WORDS.positions)),
    category=st.sampled_from(list(WORDS.categories)),
    equipment=tags(WORDS.equipment, least=0),
    level=st.sampled_from(list(WORDS.levels)),
    unilateral=st.booleans(),
    counts=st.sampled_from(Counts),
    dose=st.builds(
        Dose,
        sets=st.integers(1, 32_767),
        amount=st.integers(1, 32_767),
        hold_seconds=st.none() | st.integers(1, 32_767),
        rest_seconds=st.integers(0, 32_767),
    ),
    prepare=some(),
    steps=some(most=5),
    cue=TEXT,
    breathing=TEXT,
    safety=TEXT,
    mistakes=some(),
    when_not_to=some(),
    easier=st.just(()),
    sources=some(),
    author=st.just("Stepwise"),
    licence=st.just("project"),
    figure_alt=TEXT,
)


@pytest.mark.deep
@pytest.mark.parametrize("name", WRITE)
@settings(deadline=None, max_examples=60)
@given(content=CONTENTS)
def test_whatever_an_exercise_says_comes_back(name: str, content: ExerciseContent) -> None:
    data = WRITE[name]({"exercises": [tidy(content.as_dict())]})
    (back,) = read(data, name).exercises.values()
    assert tidy(back.as_dict()) == tidy(content.as_dict())


@pytest.mark.deep
@settings(deadline=None, max_examples=100)
@given(body=ANYTHING.filter(one_line))
def test_the_lines_of_a_long_text_come_back_as_they_are(body: str) -> None:
    found: list[Problem] = []
    data = write_workbook({"articles": [tidy(article_records()["articles"][0] | {"body": body})]})
    (section,) = read_workbook(data, Path("library.xlsx"), found)["articles"]
    assert (section.block("body"), found) == (whole_lines(body), [])


@pytest.mark.parametrize("name", WRITE)
def test_the_shipped_library_comes_back(name: str) -> None:
    shipped = library.library()
    data = WRITE[name](records(*shipped) | article_records())
    shelf = read(data, name, Around(targets={"article": set(articles())}))
    assert {slug: one.digest() for slug, one in shelf.exercises.items()} == {
        slug: one.digest() for slug, one in shipped.items()
    }
    assert set(shelf.articles) == {"pain-as-a-guide"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_that_looks_like_a_formula_is_written_as_text(start: str) -> None:
    text = f'{start}HYPERLINK("https://example.org")'
    sheet = load_workbook(BytesIO(workbook(cue=text)))["en"]
    (cell,) = (cell for cell in sheet[2] if cell.value == text)
    assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)


def test_a_text_that_no_cell_can_hold_is_refused_rather_than_cut() -> None:
    whole = records(cue="x" * limits.LONGEST_CELL)
    write_workbook(whole)
    whole["exercises"][0]["cue"] += "x"
    with pytest.raises(TooLongForACell):
        write_workbook(whole)


# --- what is wrong, and where --------------------------------------------------------------
@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("position", "upside-down", "'upside-down' is not known"),
        ("muscles", "hamstring\nelbow", "'elbow' is not known"),
        ("muscles", "hamstring\nhamstring", "twice"),
        ("regions", None, "needs at least 1"),
        ("name", None, "must be words"),
        ("name", 3, "must be words: write some, as text, not as a number"),
        ("name", "x" * 81, "has 81 characters, at most 80"),
        ("cue", "=1+1", "is a formula: write what it stands for"),
        ("cue", "#N/A", "is an error"),
        ("steps", "One.\n" * 6, "'steps' has 6, at most 5"),
        ("dose_sets", None, "'sets' must be a whole number of 1 or more"),
        ("dose_sets", 2.5, "'sets' must be a whole number of 1 or more"),
        ("dose_sets", 40_000, "'sets' must be a whole number of 32767 or less"),
        ("dose_hold_seconds", "long", "'hold_seconds' must be a whole number"),
        ("unilateral", "maybe", "true or false"),
        ("slug", "heel dig", "is no slug"),
        ("easier", "no-such-thing", "there is no exercise 'no-such-thing'"),
        ("easier", "two-leg-bridge", "runs in a circle"),
    ],
)
def test_a_slip_is_told_with_sheet_row_and_column(column: str, value: object, said: str) -> None:
    told = [one for one in problems(with_cell(column, value)) if said in one]
    assert len(told) == 1
    assert told[0].startswith(f"sheet en, row 2, column {column}: ")


@pytest.mark.parametrize(
    ("column", "value"),
    [("dose_sets", "3"), ("dose_sets", 3.0), ("unilateral", "Yes"), ("dose_hold_seconds", None)],
)
def test_what_spreadsheets_make_of_a_value_is_understood(column: str, value: object) -> None:
    assert len(read(with_cell(column, value), "library.xlsx").exercises) == 3


@pytest.mark.parametrize(
    ("spoil", "place", "said"),
    [
        (lambda one: one.update(level="extreme"), "level", "'extreme' is not known"),
        (lambda one: one.update(name=7), "name", "must be words"),
        (lambda one: one["dose"].update(sets=0), "dose.sets", "1 or more"),
        (lambda one: one["dose"].update(sets=10**30), "dose.sets", "whole number"),
        (lambda one: one["steps"].append(3), "steps[4]", "must be words"),
        (lambda one: one.update(colour="blue"), "colour", "not a known field"),
        (lambda one: one.update(muscles="hamstring"), "muscles", "must be a list"),
        (lambda one: one.update(easier=["nowhere"]), "easier", "no exercise 'nowhere'"),
        (lambda one: one.update(slug="two-leg-bridge"), "slug", "here twice"),
    ],
)
def test_a_slip_in_json_is_told_with_its_path(spoil: Any, place: str, said: str) -> None:
    data = spoilt_json(lambda whole: spoil(whole["en"]["exercises"][0]))
    told = [one for one in problems(data, "library.json") if said in one]
    number = 1 if "here twice" in said else 0
    assert [one.startswith(f"en.exercises[{number}].{place}: ") for one in told] == [True]


def test_a_missing_value_in_json_is_told_with_its_entry() -> None:
    data = spoilt_json(lambda whole: whole["en"]["exercises"][1].update(cue=None))
    assert problems(data, "library.json") == ["en.exercises[1]: 'cue' is missing: add it."]


def test_the_same_name_twice_in_json_is_told() -> None:
    data = as_json().replace(b'"cue":', b'"cue": "First.", "cue":', 1)
    assert "'cue' is here twice: keep one." in problems(data, "library.json")[0]


def test_all_slips_come_at_once() -> None:
    def spoil(book: Workbook) -> None:
        book["en"]["B2"], book["en"]["B3"] = None, None

    told = problems(spoilt_workbook(spoil))
    assert [one.split(":")[0] for one in told] == [
        "sheet en, row 2, column name",
        "sheet en, row 3, column name",
    ]


def test_a_column_that_is_missing_or_unknown_is_told_once() -> None:
    def spoil(book: Workbook) -> None:
        book["en"]["B1"] = "nome"

    told = problems(spoilt_workbook(spoil))
    assert told[0] == "sheet en, row 1: no column is called 'nome': remove it or use one of " + (
        ", ".join(_columns()) + "."
    )
    assert told[1] == "sheet en, row 1: the column 'name' is missing: add it."
    assert len(told) == 2


def _columns() -> list[str]:
    return [cell.value for cell in load_workbook(BytesIO(workbook()))["en"][1]]


def test_another_sheet_is_told() -> None:
    told = problems(spoilt_workbook(lambda book: book.create_sheet("notes")))
    assert told[0].startswith("sheet notes: no sheet of the library")


def test_an_article_without_its_words_is_told_with_its_column() -> None:
    data = write_workbook(article_records(body="Too short."))
    told = problems(data)
    assert told[0].startswith("sheet en articles, row 2, column body: line ")


def test_links_may_lead_to_the_library_as_well() -> None:
    data = workbook(easier=["elsewhere"])
    around = replace(AROUND, easier={"elsewhere": []})
    assert read(data, "library.xlsx", around).exercises["heel-dig"].easier == ("elsewhere",)


def test_a_circle_through_the_library_is_refused() -> None:
    around = replace(AROUND, easier={"elsewhere": ["heel-dig"]})
    with pytest.raises(ContentErrors, match="runs in a circle"):
        read(workbook(easier=["elsewhere"]), "library.xlsx", around)


# --- files that are not what they seem -----------------------------------------------------
def packed(data: bytes, **parts: bytes) -> bytes:
    """A workbook with more inside."""
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(f"xl/{name}.bin", part)
    return out.getvalue()


def with_entity() -> bytes:
    """A workbook whose sheet unfolds a word of its own making."""
    out, bomb = BytesIO(), b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom">]>'
    with zipfile.ZipFile(BytesIO(workbook())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = bomb + part.partition(b"?>")[2] if part.startswith(b"<?xml") else bomb + part
                part = part.replace(b"Heel dig", b"&b;")
            new.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not readable"),
        (b"PK\x03\x04 and then nothing", "not readable"),
        (b"slug,name\nheel-dig,Heel dig\n", "not readable"),
        (packed(b"", anything=b"x"), "not readable"),
        (packed(workbook(), vbaProject=b"macro"), "with macros"),
        (packed(workbook(), big=bytes(limits.MOST_UNPACKED_BYTES)), "unpacks to far more"),
        (packed(workbook(), **{f"p{n}": b"" for n in range(limits.MOST_PARTS)}), "far more"),
        (with_entity(), "not readable"),
        (bytes(limits.MOST_BYTES + 1), "more than 20 million bytes"),
    ],
)
def test_a_bad_workbook_is_refused(data: bytes, said: str) -> None:
    assert said in problems(data)[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not readable as JSON"),
        (b"\xff\xfe", "not readable as JSON"),
        (b"[]", "not a library"),
        (b"3", "not a library"),
        (b"{}", "'format' is missing"),
        (b'{"format": "stepwise-library-2"}', "is not known in 'format'"),
        (b'{"format": "stepwise-library-1", "en": {}}', "nothing in it"),
        (b'{"format": "stepwise-library-1", "xx": {}}', "'en' is missing"),
        (b"[" * 100_000, "without end"),
        *((b'{"en": ' + b"[" * n + b"]" * n + b"}", "") for n in (100, 200, 300, 400, 600, 900)),
        (b'{"format": ' + b"9" * 5000 + b"}", "not readable as JSON"),
    ],
)
def test_bad_json_is_refused(data: bytes, said: str) -> None:
    assert any(said in one for one in problems(data, "library.json"))


def test_half_a_character_is_left_out_of_json() -> None:
    data = as_json(cue="Press HALF down.").replace(b"HALF", b"\\ud800")
    assert read(data, "library.json").exercises["heel-dig"].cue == "Press down."
    data = as_json().replace(b'"cue"', b'"\\ud800cue": "Press.", "cue"', 1)
    assert problems(data, "library.json")[0].encode().startswith(b"en.exercises[0].cue: ")


def many_rows(count: int) -> bytes:
    """A workbook with hardly anything in each row."""

    def spoil(book: Workbook) -> None:
        book["en"].delete_rows(2, 3)
        for _ in range(count):
            book["en"].append(["x"])

    return spoilt_workbook(spoil)


def test_a_sheet_with_more_rows_than_one_file_may_have_is_refused() -> None:
    told = problems(many_rows(limits.MOST_ROWS + 1))
    assert told == ["sheet en, row 10002: more rows than one file may have: split it."]


def test_json_with_more_entries_than_one_file_may_have_is_refused() -> None:
    whole = {"format": "stepwise-library-1", "en": {"exercises": [{}] * (limits.MOST_ROWS + 1)}}
    told = problems(json.dumps(whole).encode(), "library.json")
    assert told[0] == "en.exercises: 10001 exercises are too many: at most 10000 in one file."


def test_more_lines_than_a_library_has_are_refused_before_they_are_read() -> None:
    lines = "a\n" * (limits.LONGEST_CELL // 2)
    whole = {"exercises": [records(cue=lines)["exercises"][0] for _ in range(62)]}
    assert problems(write_workbook(whole)) == ["1: far more in it than a library has: split it."]
    data = spoilt_json(lambda whole: whole["en"]["exercises"][0].update(steps=[1] * 1_000_000))
    assert problems(data, "library.json") == ["1: far more in it than a library has: split it."]


def test_only_two_kinds_of_file_are_read() -> None:
    assert problems(workbook(), "library.xlsm") == ["1: not a file for this: use .xlsx or .json."]
