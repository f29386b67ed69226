"""One text's versions, and what changed between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Editorial, EditorialMove, Reviewed
from exercises.version_diff import FieldDiff, field_diffs
from exercises.word_diff import shortened, word_diff
from recovery.models import ProtocolVersion

MOST_VERSIONS = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionLine:
    """saved_by: None for shipped words."""

    number: int
    saved_at: datetime
    saved_by: User | None


def moves_of(row: Editorial) -> list[EditorialMove]:
    """Newest first. One query."""
    return list(row.moves.select_related("by"))


def versions_of(row: Editorial) -> list[VersionLine]:
    """Newest first. One query."""
    if isinstance(row, ProtocolVersion):
        rows = ProtocolVersion.objects.filter(code=row.code).defer("text")
    else:
        rows = row.versions.defer("content")
    return [
        VersionLine(number=one.version, saved_at=one.saved_at, saved_by=one.saved_by)
        for one in rows.select_related("saved_by")[:MOST_VERSIONS]
    ]


def differences(row: Editorial, before: int, after: int) -> list[FieldDiff]:
    """What changed from one version to the other. One query."""
    if isinstance(row, ProtocolVersion):
        texts = _by_number(ProtocolVersion.objects.filter(code=row.code), "text", before, after)
        pieces = shortened(word_diff(texts[before], texts[after]), around=2)
        return [FieldDiff(_("The protocol"), pieces)] if before != after else []
    return _of_fields(row, before, after)


def _of_fields(row: Reviewed, before: int, after: int) -> list[FieldDiff]:
    contents = _by_number(row.versions, "content", before, after)
    return field_diffs(type(row), contents[before], contents[after])


def _by_number(rows: object, column: str, before: int, after: int) -> Mapping[int, object]:
    return dict(rows.filter(version__in=(before, after)).values_list("version", column))
