"""Something went wrong, told by the patient or by a clinician in their care."""

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.models import User
from recovery.models import AdverseEvent
from recovery.services.answers import EntryInvalid

A_YEAR = timedelta(days=365)


def check_day(on: date, *, today: date) -> None:
    """Between a year ago and today, both included. Raises EntryInvalid."""
    if on > today:
        raise EntryInvalid("on", "future")
    if on < today - A_YEAR:
        raise EntryInvalid("on", "range")


@transaction.atomic
def record(
    *,
    patient: User,
    on: date,
    kind: str,
    seriousness: str,
    client_id: str,
    by: User,
    now: datetime,
    today: date,
    exercise: str = "",
    was_seen: bool | None = None,
    told: str = "",
) -> AdverseEvent:
    """Keep what happened. No rule reads it: what follows for the plan, the check-in asks.

    Whether `by` may write about this patient is for the caller to check. Sent again with the
    same content it changes nothing. Raises EntryInvalid or SentOtherwise.
    """
    check_day(on, today=today)
    if kind == AdverseEvent.Kind.OTHER and not told:
        raise EntryInvalid("told", "required")
    facts = {
        "on": on,
        "kind": kind,
        "seriousness": seriousness,
        "exercise": exercise,
        "was_seen": was_seen,
        "told": told,
    }
    event, _is_new = AdverseEvent.objects.keep_once(
        patient=patient,
        recorded_by=by,
        client_id=client_id,
        facts=facts,
        noted={"recorded_at": now},
    )
    return event
