"""What was said and done on a day: several check-ins as one, several sessions as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import attrgetter

from recovery.domain.codes import Settled, WarmupSoreness
from recovery.domain.log import CheckIn, Entry, Intake, Session
from recovery.domain.quick import quick

# The answers of a check-in that a step up needs.
ASKED = (
    "pain_rest",
    "pain_morning",
    "pain_worst",
    "limp",
    "night_wake",
    "new_swelling",
    "sudden_event",
)
answers_asked = attrgetter(*ASKED)
# Mildest first.
SETTLED, SORENESS = tuple(Settled), tuple(WarmupSoreness)


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


def signs_of(entry: Entry) -> frozenset[str]:
    """The signs of an entry that lock, as codes."""
    if not isinstance(entry, CheckIn | Intake):
        return frozenset()
    flags = entry.red_flags or frozenset()
    is_sudden = isinstance(entry, CheckIn) and entry.sudden_event
    return flags | {"sudden_event"} if is_sudden else flags


def answers_of(check_ins: list[CheckIn], intake: Intake | None) -> Answers | None:
    """The worst of each answer; None where nobody was asked."""
    said = [_said(check_in) for check_in in check_ins]
    if intake is not None:
        said.append(_said_first(intake))
    return reduce(_worse, said) if said else None


def _said(check_in: CheckIn) -> Answers:
    """An answer counts as given only beside an answered flag list."""
    is_answered = check_in.red_flags is not None
    return Answers(
        red_flags=check_in.red_flags or frozenset(),
        red_flags_answered=is_answered,
        pain_rest=check_in.pain_rest,
        pain_morning=check_in.pain_morning,
        pain_worst=check_in.pain_worst,
        limp=bool(check_in.limp),
        night_wake=bool(check_in.night_wake),
        new_swelling=bool(check_in.new_swelling),
        sudden_event=bool(check_in.sudden_event),
        settled=check_in.settled,
        alarm_order=_alarm_order(check_in),
        missing=_missing(check_in) if is_answered else ASKED,
    )


def _said_first(intake: Intake) -> Answers:
    """An intake asks less, and nothing of it is missing."""
    return Answers(
        red_flags=intake.red_flags or frozenset(),
        red_flags_answered=intake.red_flags is not None,
        pain_rest=intake.pain_rest,
        pain_morning=None,
        pain_worst=intake.pain_worst,
        limp=False,
        night_wake=False,
        new_swelling=False,
        sudden_event=False,
        settled=None,
        alarm_order=_alarm_order(intake),
        missing=(),
    )


def _worse(one: Answers, other: Answers) -> Answers:
    settled = [answer.settled for answer in (one, other) if answer.settled is not None]
    return Answers(
        red_flags=one.red_flags | other.red_flags,
        red_flags_answered=one.red_flags_answered or other.red_flags_answered,
        pain_rest=_worst((one.pain_rest, other.pain_rest)),
        pain_morning=_worst((one.pain_morning, other.pain_morning)),
        pain_worst=_worst((one.pain_worst, other.pain_worst)),
        limp=one.limp or other.limp,
        night_wake=one.night_wake or other.night_wake,
        new_swelling=one.new_swelling or other.new_swelling,
        sudden_event=one.sudden_event or other.sudden_event,
        settled=max(settled, key=SETTLED.index, default=None),
        alarm_order=max(one.alarm_order, other.alarm_order),
        missing=tuple(name for name in one.missing if name in other.missing),
    )


def _alarm_order(entry: CheckIn | Intake) -> int:
    """When a sign that locks was recorded: only a later clearance can lift it."""
    return entry.order if signs_of(entry) else -1


def _missing(check_in: CheckIn) -> tuple[str, ...]:
    answers = answers_asked(check_in)
    if None not in answers:
        return ()
    return tuple(name for name, answer in zip(ASKED, answers, strict=True) if answer is None)


def effort_of(sessions: list[Session]) -> Effort | None:
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


def _worst(scores: Iterable[int | None]) -> int | None:
    return max([score for score in scores if score is not None], default=None)
