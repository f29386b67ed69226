"""The shipped articles, and how strictly they are read."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from exercises.articles import Kind, Source, articles, read_articles
from exercises.library import CONTENT
from exercises.markdown import faults, word_count
from exercises.yaml_source import ContentErrors

from .reading_age import grade, sentences, words

NAME = "what-it-is.md"
ELEVEN = 6  # the school grade of a reader of eleven
MOST_WORDS = 25


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A copy of the content folder with three articles, to be spoilt by a test."""
    for name in ("articles", "exercises"):
        (tmp_path / name).mkdir()
    shutil.copy(CONTENT / "taxonomy.yaml", tmp_path)
    for slug in ("what-it-is", "pain-as-a-guide", "when-to-get-help-now"):
        shutil.copy(CONTENT / "articles" / f"{slug}.md", tmp_path / "articles")
    for slug in ("heel-dig", "two-leg-bridge"):
        shutil.copy(CONTENT / "exercises" / f"{slug}.yaml", tmp_path / "exercises")
    return tmp_path


def spoil(shelf: Path, old: str, new: str) -> None:
    path = shelf / "articles" / NAME
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def problems(shelf: Path) -> list[str]:
    with pytest.raises(ContentErrors) as refused:
        read_articles(shelf)
    return [
        f"{problem.path.name}:{problem.line}: {problem.message}"
        for problem in refused.value.problems
    ]


def line_of(shelf: Path, words: str) -> int:
    lines = (shelf / "articles" / NAME).read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_untouched_copy_is_read(shelf: Path) -> None:
    assert set(read_articles(shelf)) == {"what-it-is", "pain-as-a-guide", "when-to-get-help-now"}


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("order: 10", "order: 0", "order: 0", "whole number of 1 or more"),
        ("order: 10", "order: 10\ncolour: blue", "colour", "'colour' is not a known field"),
        ("order: 10", "order: 10\norder: 20", "order: 20", "here twice"),
        ("[hamstring-strain]", "[headache]", "[headache]", "'headache' is not known"),
        ("phases: [protect]", "phases: [sprint]", "[sprint]", "'sprint' is not known"),
        ("order: 10", "kind: poem\norder: 10", "kind: poem", "'poem' is not known"),
        ("title: What", f"title: {'x' * 80} What", "title:", "at most 80"),
        ("summary: A", f"summary: {'x ' * 200} A", "summary:", "at most 300"),
        ("author: Stepwise", "author:", "author:", "must be words"),
        ("url: https://bjsm.bmj.com/content/46", "doi: bjsm/46", "2012", "is no DOI"),
        ("url: https://bjsm.bmj.com/content/46", "url: bjsm.bmj.com/46", "2012", "is no address"),
        ("url: https://bjsm.bmj.com/content/46/2/112", "", "2012", "give one of them"),
        ("  - label: ", "  - text: hm\n    label: ", "text: hm", "'text' is not a known field"),
        ("## How bad", "# How bad", "# How bad", "headings are '##' or '###'"),
        ("## How bad", "#### How bad", "#### How bad", "headings are '##' or '###'"),
        ("## The muscle", "### The muscle", "### The muscle", "begin with '##'"),
        ("article:when-to", "article:when-not-to", "when-not-to", "no article 'when-not-to-get"),
        ("exercise:heel-dig", "exercise:toe-dig", "toe-dig", "no exercise 'toe-dig'"),
        ("exercise:heel-dig", "page:shop", "page:shop", "no page 'shop'"),
        ("exercise:heel-dig", "/exercises/heel-dig/", "/exercises/", "leads nowhere"),
        ("exercise:heel-dig", "http://example.org", "http://", "leads nowhere"),
        ("[heel dig]", "[]", "[](", "a link without words"),
        ("[heel dig](", "[heel dig] (", "[heel dig] (", "this link is not read"),
        ("exercise:heel-dig", "javascript:alert(1)", "javascript", "this link is not read"),
        ("**Mild.**", "<b>Mild.</b>", "<b>", "no HTML here"),
        ("**Mild.**", "<!-- Mild. -->", "<!--", "no HTML here"),
        ("**Mild.**", "![Mild](exercise:heel-dig)", "![Mild]", "pictures are not read"),
        ("**Mild.**", "`Mild.`", "`Mild.`", "code"),
        ("**Mild.**", "Mild.[^1]", "[^1]", "footnotes"),
        ("**Mild.**", "https://example.org", "example.org", "a bare address"),
    ],
)
def test_one_slip_is_named_with_its_line(
    shelf: Path, old: str, new: str, at: str, said: str
) -> None:
    spoil(shelf, old, new)
    found = problems(shelf)
    place = f"{NAME}:{line_of(shelf, at)}: "
    assert [said in problem and problem.startswith(place) for problem in found] == [True], found


@pytest.mark.parametrize(
    "field",
    ["title", "summary", "conditions", "phases", "order", "sources", "author", "licence"],
)
def test_every_field_is_needed(shelf: Path, field: str) -> None:
    path = shelf / "articles" / NAME
    path.write_text(re.sub(rf"(?m)^{field}:.*\n(?:  .*\n)*", "", path.read_text()))
    assert problems(shelf) == [f"{NAME}:2: '{field}' is missing: add it."]


