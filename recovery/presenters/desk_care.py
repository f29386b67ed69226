"""How patients came into a clinician's care, in words."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import CareRelationship
from recovery.selectors.arrivals import Arrival

Part = CareRelationship.Part


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrivalLine:
    """Such as "From Dana Demo, 2 March", and what was written with it.

    is_main: whether the reader may hand the patient over. is_own: whether the note is about this
    patient alone, and not about everybody of an absent colleague.
    """

    words: str
    note: str
    is_main: bool
    is_own: bool


def arrival_line(came: Arrival) -> ArrivalLine:
    return ArrivalLine(
        words=_words(came),
        note=came.note,
        is_main=came.part == Part.PRIMARY,
        is_own=came.part != Part.COVER,
    )


def _words(came: Arrival) -> str:
    day = date_format(came.from_on, "j F")
    if came.part == Part.COVER:
        words = _("You cover for %(was)s until %(day)s")
        return words % {"was": came.was, "day": date_format(came.last_on, "j F")}
    if came.part == Part.SECOND:
        return _("You are second therapist")
    if not came.was:
        return _("New since %(day)s") % {"day": day}
    return _("From %(was)s, %(day)s") % {"was": came.was, "day": day}
