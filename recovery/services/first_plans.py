"""From the first questions to a plan, with what a clinician set out in an invitation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts import selectors as accounts_selectors
from accounts.access import cares_for
from accounts.care import has_handed_over
from accounts.models import Invitation, User
from recovery.domain import plan as engine
from recovery.domain.codes import Author, Autonomy
from recovery.domain.decision import PlanDay
from recovery.domain.log import Intake, Log
from recovery.domain.protocol import Protocol
from recovery.models import ProtocolVersion
from recovery.services import answers as door
from recovery.services import plans, protocols
from recovery.services.first_directives import as_entries, give_all
from recovery.services.log import Recorded

DEFAULT_PROTOCOL = "hamstring-strain"
GRADUAL = "gradual"
NO_MOMENT = "no_injury_moment"
WITHOUT_FACT = ("onset", "examined")


def invitation_of(patient: User, today: date) -> Invitation | None:
    """The invitation that sets up the next plan, while its clinician cares for the patient.

    Or whoever the patient was handed over to before the first questions were answered.
    """
    invitation = accounts_selectors.latest_accepted_invitation(patient)
    if invitation is None:
        return None
    inviter = invitation.invited_by
    is_kept = cares_for(inviter, patient, on=today) or has_handed_over(inviter, patient, on=today)
    return invitation if is_kept else None


def protocol_for(invitation: Invitation | None) -> ProtocolVersion:
    """The version a new plan starts from. Raises ProtocolVersion.DoesNotExist."""
    code = invitation.plan.get("protocol") if invitation else None
    return protocols.latest(code or DEFAULT_PROTOCOL)


def known_answers(invitation: Invitation | None) -> dict[str, Any]:
    """First questions that the clinician has answered already, for the patient to look at."""
    return dict(invitation.plan.get("person", {})) if invitation else {}


def facts_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """A draft's answers as the facts of an intake. Pain that came on slowly is a red flag."""
    facts = {
        name: value
        for name, value in answers.items()
        if name not in WITHOUT_FACT and value not in (None, "")
    }
    if answers.get("onset") == GRADUAL:
        facts["red_flags"] = sorted({*facts.get("red_flags", []), NO_MOMENT})
    return facts


def first_day(
    *, answers: Mapping[str, Any], protocol: Protocol, settings: Mapping[str, Any], today: date
) -> PlanDay:
    """What the plan would show if it began today; nothing is written. Raises EntryInvalid.

    settings: what a clinician set out in an invitation, or nothing.
    """
    intake = door.read(
        Intake, facts_of(answers), client_id="foreseen", on=today, author=Author.PATIENT
    )
    told = [intake, *as_entries(settings, protocol, on=today)]
    entries = tuple(replace(entry, order=order) for order, entry in enumerate(told, start=1))
    *_, decision = engine.fold(protocol, Log(start=today, entries=entries), until=today)
    return decision.plan_day


@transaction.atomic
def begin(
    *, patient: User, answers: Mapping[str, Any], client_id: str, now: datetime, today: date
) -> Recorded:
    """Start the plan that the first questions, and an invitation if there is one, ask for.

    Raises EntryInvalid, EntryConflict or PlanStillOpen, with nothing stored.
    """
    invitation = invitation_of(patient, today)
    settings = invitation.plan if invitation else {}
    recorded = plans.start(
        patient=patient,
        protocol_version=protocol_for(invitation),
        intake=facts_of(answers),
        client_id=client_id,
        by=patient,
        now=now,
        today=today,
        autonomy=Autonomy(settings.get("autonomy") or Autonomy.AUTOMATIC),
    )
    if not recorded.is_new or invitation is None:
        return recorded
    return _set_out(recorded, invitation, client_id=client_id, now=now, today=today)


def _set_out(
    recorded: Recorded, invitation: Invitation, *, client_id: str, now: datetime, today: date
) -> Recorded:
    given = give_all(
        plan=recorded.entry.plan,
        settings=invitation.plan,
        client_id=client_id,
        by=invitation.invited_by,
        now=now,
        today=today,
    )
    return given or recorded
