"""What was done about alerts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import CareRelationship, User
from accounts.selectors import care_by
from recovery.models import AlertLimits, AlertStep
from recovery.selectors.many_keys import IsAmong


def steps_since(people: Iterable[int], *, since: date, now: datetime) -> dict[int, list[AlertStep]]:
    """By the patient's key, latest first: what may count for an alert that began then or later.

    Annotated: is_by_carer, whether whoever did it looks after the patient now.
    """
    care = CareRelationship.objects.at(now)
    of_both = care.filter(patient=OuterRef("patient"), clinician=OuterRef("by"))
    rows = AlertStep.objects.filter(IsAmong("patient", list(people)), up_to__gte=since)
    rows = rows.annotate(is_by_carer=Exists(of_both))
    found: defaultdict[int, list[AlertStep]] = defaultdict(list)
    for step in rows.select_related("by").order_by("-at", "-pk"):
        found[step.patient_id].append(step)
    return found


def handled_since(clinician: User, *, now: datetime, since: datetime) -> QuerySet[AlertStep]:
    """Every step about the patients now in this clinician's care, latest first."""
    in_care = care_by(clinician, now).values("patient")
    rows = AlertStep.objects.filter(patient__in=in_care, at__gte=since)
    return rows.select_related("by", "patient")


def latest_limits(patient: User) -> AlertLimits | None:
    return AlertLimits.objects.filter(patient=patient).select_related("by").first()
