"""The reader of pages notices what it is there to notice."""

import pytest

from tests.html_validity import html_faults

PAGE = '<!doctype html><html lang="en"><head><title>Today</title></head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("<p>One<div>Two</div></p>", "<div>One<p>Two</p></div>", "unexpected-end-tag p"),
        ("<b><i>One</b></i>", "<b><i>One</i></b>", "adoption-agency"),
        ("<p>One &nosuch;</p>", "<p>One &amp; two</p>", "expected-named-entity"),
        ('<p id="a" id="b">One</p>', '<p id="a">One</p>', "duplicate-attribute"),
        ('<p id="a">One</p><p id="a">Two</p>', '<p id="a">One</p>', "id 'a' is there 2 times"),
        ('<a href="#b">One</a>', '<a href="#b">One</a><p id="b">Two</p>', "leads to no 'b'"),
        (
            '<div role="group" aria-labelledby="b">One</div>',
            '<div role="group" aria-labelledby="b"><p id="b">One</p></div>',
            "leads to no 'b'",
        ),
        (
            '<label for="b">One</label><p id="b">Two</p>',
            '<label for="b">One</label><input id="b">',
            'is the label of <p id="b">',
        ),
        ("<span><div>One</div></span>", "<div><span>One</span></div>", "<div> within <span>"),
        (
            "<button><h2>One</h2></button>",
            "<summary><h2>One</h2></summary>",
            "<h2> within <button>",
        ),
        ("<ul><div>One</div></ul>", "<ul><li><div>One</div></li></ul>", "<div> as an item of <ul>"),
        (
            '<a href="/"><button>One</button></a>',
            '<a href="/">One</a><button>Two</button>',
            "<button> within <a>",
        ),
        ('<form hx-get="/"></form>', '<form data-hx-get="/"></form>', "is called hx-get"),
        ('<p value="1">One</p>', '<ol><li value="1">One</li></ol>', "is called value"),
        (
            '<form method="post"></form>',
            '<form method="post"><input type="hidden" name="csrfmiddlewaretoken"></form>',
            "is sent without a token",
        ),
        ("<time>soon</time>", "<time>8:05</time>", "<time> says no time"),
    ],
)
def test_a_fault_is_named_and_its_twin_has_none(wrong: str, right: str, said: str) -> None:
    assert said in "\n".join(html_faults(PAGE.format(wrong)))
    assert html_faults(PAGE.format(right)) == []
