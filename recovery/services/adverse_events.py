"""Something went wrong, told by the patient or by a clinician in their care."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from recovery.models import AdverseEvent
from recovery.services.log import EntryConflict


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
    exercise: str = "",
    was_seen: bool | None = None,
    told: str = "",
) -> AdverseEvent:
    """Keep what happened. No rule reads it: what follows for the plan, the check-in asks.

    Whether `by` may write about this patient is for the caller to check. Sent again with the
    same content it changes nothing. Raises EntryConflict.
    """
    facts = {
        "on": on,
        "kind": kind,
        "seriousness": seriousness,
        "exercise": exercise,
        "was_seen": was_seen,
        "told": told,
    }
    event, _is_new = AdverseEvent.objects.get_or_create(
        patient=patient,
        recorded_by=by,
        client_id=client_id,
        defaults={**facts, "recorded_at": now},
    )
    if any(getattr(event, name) != value for name, value in facts.items()):
        raise EntryConflict(client_id)
    return event
