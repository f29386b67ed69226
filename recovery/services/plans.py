"""Starting a plan."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts import care
from accounts.models import CareRelationship, User
from recovery.domain.codes import Author, Autonomy
from recovery.domain.decision import PlanDay
from recovery.domain.log import Intake
from recovery.models import ProtocolVersion, RecoveryPlan
from recovery.services import answers as door
from recovery.services import intakes
from recovery.services.answers import EntryInvalid
from recovery.services.log import CloseReason, Recorded, append, close, settle


class PlanStillOpen(ValueError):
    """The patient has a plan that has not ended."""


class ProtocolNotShown(ValueError):
    """No reviewer has passed this version, or it is retired: nobody begins with it."""


@transaction.atomic
def start(
    *,
    patient: User,
    protocol_version: ProtocolVersion,
    intake: Mapping[str, Any],
    client_id: str,
    by: User,
    now: datetime,
    today: date,
    clinician: User | None = None,
    autonomy: Autonomy = Autonomy.AUTOMATIC,
) -> Recorded:
    """Begin a plan today with its first questions answered; `Recorded.entry.plan` is the plan.

    intake: by the field names of `Intake`. clinician: takes the patient into care today.
    Sent twice with the same client id it starts one plan.
    Raises EntryInvalid, EntryConflict, PlanStillOpen or ProtocolNotShown.
    """
    author = Author.PATIENT if by.pk == patient.pk else Author.CLINICIAN
    plan = _sent_before(patient, client_id)
    on = plan.started_on if plan else today
    entry = door.read(Intake, intake, client_id=client_id, on=on, author=author)
    if clinician is not None:
        care.take_on(patient=patient, clinician=clinician, on=today)
    if plan is None:
        if not protocol_version.is_visible:
            raise ProtocolNotShown(protocol_version)
        _make_room(patient, entry, now, today)
        plan = RecoveryPlan.objects.create(
            patient=patient,
            protocol_version=protocol_version,
            started_on=today,
            autonomy=autonomy.value,
            created_at=now,
            created_by=by,
        )
    recorded = append(plan=plan, entry=entry, by=by, now=now, today=today)
    intakes.discard_draft(patient=patient)
    return recorded


def _sent_before(patient: User, client_id: str) -> RecoveryPlan | None:
    return RecoveryPlan.objects.filter(
        patient=patient, entries__kind="intake", entries__client_id=client_id
    ).first()


def _make_room(patient: User, intake: Intake, now: datetime, today: date) -> None:
    """An old plan that has ended by itself is closed; one that goes on is in the way."""
    old = RecoveryPlan.objects.open().filter(patient=patient).first()
    if old is None:
        return
    day = settle(plan=old, now=now, today=today)
    old.refresh_from_db()
    if not old.is_open:
        return
    if not _ends_at_its_lock(old, day, today):
        raise PlanStillOpen
    if not intake.examined_by or intake.examined_on is None:
        raise EntryInvalid("examined_on", "required")
    close(plan=old, on=today, reason=CloseReason.LOCKED)


def _ends_at_its_lock(plan: RecoveryPlan, day: PlanDay, today: date) -> bool:
    """From the day after a lock that its owner may not lift, where no clinician could."""
    lock = day.lock
    if lock is None or not lock.needs_clinician or lock.set_on >= today:
        return False
    has_clinician = CareRelationship.objects.current(today).filter(patient=plan.patient_id).exists()
    return not has_clinician
