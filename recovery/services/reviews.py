"""What follows from the days of reviews, whatever kind of text they are of."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from exercises import editorial
from exercises.models import Article, Editorial, Exercise
from recovery.models import ProtocolVersion

KINDS: Mapping[str, type[Editorial]] = {
    "exercises": Exercise,
    "articles": Article,
    "protocols": ProtocolVersion,
}


@transaction.atomic
def mark_overdue(*, now: datetime, today: date) -> dict[str, int]:
    """Move what is past its day to review due; answers how many of each kind.

    People go on seeing it: it was passed, and reviewers now have it before them.
    """
    return {name: _mark(_overdue(model, today), now, today) for name, model in KINDS.items()}


def _overdue(model: type[Editorial], today: date) -> Iterable[Editorial]:
    published = model.objects.filter(status=Editorial.Status.PUBLISHED)
    return published.filter(review_due_on__lt=today).order_by("pk")


def _mark(rows: Iterable[Editorial], now: datetime, today: date) -> int:
    return len([editorial.mark_overdue(row=row, now=now, today=today) for row in rows])
