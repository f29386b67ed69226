"""A day and a week on paper: plain values, laid out alike by a page and by a PDF."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from exercises.models import Exercise
from recovery.domain.codes import Side
from recovery.domain.decision import ListedExercise, PlanDay
from recovery.domain.protocol import Caps, Protocol
from recovery.emergency_numbers import numbers_for
from recovery.explanations.doses import line_words, rest_words
from recovery.explanations.paper_words import CONTEXTS, SHEET_WORDS, lights, signs
from recovery.forms.check_ins import NEWS, SETTLED
from recovery.forms.sessions import DONE, WARM_UP
from recovery.presenters.lines import MIRRORED, name_of

SCORES = list(range(11))
MOST_CIRCLES = 10
LETTER_COUNTRIES = ("US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "VE", "PR", "DO")
A4, LETTER = "a4", "letter"


def usual_paper(country: str) -> str:
    """What printers of the country are filled with."""
    return LETTER if country in LETTER_COUNTRIES else A4


def day_sheet(
    day: PlanDay,
    *,
    protocol: Protocol,
    side: Side,
    texts: Mapping[str, Exercise],
    caps: Mapping[str, Caps],
    country: str,
) -> dict[str, Any]:
    """One day: the check-in, then each exercise large, with room to fill in."""
    lines = [_exercise(line, side, texts) for line in day.exercises]
    return {
        **_common(protocol, day.exercises, caps, country, side),
        "title": date_format(day.day, "l j F"),
        "exercises": lines,
        "nothing": "" if lines else _("No exercises are due. Walk as far as it feels good."),
    }


def week_sheet(
    days: list[PlanDay],
    *,
    protocol: Protocol,
    side: Side,
    texts: Mapping[str, Exercise],
    caps: Mapping[str, Caps],
    country: str,
) -> dict[str, Any]:
    """The days side by side: what to write down, and each exercise on the days it is due."""
    first, last = days[0].day, days[-1].day
    lines = _in_order(days)
    common = _common(protocol, lines, caps, country, side)
    return {
        **common,
        **_week_rows(common["say"]),
        "title": _("%(first)s to %(last)s")
        % {"first": date_format(first, "j F"), "last": date_format(last, "j F")},
        "days": [_day_head(one.day) for one in days],
        "exercises": [
            {**_exercise(line, side, texts), "due": [line in one.exercises for one in days]}
            for line in lines
        ],
        "nothing": "" if lines else _("No exercises are due. Walk as far as it feels good."),
    }


def _week_rows(say: Mapping[str, str]) -> dict[str, list[str]]:
    """What is written down once a day, before and after the session."""
    scores = [f"{say[name]}, 0–10" for name in ("rest", "waking", "worst")]
    return {
        "mornings": [say["code_flags"], *scores, say["code_settled"], say["code_new"]],
        "afters": [say["code_warm_up"], say["effort"], say["minutes"], say["limp"]],
    }


def slugs_on(days: Iterable[PlanDay]) -> set[str]:
    return {line.exercise for day in days for line in day.exercises}


def _in_order(days: Iterable[PlanDay]) -> list[ListedExercise]:
    """Every exercise of the days once, the warm-up first, else as they first come."""
    found = dict.fromkeys(line for day in days for line in day.exercises)
    return sorted(found, key=lambda line: not line.warm_up)


def _day_head(day: date) -> dict[str, str]:
    return {"name": date_format(day, "D"), "date": date_format(day, "j M")}


def _exercise(line: ListedExercise, side: Side, texts: Mapping[str, Exercise]) -> dict[str, Any]:
    text = texts.get(line.exercise)
    names = {line.exercise: text.name} if text else {}
    return {
        "slug": line.exercise,
        "name": name_of(line.exercise, names),
        "dose": line_words(line, side),
        "rest": " ".join(filter(None, (rest_words(line.dose), line.note))),
        "steps": list(text.steps) if text else [],
        "rounds": list(range(min(line.dose.sets, MOST_CIRCLES))),
        "mirror": side is MIRRORED,
        "warm_up": line.warm_up,
    }


def _common(
    protocol: Protocol,
    lines: Iterable[ListedExercise],
    caps: Mapping[str, Caps],
    country: str,
    side: Side,
) -> dict[str, Any]:
    by_context = {protocol.ladder_by_code[one.ladder].context: caps[one.ladder] for one in lines}
    return {
        "side": str(_("Left thigh") if side is Side.LEFT else _("Right thigh")),
        "limits": [
            {"title": str(title), "lights": [asdict(one) for one in lights(by_context[context])]}
            for context, title in CONTEXTS.items()
            if context in by_context
        ],
        "signs": [asdict(one) for one in signs()],
        "flags": [flag.sign for flag in protocol.red_flags if flag.at_check_in],
        "emergency": numbers_for(country).emergency.number,
        "news": [str(words) for words in NEWS.values()],
        "settled": [str(words) for words in SETTLED.values()],
        "warm_ups": [str(words) for words in WARM_UP.values()],
        "done": [str(words) for words in DONE.values()],
        "scores": SCORES,
        "yes_or_no": [_("No"), _("Yes")],
        "say": {name: str(words) for name, words in SHEET_WORDS.items()},
    }
