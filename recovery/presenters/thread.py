"""What the pages of a thread show, from either side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import CareRelationship, Message, User
from recovery.emergency_numbers import numbers_for


@dataclass(frozen=True, kw_only=True, slots=True)
class Bubble:
    """One message. who: a name, or "You" for the reader's own."""

    who: str
    text: str
    sent_at: datetime
    is_own: bool


def thread_page(
    latest_first: Sequence[Message],
    patient: User,
    reader: User,
    team: Sequence[CareRelationship],
) -> dict[str, Any]:
    """Oldest first, as one reads; the numbers are those of the patient's own country."""
    return {
        "bubbles": [_bubble(message, reader) for message in reversed(latest_first)],
        "team": [care.clinician.name for care in team],
        "may_write": bool(team),
        "answer_time": answer_time(settings.ANSWER_DAYS),
        "numbers": numbers_for(patient.country),
    }


def _bubble(message: Message, reader: User) -> Bubble:
    is_own = message.written_by_id == reader.pk
    return Bubble(
        who=_("You") if is_own else message.written_by.name,
        text=message.text,
        sent_at=message.sent_at,
        is_own=is_own,
    )


def answer_time(days: int) -> str:
    """Such as "Usually answered within 2 working days."."""
    words = ngettext(
        "Usually answered within %(days)d working day.",
        "Usually answered within %(days)d working days.",
        days,
    )
    return words % {"days": days}