@pytest.mark.parametrize("text", ["", "Just words.\n", "---\ntitle: No end\n"])
def test_file_without_front_matter_is_refused(shelf: Path, text: str) -> None:
    (shelf / "articles" / NAME).write_text(text)
    assert f"{NAME}:1: no front matter: put it between two '---' lines." in problems(shelf)


def test_broken_front_matter_names_its_line(shelf: Path) -> None:
    spoil(shelf, "order: 10", "order: [10")
    assert any(problem.startswith(f"{NAME}:") and "YAML" in problem for problem in problems(shelf))


def test_bytes_that_are_not_text_are_refused(shelf: Path) -> None:
    (shelf / "articles" / NAME).write_bytes(b"\xff\xfe\x00")
    assert "save it as UTF-8 text" in problems(shelf)[0]


def test_file_name_must_be_a_slug(shelf: Path) -> None:
    (shelf / "articles" / NAME).rename(shelf / "articles" / "What it is.md")
    assert "What it is.md:2: 'What it is' is no slug" in problems(shelf)[0]


def test_all_problems_come_at_once(shelf: Path) -> None:
    spoil(shelf, "order: 10", "order: ten")
    spoil(shelf, "exercise:heel-dig", "exercise:toe-dig")
    assert len(problems(shelf)) == 2


def test_link_to_an_article_that_went_is_refused(shelf: Path) -> None:
    (shelf / "articles" / "when-to-get-help-now.md").unlink()
    found = problems(shelf)
    assert [problem.split(":")[0] for problem in found] == ["pain-as-a-guide.md", NAME]


# --- how long --------------------------------------------------------------------------
def text_of(words: int) -> str:
    return f"## One\n\n{'word ' * (words - 2)}\n\n## Two"


@pytest.mark.parametrize(
    ("kind", "words", "is_fine"),
    [
        (Kind.ARTICLE, 399, False),
        (Kind.ARTICLE, 400, True),
        (Kind.ARTICLE, 900, True),
        (Kind.ARTICLE, 901, False),
        (Kind.INTRODUCTION, 249, False),
        (Kind.INTRODUCTION, 250, True),
    ],
)
def test_length_has_limits(kind: Kind, words: int, is_fine: bool) -> None:
    least, most = kind.words
    found = faults(text_of(words), least=least, most=most, targets={})
    assert [fault.message for fault in found] == (
        [] if is_fine else [f"{words} words, not {least} to {most}: write more or cut some."]
    )


def test_one_heading_does_not_divide_a_text() -> None:
    [fault] = faults("## One\n\nword", least=1, most=9, targets={})
    assert fault.message == "fewer than 2 '##' headings: divide the text."


def test_words_are_what_a_reader_sees() -> None:
    text = "## Two words\n\n- **One** [two](exercise:heel-dig)\n\n| A | B |\n| - | - |\n| c | d |"
    assert word_count(text) == 8


def test_line_is_that_of_the_link_within_a_paragraph() -> None:
    text = "## One\n\nFirst line\nand [second](exercise:none).\n\n## Two"
    [fault] = faults(text, least=1, most=99, targets={"exercise": ()})
    assert fault.line == 4


# --- values ----------------------------------------------------------------------------
def test_digest_changes_with_a_word_but_not_with_the_order_of_codes() -> None:
    content = articles()["pain-as-a-guide"]
    turned = replace(content, phases=tuple(reversed(content.phases)))
    assert turned.digest() == content.digest()
    assert replace(content, body=content.body + ".").digest() != content.digest()


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (Source(label="a", doi="10.1234/abc"), "https://doi.org/10.1234/abc"),
        (Source(label="a", url="https://example.org/a"), "https://example.org/a"),
    ],
)
def test_source_is_found_at_an_address(source: Source, address: str) -> None:
    assert source.address == address


# --- the words we ship -----------------------------------------------------------------
def test_no_long_dash_and_no_exclamation() -> None:
    spoken = {slug: f"{one.title} {one.summary} {one.body}" for slug, one in articles().items()}
    assert [slug for slug, text in spoken.items() if re.search("[—!]", text)] == []


def said_in(body: str) -> list[str]:
    """The blocks of a text as they are heard: without marks, addresses and tables."""
    blocks = [block for block in re.split(r"\n+", body) if not block.startswith("|")]
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", block) for block in blocks]
    return [re.sub(r"[*>#]|^[-0-9. ]+", "", block) for block in plain]


def test_a_reader_of_eleven_can_follow() -> None:
    grades = {slug: grade([one.summary, *said_in(one.body)]) for slug, one in articles().items()}
    assert {slug: found for slug, found in grades.items() if found > ELEVEN} == {}


def test_sentences_are_short_enough_for_tired_readers() -> None:
    said = [
        one
        for article in articles().values()
        for block in said_in(article.body)
        for one in sentences(block)
    ]
    assert [one for one in said if len(words(one)) > MOST_WORDS] == []


def test_places_in_the_order_are_taken_once() -> None:
    orders = [one.order for one in articles().values()]
    assert sorted(set(orders)) == sorted(orders)
