"""What a therapist is alerted to: each rule answers from facts that are already there.

Nothing of it is stored: whether an alert stands follows from the log and the plan's days. Only
what somebody did about it is kept. A score below the limits alerts nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from statistics import median

from recovery import alert_limits as numbers
from recovery.domain import limits
from recovery.domain.codes import AlertCode, Result

RED_FLAG_RULE = "R00"
MAINTENANCE_SILENT = limits.SILENT_DAYS_WEEKLY
URGENCY = {Result.EMERGENCY: 3, Result.URGENT: 2}
SIGNS = 10  # more than a lock can have


class AlertRule(StrEnum):
    """Why somebody stands in the inbox."""

    RED_FLAG = "red_flag"
    LOCK = "lock"
    ADVERSE_EVENT = "adverse_event"
    SEVERE_PAIN = "severe_pain"
    HIGH_PAIN = "high_pain"
    PAIN_RISE = "pain_rise"
    FLARE = "flare"
    WEEK_ON_WEEK = "week_on_week"
    TOO_HARD_AT_LOWEST = "too_hard_at_lowest"
    RETEST_NOT_PASSED = "retest_not_passed"
    NOT_IMPROVING = "not_improving"
    SILENT = "silent"
    STUCK = "stuck"
    PROPOSAL_WAITS = "proposal_waits"
    READY = "ready"


class Grade(IntEnum):
    """How soon somebody should look."""

    NOW = 1
    SOON = 2
    CALM = 3


GRADES = {
    **dict.fromkeys(AlertRule, Grade.SOON),
    AlertRule.RED_FLAG: Grade.NOW,
    AlertRule.LOCK: Grade.NOW,
    AlertRule.ADVERSE_EVENT: Grade.NOW,
    AlertRule.SEVERE_PAIN: Grade.NOW,
    AlertRule.HIGH_PAIN: Grade.NOW,
    AlertRule.PROPOSAL_WAITS: Grade.CALM,
    AlertRule.READY: Grade.CALM,
}
ORDER = {rule: place for place, rule in enumerate(AlertRule)}
# What the rules of a plan alert to, beside locks, silence and waiting proposals.
FROM_THE_PLAN = {
    AlertCode.SEVERE_PAIN: AlertRule.SEVERE_PAIN,
    AlertCode.FLARE: AlertRule.FLARE,
    AlertCode.WEEK_ON_WEEK: AlertRule.WEEK_ON_WEEK,
    AlertCode.TOO_HARD_AT_LOWEST: AlertRule.TOO_HARD_AT_LOWEST,
    AlertCode.RETEST_NOT_PASSED: AlertRule.RETEST_NOT_PASSED,
    AlertCode.NOT_IMPROVING: AlertRule.NOT_IMPROVING,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """The limits of one patient; these unless a clinician set others."""

    high_pain: int = numbers.HIGH_PAIN
    pain_rise: int = numbers.PAIN_RISE
    silent_days: int = limits.SILENT_DAYS


@dataclass(frozen=True, kw_only=True, slots=True)
class LockFacts:
    kind: Result
    set_on: date
    rule: str
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """What is known of one plan. worst: the worst pain of days with an answer, oldest first.

    reported_on: of the latest report. is_weekly: whether its days come weekly (maintenance).
    alert_days: by the plan's own alerts, the days that raised them, oldest first.
    waits_since: of each proposal. expected_days: of the phase, None where it has no end.
    adverse_on, adverse_count: the day of the latest adverse event, and how many there were.
    """

    today: date
    worst: Mapping[date, int]
    reported_on: date
    phase_started_on: date
    is_weekly: bool = False
    is_paused: bool = False
    is_ready: bool = False
    lock: LockFacts | None = None
    alert_days: Mapping[str, Sequence[date]] = field(default_factory=dict)
    waits_since: tuple[date, ...] = ()
    expected_days: int | None = None
    adverse_on: date | None = None
    adverse_count: int = 0
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fired:
    """An alert, with the numbers that fired it.

    since, up_to: the first and the latest day of what it is about. level: how far it has come;
    what was done about a lower one says nothing about this one.
    """

    rule: AlertRule
    since: date
    up_to: date
    level: int = 0
    observed: int | None = None
    limit: int | None = None
    codes: tuple[str, ...] = ()

    @property
    def grade(self) -> Grade:
        return GRADES[self.rule]

    @property
    def key(self) -> str:
        return f"{self.rule}.{self.level}.{self.up_to.isoformat()}"


def fired(watched: Watched) -> tuple[Fired, ...]:
    """Everything that stands, gravest first."""
    found = [one for rule in RULES for one in rule(watched)]
    return tuple(sorted(found, key=lambda one: (one.grade, ORDER[one.rule])))


def _locked(watched: Watched) -> Iterator[Fired]:
    lock = watched.lock
    if lock is None:
        return
    yield Fired(
        rule=AlertRule.RED_FLAG if lock.rule == RED_FLAG_RULE else AlertRule.LOCK,
        since=lock.set_on,
        up_to=lock.set_on,
        level=URGENCY.get(lock.kind, 1) * SIGNS + len(lock.codes),
        codes=lock.codes,
    )


def _adverse_event(watched: Watched) -> Iterator[Fired]:
    """Another one is new, also when it is of the same day or told late."""
    on = watched.adverse_on
    if on is None:
        return
    number = watched.adverse_count
    yield Fired(rule=AlertRule.ADVERSE_EVENT, since=on, up_to=on, level=number, observed=number)


def _high_pain(watched: Watched) -> Iterator[Fired]:
    """Also when it is over: it stands until somebody has looked, for a week."""
    limit = watched.limits.high_pain
    if max(watched.worst.values(), default=0) < limit:
        return
    high = [day for day in watched.worst if watched.worst[day] >= limit]
    run = _latest_run(list(watched.worst), high)
    if not run or not _is_fresh(run[-1], watched.today):
        return
    score = max(watched.worst[day] for day in run)
    yield Fired(
        rule=AlertRule.HIGH_PAIN,
        since=run[0],
        up_to=run[-1],
        level=score,
        observed=score,
        limit=limit,
    )


def _pain_rise(watched: Watched) -> Iterator[Fired]:
    """While the latest answer is above the usual: a rise that settled by itself is no news."""
    run = _risen_run(watched)
    if not run or not _is_fresh(run[-1], watched.today):
        return
    score, usual = watched.worst[run[-1]], _usual(watched, run[-1])
    if score >= watched.limits.high_pain or usual is None:
        return
    yield Fired(
        rule=AlertRule.PAIN_RISE,
        since=run[0],
        up_to=run[-1],
        level=score,
        observed=score,
        limit=round(usual),
    )


def _risen_run(watched: Watched) -> list[date]:
    """The days up to the latest answer that are all above the usual; empty if that one is not."""
    run: list[date] = []
    for day in reversed(watched.worst):
        if not _is_risen(watched, day):
            break
        run.insert(0, day)
    return run


def _is_risen(watched: Watched, day: date) -> bool:
    score = watched.worst[day]
    if score < numbers.PAIN_RISE_FROM:
        return False
    usual = _usual(watched, day)
    return usual is not None and score - usual >= watched.limits.pain_rise


def _usual(watched: Watched, day: date) -> float | None:
    """The median of the answers before this day; None with too few."""
    before = [watched.worst[one] for one in watched.worst if one < day][-numbers.USUAL_SCORES :]
    return median(before) if len(before) >= numbers.USUAL_MINIMUM else None


def _from_the_plan(watched: Watched) -> Iterator[Fired]:
    for code, days in watched.alert_days.items():
        rule, run = FROM_THE_PLAN.get(code), _days_in_a_row(days)
        if rule and _is_fresh(run[-1], watched.today):
            yield Fired(rule=rule, since=run[0], up_to=run[-1], observed=len(run))


def _silent(watched: Watched) -> Iterator[Fired]:
    if watched.is_paused or watched.lock is not None:
        return
    days = (watched.today - watched.reported_on).days
    first = watched.limits.silent_days
    steps = (MAINTENANCE_SILENT if watched.is_weekly else first, *numbers.SILENT_LATER)
    met = [step for step in steps if step >= steps[0] and days >= step]
    if met:
        yield Fired(
            rule=AlertRule.SILENT,
            since=watched.reported_on,
            up_to=watched.reported_on,
            level=max(met),
            observed=days,
            limit=max(met),
        )


def _stuck(watched: Watched) -> Iterator[Fired]:
    """It comes again with each further half of the expected days."""
    if watched.expected_days is None or watched.is_paused or watched.lock is not None:
        return
    days = (watched.today - watched.phase_started_on).days
    halves = days * 2 // watched.expected_days
    if halves >= numbers.STUCK_HALVES:
        yield Fired(
            rule=AlertRule.STUCK,
            since=watched.phase_started_on,
            up_to=watched.phase_started_on,
            level=halves,
            observed=days,
            limit=watched.expected_days,
        )


def _waiting(watched: Watched) -> Iterator[Fired]:
    late = [
        on for on in watched.waits_since
        if (watched.today - on).days >= limits.PROPOSAL_WAITS_DAYS
    ]  # fmt: skip
    if late:
        yield Fired(
            rule=AlertRule.PROPOSAL_WAITS,
            since=min(late),
            up_to=max(late),
            observed=(watched.today - min(late)).days,
            limit=limits.PROPOSAL_WAITS_DAYS,
        )


def _ready(watched: Watched) -> Iterator[Fired]:
    if watched.is_ready and watched.lock is None:
        on = watched.phase_started_on
        yield Fired(rule=AlertRule.READY, since=on, up_to=on)


RULES: tuple[Callable[[Watched], Iterable[Fired]], ...] = (
    _locked,
    _adverse_event,
    _high_pain,
    _pain_rise,
    _from_the_plan,
    _silent,
    _stuck,
    _waiting,
    _ready,
)


def _is_fresh(day: date, today: date) -> bool:
    return (today - day).days < numbers.FRESH_DAYS


def _latest_run(days: Sequence[date], of: Sequence[date]) -> list[date]:
    """The latest stretch of `days` that all stand in `of`; days without an answer do not end it."""
    wanted, run = set(of), []
    for day in reversed(days):
        if day in wanted:
            run.insert(0, day)
        elif run:
            break
    return run


def _days_in_a_row(days: Sequence[date]) -> list[date]:
    """The latest stretch of days that follow each other."""
    run: list[date] = []
    for day in reversed(days):
        if run and run[0] - day > timedelta(days=1):
            break
        run.insert(0, day)
    return run
