"""Rows of the library: what is reviewed, its pictures and tags, its versions and its moves."""

from exercises.models.article import ARTICLE_FIELDS, Article
from exercises.models.editorial import Editorial
from exercises.models.exercise import LIST_FIELDS, PLAIN_FIELDS, TAG_FIELDS, Exercise
from exercises.models.library_file import LibraryFile
from exercises.models.move import ArticleMove, EditorialMove, ExerciseMove
from exercises.models.progression import Progression
from exercises.models.reviewed import Reviewed
from exercises.models.tag import Tag
from exercises.models.upload import Upload
from exercises.models.version import ArticleVersion, ExerciseVersion, Version

__all__ = [
    "ARTICLE_FIELDS",
    "LIST_FIELDS",
    "PLAIN_FIELDS",
    "TAG_FIELDS",
    "Article",
    "ArticleMove",
    "ArticleVersion",
    "Editorial",
    "EditorialMove",
    "Exercise",
    "ExerciseMove",
    "ExerciseVersion",
    "LibraryFile",
    "Progression",
    "Reviewed",
    "Tag",
    "Upload",
    "Version",
]
