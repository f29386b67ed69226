"""What went wrong, as those read it who care for somebody, and as the patient does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.models import User
from recovery.forms.adverse_events import KINDS, SERIOUSNESS
from recovery.models import AdverseEvent


@dataclass(frozen=True, kw_only=True, slots=True)
class EventLine:
    """facts: how bad, in which exercise, and whether a doctor saw it, as far as they were told.

    by: empty where the reader told it, if there is one. read_at: when the care team first read it.
    """

    on: date
    what: str
    facts: tuple[str, ...]
    told: str
    by: str
    at: datetime
    read_at: datetime | None


def event_lines(
    events: Iterable[AdverseEvent], names: Mapping[str, str], *, reader: User | None = None
) -> list[EventLine]:
    return [_line(event, names, reader) for event in events]


def kind_words(kind: str | None) -> str:
    """Nothing where nothing was told."""
    return str(KINDS[kind]) if kind else ""


def _line(event: AdverseEvent, names: Mapping[str, str], reader: User | None) -> EventLine:
    return EventLine(
        on=event.on,
        what=str(KINDS[event.kind]),
        facts=_facts(event, names),
        told=event.told,
        by="" if event.recorded_by == reader else event.recorded_by.name,
        at=event.recorded_at,
        read_at=event.read_at,
    )


def _facts(event: AdverseEvent, names: Mapping[str, str]) -> tuple[str, ...]:
    facts = [str(SERIOUSNESS[event.seriousness])]
    if event.exercise:
        name = names.get(event.exercise, event.exercise)
        facts.append(_("In %(exercise)s") % {"exercise": name})
    if event.was_seen is not None:
        facts.append(_("A doctor saw it") if event.was_seen else _("No doctor saw it yet"))
    return tuple(facts)
