"""The one door into a plan's log: store an entry once, decide again what it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from recovery import mappers
from recovery.domain import plan as engine
from recovery.domain.codes import Author
from recovery.domain.decision import PlanDay
from recovery.domain.log import Correction, Entry, Session
from recovery.domain.state import PlanState
from recovery.models import Decision, LogEntry, RecoveryPlan, SessionExercise
from recovery.selectors import plan_days, replay
from recovery.selectors.replay import Past
from recovery.services.checks import check_dates, check_words

Cause = Decision.Cause
CloseReason = RecoveryPlan.CloseReason


class EntryConflict(ValueError):
    """The same client id was sent before with other content. Nothing was stored."""


class PlanClosed(ValueError):
    """The plan has ended; only corrections are taken."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """What the door answers. plan_day: today, decided again. is_new: False when sent twice."""

    entry: LogEntry
    plan_day: PlanDay
    is_new: bool


def author_of(plan: RecoveryPlan, by: User) -> Author:
    """The patient records for themselves; anybody else who is let in is a clinician.

    A caregiver's entries are named as such by whoever calls.
    """
    return Author.PATIENT if by.pk == plan.patient_id else Author.CLINICIAN


@transaction.atomic
def append(
    *,
    plan: RecoveryPlan,
    entry: Entry,
    by: User,
    now: datetime,
    today: date,
    target: LogEntry | None = None,
    exercises: Mapping[str, str] | None = None,
) -> Recorded:
    """Store an entry and decide every day from its own to today.

    today: the patient's local day. target: the entry a correction supersedes.
    exercises: for a session, the exercise done on each ladder.
    Sent again with the same content it changes nothing and answers the stored entry.
    Raises EntryInvalid, EntryConflict or PlanClosed, with nothing stored.
    """
    plan = _locked(plan)
    if not isinstance(entry, Correction):
        check_dates(entry, started_on=plan.started_on, today=today)
    past = replay.past_of(plan, before=entry.on)
    rows = replay.entries_after(plan, past.state, client_id=entry.id)
    twin = next((row for row in rows if row.client_id == entry.id), None)
    if twin is not None:
        return _same_again(plan, twin, entry, today)
    if not plan.is_open and not isinstance(entry, Correction):
        raise PlanClosed
    check_words(entry, mappers.protocol_for(plan, on=entry.on))
    entry = replace(entry, order=past.latest_sequence + 1)
    earlier = replay.domain_entries(rows)
    row = _stored(plan, entry, by, now, target, exercises or {})
    latest = _decided(plan, past, [*earlier, entry], now, today, caused_by=row)
    return Recorded(entry=row, plan_day=latest.plan_day, is_new=True)


@transaction.atomic
def settle(*, plan: RecoveryPlan, now: datetime, today: date) -> PlanDay:
    """Decide and store the days up to today on which nobody recorded anything."""
    plan = _locked(plan)
    past = replay.past_of(plan, before=today)
    if today in past.decided or not plan.is_open:
        return plan_days.today(plan, today)
    entries = replay.domain_entries(replay.entries_after(plan, past.state))
    return _decided(plan, past, entries, now, today, caused_by=None).plan_day


def close(*, plan: RecoveryPlan, on: date, reason: CloseReason) -> None:
    """The plan ends; its record stays."""
    plan.closed_on, plan.close_reason = on, reason
    plan.save(update_fields=["closed_on", "close_reason"])


def _locked(plan: RecoveryPlan) -> RecoveryPlan:
    """The plan's row, held until the transaction ends: one writer a plan."""
    return RecoveryPlan.objects.with_protocol().select_for_update(of=("self",)).get(pk=plan.pk)


def _same_again(plan: RecoveryPlan, twin: LogEntry, entry: Entry, today: date) -> Recorded:
    (stored,) = replay.domain_entries([twin])
    if replace(entry, order=stored.order) != stored:
        raise EntryConflict(entry.id)
    return Recorded(entry=twin, plan_day=plan_days.today(plan, today), is_new=False)


def _stored(
    plan: RecoveryPlan,
    entry: Entry,
    by: User,
    now: datetime,
    target: LogEntry | None,
    exercises: Mapping[str, str],
) -> LogEntry:
    row = LogEntry.objects.create(
        plan=plan,
        recorded_at=now,
        sequence=entry.order,
        recorded_by=by,
        supersedes=target,
        **mappers.entry_fields(entry),
    )
    if isinstance(entry, Session):
        SessionExercise.objects.bulk_create(
            SessionExercise(
                entry=row,
                exercise=exercises.get(report.ladder, ""),
                **mappers.report_fields(report),
            )
            for report in entry.exercises
        )
    return row


def _decided(
    plan: RecoveryPlan,
    past: Past,
    entries: Iterable[Entry],
    now: datetime,
    today: date,
    *,
    caused_by: LogEntry | None,
) -> engine.Decision:
    """Fold on, keep every day whose outcome differs, and answer the latest."""
    # Travelling west can make the patient's today an earlier day than one decided already;
    # a plan that has ended is decided no further.
    latest_day = past.latest_day or today
    until = max(today, latest_day) if plan.is_open else latest_day
    protocol = mappers.protocol_for(plan)
    log = mappers.log_of(plan, entries)
    decisions = list(engine.fold(protocol, log, until=until, since=past.state))
    days = [mappers.decision_fields(one) for one in decisions]
    Decision.objects.bulk_create(_revisions(plan, past, days, now, caused_by))
    _keep_prescribed(plan, decisions[-1].state)
    if plan.is_open and decisions[-1].plan_day.closed:
        _end(plan, decisions)
    return next((one for one in decisions if one.plan_day.day == today), decisions[-1])


def _revisions(
    plan: RecoveryPlan,
    past: Past,
    days: Iterable[dict[str, Any]],
    now: datetime,
    caused_by: LogEntry | None,
) -> Iterable[Decision]:
    for columns in days:
        day, shown = columns["day"], past.decided.get(columns["day"])
        if past.is_settled(day) or (shown is not None and _is_same(shown, columns)):
            continue
        yield Decision(
            plan=plan,
            protocol_version_id=plan.protocol_version_id,
            created_at=now,
            caused_by=caused_by,
            revision=shown.revision + 1 if shown else 1,
            reason_for_revision=_cause(caused_by, day) if shown else "",
            **columns,
        )


def _is_same(shown: Decision, columns: Mapping[str, object]) -> bool:
    if (shown.plan_day, shown.state) == (columns["plan_day"], columns["state"]):
        return True
    was = mappers.as_written_now(shown)
    return all(was[name] == columns[name] for name in was)


def _cause(entry: LogEntry | None, day: date) -> Cause:
    if entry is not None and entry.kind == LogEntry.Kind.CORRECTION:
        return Cause.CORRECTION
    is_own_day = entry is not None and entry.on == day
    return Cause.SAME_DAY if is_own_day else Cause.LATE_ENTRY


def _keep_prescribed(plan: RecoveryPlan, state: PlanState) -> None:
    prescribed = mappers.STORED.unstructure(state.prescribed)
    if plan.prescribed != prescribed:
        plan.prescribed = prescribed
        plan.save(update_fields=["prescribed"])


def _end(plan: RecoveryPlan, decisions: list[engine.Decision]) -> None:
    last_day = next(one for one in decisions if one.plan_day.closed).plan_day
    was_discharged = any(reason.detail == "discharge" for reason in last_day.reasons)
    reason = CloseReason.DISCHARGED if was_discharged else CloseReason.FINISHED
    close(plan=plan, on=last_day.day, reason=reason)
