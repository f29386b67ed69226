"""Of Bootstrap a page gets what it can meet, and nothing else."""

import pytest

from recovery import assets
from recovery.used_styles import places, used, words_of

WORDS = frozenset({"card", "wide", "show"})


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".card{color:red}.alert{color:blue}", ".card{color:red}"),
        ("a:hover,[hidden]{color:red}", "a:hover,[hidden]{color:red}"),
        (".card,.alert{color:red}", ".card{color:red}"),
        (".card.wide>b,.card .alert{color:red}", ".card.wide>b{color:red}"),
        (".card:not(.alert){color:red}", ".card:not(.alert){color:red}"),
        (":is(.card,.wide) b{color:red}", ":is(.card,.wide) b{color:red}"),
        ("@media print{.card{color:red}.alert{color:blue}}", "@media print{.card{color:red}}"),
        ("@media print{.alert{color:blue}}", ""),
        ("@keyframes turn{to{rotate:360deg}}", "@keyframes turn{to{rotate:360deg}}"),
        ("/* .card{ */.card{width:.5rem}", ".card{width:.5rem}"),
    ],
)
def test_a_rule_stays_where_its_classes_are_known(css: str, kept: str) -> None:
    assert used(css, WORDS) == kept


def test_what_forms_and_pages_name_is_there() -> None:
    css = used(assets.BOOTSTRAP.read_text(encoding="utf-8"), words_of(places()))
    for selector in (":root", "body", ".form-control", ".is-invalid~.invalid-feedback", ".btn"):
        assert f"{selector}{{" in css or f"{selector}," in css
    assert ".carousel-item" not in css
    assert len(css) < 60_000
