"""What no command can write by itself: somebody has to look, and mend it by hand."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from recovery.domain.rules.catalogue import SOURCES
from recovery.explanations.rulebook import RULES, sources_with
from recovery.protocols import shipped_protocol
from recovery.rulebook.numbers import Number, unread
from recovery.rulebook.page import heading_of, keys_in, words_by_key
from recovery.rulebook.promises import promises_of

# Not the 1 of "phase 1", nor the 03 of "R03".
DIGITS = re.compile(r"(?<!phase )(?<![\w.])\d+(?!\w)")
SOURCE = re.compile(r"S\d+")


def find_problems(text: str, keys: Collection[str], numbers: Sequence[Number]) -> list[str]:
    return [
        *_markers(text, keys),
        *_headings(text),
        *_numbers_in_words(text, numbers),
        *(f"limits.py: {name} does not end in where it comes from" for name in unread(numbers)),
        *_sources(numbers),
        *(f"{rule.id} has no class of tests" for rule in RULES if not promises_of(rule.id)),
    ]


def _markers(text: str, keys: Collection[str]) -> Iterator[str]:
    found = Counter(keys_in(text))
    for key in sorted({*keys, *found}):
        if key not in keys:
            yield f"nothing fills the markers of {key}"
        elif found[key] != 1:
            yield f"{key} needs its markers once, and has them {found[key]} times"


def _headings(text: str) -> Iterator[str]:
    lines = set(text.splitlines())
    for rule in RULES:
        heading = f"### {heading_of(rule)}"
        if heading not in lines:
            yield f"no heading says: {heading}"


def _numbers_in_words(text: str, numbers: Sequence[Number]) -> Iterator[str]:
    """A number in a sentence stays behind when the number in the code moves on."""
    for key, words in words_by_key(text).items():
        known = {digits for one in numbers if one.part == key for digits in one.digits}
        is_judged = known or key in SOURCES
        for digits in sorted(set(DIGITS.findall(words)) - known) if is_judged else ():
            yield f"{key} says {digits}, which is none of its numbers"


def _sources(numbers: Sequence[Number]) -> Iterator[str]:
    named = sources_with(shipped_protocol())
    for rule, text in SOURCES.items():
        for source in SOURCE.findall(text):
            if source not in named:
                yield f"{rule} rests on {source}, which nobody names"
    for one in numbers:
        for source in one.sources:
            if source not in named:
                yield f"{one.name} comes from {source}, which nobody names"
            elif source not in SOURCES.get(one.part, source):
                yield f"{one.part} does not name {source}, where {one.name} comes from"
