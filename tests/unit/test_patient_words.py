"""What a patient reads is calm, kind and short, and a reader of eleven can follow it."""

import re

import pytest

from .patient_texts import patient_texts
from .reading_age import grade, sentences, words

ALARMING = re.compile(
    r"\b(danger\w*|damag\w*|worse\w*|fail\w*|wrong\w*|severe\w*|serious\w*|careless\w*|harm\w*"
    r"|risk\w*|ruptur\w*|torn|tears?|bad|badly|terribl\w*|afraid|panic\w*|blam\w*|fault\w*|lazy)\b|!",
    re.IGNORECASE,
)
TEXTS = patient_texts()
ELEVEN = 6  # the school grade of a reader of eleven
NOT_FAR_ABOVE = 9
# There is no plainer word for whom, or for what, these are about.
AS_IT_IS = frozenset(
    {
        "In an emergency, call your emergency number.",
        "Has a doctor or physiotherapist examined you?",
        "Usually answered within 2 working day.",
        "Usually answered within 2 working days.",
    }
)
FEW_WORDS = 6  # in fewer the grade hangs on one word, such as "exercise"


@pytest.mark.parametrize("place", TEXTS)
def test_nobody_is_alarmed_or_blamed(place: str) -> None:
    assert not [text for text in TEXTS[place] if ALARMING.search(text)]


@pytest.mark.parametrize("place", TEXTS)
def test_sentences_are_short(place: str) -> None:
    """At most 20 words: about what a reader of eleven takes in at once."""
    said = [one for text in TEXTS[place] for one in sentences(text)]
    assert not [one for one in said if len(words(one)) > 20]


@pytest.mark.parametrize("place", TEXTS)
def test_a_reader_of_eleven_can_follow(place: str) -> None:
    assert grade(TEXTS[place]) <= ELEVEN


@pytest.mark.parametrize("place", TEXTS)
def test_no_sentence_is_far_above_that(place: str) -> None:
    said = [one for text in TEXTS[place] for one in sentences(text)]
    long = [one for one in said if len(words(one)) >= FEW_WORDS and one not in AS_IT_IS]
    judged = {one: grade([one]) for one in long}
    assert not {one: found for one, found in judged.items() if found > NOT_FAR_ABOVE}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The cat sat on the mat.", -1.45),  # 6 words, a syllable each
        ("The cat sat on the mat. It was a cat.", -1.84),  # 10 words in two sentences
        ("Physiotherapists recommend regular activity.", 30.22),  # 4 words, 15 syllables
        ("You did 70 % of it.", 2.48),  # 6 words, 8 syllables: "70" is two and "%" is two
    ],
)
def test_the_grade_counts_words_and_syllables(text: str, found: float) -> None:
    assert grade([text]) == pytest.approx(found, abs=0.01)
