"""How old a reader has to be: the Flesch-Kincaid grade, plus five years.

Kincaid and others, 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables come
from a list of common words and, for the others, from their vowels.
"""

import re
from collections.abc import Iterable

import syllapy

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+|%")
END = re.compile(r"(?<=[.!?])\s+")


def sentences(text: str) -> list[str]:
    return [one for one in END.split(text) if WORD.search(one)]


def words(text: str) -> list[str]:
    return WORD.findall(text)


def grade(texts: Iterable[str]) -> float:
    """Of these texts as a whole, each of which ends a sentence."""
    said = [one for text in texts for one in sentences(text)]
    spoken = [word for sentence in said for word in words(sentence)]
    syllables = sum(map(syllables_of, spoken))
    return 0.39 * len(spoken) / len(said) + 11.8 * syllables / len(spoken) - 15.59


def syllables_of(word: str) -> int:
    """Of a number about one a figure; "%" is read as percent."""
    if word.isdigit():
        return len(word)
    return 2 if word == "%" else max(1, syllapy.count(word))
