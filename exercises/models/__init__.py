"""Rows of the library: exercises, what they are sorted by, and every version they had."""

from exercises.models.exercise import LIST_FIELDS, PLAIN_FIELDS, TAG_FIELDS, Exercise
from exercises.models.progression import Progression
from exercises.models.tag import Tag
from exercises.models.version import ExerciseVersion

__all__ = [
    "LIST_FIELDS",
    "PLAIN_FIELDS",
    "TAG_FIELDS",
    "Exercise",
    "ExerciseVersion",
    "Progression",
    "Tag",
]
