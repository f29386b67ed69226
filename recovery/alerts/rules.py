"""What a therapist is alerted to: each rule answers from facts that are already there.

Nothing of it is stored: whether an alert stands follows from the log and the plan's days. Only
what somebody did about it is kept. A score below the limits alerts nobody.
"""

from collections.abc import Callable, Iterable, Iterator

from recovery.alerts import limits as numbers
from recovery.alerts.alert import Fired
from recovery.alerts.codes import FROM_THE_PLAN, ORDER, AlertRule
from recovery.alerts.pain import high_pain, pain_rise
from recovery.alerts.stretches import days_in_a_row, is_fresh
from recovery.alerts.watched import Watched
from recovery.domain import limits
from recovery.domain.codes import AlertCode, Result

RED_FLAG_RULE = "R00"
MAINTENANCE_SILENT = limits.SILENT_DAYS_WEEKLY
URGENCY = {Result.EMERGENCY: 3, Result.URGENT: 2}
SIGNS = 10  # more than a lock can have


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


def _from_the_plan(watched: Watched) -> Iterator[Fired]:
    for code, days in watched.alert_days.items():
        rule, run = FROM_THE_PLAN.get(code), days_in_a_row(days)
        if rule and is_fresh(run[-1], watched.today):
            yield Fired(rule=rule, since=run[0], up_to=run[-1], observed=len(run))


def _still_too_hard(watched: Watched) -> Iterator[Fired]:
    """The plan says it on the day; it stands for as long as the calm morning does not come."""
    on, said = watched.off_since, watched.alert_days.get(AlertCode.TOO_HARD_AT_LOWEST, ())
    is_told = any(is_fresh(day, watched.today) for day in said)
    if on is None or is_told or watched.is_paused:
        return
    yield Fired(
        rule=AlertRule.TOO_HARD_AT_LOWEST,
        since=on,
        up_to=watched.today,
        observed=(watched.today - on).days,
    )


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
    """For the tests of the phase, and once they are passed for the next one."""
    if (watched.is_ready or watched.phase_waits) and watched.lock is None:
        on, level = watched.phase_started_on, int(watched.phase_waits)
        yield Fired(rule=AlertRule.READY, since=on, up_to=on, level=level)


RULES: tuple[Callable[[Watched], Iterable[Fired]], ...] = (
    _locked,
    _adverse_event,
    high_pain,
    pain_rise,
    _from_the_plan,
    _still_too_hard,
    _silent,
    _stuck,
    _waiting,
    _ready,
)
