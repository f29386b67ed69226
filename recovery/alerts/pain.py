"""The rules about the worst pain of a day."""

from collections.abc import Iterator
from datetime import date
from statistics import median

from recovery.alerts import limits as numbers
from recovery.alerts.alert import Fired
from recovery.alerts.codes import AlertRule
from recovery.alerts.stretches import is_fresh, latest_run
from recovery.alerts.watched import Watched


def high_pain(watched: Watched) -> Iterator[Fired]:
    """Also when it is over: it stands until somebody has looked, for a week."""
    limit = watched.limits.high_pain
    if max(watched.worst.values(), default=0) < limit:
        return
    high = [day for day in watched.worst if watched.worst[day] >= limit]
    run = latest_run(list(watched.worst), high)
    if not run or not is_fresh(run[-1], watched.today):
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


def pain_rise(watched: Watched) -> Iterator[Fired]:
    """While the latest answer is above the usual: a rise that settled by itself is no news."""
    run = _risen_run(watched)
    if not run or not is_fresh(run[-1], watched.today):
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
