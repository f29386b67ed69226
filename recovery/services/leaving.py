"""Deleting one's own account: what goes, and what has to stay without a name."""

from datetime import date
from enum import StrEnum

from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet

from accounts import care, people
from accounts.models import CareRelationship, User
from accounts.models.append_only import AppendOnlyQuerySet
from recovery.selectors.own_data import PARTS

REASON = "The patient deleted their account."


class Fate(StrEnum):
    """What becomes of somebody's record when they leave."""

    GONE = "gone"
    NAMELESS = "nameless"


def fate_of(patient: User) -> Fate:
    """Where a clinician ever cared for them, the record of that care stays, without a name."""
    was_cared_for = CareRelationship.objects.filter(patient=patient).exists()
    return Fate.NAMELESS if was_cared_for else Fate.GONE


@transaction.atomic
def leave(*, patient: User, today: date) -> Fate:
    """Delete the account at once. There is no way back, and nobody can sign in as them again."""
    fate = fate_of(patient)
    _forget_in_the_administration(patient)
    for row in CareRelationship.objects.lasting(today).filter(patient=patient):
        care.end(care=row, on=today, reason=REASON)
    for part in reversed(PARTS):
        if part.model is not User and (fate is Fate.GONE or not part.stays):
            _remove(part.rows(patient))
    if fate is Fate.GONE:
        patient.delete()
    else:
        people.make_nameless(user=patient)
    return fate


def _remove(rows: QuerySet) -> None:
    if isinstance(rows, AppendOnlyQuerySet):
        rows.forget()
    else:
        rows.delete()


def _forget_in_the_administration(patient: User) -> None:
    """Its history keeps who did what to which person, but called the person by name."""
    kind = ContentType.objects.get_for_model(User)
    AdminEntry.objects.filter(content_type=kind, object_id=str(patient.pk)).update(
        object_repr=str(patient.public_id), change_message=""
    )
