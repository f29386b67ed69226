"""Whether an entry fits the plan it is meant for: its dates and the words of its protocol."""

from collections.abc import Container, Iterable
from datetime import date

from recovery.domain.codes import DirectiveKind
from recovery.domain.log import CheckIn, Directive, Entry, Intake, Seen, SelfTest, Session
from recovery.domain.prescription import faults_of
from recovery.domain.protocol import Protocol
from recovery.services.answers import EntryInvalid


def check_dates(entry: Entry, *, started_on: date, today: date) -> None:
    """Nothing from the future, nothing from before the plan. Raises EntryInvalid."""
    if entry.on > today:
        raise EntryInvalid("on", "future")
    if entry.on < started_on:
        raise EntryInvalid("on", "before_start")
    for name in ("injured_on", "seen_on", "examined_on"):
        happened_on = getattr(entry, name, None)
        if happened_on is not None and happened_on > entry.on:
            raise EntryInvalid(name, "future")


def check_words(entry: Entry, protocol: Protocol) -> None:
    """Every code in the entry is one of the protocol's. Raises EntryInvalid."""
    if isinstance(entry, Intake | CheckIn):
        _known("red_flags", entry.red_flags or (), protocol.red_flag_by_code)
    elif isinstance(entry, Session):
        _check_session(entry, protocol)
    elif isinstance(entry, SelfTest):
        _known("test", [entry.test], protocol.exit_test_by_code)
    elif isinstance(entry, Seen):
        _given(entry, "who")
    elif isinstance(entry, Directive):
        _check_directive(entry, protocol)


def _known(field: str, codes: Iterable[str], known: Container[str]) -> None:
    if any(code not in known for code in codes):
        raise EntryInvalid(field, "unknown")


def _given(entry: Entry, *names: str) -> None:
    for name in names:
        if getattr(entry, name) in (None, ""):
            raise EntryInvalid(name, "required")


def _check_session(entry: Session, protocol: Protocol) -> None:
    if entry.all_listed is not None:
        raise EntryInvalid("all_listed", "unknown")
    _known("exercises", [report.ladder for report in entry.exercises], protocol.ladder_by_code)


NEEDED = {
    DirectiveKind.CLEAR_LOCK: ("examined_by", "examined_on", "finding"),
    DirectiveKind.SET_RUNG: ("ladder", "rung"),
    DirectiveKind.SET_CAPS: ("context", "progress", "hold", "stop"),
    DirectiveKind.SET_PROFILE: ("profile",),
    DirectiveKind.PRESCRIBE: ("prescription",),
    DirectiveKind.LEAVE_OUT: ("ladder",),
}


def _check_directive(entry: Directive, protocol: Protocol) -> None:
    _given(entry, "reason", *NEEDED.get(entry.kind, ()))
    if entry.until is not None and entry.until < entry.on:
        raise EntryInvalid("until", "order")
    if entry.ladder is not None:
        _known("ladder", [entry.ladder], protocol.ladder_by_code)
    _known("ladders", entry.ladders, protocol.ladder_by_code)
    if entry.prescription is not None:
        _check_prescription(entry)
    if entry.kind is DirectiveKind.SET_RUNG:
        _check_rung(entry, protocol)
    if entry.kind is DirectiveKind.SET_CAPS and not entry.progress <= entry.hold < entry.stop:
        raise EntryInvalid("stop", "order")


def _check_prescription(entry: Directive) -> None:
    for name, code in faults_of(entry.prescription):
        raise EntryInvalid(name, code)
    if entry.starts_on is not None and entry.starts_on < entry.on:
        raise EntryInvalid("starts_on", "before_start")
    if None not in (entry.starts_on, entry.until) and entry.until < entry.starts_on:
        raise EntryInvalid("until", "order")


def _check_rung(entry: Directive, protocol: Protocol) -> None:
    ladder = protocol.ladder_by_code[entry.ladder]
    if not 1 <= entry.rung <= len(ladder.rungs):
        raise EntryInvalid("rung", "range")
