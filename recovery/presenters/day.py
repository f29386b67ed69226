"""One day as it was shown: its revisions, what was said, and what came out different later."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from accounts.models import User
from recovery.domain.codes import Side
from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Protocol
from recovery.explanations import RESULT_WORDS, headline
from recovery.presenters.answer import rules
from recovery.presenters.clock import local
from recovery.presenters.differences import LATER, as_seen, differences, kept_versions
from recovery.presenters.entries import entry_rows
from recovery.presenters.lines import exercise_lines, phase_of, resting, setting_of
from recovery.presenters.today import heading
from recovery.selectors.history import HistoryDay, Shown


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """A revision to look at."""

    number: int
    label: str
    is_chosen: bool


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
    kept = kept_versions(one)
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
        "entries": entry_rows(one.entries, setting, reader),
        "differences": differences(one, setting, side),
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
    return as_seen(kept)


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
