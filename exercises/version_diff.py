"""What changed between two versions of an exercise or an article, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist

from exercises.models import Reviewed
from exercises.word_diff import Piece, shortened, word_diff


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """One field whose words changed. name: as the administration calls it."""

    name: str
    pieces: list[Piece]


def field_diffs(
    model: type[Reviewed], before: Mapping[str, object], after: Mapping[str, object]
) -> list[FieldDiff]:
    """The fields that differ, in the order of the newer content."""
    return [
        FieldDiff(
            _name(model, field), shortened(word_diff(_lines(before.get(field)), _lines(value)))
        )
        for field, value in after.items()
        if before.get(field) != value
    ]


def _name(model: type[Reviewed], field: str) -> str:
    try:
        return str(model._meta.get_field(field).verbose_name)
    except FieldDoesNotExist:
        return field.replace("_", " ")


def _lines(value: object) -> str:
    """A value as a person would write it: one thing on a line."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "\n".join(
            f"{key.replace('_', ' ')}: {part}" for key, part in value.items() if part is not None
        )
    if isinstance(value, list):
        return "\n".join(_lines(part) for part in value)
    return str(value)
