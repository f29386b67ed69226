"""What a clinician set out for somebody, as the instructions of the day it begins to hold.

The same list tries a setting on made-up people and begins a plan, so that what was tried is
what happens.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from recovery import mappers
from recovery.domain.codes import Author, Context, DirectiveKind, Profile
from recovery.domain.log import Directive
from recovery.domain.protocol import Protocol
from recovery.models import RecoveryPlan
from recovery.services import directives
from recovery.services.log import Recorded

Facts = dict[str, Any]
UNSAID = "Set in the invitation."


def first_directives(settings: Mapping[str, Any], protocol: Protocol) -> list[Facts]:
    """Each as the fields of a `Directive`: limits first, then the phase, then the rungs in it.

    A rung of a ladder that a newer version no longer has is left out.
    """
    reason = settings.get("reason") or UNSAID
    return [{**facts, "reason": reason} for facts in _facts(settings, protocol)]


def _facts(settings: Mapping[str, Any], protocol: Protocol) -> Iterator[Facts]:
    if settings.get("profile"):
        yield {"kind": DirectiveKind.SET_PROFILE, "profile": Profile(settings["profile"])}
    for context, (progress, hold, stop) in settings.get("caps", {}).items():
        yield {
            "kind": DirectiveKind.SET_CAPS,
            "context": Context(context),
            "progress": progress,
            "hold": hold,
            "stop": stop,
        }
    if settings.get("phase"):
        yield {"kind": DirectiveKind.ADVANCE_PHASE}
    for ladder, rung in settings.get("rungs", {}).items():
        known = protocol.ladder_by_code.get(ladder)
        if known is not None and rung <= len(known.rungs):
            yield {"kind": DirectiveKind.SET_RUNG, "ladder": ladder, "rung": rung}


def as_entries(settings: Mapping[str, Any], protocol: Protocol, *, on: date) -> list[Directive]:
    """The same as entries of one day, to try them."""
    return [
        Directive(id=f"set-{number}", on=on, order=number, by=Author.CLINICIAN, **facts)
        for number, facts in enumerate(first_directives(settings, protocol), start=1)
    ]


@transaction.atomic
def give_all(
    *,
    plan: RecoveryPlan,
    settings: Mapping[str, Any],
    client_id: str,
    by: User,
    now: datetime,
    today: date,
) -> Recorded | None:
    """Give them one after another, from today on; answers the last, None where there is none.

    Limits above the usual were confirmed when they were set out. Whether `by` cares for the
    patient is for the caller to check. Raises EntryInvalid, EntryConflict or PlanClosed.
    """
    recorded = None
    protocol = mappers.protocol_of(plan.protocol_version)
    for number, facts in enumerate(first_directives(settings, protocol), start=1):
        recorded = directives.give(
            plan=plan,
            on=today,
            client_id=f"{client_id[:48]}-set-{number}",
            by=by,
            now=now,
            today=today,
            confirmed=True,
            **facts,
        )
    return recorded
