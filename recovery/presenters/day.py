"""One day as it was shown: its revisions, what was said, and what came out different later."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from accounts.models import User
from recovery.domain.codes import Side
from recovery.domain.decision import ListedExercise, PlanDay
from recovery.domain.protocol import Protocol
from recovery.explanations import RESULT_WORDS, Setting, headline
from recovery.explanations.doses import dose_words
from recovery.presenters.answer import rules
from recovery.presenters.clock import local
from recovery.presenters.entries import entry_rows
from recovery.presenters.lines import exercise_lines, name_of, phase_of, resting, setting_of
from recovery.presenters.today import heading
from recovery.selectors.history import HistoryDay, Shown

LATER = ("correction", "late_entry")


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """A revision to look at."""

    number: int
    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One ladder that came out different once the log was put right."""

    name: str
    before: str
    after: str


def day_page(
    one: HistoryDay,
    *,
    revision: int | None,
    protocol: Protocol,
    side: Side,
    names: Mapping[str, str],
    reader: User,
) -> dict[str, Any]:
    """A decided day; `revision` chooses which of its versions, else as it was last seen then."""
    shown = [*one.earlier, one.current]
    kept = [version for version in shown if version.revision == 1 or version.is_changed]
    chosen = _chosen(kept, revision)
    day = chosen.plan_day
    setting = setting_of(protocol, one.day, names, day)
    return {
        "day": day,
        "versions": [_version(version, chosen) for version in kept] if len(kept) > 1 else [],
        "kept_at": local(chosen.shown_at),
        "is_later": chosen.reason in LATER,
        "phase": phase_of(day, protocol),
        "headline": _headline(day),
        "result": RESULT_WORDS[day.result],
        "lines": exercise_lines(day, setting, side),
        "resting": resting(day, setting),
        "rules": rules(day, setting),
        "entries": entry_rows(one.entries, protocol, reader),
        "differences": _differences(kept, setting, side),
        "was_corrected": any(version.reason in LATER for version in kept),
        "protocol": protocol,
        "profile": day.profile.value,
    }


def _chosen(kept: list[Shown], revision: int | None) -> Shown:
    """Raises LookupError for a revision there is not."""
    if revision is not None:
        found = next((one for one in kept if one.revision == revision), None)
        if found is None:
            raise LookupError(revision)
        return found
    return _as_seen(kept)


def _as_seen(kept: list[Shown]) -> Shown:
    """The latest version of the day itself, before anything was put right afterwards."""
    seen = [one for one in kept if one.reason not in LATER]
    return seen[-1] if seen else kept[0]


def _version(one: Shown, chosen: Shown) -> Version:
    labels = {
        "correction": _("With your correction"),
        "late_entry": _("With a later entry"),
    }
    at = time_format(local(one.shown_at), "G:i")
    label = labels.get(one.reason, _("As seen at %(time)s") % {"time": at})
    return Version(number=one.revision, label=label, is_chosen=one is chosen)


def _headline(day: PlanDay) -> str:
    return heading(day) if day.exercises else headline(day)


def _differences(kept: list[Shown], setting: Setting, side: Side) -> list[Difference]:
    """As it was seen beside what counts now; nothing where nothing was put right."""
    if kept[-1].reason not in LATER:
        return []
    before = {line.ladder: line for line in _as_seen(kept).plan_day.exercises}
    after = {line.ladder: line for line in kept[-1].plan_day.exercises}
    return [
        Difference(
            name=setting.ladder_name(ladder),
            before=_line_words(before.get(ladder), setting, side),
            after=_line_words(after.get(ladder), setting, side),
        )
        for ladder in {**before, **after}
        if before.get(ladder) != after.get(ladder)
    ]


def _line_words(line: ListedExercise | None, setting: Setting, side: Side) -> str:
    if line is None:
        return _("Not on the list")
    return f"{name_of(line.exercise, setting.exercise_names)}: {dose_words(line.dose, side)}"
