"""One exercise a screen, and the summary at the end."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Exercise
from recovery.domain.codes import Context, Result, Side
from recovery.domain.decision import PlanDay
from recovery.domain.ladder import Dose
from recovery.domain.listing import estimated_minutes
from recovery.domain.protocol import Protocol
from recovery.explanations import Setting
from recovery.explanations.doses import (
    line_words,
    load_words,
    parts_of_set,
    rest_words,
    side_words,
    times_words,
    work_words,
)
from recovery.explanations.session_words import session_headline
from recovery.forms.sessions import DONE, SKIPPED
from recovery.models import SessionDraft
from recovery.presenters.answer import ChangeLine
from recovery.presenters.lines import MIRRORED, exercise_lines, name_of, setting_of
from recovery.selectors.own_sessions import DoneSession
from recovery.services import session_drafts
from recovery.services.session_ways import LOWER, PLANNED, Way

SECONDS_PER_MINUTE = 60
# The rules that a session can make speak on its own day.
BY_SESSION = ("R03", "R05", "R08")


def exercise_page(
    draft: SessionDraft,
    number: int,
    way: Way,
    lower: Way | None,
    *,
    day: PlanDay,
    protocol: Protocol,
    side: Side,
    texts: Mapping[str, Exercise],
) -> dict[str, Any]:
    """The screen of one exercise, done in some way; `lower` is at hand where it should hurt.

    texts: by slug, what the library says.
    """
    setting = setting_of(protocol, day.day, {slug: text.name for slug, text in texts.items()})
    kept = draft.lines[number - 1]
    bodies = {one.code: _body(draft, one, day, setting, side, texts) for one in (way, lower) if one}
    return {
        "number": number,
        "total": len(draft.lines),
        "segments": _segments(draft, number),
        "way": way,
        "body": bodies[way.code],
        "line": bodies[way.code]["line"],
        "lower": bodies[lower.code] if lower else None,
        "stop": kept["stop"],
        "hold": kept.get("hold"),
        "may_swap": way.code == PLANNED,
        "asks_nothing": way.is_prescribed and not way.line.asks_pain,
    }


def _body(
    draft: SessionDraft,
    way: Way,
    day: PlanDay,
    setting: Setting,
    side: Side,
    texts: Mapping[str, Exercise],
) -> dict[str, Any]:
    """The picture, the words and the clock of one exercise."""
    line = way.line
    (shown,) = exercise_lines(day, setting, side, [line])
    if way.code != PLANNED:
        shown = replace(shown, **_why_instead(way))
    is_run = setting.protocol.ladder_by_code[line.ladder].context is Context.RUNNING
    return {
        "line": shown,
        "text": texts.get(line.exercise),
        "work": work_words(line.dose),
        "side_said": side_words(line.dose, side),
        "load": load_words(line.dose),
        "rest": rest_words(line.dose),
        "times": times_words(line.times_a_day),
        "mirror": side is MIRRORED,
        "side_tag": _("Left thigh") if side is Side.LEFT else _("Right thigh"),
        "dose": json.dumps(_timed(line.dose, side)),
        "sets": range(1, line.dose.sets + 1),
        "place": f"{draft.client_id}/{line.ladder}/{way.code}",
        "is_run": is_run,
    }


def _why_instead(way: Way) -> dict[str, Any]:
    if way.code == LOWER:
        return {"kind": "eased", "lead": _("Eased"), "reason": _("one step down, for now")}
    if way.is_prescribed:
        return {"kind": "same", "lead": _("Instead"), "reason": _("it counts just the same")}
    reason = _("it counts for its pain, not for a step up")
    return {"kind": "eased", "lead": _("Instead"), "reason": reason}


def _timed(dose: Dose, side: Side) -> dict[str, Any]:
    """What the clock in the page goes by."""
    return {
        "sets": dose.sets,
        "reps": dose.reps,
        "hold_seconds": dose.hold_seconds,
        "duration_seconds": dose.duration_seconds,
        "rest_seconds": dose.rest_seconds,
        "sides": parts_of_set(dose, side),
    }


def swap_page(
    draft: SessionDraft,
    number: int,
    ways: Mapping[str, Way],
    names: Mapping[str, str],
    side: Side,
) -> dict[str, Any]:
    """What may be done instead: first what counts the same, then what is easier."""
    others = [way for way in ways.values() if way.code not in (PLANNED, LOWER)]
    others.sort(key=lambda way: not way.is_prescribed)
    return {
        "number": number,
        "name": name_of(ways[PLANNED].line.exercise, names),
        "mirror": side is MIRRORED,
        "others": [
            {
                "code": way.code,
                "name": name_of(way.line.exercise, names),
                "dose": line_words(way.line, side),
                "note": _("Counts just the same.")
                if way.is_prescribed
                else _("Easier. It does not count for a step up."),
            }
            for way in others
        ],
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
        "efforts": efforts_said(draft),
        "usual_minutes": estimated_minutes(tuple(session_drafts.lines_of(draft))),
        "has_warm_up": any(line.warm_up for line in session_drafts.lines_of(draft)),
    }


def _row(draft: SessionDraft, line: Any, names: Mapping[str, str]) -> dict[str, str]:
    said = draft.answers.get(line.ladder)
    instead = (said or {}).get("exercise")
    words = said_words(said)
    if instead:
        words = _("Instead: %(name)s. %(said)s") % {"name": name_of(instead, names), "said": words}
    return {"name": name_of(line.exercise, names), "said": words}


def efforts_said(draft: SessionDraft) -> str:
    """The hardest of what was said on the way, or nothing."""
    hardest = session_drafts.hardest_of(draft)
    if hardest is None:
        return ""
    return _(
        "The hardest you said on the way was %(effort)d. It is kept if you choose none here."
    ) % {"effort": hardest}


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


def done_choices(form: Any) -> dict[str, Any]:
    """How much was done: the usual shares, and before them one that was counted in sets."""
    if "done" not in form.fields or form["done"].errors:
        return dict(DONE)
    said = form["done"].value()
    counted = {} if said in (None, "", *DONE) else {said: _done_words(said)}
    return {**counted, **DONE}


def _done_words(done: Any) -> str:
    """By the words of the form where it is one of its shares, else in per cent."""
    for share, words in DONE.items():
        if float(share) == float(done):
            return str(words)
    return _("%(share)d %% of it") % {"share": round(100 * float(done))}


def summary(done: DoneSession, names: Mapping[str, str]) -> dict[str, Any]:
    """What was done, exercise by exercise, as it counts now."""
    session = done.session
    rows = [
        {
            "name": name_of(done.exercises.get(one.ladder) or one.ladder, names),
            "said": said_words({"done": one.done, "pain": one.pain, "skipped": one.skipped}),
            "is_done": one.skipped is None,
        }
        for one in session.exercises
    ]
    return {
        "rows": rows,
        "minutes": session.minutes,
        "effort": session.effort,
        "is_short": session.short,
    }


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
