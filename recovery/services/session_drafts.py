"""A session as it is done: begun, kept after every exercise, then recorded as one entry."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from recovery.domain.decision import ListedExercise, PlanDay
from recovery.domain.listing import short_version
from recovery.domain.protocol import Caps
from recovery.mappers import STORED
from recovery.models import RecoveryPlan, SessionDraft


class NotStartable(ValueError):
    """The day has nothing to start: locked, resting, paused, only a preview, or empty."""


def begin(
    *,
    plan: RecoveryPlan,
    day: PlanDay,
    caps: Mapping[str, Caps],
    on: date,
    short: bool,
    now: datetime,
) -> SessionDraft:
    """A new session of today's list, or of its five-minute version.

    Pressed twice it answers the session that has begun. Raises NotStartable.
    """
    values = new(day=day, caps=caps, on=on, short=short, now=now)
    draft, _is_new = SessionDraft.objects.get_or_create(plan=plan, defaults=values)
    return draft


def new(
    *, day: PlanDay, caps: Mapping[str, Caps], on: date, short: bool, now: datetime
) -> dict[str, Any]:
    """What a session begins with. Raises NotStartable."""
    if not day.startable or not day.exercises:
        raise NotStartable
    listed = short_version(day.exercises) if short else day.exercises
    return {
        "on": on,
        "client_id": str(uuid.uuid4()),
        "short": short,
        "lines": list(_lines(listed, caps)),
        "started_at": now,
    }


def _lines(listed: Iterable[ListedExercise], caps: Mapping[str, Caps]) -> Iterable[dict[str, Any]]:
    for line in listed:
        yield {"listed": STORED.unstructure(line), "stop": caps[line.ladder].stop}


def line_of(draft: SessionDraft, number: int) -> ListedExercise:
    """The exercise at a place, counted from 1. Raises IndexError beyond the list."""
    if not 1 <= number <= len(draft.lines):
        raise IndexError(number)
    return STORED.structure(draft.lines[number - 1]["listed"], ListedExercise)


def lines_of(draft: SessionDraft) -> list[ListedExercise]:
    return [line_of(draft, place + 1) for place in range(len(draft.lines))]


def keep(*, draft: SessionDraft, number: int, answer: Mapping[str, Any]) -> bool:
    """Keep what was said of one exercise; True when its pain ends the session.

    answer: `done` (a share as text), `pain`, `skipped`; what was not answered is absent.
    """
    line = line_of(draft, number)
    draft.answers = {**draft.answers, line.ladder: dict(answer)}
    draft.save(update_fields=["answers"])
    return is_stopped(draft)


def is_stopped(draft: SessionDraft) -> bool:
    """Whether some exercise hurt as much as its stop limit, or more."""
    stops = {line["listed"]["ladder"]: line["stop"] for line in draft.lines}
    pains = ((ladder, said.get("pain")) for ladder, said in draft.answers.items())
    return any(pain is not None and pain >= stops[ladder] for ladder, pain in pains)


def first_open(draft: SessionDraft) -> int | None:
    """The place of the first exercise without an answer, counted from 1; None when all have one."""
    for place, line in enumerate(draft.lines, start=1):
        if line["listed"]["ladder"] not in draft.answers:
            return place
    return None


def answers_of(draft: SessionDraft, whole: Mapping[str, Any]) -> dict[str, Any]:
    """The draft and what was said of the whole session, as `sessions.record` takes them."""
    exercises = [
        {
            "ladder": line.ladder,
            "exercise": line.exercise,
            **draft.answers[line.ladder],
        }
        for line in lines_of(draft)
        if line.ladder in draft.answers
    ]
    return {**whole, "short": draft.short, "exercises": exercises}


def discard(*, plan: RecoveryPlan) -> None:
    SessionDraft.objects.filter(plan=plan).delete()
