"""From a log to days: duplicates once, corrections applied, several entries merged into one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, TypeVar

from recovery.domain import limits
from recovery.domain.codes import (
    Author,
    Autonomy,
    Settled,
    SeverityBand,
    WarmupSoreness,
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

SIGNS = ("limp", "night_wake", "new_swelling", "sudden_event")
# The answers of a check-in that a step up needs.
ASKED = ("pain_rest", "pain_morning", "pain_worst", *SIGNS)
answers_asked = attrgetter(*ASKED)
# Mildest first.
SETTLED, SORENESS = tuple(Settled), tuple(WarmupSoreness)


class LogError(ValueError):
    """The log contradicts itself. `entry_id` names the entry to look at."""

    def __init__(self, message: str, entry_id: str) -> None:
        super().__init__(message)
        self.entry_id = entry_id


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """A day's check-ins as one: the worst of each answer, and the answers nobody gave."""

    red_flags: frozenset[str]
    red_flags_answered: bool
    pain_rest: int | None
    pain_morning: int | None
    pain_worst: int | None
    limp: bool
    night_wake: bool
    new_swelling: bool
    sudden_event: bool
    settled: Settled | None
    alarm_order: int
    missing: tuple[str, ...]


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class Effort:
    """A day's sessions as one. A missing number anywhere leaves the whole one missing."""

    parts: tuple[Session, ...]
    effort: int | None
    effort_worst: int
    minutes: int | None
    warmup_soreness: WarmupSoreness | None
    limp: bool
    short: bool


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

    @once
    def digest(self) -> str:
        """What tells this day's entries from others; empty on a day without any."""
        return digest_of(self.entries, self.autonomy) if self.entries else ""


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
    for entry in sorted(log.entries, key=lambda entry: entry.order):
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
    allowed = {field.name for field in fields(entry)} - {"id", "on", "order", "by", "kind"}
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


def signs_of(entry: Entry) -> frozenset[str]:
    """The signs of an entry that lock, as codes."""
    if not isinstance(entry, CheckIn | Intake):
        return frozenset()
    flags = entry.red_flags or frozenset()
    is_sudden = isinstance(entry, CheckIn) and entry.sudden_event
    return flags | {"sudden_event"} if is_sudden else flags


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
    entries = sorted(entries, key=attrgetter("id"))
    of = _by_kind(entries)
    intake = next(iter(of[Intake]), None)
    return DayRecord(
        on=day,
        intake=intake,
        intake_facts=facts if intake else frozenset(),
        check_in=_answers(of[CheckIn], intake),
        session=_effort(of[Session]),
        tests=tuple(of[SelfTest]),
        seen=tuple(of[Seen]),
        directives=tuple(sorted(of[Directive], key=attrgetter("order"))),
        autonomy=autonomy,
        entries=tuple(entries),
    )


def _by_kind(entries: list[Entry]) -> defaultdict[type, list[Any]]:
    of: defaultdict[type, list[Any]] = defaultdict(list)
    for entry in entries:
        of[type(entry)].append(entry)
    return of


def _answers(check_ins: list[CheckIn], intake: Intake | None) -> Answers | None:
    """The worst of each answer. An answer counts as given only beside an answered flag list."""
    if not check_ins and intake is None:
        return None
    said: list[CheckIn | Intake] = [*check_ins, *([intake] if intake else [])]
    settled = [entry.settled for entry in check_ins if entry.settled is not None]
    return Answers(
        red_flags=frozenset().union(*(entry.red_flags or () for entry in said)),
        red_flags_answered=any(entry.red_flags is not None for entry in said),
        pain_rest=_worst([entry.pain_rest for entry in said]),
        pain_morning=_worst([entry.pain_morning for entry in check_ins]),
        pain_worst=_worst([entry.pain_worst for entry in said]),
        limp=any(entry.limp for entry in check_ins),
        night_wake=any(entry.night_wake for entry in check_ins),
        new_swelling=any(entry.new_swelling for entry in check_ins),
        sudden_event=any(entry.sudden_event for entry in check_ins),
        settled=max(settled, key=SETTLED.index, default=None),
        # When the latest sign that locks was recorded: only a later clearance can lift it.
        alarm_order=max([entry.order for entry in said if signs_of(entry)], default=-1),
        missing=() if intake else _missing(check_ins),
    )


def _missing(check_ins: list[CheckIn]) -> tuple[str, ...]:
    """The answers a step up needs that nobody gave, or gave only beside an open flag list."""
    answered = [answers_asked(entry) for entry in check_ins if entry.red_flags is not None]
    if any(None not in answers for answers in answered):
        return ()
    each = zip(ASKED, *answered, strict=True)
    return tuple(name for name, *answers in each if answers.count(None) == len(answers))


def _effort(sessions: list[Session]) -> Effort | None:
    if not sessions:
        return None
    efforts = [s.effort for s in sessions]
    minutes = [s.minutes for s in sessions]
    return Effort(
        parts=tuple(sessions),
        effort=None if None in efforts else _worst(efforts),
        effort_worst=_worst(efforts) or 0,
        minutes=None if None in minutes else sum(filter(None, minutes)),
        warmup_soreness=_sorest([s.warmup_soreness for s in sessions]),
        limp=any(s.limp for s in sessions),
        short=all(s.short for s in sessions),
    )


def _sorest(said: list[WarmupSoreness | None]) -> WarmupSoreness | None:
    """The worst of a day's warm-ups; where one was not told, "none" of another says nothing."""
    known = [one for one in said if one is not None]
    worst = max(known, key=SORENESS.index, default=None)
    return None if None in said and worst is WarmupSoreness.NONE else worst


def _worst(scores: list[int | None]) -> int | None:
    return max([score for score in scores if score is not None], default=None)
