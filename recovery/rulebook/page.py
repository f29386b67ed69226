"""The page: where its markers are, and how the blocks get between them."""

import re
from collections.abc import Mapping

from django.conf import settings

from recovery.explanations.rulebook import Rule

PAGE = settings.BASE_DIR / "docs" / "rulebook.md"
BLOCK = re.compile(r"<!-- generated: (?P<key>[^>]+) -->\n.*?<!-- end -->", re.DOTALL)
SECTION = re.compile(r"^(?=#+ )", re.MULTILINE)


def filled(text: str, blocks: Mapping[str, str]) -> str:
    """The text with each block between its markers; a key nobody knows is left as it is."""

    def fill(found: re.Match[str]) -> str:
        key = found["key"]
        return marked(key, blocks[key]) if key in blocks else found[0]

    return BLOCK.sub(fill, text)


def marked(key: str, block: str) -> str:
    return f"<!-- generated: {key} -->\n\n{block}\n\n<!-- end -->"


def keys_in(text: str) -> list[str]:
    return [found["key"] for found in BLOCK.finditer(text)]


def words_by_key(text: str) -> dict[str, str]:
    """What is written by hand in the section of each block."""
    return {
        key: BLOCK.sub("", section) for section in SECTION.split(text) for key in keys_in(section)
    }


def heading_of(rule: Rule) -> str:
    return f"{rule.id} {rule.name}"
