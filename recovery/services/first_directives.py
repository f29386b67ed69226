"""What a clinician set out for somebody, as the instructions of the day it begins to hold.

The same list tries a setting on made-up people and begins a plan, so that what was tried is
what happens.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from recovery import mappers
from recovery.domain.codes import Author, Context, DirectiveKind, Profile
from recovery.domain.log import Directive
from recovery.domain.prescription import Prescription
from recovery.domain.protocol import Protocol
from recovery.models import RecoveryPlan
from recovery.selectors import exercise_texts
from recovery.services import directives
from recovery.services.log import Recorded

Facts = dict[str, Any]
UNSAID = "Set in the invitation."


def first_directives(settings: Mapping[str, Any], protocol: Protocol, *, on: date) -> list[Facts]:
    """Each as the fields of a `Directive`: limits first, then the phase, then the rungs in it;
    at last what is prescribed beside the ladders, what is left out, and the order of all.

    A rung of a ladder that a newer version no longer has is left out. on: the day they begin.
    """
    reason = settings.get("reason") or UNSAID
    facts = (*_facts(settings, protocol), *_programme(settings, protocol, on))
    return [{**one, "reason": reason} for one in facts]


def _programme(settings: Mapping[str, Any], protocol: Protocol, on: date) -> Iterator[Facts]:
    prescribed = [_prescribe(said, on) for said in settings.get("exercises", ())]
    yield from prescribed
    known = {*protocol.ladder_by_code, *(one["prescription"].code for one in prescribed)}
    moved = {DirectiveKind.LEAVE_OUT: "left_out", DirectiveKind.BRING_BACK: "brought_back"}
    until = settings.get("left_out_until")
    for kind, name in moved.items():
        ends = {"until": date.fromisoformat(until)} if until and name == "left_out" else {}
        for code in settings.get(name, ()):
            if code in known:
                yield {"kind": kind, "ladder": code, **ends}
    order = tuple(code for code in settings.get("order", ()) if code in known)
    if order:
        yield {"kind": DirectiveKind.SET_ORDER, "ladders": order}


def _prescribe(said: Mapping[str, Any], on: date) -> Facts:
    """Days are told from the one on which it begins to hold, which is the first."""
    starts_on = on + timedelta(days=said.get("from_day", 1) - 1)
    for_days = said.get("for_days")
    until = {} if for_days is None else {"until": starts_on + timedelta(days=for_days - 1)}
    what = mappers.STORED.structure(said["what"], Prescription)
    return {
        "kind": DirectiveKind.PRESCRIBE,
        "prescription": what,
        "starts_on": starts_on,
        **until,
    }


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
        for number, facts in enumerate(first_directives(settings, protocol, on=on), start=1)
    ]


def still_there(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Without exercises that were taken out of the library since they were chosen. One query,
    and only where any are.
    """
    chosen = settings.get("exercises", ())
    if not chosen:
        return dict(settings)
    visible = exercise_texts.visible_among(one["what"]["exercise"] for one in chosen)
    kept = [one for one in chosen if one["what"]["exercise"] in visible]
    return {**settings, "exercises": kept}


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
    told = first_directives(still_there(settings), mappers.protocol_for(plan), on=today)
    for number, facts in enumerate(told, start=1):
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
