"""What the clock of a session calls its parts: a run has jogs and walks, other work has rests."""

import re

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize(
    ("is_run", "words"),
    [(True, ("Jog", "Walk", "Run")), (False, ("Work", "Rest", "Do your set"))],
)
def test_the_parts_of_a_run_are_jogs_and_walks(is_run: bool, words: tuple[str, ...]) -> None:
    body = {"is_run": is_run, "line": {"slug": "walk-jog-intervals", "kind": "same"}, "sets": []}
    page = render_to_string("recovery/session_body.html", {"body": body})
    said = (re.findall(rf' data-{part}="([^"]*)"', page) for part in ("work", "rest", "open"))
    assert tuple(said) == tuple([word] for word in words)
