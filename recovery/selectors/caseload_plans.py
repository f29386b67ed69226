"""What a line of the caseload says of a plan, read once for each state of its log.

The log and its decided days only grow, and whatever is recorded is in the digest of the newest
day. So what follows from them is kept in memory for as long as that day is the newest, and of
hundreds of plans only those are read where something happened. Nothing kept can be out of date:
with another newest day it is not found.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.db.models import CharField, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Concat

from recovery.alerts import LockFacts
from recovery.domain.codes import Result
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors.caseload_days import Days, alert_days, days_of
from recovery.selectors.json_keys import JsonKeys, read_json, read_keys
from recovery.selectors.many_keys import IsAmong

Kind = LogEntry.Kind
REPORTS = (Kind.INTAKE, Kind.CHECK_IN, Kind.SESSION, Kind.SELF_TEST)
DAY_KEYS = ("proposals", "phase_started_on")
STATE_KEYS = ("side", "severity", "recurrent", "lock", "pause")
NEXT_PHASE = "R14"  # the rule of a proposal to go on
MOST_PLANS = 10_000  # some kilobytes each
# For a reader whose day is still the one before: what was read for another serves them as well.
MARGIN = timedelta(days=1)

Head = str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadPlan:
    """A plan by its latest stored decision. Not to be changed: it is kept.

    alerts: the codes of that day. reasons: the text of them. reported_on: the day of the latest
    report. days, alert_days: from the day `since` on; the second by the alert's code.
    waits_since, phase_waits, off_since: as in `Watched`.
    """

    phase: str
    phase_started_on: date
    profile: str
    result: str
    lock_kind: str
    lock: LockFacts | None
    is_ready: bool
    alerts: Sequence[str]
    reasons: str
    waits_since: tuple[date, ...]
    phase_waits: bool
    off_since: date | None
    is_paused: bool
    paused_until: date | None
    protocol_version: int
    side: str
    severity: str
    is_recurrent: bool
    reported_on: date
    since: date
    days: Days
    alert_days: Mapping[str, Sequence[date]]


# By the plan's key and its head. Many threads ask, in turn.
KEPT: LRUCache[tuple[int, Head], CaseloadPlan] = LRUCache(MOST_PLANS)
_turn = Lock()


def head_of(plan: str) -> Subquery:
    """A column of an outer query for `plans_at`, where `plan` is a column: the newest decision,
    and the digest of the log that it follows from."""
    newest = Decision.objects.filter(plan=OuterRef(plan)).newest_first()
    head = Concat(Cast("pk", CharField()), "log_digest", output_field=CharField())
    return Subquery(newest.values(head=head)[:1])


def plans_at(heads: Mapping[int, Head], *, since: date) -> dict[int, CaseloadPlan]:
    """By the plan's key, with its days from `since` on or earlier; in four queries, or in none
    where nothing is new.

    What is read after its head may be newer than that, never older, and a newer head asks anew.
    """
    with _turn:
        kept = {plan: KEPT.get((plan, head)) for plan, head in heads.items()}
    found = {plan: one for plan, one in kept.items() if one and one.since <= since}
    missing = [plan for plan in heads if plan not in found]
    if missing:
        read = _read(missing, since - MARGIN)
        with _turn:
            KEPT.update({(plan, heads[plan]): one for plan, one in read.items()})
        found |= read
    return found


def _read(plans: Sequence[int], since: date) -> dict[int, CaseloadPlan]:
    days = days_of(plans, since=since, kinds=REPORTS)
    alerts = alert_days(plans, since=since)
    found = {}
    for row in _latest_decisions(plans):
        plan = row["plan"]
        found[plan] = _plan(row, since, days.get(plan) or Days(), alerts.get(plan) or {})
    return found


def _latest_decisions(plans: Sequence[int]) -> QuerySet[Decision, dict[str, Any]]:
    newest = Decision.objects.filter(plan=OuterRef("pk")).newest_first().values("pk")[:1]
    asked = RecoveryPlan.objects.filter(IsAmong("pk", plans))
    latest = asked.annotate(latest=Subquery(newest)).values("latest")
    reports = LogEntry.objects.filter(plan=OuterRef("plan"), kind__in=REPORTS).order_by("-on")
    return (
        Decision.objects.filter(pk__in=latest)
        .order_by()
        .values(
            *("plan", "phase", "profile", "result", "lock_kind", "is_ready_for_tests"),
            "protocol_version",
            shown=JsonKeys("plan_day", *DAY_KEYS, apart="reasons"),
            kept=JsonKeys("state", *STATE_KEYS),
            raised=Cast("alerts", TextField()),
            reported_on=Subquery(reports.values("on")[:1]),
        )
    )


def _plan(
    row: dict[str, Any], since: date, days: Days, alert_days: dict[str, list[date]]
) -> CaseloadPlan:
    (proposals, phase_started_on), reasons = read_keys(row["shown"])
    (side, severity, is_recurrent, lock, pause), _ = read_keys(row["kept"])
    until = pause["until"] if pause else None
    return CaseloadPlan(
        phase=row["phase"],
        phase_started_on=date.fromisoformat(phase_started_on),
        profile=row["profile"],
        result=row["result"],
        lock_kind=row["lock_kind"],
        lock=_lock(lock) if lock else None,
        is_ready=row["is_ready_for_tests"],
        alerts=read_json(row["raised"]),
        reasons=reasons,
        waits_since=tuple(date.fromisoformat(one["since"]) for one in proposals or ()),
        phase_waits=any(one["rule"] == NEXT_PHASE for one in proposals or ()),
        off_since=_off_since(reasons),
        is_paused=pause is not None,
        paused_until=date.fromisoformat(until) if until else None,
        protocol_version=row["protocol_version"],
        side=side or "",
        severity=severity or "",
        is_recurrent=bool(is_recurrent),
        reported_on=row["reported_on"],
        since=since,
        days=days,
        alert_days=alert_days,
    )


def _off_since(reasons: str) -> date | None:
    """Of what is off without a day on which that ends."""
    off = [one for one in json.loads(reasons) if one["detail"] == "ladder_off"]
    days = [date.fromisoformat(one["seen_on"]) for one in off if one["until"] is None]
    return max(days, default=None)


def _lock(lock: dict[str, Any]) -> LockFacts:
    return LockFacts(
        kind=Result(lock["kind"]),
        set_on=date.fromisoformat(lock["set_on"]),
        rule=lock["rule"],
        codes=tuple(lock["codes"]),
    )
