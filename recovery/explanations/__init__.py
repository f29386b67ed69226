"""Reason to sentence: the only place with that wording."""

from recovery.explanations.lines import RESULT_WORDS, Line, headline, line_for, need_words
from recovery.explanations.otherwise import what_would_have_changed
from recovery.explanations.sentences import (
    Setting,
    day_name,
    day_words,
    for_clinician,
    for_patient,
    source_of,
)

__all__ = [
    "RESULT_WORDS",
    "Line",
    "Setting",
    "day_name",
    "day_words",
    "for_clinician",
    "for_patient",
    "headline",
    "line_for",
    "need_words",
    "source_of",
    "what_would_have_changed",
]
