"""The shipped files, and how strictly they are read."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from exercises.content_report import Shared, shared_sentences, texts
from exercises.library import CONTENT, Counts, circle_in, library, read_library
from exercises.yaml_source import ContentErrors


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A copy of the content folder with three exercises, to be spoilt by a test."""
    (tmp_path / "exercises").mkdir()
    for name in ("taxonomy.yaml", "sources.yaml"):
        shutil.copy(CONTENT / name, tmp_path)
    for slug in ("heel-dig", "two-leg-bridge", "bridge-walk-out"):
        shutil.copy(CONTENT / "exercises" / f"{slug}.yaml", tmp_path / "exercises")
    return tmp_path


def spoil(shelf: Path, slug: str, old: str, new: str) -> None:
    path = shelf / "exercises" / f"{slug}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def problems(shelf: Path) -> list[str]:
    with pytest.raises(ContentErrors) as refused:
        read_library(shelf)
    return [
        f"{problem.path.name}:{problem.line}: {problem.message}"
        for problem in refused.value.problems
    ]


def line_of(shelf: Path, slug: str, start: str) -> int:
    lines = (shelf / "exercises" / f"{slug}.yaml").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(start))


def test_untouched_copy_is_read(shelf: Path) -> None:
    assert set(read_library(shelf)) == {"heel-dig", "two-leg-bridge", "bridge-walk-out"}


@pytest.mark.parametrize(
    ("old", "new", "start", "said"),
    [
        ("position: lying", "position: upside-down", "position", "'upside-down' is not known"),
        ("[hamstring, glutes]", "[hamstring, elbow]", "muscles", "'elbow' is not known"),
        ("[hamstring, glutes]", "[hamstring, hamstring]", "muscles", "twice"),
        ("equipment: []", "equipment: [rocket]", "equipment", "'rocket' is not known"),
        ("counts: reps", "counts: hops", "counts", "'hops' is not known"),
        ("level: gentle", "level: extreme", "level", "'extreme' is not known"),
        ("regions: [thigh-back]", "regions: []", "regions", "needs at least 1"),
        ("category: strength", "category:", "category", "must be words"),
        ("unilateral: true", "unilateral: maybe", "unilateral", "true or false"),
        ("sets: 3", "sets: 0", "dose", "whole number of 1 or more"),
        ("sets: 3", "sets: three", "dose", "whole number of 1 or more"),
        ("hold_seconds: 5", "hold_second: 5", "dose", "'hold_second' is not a known field"),
        ("author: Stepwise", "colour: blue\nauthor: Stepwise", "colour", "not a known field"),
        ("author: Stepwise", "author: Stepwise\ncue: again", "cue: again", "here twice"),
        ("slug: heel-dig", "slug: heel-digs", "slug", "write 'heel-dig'"),
        ("easier: []", "easier: [no-such-thing]", "easier", "no exercise 'no-such-thing'"),
        ("[heiderscheit-2010,", "[nobody-1900,", "sources", "'nobody-1900' is not known"),
    ],
)
def test_one_slip_is_named_with_its_line(
    shelf: Path, old: str, new: str, start: str, said: str
) -> None:
    spoil(shelf, "heel-dig", old, new)
    found = problems(shelf)
    place = f"heel-dig.yaml:{line_of(shelf, 'heel-dig', start)}: "
    assert [said in problem and problem.startswith(place) for problem in found] == [True]


@pytest.mark.parametrize(
    "field",
    [
        "slug", "name", "other_names", "purpose", "regions", "muscles", "position", "category",
        "equipment", "level", "unilateral", "counts", "dose", "prepare", "steps", "cue",
        "breathing", "safety", "mistakes", "when_not_to", "easier", "sources", "author",
        "licence", "figure_alt",
    ],
)  # fmt: skip
def test_every_field_is_needed(shelf: Path, field: str) -> None:
    path = shelf / "exercises" / "heel-dig.yaml"
    kept = re.sub(rf"(?m)^{field}:.*\n(?:  - .*\n)*", "", path.read_text())
    path.write_text(kept)
    assert f"heel-dig.yaml:1: '{field}' is missing: add it." in problems(shelf)


def test_six_steps_are_too_many(shelf: Path) -> None:
    spoil(shelf, "heel-dig", "cue:", "  - One.\n  - Two.\ncue:")
    line = line_of(shelf, "heel-dig", "steps:") + 1
    assert problems(shelf) == [
        f"heel-dig.yaml:{line}: 'steps' has 6, at most 5: join or drop some."
    ]


def test_five_steps_are_not_too_many(shelf: Path) -> None:
    spoil(shelf, "heel-dig", "cue:", "  - One.\ncue:")
    assert len(read_library(shelf)["heel-dig"].steps) == 5


