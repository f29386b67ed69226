"""From Markdown to what is safe to show, in the words it was written in."""

import pytest

from exercises.articles import PAGES
from exercises.rendering import Heading, address, minutes_to_read, rendered


def html(body: str) -> str:
    return rendered(body).html


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("One **two** *three*.", "<p>One <strong>two</strong> <em>three</em>.</p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
    ],
)
def test_what_is_written_is_shown(body: str, said: str) -> None:
    assert html(body) == said


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[go](javascript:alert(1))",
        "[go](data:text/html,x)",
        '[go](exercise:a"onclick="alert(1))',
        "![see](https://example.org/a.png)",
        "<!-- hidden -->",
    ],
)
def test_nothing_runs_and_nothing_is_fetched(body: str) -> None:
    for forbidden in ("<script", "<img", "<!--", 'href="j', 'href="d', '" onclick', '"onclick'):
        assert forbidden not in html(body)


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("article:what-it-is", "/learn/what-it-is/"),
        ("exercise:heel-dig", "/exercises/heel-dig/"),
        ("page:help", "/help/"),
        ("page:rules", "/rules/"),
    ],
)
def test_link_names_what_it_means(target: str, leads_to: str) -> None:
    assert html(f"[go]({target})") == f'<p><a href="{leads_to}">go</a></p>\n'


def test_every_page_a_text_may_name_has_an_address() -> None:
    assert [name for name in PAGES if address(f"page:{name}") == f"page:{name}"] == []


def test_link_to_nowhere_is_only_words() -> None:
    assert html("[go](page:shop)") == "<p><a>go</a></p>\n"


def test_link_that_leaves_the_site_says_so() -> None:
    assert html("[NHS](https://nhs.uk/a)") == (
        '<p><a href="https://nhs.uk/a" rel="noopener">NHS (another site)</a></p>\n'
    )


def test_headings_are_listed_and_have_anchors_of_their_own() -> None:
    found = rendered("## Why *now*?\n\n### Small\n\n## Why now?")
    assert found.headings == (
        Heading("on-why-now", "Why now?"),
        Heading("on-why-now-2", "Why now?"),
    )
    assert '<h2 id="on-why-now-2">' in found.html
    assert '<h3 id="on-small">' in found.html


def test_table_scrolls_in_a_box_named_by_the_heading_above() -> None:
    found = html("## One\n\n| a |\n| ---: |\n| b |")
    assert (
        '<div class="table-box" role="group" tabindex="0" aria-labelledby="on-one">'
        '<table class="log">' in found
    )
    assert "style" not in found


def test_same_words_are_worked_out_once() -> None:
    body = "## Once\n\nand kept"
    again = "".join(list(body))
    assert rendered(body) is rendered(again)


@pytest.mark.parametrize(("words", "minutes"), [(10, 1), (299, 1), (301, 2), (900, 4)])
def test_minutes_are_whole_and_at_least_one(words: int, minutes: int) -> None:
    assert minutes_to_read("word " * words) == minutes
