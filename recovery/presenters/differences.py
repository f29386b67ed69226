"""What a later entry made of a day: as it was seen, beside what counts now."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recovery.domain.codes import Side
from recovery.domain.decision import ListedExercise, PlanDay
from recovery.explanations import RESULT_WORDS, Setting
from recovery.explanations.doses import line_words
from recovery.presenters.lines import name_of
from recovery.selectors.history import HistoryDay, Shown

LATER = ("correction", "late_entry")


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One thing that came out different once the log was put right."""

    name: str
    before: str
    after: str


def saved_words(on: date, before: PlanDay, after: PlanDay) -> str:
    """The day something forgotten was saved for, and whether today's list came out otherwise."""
    day = date_format(on, "l j F")
    if before.exercises == after.exercises and before.result is after.result:
        return _("Saved for %(day)s. Today’s plan stays as it was.") % {"day": day}
    return _("Saved for %(day)s. Today’s plan was worked out again, and it changed.") % {"day": day}


def kept_versions(one: HistoryDay) -> list[Shown]:
    """The first of a day and each that said something else than the one before."""
    shown = [*one.earlier, one.current]
    return [version for version in shown if version.revision == 1 or version.is_changed]


def as_seen(kept: list[Shown]) -> Shown:
    """The latest version of the day itself, before anything was put right afterwards."""
    seen = [one for one in kept if one.reason not in LATER]
    return seen[-1] if seen else kept[0]


def differences(one: HistoryDay, setting: Setting, side: Side) -> list[Difference]:
    """The result and each line of the list that changed; nothing where nothing was put right."""
    kept = kept_versions(one)
    if kept[-1].reason not in LATER:
        return []
    seen, now = as_seen(kept).plan_day, kept[-1].plan_day
    before = {line.ladder: line for line in seen.exercises}
    after = {line.ladder: line for line in now.exercises}
    found = [
        Difference(
            name=setting.ladder_name(ladder),
            before=_line_words(before.get(ladder), setting, side),
            after=_line_words(after.get(ladder), setting, side),
        )
        for ladder in {**before, **after}
        if before.get(ladder) != after.get(ladder)
    ]
    if seen.result is now.result:
        return found
    results = (str(RESULT_WORDS[day.result]) for day in (seen, now))
    return [Difference(name=_("The day"), before=next(results), after=next(results)), *found]


def _line_words(line: ListedExercise | None, setting: Setting, side: Side) -> str:
    if line is None:
        return _("Not on the list")
    return f"{name_of(line.exercise, setting.exercise_names)}: {line_words(line, side)}"
