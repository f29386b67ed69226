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
from recovery.selectors.other_ways import Around


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
    around: Mapping[str, Around] | None = None,
) -> SessionDraft:
    """A new session of today's list, or of its five-minute version.

    around: what else could be done, kept with each line so that the page needs no network for it.
    Pressed twice it answers the session that has begun. Raises NotStartable.
    """
    values = new(day=day, caps=caps, on=on, short=short, now=now, around=around)
    draft, _is_new = SessionDraft.objects.get_or_create(plan=plan, defaults=values)
    return draft


def new(
    *,
    day: PlanDay,
    caps: Mapping[str, Caps],
    on: date,
    short: bool,
    now: datetime,
    around: Mapping[str, Around] | None = None,
) -> dict[str, Any]:
    """What a session begins with. Raises NotStartable."""
    if not day.startable or not day.exercises:
        raise NotStartable
    listed = short_version(day.exercises) if short else day.exercises
    return {
        "on": on,
        "client_id": str(uuid.uuid4()),
        "short": short,
        "lines": list(_lines(listed, caps, around or {})),
        "started_at": now,
    }


def _lines(
    listed: Iterable[ListedExercise], caps: Mapping[str, Caps], around: Mapping[str, Around]
) -> Iterable[dict[str, Any]]:
    for line in listed:
        limits, beside = caps[line.ladder], around.get(line.ladder)
        yield {
            "listed": STORED.unstructure(line),
            "stop": limits.stop,
            "hold": limits.hold,
            "lower": STORED.unstructure(beside.lower) if beside and beside.lower else None,
            "others": list(beside.others) if beside else [],
            "easier": list(beside.easier) if beside else [],
        }


def line_of(draft: SessionDraft, number: int) -> ListedExercise:
    """The exercise at a place, counted from 1. Raises IndexError beyond the list."""
    if not 1 <= number <= len(draft.lines):
        raise IndexError(number)
    return STORED.structure(draft.lines[number - 1]["listed"], ListedExercise)


def lines_of(draft: SessionDraft) -> list[ListedExercise]:
    return [line_of(draft, place + 1) for place in range(len(draft.lines))]


def slugs_of(draft: SessionDraft) -> set[str]:
    """What was listed, and what was done instead."""
    instead = {said["exercise"] for said in draft.answers.values() if said.get("exercise")}
    return instead | {line.exercise for line in lines_of(draft)}


def keep(*, draft: SessionDraft, number: int, answer: Mapping[str, Any]) -> bool:
    """Keep what was said of one exercise; True when its pain ends the session.

    answer: `done` (a share as text), `pain`, `skipped`, `effort`, and `exercise` where it was
    another than the listed one; what was not answered is absent.
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
        {"ladder": line.ladder, "exercise": line.exercise, **_report(draft.answers[line.ladder])}
        for line in lines_of(draft)
        if line.ladder in draft.answers
    ]
    hardest = hardest_of(draft)
    effort = {} if hardest is None else {"effort": hardest}
    return {**effort, **whole, "short": draft.short, "exercises": exercises}


def _report(said: Mapping[str, Any]) -> dict[str, Any]:
    """An exercise without its effort, which the log knows of whole sessions only."""
    return {name: value for name, value in said.items() if name != "effort"}


def hardest_of(draft: SessionDraft) -> int | None:
    """The most effort said of one exercise: the session's own, where nobody says another."""
    efforts = [said["effort"] for said in draft.answers.values() if "effort" in said]
    return max(efforts, default=None)


def discard(*, plan: RecoveryPlan) -> None:
    SessionDraft.objects.filter(plan=plan).delete()
