"""What was said and done on the latest days of many plans, a line a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, ExpressionWrapper, F, Field, Max, Q, QuerySet, TextField
from django.db.models.functions import Cast

from recovery.models import Decision, LogEntry
from recovery.selectors.json_keys import read_json
from recovery.selectors.many_keys import IsAmong

Kind = LogEntry.Kind
AS_TOLD = Field()  # what the database says, as it says it: turning thousands of values takes time


@dataclass(slots=True)
class Days:
    """worst: the worst pain of each day with an answer. sessions: the days with a session."""

    worst: dict[date, int] = field(default_factory=dict)
    sessions: set[date] = field(default_factory=set)

    def hear(self, on: date, score: int | None) -> None:
        if score is not None:
            self.worst[on] = max(score, self.worst.get(on, 0))


def days_of(plans: Sequence[int], *, since: date, kinds: Iterable[str]) -> dict[int, Days]:
    """By the plan's key, in two queries. Of a corrected entry its correction counts.

    plans: keys, and not a query of them, which PostgreSQL asks again for every row of a table that
    it has not counted yet.
    """
    entries = LogEntry.objects.filter(IsAmong("plan", plans), on__gte=since)
    right = {one["target"]: one for one in _corrected(entries)}
    days: defaultdict[int, Days] = defaultdict(Days)
    for plan, told, worst, sessions in _by_day(entries.filter(kind__in=kinds), right):
        on, of_plan = _day(told), days[plan]
        of_plan.hear(on, worst)
        if sessions:
            of_plan.sessions.add(on)
    for one in right.values():
        days[one["plan"]].hear(one["on"], one["facts"]["changes"]["pain_worst"])
    return days


def _corrected(entries: QuerySet[LogEntry]) -> list[dict[str, Any]]:
    """Corrections of the worst pain, the latest of each entry last."""
    corrections = entries.filter(kind=Kind.CORRECTION).order_by("sequence")
    found = corrections.values("plan", "on", "facts", target=F("supersedes"))
    return [one for one in found if "pain_worst" in one["facts"]["changes"]]


def _by_day(entries: QuerySet[LogEntry], right: dict[int, Any]) -> Iterable[tuple[Any, ...]]:
    """Added up where the rows are: there are several a day.

    While nothing was corrected it asks for no column but those of the index, and reads no row.
    """
    is_as_written = ~Q(pk__in=list(right)) if right else None
    return (
        entries.order_by()
        .values("plan", "on")
        .annotate(
            worst=Max("pain_worst", filter=is_as_written, output_field=AS_TOLD),
            sessions=Count("kind", filter=Q(kind=Kind.SESSION), output_field=AS_TOLD),
        )
        .values_list("plan", ExpressionWrapper(F("on"), AS_TOLD), "worst", "sessions")
    )


@lru_cache(maxsize=64)
def _day(told: date | str) -> date:
    """A day as the database tells it. A fortnight has few days, and a caseload many rows."""
    return told if isinstance(told, date) else date.fromisoformat(told)


def alert_days(plans: Sequence[int], *, since: date) -> dict[int, dict[str, list[date]]]:
    """By the plan's key and the alert's code, the days that raised it, oldest first."""
    rows = Decision.objects.filter(IsAmong("plan", plans), day__gte=since).exclude(alerts=[])
    latest: dict[tuple[int, date], str] = {}
    ordered = rows.order_by("plan", "day", "revision")
    for plan, day, alerts in ordered.values_list("plan", "day", Cast("alerts", TextField())):
        latest[plan, day] = alerts
    found: defaultdict[int, dict[str, list[date]]] = defaultdict(dict)
    for (plan, day), alerts in latest.items():
        for code in read_json(alerts):
            found[plan].setdefault(code, []).append(day)
    return found