def test_circle_is_refused(shelf: Path) -> None:
    spoil(shelf, "heel-dig", "easier: []", "easier: [bridge-walk-out]")
    found = problems(shelf)
    assert len(found) == 1
    assert "runs in a circle" in found[0]
    assert all(slug in found[0] for slug in ("heel-dig", "two-leg-bridge", "bridge-walk-out"))


def test_all_problems_come_at_once(shelf: Path) -> None:
    spoil(shelf, "heel-dig", "position: lying", "position: upside-down")
    spoil(shelf, "two-leg-bridge", "level: gentle", "level: extreme")
    assert [problem.split(":")[0] for problem in problems(shelf)] == [
        "heel-dig.yaml",
        "two-leg-bridge.yaml",
    ]


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n"])
def test_file_without_fields_is_refused(shelf: Path, text: str) -> None:
    (shelf / "exercises" / "heel-dig.yaml").write_text(text)
    assert "heel-dig.yaml:1: empty: write 'name: value' lines." in problems(shelf)


def test_broken_yaml_names_its_line(shelf: Path) -> None:
    spoil(shelf, "heel-dig", "name: Heel dig", "name: 'Heel dig")
    assert any("not readable as YAML" in problem for problem in problems(shelf))


def test_bytes_that_are_not_text_are_refused(shelf: Path) -> None:
    (shelf / "exercises" / "heel-dig.yaml").write_bytes(b"\xff\xfe\x00")
    assert "save it as UTF-8 text" in problems(shelf)[0]


def test_broken_taxonomy_is_named(shelf: Path) -> None:
    path = shelf / "taxonomy.yaml"
    path.write_text(path.read_text().replace("levels:", "stages:"))
    assert any(problem.startswith("taxonomy.yaml:") for problem in problems(shelf))


def test_circle_of_two_is_found() -> None:
    assert circle_in({"a": ["b"], "b": ["a"]}) in (["a", "b", "a"], ["b", "a", "b"])


def test_shared_easier_exercise_is_no_circle() -> None:
    assert circle_in({"a": ["c"], "b": ["c"], "d": ["a", "b"], "c": []}) == []


def test_harder_follows_from_easier() -> None:
    shipped = library()
    pairs = {(slug, easier) for slug, content in shipped.items() for easier in content.easier}
    assert pairs == {(harder, slug) for slug in shipped for harder in shipped[slug].harder}
    assert ("two-leg-bridge", "heel-dig") in pairs


def test_digest_changes_with_a_word_but_not_with_the_neighbours(shelf: Path) -> None:
    before = read_library(shelf)
    (shelf / "exercises" / "bridge-walk-out.yaml").unlink()
    spoil(shelf, "heel-dig", "name: Heel dig", "name: Heel digs")
    after = read_library(shelf)
    assert after["two-leg-bridge"].harder != before["two-leg-bridge"].harder
    assert after["two-leg-bridge"].digest() == before["two-leg-bridge"].digest()
    assert after["heel-dig"].digest() != before["heel-dig"].digest()


# --- the words we ship -----------------------------------------------------------------
def test_no_two_exercises_share_a_long_sentence() -> None:
    assert shared_sentences(library().values()) == []


def test_a_shared_sentence_of_nine_words_is_found_and_of_eight_is_not() -> None:
    one, other = library()["heel-dig"], library()["diver"]
    nine, eight = "One two three four five six seven eight nine.", "A b c d e f g h."
    pair = [replace(each, cue=f"{nine} {eight}") for each in (one, other)]
    words = nine.lower().removesuffix(".")
    assert shared_sentences(pair) == [Shared(sentence=words, exercises=("diver", "heel-dig"))]


def test_no_long_dash_and_no_exclamation() -> None:
    spoken = {slug: " ".join(texts(content)) for slug, content in library().items()}
    assert [slug for slug, text in spoken.items() if re.search("[—!]", text)] == []


def test_what_people_do_is_said_in_short_sentences() -> None:
    shipped = library().values()
    lines = [line for content in shipped for line in (*content.prepare, *content.steps)]
    assert [line for line in lines if len(line.split()) > 16 or not line.endswith(".")] == []


def test_files_fit_the_columns() -> None:
    limits = {"name": 80, "purpose": 250, "cue": 250, "breathing": 250, "safety": 400}
    shipped = library().values()
    assert [
        (content.slug, name)
        for content in shipped
        for name, most in {**limits, "figure_alt": 400}.items()
        if len(getattr(content, name)) > most
    ] == []


def test_reps_say_how_often_and_time_is_not_held() -> None:
    timed = [content for content in library().values() if content.counts is not Counts.REPS]
    assert timed
    assert [content.slug for content in timed if content.dose.hold_seconds] == []
