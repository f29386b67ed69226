"""A link from a clinician: made, opened, accepted or taken back.

The token leaves the server once, in the link. What is kept is its hash.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from accounts import care
from accounts.local_time import local_day
from accounts.models import CareRelationship, Invitation, Role, User

TOKEN_BYTES = 32


class Refusal(StrEnum):
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"
    USED = "used"
    NOT_A_PATIENT = "not_a_patient"


class InvitationRefused(Exception):
    """The invitation cannot be opened or accepted; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *, clinician: User, email: str = "", plan: dict[str, Any], now: datetime
) -> tuple[Invitation, str]:
    """A new invitation and the token for its link, which cannot be had again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        token_hash=_hash(token),
        invited_by=clinician,
        email=email.strip().lower(),
        plan=plan,
        created_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    return invitation, token


def send(*, invitation: Invitation, link: str) -> None:
    """Mail the link once the invitation is stored. Neither subject nor text names an injury."""
    facts = {"clinician": invitation.invited_by, "link": link, "invitation": invitation}
    subject = render_to_string("accounts/email/invitation_subject.txt", facts).strip()
    text = render_to_string("accounts/email/invitation_message.txt", facts)
    transaction.on_commit(lambda: send_mail(subject, text, None, [invitation.email]))


def open_invitation(token: str, now: datetime) -> Invitation:
    """The invitation behind a link. Raises InvitationRefused when it no longer opens."""
    return _checked(_read(token_hash=_hash(token)), now)


def reopen(invitation_id: int, now: datetime) -> Invitation:
    """An invitation opened before in this session. Raises InvitationRefused as above."""
    return _checked(_read(pk=invitation_id), now)


def _read(**lookup: Any) -> Invitation | None:
    return Invitation.objects.select_related("invited_by").filter(**lookup).first()


def _checked(invitation: Invitation | None, now: datetime) -> Invitation:
    refusal = _refusal(invitation, now)
    if refusal:
        raise InvitationRefused(refusal)
    return invitation


def _refusal(invitation: Invitation | None, now: datetime) -> Refusal | None:
    if invitation is None or not invitation.invited_by.is_active:
        return Refusal.UNKNOWN
    if invitation.accepted_at is not None:
        return Refusal.USED
    if invitation.revoked_at is not None:
        return Refusal.REVOKED
    return None if now < invitation.expires_at else Refusal.EXPIRED


@transaction.atomic
def accept(*, invitation: Invitation, patient: User, now: datetime) -> CareRelationship:
    """Put the patient into the clinician's care; the plan waits in the invitation.

    Raises InvitationRefused. Pressed twice, the second press is refused as used.
    """
    if not patient.has_role(Role.PATIENT) or patient.pk == invitation.invited_by_id:
        raise InvitationRefused(Refusal.NOT_A_PATIENT)
    # Compare and set: of two tabs, or two people with one link, only one gets through.
    taken = Invitation.objects.filter(
        pk=invitation.pk, accepted_at=None, revoked_at=None, expires_at__gt=now
    ).update(accepted_at=now, accepted_by=patient)
    invitation.refresh_from_db()
    if not taken:
        raise InvitationRefused(_refusal(invitation, now) or Refusal.UNKNOWN)
    return care.take_on(
        patient=patient, clinician=invitation.invited_by, on=local_day(patient, now)
    )


@transaction.atomic
def revoke(*, invitation: Invitation, now: datetime) -> None:
    """Take an invitation back; one that was accepted stays accepted."""
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        revoked_at=now
    )
    invitation.refresh_from_db()
