"""Typing in from paper: which days, and the cells of one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from recovery.domain.codes import Side
from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Protocol
from recovery.explanations.doses import line_words
from recovery.forms.paper import PaperDayForm
from recovery.models import LogEntry
from recovery.presenters.lines import name_of

Kind = LogEntry.Kind
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedDay:
    """One line of the list of days."""

    on: date
    has_check_in: bool
    has_session: bool


def typed_days(
    since: date, today: date, recorded: Mapping[date, Mapping[str, int]]
) -> list[TypedDay]:
    """From the earliest to today, in the order of a sheet."""
    days = (since + n * DAY for n in range((today - since).days + 1))
    return [_typed(day, recorded.get(day, {})) for day in days]


def _typed(day: date, kinds: Mapping[str, int]) -> TypedDay:
    has_check_in = Kind.CHECK_IN in kinds or Kind.INTAKE in kinds
    return TypedDay(on=day, has_check_in=has_check_in, has_session=Kind.SESSION in kinds)


def next_open(days: Iterable[TypedDay], after: date) -> date | None:
    """The next day that lacks something, so that a week is typed in one go."""
    later = (one.on for one in days if one.on > after and not one.has_session)
    return next(later, None)


def exercises_of(day: PlanDay, protocol: Protocol) -> dict[str, str]:
    """By ladder the exercise: what the day listed first, then whatever else the plan has.

    A sheet may be older than the list, and whoever did something else wants to say so.
    """
    listed = {line.ladder: line.exercise for line in day.exercises}
    others = {
        one.ladder: protocol.ladder_by_code[one.ladder].rung(one.rung).options[0].exercise
        for one in day.ladders
    }
    return listed | {ladder: slug for ladder, slug in others.items() if ladder not in listed}


def typing_page(
    form: PaperDayForm, day: PlanDay, *, protocol: Protocol, side: Side, names: Mapping[str, str]
) -> dict[str, Any]:
    doses = {line.ladder: line_words(line, side) for line in day.exercises}
    cells = [
        {
            "name": name_of(slug, names),
            "dose": doses.get(ladder, ""),
            "is_listed": ladder in doses,
            "done": form[f"done_{ladder}"],
            "pain": form[f"pain_{ladder}"],
        }
        for ladder, slug in form.ladders.items()
    ]
    return {
        "form": form,
        "listed": [one for one in cells if one["is_listed"]],
        "others": [one for one in cells if not one["is_listed"]],
        "has_other": any(_is_filled(one) for one in cells if not one["is_listed"]),
        "flags": [flag for flag in protocol.red_flags if flag.at_check_in],
    }


def _is_filled(cell: Mapping[str, Any]) -> bool:
    return any(cell[name].value() or cell[name].errors for name in ("done", "pain"))
