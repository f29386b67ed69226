"""What follows when a person changes an exercise: a new version, and a fresh sign-off to earn."""

from datetime import datetime

from accounts.models import User
from exercises.models import Exercise, ExerciseVersion


def record_edit(*, exercise: Exercise, by: User, now: datetime) -> bool:
    """Keep the exercise as it now stands, with who and when. False if no word changed.

    Call it after the row and its links are saved, in the same transaction.
    """
    content = Exercise.objects.with_links().get(pk=exercise.pk).content()
    digest = content.digest()
    if digest == exercise.content_digest:
        return False
    if exercise.content_digest:
        exercise.content_version += 1
        exercise.take_back_sign_off()
    exercise.content_digest, exercise.updated_at = digest, now
    exercise.save()
    ExerciseVersion.objects.create(
        exercise=exercise,
        version=exercise.content_version,
        content=content.as_dict(),
        digest=digest,
        saved_at=now,
        saved_by=by,
    )
    return True
