"""Keeps an uploaded file for as long as somebody looks at what it would do."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404

from accounts.models import User
from exercises.models import LibraryFile

KEPT = timedelta(hours=1)


def keep(*, data: bytes, name: str, by: User, now: datetime) -> LibraryFile:
    """Keep a file for its uploader. Whatever is older than an hour goes, whose ever it was."""
    LibraryFile.objects.filter(uploaded_at__lte=now - KEPT).delete()
    return LibraryFile.objects.create(data=data, name=name, owner=by, uploaded_at=now)


def get_upload_or_404(upload_id: UUID, *, by: User, now: datetime) -> LibraryFile:
    """A file of this person's from the last hour. Raises Http404 for any other."""
    fresh = LibraryFile.objects.filter(uploaded_at__gt=now - KEPT, owner=by)
    upload = fresh.filter(public_id=upload_id).first()
    if upload is None:
        raise Http404
    return upload
