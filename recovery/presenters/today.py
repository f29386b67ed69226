"""What the patient's home shows, in one of its states."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recovery.domain.codes import Result, Side
from recovery.domain.decision import PlanDay
from recovery.domain.listing import estimated_minutes, short_version
from recovery.domain.protocol import Protocol
from recovery.explanations import for_patient
from recovery.presenters.lines import (
    exercise_lines,
    is_paused,
    phase_of,
    phase_path,
    resting,
    setting_of,
    tests_said,
)
from recovery.selectors.exercise_texts import Reading
from recovery.selectors.own_days import OwnCheckIn, OwnDay

Words = str | Promise
NOON, EVENING = 12, 18
CARE_ICONS = {
    "relative-rest": "armchair",
    "raise-the-leg": "bed",
    "compression": "bandage",
    "cold-pack": "snowflake",
    "walk-and-stand": "footprints",
    "easy-days": "leaf",
    "warm-up-first": "flame",
    "sleep-and-food": "moon",
    "listen-early": "ear",
}
TALLY = (
    ("eased", "arrow-down", gettext_lazy("eased")),
    ("up", "arrow-up", gettext_lazy("moved up")),
    ("same", "equal", gettext_lazy("same")),
)


def today_page(
    day: PlanDay,
    *,
    protocol: Protocol,
    side: Side,
    own: OwnDay,
    names: Mapping[str, str],
    reading: Reading | None = None,
    has_begun: bool = False,
) -> dict[str, Any]:
    """The page of a day that is not locked. has_begun: a session waits to be finished."""
    setting = setting_of(protocol, day.day, names, day)
    lines = exercise_lines(day, setting, side)
    phase = phase_of(day, protocol)
    return {
        "state": "begun" if has_begun else _state(day, own),
        "phase": phase,
        "lines": lines,
        "heading": heading(day),
        "tally": _tally(lines),
        "short_minutes": estimated_minutes(short_version(day.exercises)),
        "has_short": len(short_version(day.exercises)) < len(day.exercises),
        "why": for_patient(is_paused(day) or day.binding, setting),
        "pause_until": _pause_until(day),
        "pause_why": _pause_why(day),
        "resting": resting(day, setting),
        "self_care": [(CARE_ICONS.get(one.code, "leaf"), one) for one in phase.self_care],
        "reading": reading,
        "path": phase_path(day, protocol),
        "tests_said": tests_said(day, protocol),
        "check_in": own.check_in,
        "check_in_said": check_in_words(own.check_in),
        "session": own.session,
    }


def _state(day: PlanDay, own: OwnDay) -> str:
    """paused, rest, done, ready, preview or empty."""
    if is_paused(day):
        return "paused"
    if day.result is Result.REST:
        return "rest"
    if own.session is not None:
        return "done"
    if not day.exercises:
        return "empty"
    return "ready" if day.startable else "preview"


def _pause_until(day: PlanDay) -> date | None:
    reason = is_paused(day)
    return reason.until if reason else None


def _pause_why(day: PlanDay) -> str:
    """In the words of whoever paused it, which the heading need not say again."""
    reason = is_paused(day)
    return capfirst(reason.by_words.strip(" .")) if reason else ""


def heading(day: PlanDay) -> str:
    """Such as "4 exercises, about 22 minutes"."""
    count = len(day.exercises)
    exercises = ngettext("%(count)d exercise", "%(count)d exercises", count) % {"count": count}
    minutes = estimated_minutes(day.exercises)
    about = ngettext("about %(count)d minute", "about %(count)d minutes", minutes)
    return f"{exercises}, {about % {'count': minutes}}"


def _tally(lines: list[Any]) -> list[dict[str, Any]]:
    kinds = Counter(line.kind for line in lines)
    return [
        {"icon": icon, "count": kinds[kind], "word": word}
        for kind, icon, word in TALLY
        if kinds[kind]
    ]


def greeting(name: str, hour: int) -> str:
    """By the patient's own clock."""
    if hour < NOON:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def check_in_words(check_in: OwnCheckIn | None) -> str:
    """What was said today, such as "At rest 1, on waking 1, worst 2"."""
    if check_in is None:
        return ""
    said = (
        (_("at rest %(score)d"), check_in.pain_rest),
        (_("on waking %(score)d"), check_in.pain_morning),
        (_("worst %(score)d"), check_in.pain_worst),
    )
    parts = [words % {"score": score} for words, score in said if score is not None]
    text = ", ".join(parts) or _("no pain numbers given")
    return text[:1].upper() + text[1:]
