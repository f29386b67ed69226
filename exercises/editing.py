"""What follows when a person changes a text: a new version, and a fresh sign-off to earn."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from accounts.models import User
from exercises import editorial
from exercises.models import Exercise, Reviewed

ON_RECORD = ["content_version", "content_digest", "updated_at"]


def record_edit(*, row: Reviewed, by: User, now: datetime) -> bool:
    """Keep the row as it now stands, with who and when. False if no word changed.

    Call it after the row and its links are saved, in the same transaction.
    """
    return bool(record_edits(rows=[row], by=by, now=now))


def record_edits(*, rows: Sequence[Reviewed], by: User | None, now: datetime) -> list[Reviewed]:
    """`record_edit` for many rows of one kind, in a few queries. Answers those that changed."""
    if not rows:
        return []
    model = type(rows[0])
    stored = model.objects.with_links().in_bulk([row.pk for row in rows])
    contents = {pk: one.content() for pk, one in stored.items()}
    digests = {pk: content.digest() for pk, content in contents.items()}
    changed = [row for row in rows if digests[row.pk] != row.content_digest]
    for row in changed:
        _move_on(row, digests[row.pk], now)
    save_over(changed, ON_RECORD)
    versions = model.versions.rel.related_model
    versions.objects.bulk_create(
        versions(
            **{model.versions.field.name: row},
            version=row.content_version,
            content=contents[row.pk].as_dict(),
            digest=row.content_digest,
            saved_at=now,
            saved_by=by,
        )
        for row in changed
    )
    editorial.take_back(rows=changed, by=by, now=now)
    return changed


def _move_on(row: Reviewed, digest: str, now: datetime) -> None:
    """The first words are no change."""
    if row.content_digest:
        row.content_version += 1
    row.content_digest, row.updated_at = digest, now


def save_over(rows: Sequence[Reviewed], fields: Iterable[str]) -> None:
    """Write these fields of saved rows of one kind, many rows a query."""
    if rows:
        type(rows[0]).objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["pk"], update_fields=list(fields)
        )


def record_pictures(*, exercise: Exercise, by: User, now: datetime) -> bool:
    """A review holds for what was seen, so other pictures need a fresh one. False if none is lost.

    The words and their version stay. Call it after the pictures are saved, in the same transaction.
    """
    was_signed_off = exercise.is_signed_off
    editorial.take_back(rows=[exercise], by=by, now=now)
    exercise.updated_at = now
    exercise.save(update_fields=["updated_at"])
    return was_signed_off
