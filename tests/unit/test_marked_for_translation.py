"""Every word on a patient's page can be translated."""

import pytest

from .template_texts import marked, pages_of_patients, unmarked


def test_no_page_has_a_word_that_nobody_can_translate() -> None:
    found = {name: unmarked(page) for name, page in pages_of_patients()}
    assert len(found) > 100
    assert not {name: words for name, words in found.items() if words}


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Go on</p>", ["Go on"]),
        ('<a aria-label="Back" href="/">{{ name }}</a>', ["Back"]),
        ('<p>{% translate "Go on" %}</p>', []),
        ("<p>{% blocktranslate %}Go on, {{ name }}{% endblocktranslate %}</p>", []),
        ('<script type="application/json">{"ids": ""}</script><p>Go on</p>', ["Go on"]),
        ('<dt translate="no">pain_rest</dt><dd>at rest</dd>', ["at rest"]),
        ("{% block body_class %}is-wide{% endblock %}{# Go on #}<b>Stepwise</b> 7", []),
    ],
)
def test_a_word_left_bare_is_found(template: str, found: list[str]) -> None:
    assert unmarked(template) == found


def test_a_marked_text_is_read_as_a_translator_gets_it() -> None:
    page = (
        '<h1>{% translate "Today" %}</h1>{% blocktranslate count n=3 %}{{ n }} day is'
        "{% plural %}{{ n }} days are{% endblocktranslate %}"
    )
    assert list(marked(page)) == ["Today", "2 day is", "2 days are"]
