"""Everything the page of one's progress shows, in as many queries after years as after a week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from recovery.domain.codes import LOCKING, Result
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors.charts import (
    ChartSeries,
    decision_points,
    pain_points,
    session_points,
)
from recovery.selectors.entries import read_entries
from recovery.selectors.function import FunctionPoint, function_points
from recovery.selectors.history import HistoryDay, days_with

Kind = LogEntry.Kind
DAY = timedelta(days=1)
LONGEST_LIST = 30
DAYS_OF_TWO_WEEKS = 14
# A rest without an end, like a lock, goes on while nobody says more.
LASTING = {Result.REST.value, *(result.value for result in LOCKING)}
CLINICIANS_LIMIT = "R18"  # which says a pause, too
OWN_KINDS = (Kind.INTAKE, Kind.CHECK_IN, Kind.SESSION, Kind.SELF_TEST)


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """The days somebody looks at: `days` that end with `until`; the whole plan where None.

    last: the latest day there is to see, today or the day the plan ended.
    """

    days: int | None
    until: date
    started_on: date
    last: date

    @property
    def since(self) -> date:
        if self.days is None:
            return self.started_on
        return max(self.started_on, self.until - (self.days - 1) * DAY)

    @property
    def drawn_until(self) -> date:
        return self.last if self.days is None else self.until

    @property
    def listed_days(self) -> int:
        return min(self.days or LONGEST_LIST, LONGEST_LIST)

    @property
    def earlier(self) -> date | None:
        """The last day of the window before, where the plan had begun."""
        day = self.until - self.listed_days * DAY
        return day if day >= self.started_on else None

    @property
    def later(self) -> date | None:
        return (
            None if self.until >= self.last else min(self.last, self.until + self.listed_days * DAY)
        )

    @property
    def read_since(self) -> date:
        listed = self.until - (self.listed_days - 1) * DAY
        return min(self.since, listed, self.until - (DAYS_OF_TWO_WEEKS - 1) * DAY)


@dataclass(frozen=True, kw_only=True, slots=True)
class SilentDay:
    """A day on which nobody recorded anything, decided all the same.

    free_until: the last day on which nothing is listed, as on a rest day, in a pause or under
        a lock; None where something was. What has no end of its own lasts.
    """

    day: date
    free_until: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressRecord:
    """series: from `Window.read_since` on; its decisions of the whole plan.

    recorded: the days with something of the patient's own, by kind. silent: days without.
    """

    series: ChartSeries
    function: tuple[FunctionPoint, ...]
    history: tuple[HistoryDay, ...]
    recorded: tuple[tuple[date, str], ...]
    silent: tuple[SilentDay, ...]


def progress_record(plan: RecoveryPlan, window: Window) -> ProgressRecord:
    until = max(window.until, window.drawn_until)
    entries = read_entries(plan, since=window.read_since, until=until)
    history = days_with(plan, entries, until=window.until, days=window.listed_days)
    return ProgressRecord(
        series=ChartSeries(
            pain=pain_points(entries),
            sessions=session_points(entries),
            decisions=decision_points(plan, since=plan.started_on),
        ),
        function=function_points(plan),
        history=history,
        recorded=tuple(_own(plan).order_by("on", "sequence").values_list("on", "kind")),
        silent=_silent_days(plan),
    )


def _own(plan: RecoveryPlan) -> "QuerySet[LogEntry]":
    return LogEntry.objects.filter(plan=plan, kind__in=OWN_KINDS)


def _silent_days(plan: RecoveryPlan) -> tuple[SilentDay, ...]:
    """One query, which opens the stored day only where nobody recorded anything, but the latest.

    The latest decided day is among them, since what it says may last.
    """
    of_plan = Decision.objects.filter(plan=plan)
    latest = Subquery(of_plan.newest_first().values("day")[:1])
    rows = of_plan.filter(~Q(day__in=_own(plan).values("on")) | Q(day=latest))
    rows = rows.order_by("day", "revision")
    listed, until = "plan_day__exercises__0__ladder", "plan_day__reasons__0__until"
    current = {
        row["day"]: row for row in rows.values("day", "result", "binding_rule", listed, until)
    }
    return tuple(
        SilentDay(
            day=day,
            free_until=None if row[listed] else _free_until(row, row[until]),
        )
        for day, row in current.items()
    )


def _free_until(row: Mapping[str, Any], until: str | None) -> date:
    """Of a day with nothing listed; the first reason is the one that named the day."""
    if until is not None:
        return max(row["day"], date.fromisoformat(until))
    lasts = row["result"] in LASTING or row["binding_rule"] == CLINICIANS_LIMIT
    return date.max if lasts else row["day"]
