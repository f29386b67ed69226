"""Putting an entry right. The old one stays, and the days are decided again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from accounts.access import cares_for
from accounts.models import User
from recovery import mappers
from recovery.domain.codes import Author
from recovery.domain.log import Correction
from recovery.models import LogEntry
from recovery.selectors import replay
from recovery.services import answers as door
from recovery.services.answers import EntryInvalid
from recovery.services.checks import check_dates, check_words
from recovery.services.log import Recorded, append, author_of


class NotYours(Exception):
    """People correct what they recorded; clinicians what their patients recorded, too."""


def record(
    *,
    entry: LogEntry,
    changes: Mapping[str, Any],
    client_id: str,
    by: User,
    now: datetime,
    today: date,
    author: Author | None = None,
    reason: str = "",
) -> Recorded:
    """Keep the right facts for an entry and decide again from its day on.

    changes: by the field names of the entry's kind, only those that change; a session's
    `exercises` are given whole. A correction of a correction corrects the entry beneath.
    reason: a clinician says why; the patient reads it.
    Raises NotYours, EntryInvalid or EntryConflict.
    """
    target = entry.supersedes or entry
    if target.recorded_by_id != by.pk and not cares_for(by, target.plan.patient, on=today):
        raise NotYours
    if not changes:
        raise EntryInvalid("changes", "required")
    author = author or author_of(target.plan, by)
    if author is Author.CLINICIAN and target.recorded_by_id != by.pk and not reason:
        raise EntryInvalid("reason", "required")
    correction = Correction(
        id=client_id,
        on=target.on,
        by=author,
        supersedes=target.client_id,
        changes=_checked(target, changes, today),
        reason=reason,
    )
    return append(plan=target.plan, entry=correction, by=by, now=now, today=today, target=target)


def _checked(target: LogEntry, changes: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The changes as typed values; the entry they lead to must be one that could be kept."""
    facts = door.read_facts(mappers.ENTRY_CLASS[target.kind], changes)
    (written,) = replay.domain_entries([target])
    right = replace(written, **facts)
    check_dates(right, started_on=target.plan.started_on, today=today)
    check_words(right, mappers.protocol_for(target.plan, on=right.on))
    return facts
