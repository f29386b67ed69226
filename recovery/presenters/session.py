"""One exercise a screen, and the summary at the end."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Exercise
from recovery.domain.codes import Result, Side
from recovery.domain.decision import PlanDay
from recovery.domain.listing import estimated_minutes
from recovery.domain.protocol import Protocol
from recovery.explanations.doses import rest_words, side_words, work_words
from recovery.explanations.session_words import session_headline
from recovery.forms.sessions import DONE, SKIPPED
from recovery.models import SessionDraft
from recovery.presenters.answer import ChangeLine
from recovery.presenters.lines import MIRRORED, exercise_lines, name_of, setting_of
from recovery.services import session_drafts

SECONDS_PER_MINUTE = 60
# The rules that a session can make speak on its own day.
BY_SESSION = ("R03", "R05", "R08")


def exercise_page(
    draft: SessionDraft,
    number: int,
    *,
    day: PlanDay,
    protocol: Protocol,
    side: Side,
    text: Exercise | None,
) -> dict[str, Any]:
    """The screen of one exercise; `text` is what the library says of it."""
    line = session_drafts.line_of(draft, number)
    names = {line.exercise: text.name} if text else {}
    (shown,) = exercise_lines(day, setting_of(protocol, day.day, names), side, [line])
    return {
        "number": number,
        "total": len(draft.lines),
        "segments": _segments(draft, number),
        "line": shown,
        "text": text,
        "work": work_words(line.dose),
        "side_said": side_words(line.dose, side),
        "rest": rest_words(line.dose),
        "mirror": side is MIRRORED,
        "side_tag": _("Left thigh") if side is Side.LEFT else _("Right thigh"),
        "stop": draft.lines[number - 1]["stop"],
        "said": draft.answers.get(line.ladder, {}),
    }


def _segments(draft: SessionDraft, number: int) -> list[str]:
    """By exercise: done, now, or nothing yet."""
    states = []
    for place, line in enumerate(draft.lines, start=1):
        is_said = line["listed"]["ladder"] in draft.answers
        states.append("now" if place == number else "done" if is_said else "")
    return states


def finish_page(
    draft: SessionDraft, names: Mapping[str, str], now: datetime, today: date
) -> dict[str, Any]:
    """The last screen: what was done, and how long ago it began."""
    minutes = max(1, round((now - draft.started_at).total_seconds() / SECONDS_PER_MINUTE))
    began = ngettext(
        "You began %(count)d minute ago.", "You began %(count)d minutes ago.", minutes
    ) % {"count": minutes}
    return {
        "rows": [_row(draft, line, names) for line in session_drafts.lines_of(draft)],
        "is_stopped": session_drafts.is_stopped(draft),
        "began": began if draft.on == today else "",
        "on": draft.on,
        "is_late": draft.on != today,
        "usual_minutes": estimated_minutes(tuple(session_drafts.lines_of(draft))),
        "has_warm_up": any(line.warm_up for line in session_drafts.lines_of(draft)),
    }


def _row(draft: SessionDraft, line: Any, names: Mapping[str, str]) -> dict[str, str]:
    said = draft.answers.get(line.ladder)
    return {"name": name_of(line.exercise, names), "said": said_words(said)}


def said_words(said: Mapping[str, Any] | None) -> str:
    """What was said of one exercise, such as "All of it, pain 2 of 10"."""
    if said is None:
        return _("Not reached")
    parts = []
    if said.get("skipped"):
        reason = str(SKIPPED[said["skipped"]])
        parts.append(_("Left out: %(reason)s") % {"reason": reason[:1].lower() + reason[1:]})
    elif said.get("done") is not None:
        parts.append(_done_words(said["done"]))
    pain = said.get("pain")
    parts.append(_("no pain number") if pain is None else _("pain %(pain)d of 10") % {"pain": pain})
    return ", ".join(parts)


def _done_words(done: Any) -> str:
    """By the words of the form where it is one of its shares, else in per cent."""
    for share, words in DONE.items():
        if float(share) == float(done):
            return str(words)
    return _("%(share)d %% of it") % {"share": round(100 * float(done))}


def done_page(day: PlanDay, changes: list[ChangeLine]) -> dict[str, Any]:
    """What the session itself changed. Steps up come with tomorrow's check-in."""
    own = [one for one in changes if one.rule in BY_SESSION]
    is_rest = day.result is Result.REST
    return {
        "changes": own,
        "is_rest": is_rest,
        "headline": session_headline(
            [one.name for one in own if one.now],
            [one.name for one in own if not one.now],
            is_rest=is_rest,
        ),
    }
