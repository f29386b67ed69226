"""Words that stay whole in a narrow column."""

import pytest

from recovery.templatetags.presentation import unbroken


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Single-leg stance", '<span class="whole">Single-leg</span> stance'),
        ("Pain now, 0–10", 'Pain now, <span class="whole">0–10</span>'),
        ("Brisk {walk}", "Brisk {walk}"),
        ("a-<b>", '<span class="whole">a-&lt;b&gt;</span>'),
    ],
)
def test_a_word_with_a_hyphen_or_a_dash_is_kept_together(words: str, shown: str) -> None:
    assert unbroken(words) == shown
