"""From a log to days: duplicates once, corrections applied, several entries merged into one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, TypeVar

from recovery.domain import limits
from recovery.domain.answers import Answers, Effort, answers_of, effort_of, signs_of
from recovery.domain.codes import (
    Author,
    Autonomy,
    SeverityBand,
)
from recovery.domain.digest import digest_of
from recovery.domain.log import (
    CheckIn,
    Correction,
    Directive,
    Entry,
    Intake,
    Log,
    Seen,
    SelfTest,
    Session,
)
from recovery.domain.once import once
from recovery.domain.quick import quick

E = TypeVar("E", bound=Entry)

ID, ORDER = attrgetter("id"), attrgetter("order")


class LogError(ValueError):
    """The log contradicts itself. `entry_id` names the entry to look at."""

    def __init__(self, message: str, entry_id: str) -> None:
        super().__init__(message)
        self.entry_id = entry_id


@quick
@dataclass(frozen=True, kw_only=True)
class DayRecord:
    """All that a log says of one day, after corrections. entries: what it was put together from."""

    on: date
    intake: Intake | None = None
    intake_facts: frozenset[str] = frozenset()
    check_in: Answers | None = None
    session: Effort | None = None
    tests: tuple[SelfTest, ...] = ()
    seen: tuple[Seen, ...] = ()
    directives: tuple[Directive, ...] = ()
    autonomy: Autonomy = Autonomy.AUTOMATIC
    entries: tuple[Entry, ...] = field(default=(), repr=False)

    @property
    def without_session(self) -> tuple[object, ...]:
        """All that was said but the session."""
        return _but_session(self)

    @once
    def digest(self) -> str:
        """What tells this day's entries from others; empty on a day without any."""
        return digest_of(self.entries, self.autonomy) if self.entries else ""


_but_session = attrgetter(
    *(one.name for one in fields(DayRecord) if one.name not in ("session", "entries"))
)


def locking_facts(intake: Intake) -> frozenset[str]:
    """Facts of an intake that lock the plan by themselves, as codes.

    They do not lock a plan begun again after somebody examined the person for this injury;
    below the age of 18 they always do.
    """
    facts = guarding_facts(intake)
    return facts & {"under_18"} if is_examined(intake) else facts


def is_examined(intake: Intake) -> bool:
    """Whether somebody who is named examined the person, and for this injury."""
    on = intake.examined_on
    return bool(intake.examined_by) and on is not None and on >= intake.injured_on


def guarding_facts(intake: Intake) -> frozenset[str]:
    """Facts of an intake that ask for a clinician whenever something locks, as codes."""
    facts = {
        "under_18": intake.age < limits.ADULT_AGE,
        "blood_thinners": intake.anticoagulants,
        "severe_band": intake.severity is SeverityBand.SEVERE,
    }
    return frozenset(code for code, is_so in facts.items() if is_so)


def day_records(log: Log, first: date, last: date) -> Iterator[DayRecord]:
    """The effective log from `first` to `last`, a record a day, empty days included.

    Raises LogError when an id stands for two different entries, or when a correction
    names an entry that is not there.
    """
    entries, facts = _effective(log)
    by_day: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.on].append(entry)
    day = first
    while day <= last:
        yield day_record(day, by_day.get(day, []), facts=facts, autonomy=log.autonomy)
        day += timedelta(days=1)


def _effective(log: Log) -> tuple[list[Entry], frozenset[str]]:
    """The entries as corrected, and the locking facts any version of the intake ever had."""
    entries: dict[str, Entry] = {}
    corrections: dict[str, Correction] = {}
    for entry in sorted(log.entries, key=ORDER):
        known = entries.get(entry.id) or corrections.get(entry.id)
        if known is not None:
            if replace(known, order=entry.order) != entry:
                raise LogError(f"the id {entry.id!r} stands for two different entries", entry.id)
            continue
        _check_author(entry)
        if isinstance(entry, Correction):
            corrections[entry.id] = entry
        else:
            entries[entry.id] = entry

    facts = _intake_facts(entries.values())
    for correction in corrections.values():
        target = entries.get(correction.supersedes)
        if target is None:
            raise LogError(f"there is no entry {correction.supersedes!r} to correct", correction.id)
        _check_correction(target, correction)
        entries[target.id] = _corrected(target, correction)
        facts |= _intake_facts([entries[target.id]])
    return list(entries.values()), facts


def _check_author(entry: Entry) -> None:
    """Directives are a clinician's; few are the patient's too."""
    if not isinstance(entry, Directive) or entry.by is Author.CLINICIAN:
        return
    if not entry.may_be_the_patients:
        raise LogError(f"only a clinician may give the directive {entry.kind!s}", entry.id)


def _check_correction(target: Entry, correction: Correction) -> None:
    """What only some may say, only they may put right."""
    is_clinicians = correction.by is Author.CLINICIAN
    if isinstance(target, Directive) and target.by is Author.CLINICIAN and not is_clinicians:
        raise LogError("only a clinician may correct a clinician's directive", correction.id)
    if isinstance(target, Seen) and correction.by is Author.CAREGIVER:
        raise LogError("a caregiver may not correct who has seen the patient", correction.id)


def _intake_facts(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset().union(*(locking_facts(e) for e in entries if isinstance(e, Intake)))


def _corrected(entry: E, correction: Correction) -> E:
    """The entry with the corrected facts. A sign that locks is never taken away.

    One that is added counts as told when it was: no clearance of before can have known of it.
    """
    # What was trained hangs on the code of a prescription: it is given anew, not put right.
    fixed = {"id", "on", "order", "by", "kind", "prescription"}
    allowed = {field.name for field in fields(entry)} - fixed
    unknown = sorted(set(correction.changes) - allowed)
    if unknown:
        raise LogError(f"a correction cannot change {', '.join(unknown)}", correction.id)
    changes = dict(correction.changes)
    if isinstance(entry, Intake | CheckIn) and entry.red_flags:
        flags = changes.get("red_flags", entry.red_flags) or ()
        changes["red_flags"] = entry.red_flags.union(flags)  # type: ignore[arg-type]
    if isinstance(entry, CheckIn) and entry.sudden_event:
        changes["sudden_event"] = True
    right = replace(entry, **changes)  # type: ignore[arg-type]
    if isinstance(right, Directive):
        _check_author(right)
    if signs_of(right) - signs_of(entry):
        right = replace(right, order=max(entry.order, correction.order))
    return right


def day_record(
    day: date,
    entries: list[Entry],
    *,
    facts: frozenset[str] = frozenset(),
    autonomy: Autonomy = Autonomy.AUTOMATIC,
) -> DayRecord:
    """Effective entries of one day as one record. facts: those of an intake that lock a plan."""
    if not entries:
        return DayRecord(on=day, autonomy=autonomy)
    entries = sorted(entries, key=ID)
    of = _by_kind(entries)
    intake = next(iter(of[Intake]), None)
    return DayRecord(
        on=day,
        intake=intake,
        intake_facts=facts if intake else frozenset(),
        check_in=answers_of(of[CheckIn], intake),
        session=effort_of(of[Session]),
        tests=tuple(of[SelfTest]),
        seen=tuple(of[Seen]),
        directives=tuple(sorted(of[Directive], key=ORDER)),
        autonomy=autonomy,
        entries=tuple(entries),
    )


def _by_kind(entries: list[Entry]) -> defaultdict[type, list[Any]]:
    of: defaultdict[type, list[Any]] = defaultdict(list)
    for entry in entries:
        of[type(entry)].append(entry)
    return of
