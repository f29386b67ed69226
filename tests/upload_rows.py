"""Pictures and films of an exercise, kept and prepared through the services."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from accounts.models import User
from exercises.models import Exercise, Upload
from exercises.tasks import prepare_upload
from exercises.uploads import keeping
from exercises.uploads.examining import examine
from tests import uploads as make

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def add(exercise: Exercise, data: bytes, *, by: User, captions: str = "", **told: Any) -> Upload:
    found = examine(BytesIO(data))
    upload = Upload(
        exercise=exercise,
        format=found.format,
        width=found.width,
        height=found.height,
        digest=found.digest,
        **{"alt": "Digging a heel in.", "author": "R. Lens", "licence": "CC BY 4.0", **told},
    )
    keeping.keep(upload=upload, file=BytesIO(data), captions=captions, by=by, now=NOW)
    return upload


def add_picture(exercise: Exercise, *, by: User, **told: Any) -> Upload:
    upload = add(exercise, make.picture(size=(1000, 750)), by=by, **told)
    prepare_upload(upload.pk)
    upload.refresh_from_db()
    return upload


def add_film(exercise: Exercise, *, by: User, **told: Any) -> Upload:
    return add(exercise, make.mp4(), by=by, captions=make.VTT, **told)
