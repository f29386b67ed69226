"""Making the copies of a photograph that are shown. May be cut off and begun again at any point."""

from datetime import datetime

from exercises.models import Upload
from exercises.uploads import pictures, stored


def prepare(*, upload: Upload, now: datetime) -> None:
    """Make the missing copies, then say so in the row, then drop the photograph as it came.

    In this order: whenever it is cut off, what is left is enough to begin again.
    """
    if not upload.is_ready and not all(map(stored.is_kept, upload.served_names)):
        for width, copy in pictures.smaller(stored.path_of(upload.waiting_name)):
            stored.keep(f"{upload.digest}-{width}.webp", [copy])
    Upload.objects.waiting().filter(pk=upload.pk).update(prepared_at=now)
    if not Upload.objects.waiting().filter(digest=upload.digest).exists():
        stored.forget(upload.waiting_name)
