"""What follows when a person changes a text: a new version, and a fresh sign-off to earn."""

from datetime import datetime

from accounts.models import User
from exercises.models import Reviewed


def record_edit(*, row: Reviewed, by: User, now: datetime) -> bool:
    """Keep the row as it now stands, with who and when. False if no word changed.

    Call it after the row and its links are saved, in the same transaction.
    """
    content = type(row).objects.with_links().get(pk=row.pk).content()
    digest = content.digest()
    if digest == row.content_digest:
        return False
    if row.content_digest:
        row.content_version += 1
        row.take_back_sign_off()
    row.content_digest, row.updated_at = digest, now
    row.save()
    row.versions.create(
        version=row.content_version,
        content=content.as_dict(),
        digest=digest,
        saved_at=now,
        saved_by=by,
    )
    return True
