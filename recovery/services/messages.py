"""One message to several patients, each in their own thread."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts import threads
from accounts.local_time import local_day
from accounts.models import User


@transaction.atomic
def write_to_each(
    *, people: Iterable[User], text: str, client_id: str, by: User, site: str, now: datetime
) -> None:
    """All of them get it or nobody does, and each of them once.

    Raises SentOtherwise, or NobodyToRead where somebody has nobody who cares for them.
    """
    for person in people:
        threads.write(
            patient=person,
            text=text,
            client_id=client_id,
            by=by,
            site=site,
            now=now,
            today=local_day(person, now),
        )
