"""Who looks after a patient changes, and the patient is told so in their thread.

The mail about it is that of any message: it says that something waits, and nothing of what.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from accounts import care, threads
from accounts.local_time import local_day
from accounts.models import CareRelationship, User


@dataclass(frozen=True, kw_only=True, slots=True)
class Arranged:
    """Who arranges it and what they say: `note` to the colleague, `words` to the patient.

    say: what the patient is told about care that begins or ends, in the language of the moment.
    client_id: made by the page, so that the patient is told once. site: where the mail leads.
    """

    by: User
    note: str
    words: str
    say: Callable[[CareRelationship], str]
    client_id: str
    site: str
    now: datetime


@transaction.atomic
def hand_over(*, people: Sequence[User], to: User, arranged: Arranged) -> None:
    """From today `to` is the main therapist of all of them, or of none.

    Raises CareRefused.
    """
    for patient in people:
        begun = care.hand_over(
            patient=patient, to=to, by=arranged.by, note=arranged.note, now=arranged.now
        )
        tell(begun, arranged)
        threads.go_on_reading(patient=patient, reader=to, like=begun.instead_of)


@transaction.atomic
def add_second(*, patient: User, colleague: User, main: User, arranged: Arranged) -> None:
    """A colleague looks after the patient as well, from today. Raises CareRefused."""
    begun = care.add_second(
        patient=patient, colleague=colleague, by=arranged.by, note=arranged.note, now=arranged.now
    )
    tell(begun, arranged)
    threads.go_on_reading(patient=patient, reader=colleague, like=main)


@transaction.atomic
def end_second(*, second: CareRelationship, arranged: Arranged) -> None:
    """Second care ends today; `note` says why. Raises CareRefused."""
    care.end_second(care=second, by=arranged.by, reason=arranged.note, now=arranged.now)
    tell(second, arranged)


def tell(about: CareRelationship, arranged: Arranged) -> None:
    """The patient, in their language, with the therapist's own words after it."""
    patient = about.patient
    known = patient.language in dict(settings.LANGUAGES)
    with translation.override(patient.language if known else settings.LANGUAGE_CODE):
        text = arranged.say(about)
    threads.write(
        patient=patient,
        text=f"{text}\n\n{arranged.words}" if arranged.words else text,
        client_id=arranged.client_id,
        by=arranged.by,
        site=arranged.site,
        now=arranged.now,
        today=local_day(patient, arranged.now),
    )
