"""Setting out the plan that a patient's first questions will begin."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import invitations
from accounts.models import Invitation, User
from recovery.models import RecoveryPlan
from recovery.services.plans import PlanStillOpen


@transaction.atomic
def assign(
    *, patient: User, clinician: User, settings: Mapping[str, Any], now: datetime
) -> Invitation:
    """Keep protocol and settings for a patient in care already; the newest ones count.

    They are kept as an invitation that is accepted at once, since the first questions read
    one. Whether `clinician` cares for the patient is for the caller to check.
    Raises PlanStillOpen, or InvitationRefused for somebody who is no patient.
    """
    if RecoveryPlan.objects.open().filter(patient=patient).exists():
        raise PlanStillOpen
    invitation, _token = invitations.invite(clinician=clinician, plan=dict(settings), now=now)
    invitations.accept(invitation=invitation, patient=patient, now=now)
    return invitation
