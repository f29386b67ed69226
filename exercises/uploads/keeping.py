"""How an examined file becomes a picture or film of an exercise."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django_q.tasks import async_task

from accounts.models import User
from exercises.models import Upload
from exercises.uploads import stored
from exercises.uploads.examining import FILMS
from exercises.uploads.kinds import Format

PREPARE = "exercises.tasks.prepare_upload"
CHUNK = 1 << 20


@transaction.atomic
def keep(*, upload: Upload, file: BinaryIO, captions: str, by: User, now: datetime) -> None:
    """Store the file and save its row; a picture's copies are asked for in the same transaction.

    `upload` carries what `examining` found. The files come first: should the row not follow,
    they lie unused until they are swept, and a row never lacks its file.
    """
    upload.uploaded_at, upload.uploaded_by = now, by
    if upload.is_film:
        upload.prepared_at = now
        _keep_film(upload, file)
        _keep_captions(upload, captions)
    else:
        stored.keep(upload.waiting_name, _chunks(file))
    upload.save()
    if not upload.is_ready:
        async_task(PREPARE, upload.pk)


def replace_captions(*, upload: Upload, captions: str) -> None:
    """Give a film other captions; the old file is swept later."""
    _keep_captions(upload, captions)
    upload.save(update_fields=["captions_digest"])


def _keep_film(upload: Upload, file: BinaryIO) -> None:
    name = upload.served_names[0]
    if stored.is_kept(name):
        return stored.keep(name, ())
    with stored.draft_of(name) as draft:
        draft.writelines(_chunks(file))
        FILMS[Format(upload.format)].without_needless(draft, draft.tell())
    return None


def _keep_captions(upload: Upload, captions: str) -> None:
    data = captions.encode()
    upload.captions_digest = hashlib.sha256(data).hexdigest()
    stored.keep(upload.captions_name, [data])


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
