"""The first questions, kept as they are answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import Invitation, User
from recovery.models import IntakeDraft


def save_draft(
    *,
    answers: Mapping[str, Any],
    now: datetime,
    patient: User | None = None,
    invitation: Invitation | None = None,
) -> IntakeDraft:
    """Add answers (JSON values) to the draft of a person, or of an invitation not yet taken up."""
    owner = {"patient": patient} if patient else {"invitation": invitation}
    draft = IntakeDraft.objects.filter(**owner).first() or IntakeDraft(**owner)
    draft.answers = {**draft.answers, **answers}
    draft.updated_at = now
    draft.save()
    return draft


def hand_over_draft(*, invitation: Invitation, patient: User, now: datetime) -> None:
    """What was answered before there was an account belongs to the person who made one."""
    draft = IntakeDraft.objects.filter(invitation=invitation).first()
    if draft is None:
        return
    save_draft(answers=draft.answers, now=now, patient=patient)
    draft.delete()


def discard_draft(*, patient: User) -> None:
    IntakeDraft.objects.filter(patient=patient).delete()
