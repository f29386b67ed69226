"""How patients came into a clinician's care, where that is worth a word at the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.models import CareRelationship

Part = CareRelationship.Part
NEW_DAYS = 7  # for so long a hand over, or a second therapist's coming, is told with its note


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """was: whose patient it was, or is beside a cover. last_on: of a cover. note: while new."""

    part: str
    from_on: date
    last_on: date | None
    was: str
    note: str


def arrival_of(care: QuerySet[CareRelationship], patient: str, today: date) -> Subquery:
    """A column of an outer query for `read_arrival`; `patient` is a column there.

    care: what the clinician gives now.
    """
    is_new = Q(from_on__gt=today - timedelta(days=NEW_DAYS), arranged_by__isnull=False)
    told = care.filter(is_new | ~Q(role=Part.PRIMARY), patient=OuterRef(patient))
    fact = JSONObject(
        part="role", from_on="from_on", until_on="until_on", was="instead_of__name", note="note"
    )
    return Subquery(told.order_by("-from_on", "-pk").values(fact=fact)[:1])


def read_arrival(fact: Mapping[str, Any] | None, today: date) -> Arrival | None:
    """What the column says; None where nothing is to be told."""
    if fact is None:
        return None
    from_on = date.fromisoformat(fact["from_on"])
    until_on = fact["until_on"] and date.fromisoformat(fact["until_on"])
    is_new = from_on > today - timedelta(days=NEW_DAYS)
    return Arrival(
        part=fact["part"],
        from_on=from_on,
        last_on=until_on and until_on - timedelta(days=1),
        was=fact["was"] or "",
        note=fact["note"] if is_new else "",
    )
