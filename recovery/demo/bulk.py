"""Writes the rows of a log, and of what the rules decide on it, all at once.

The rules decide every day as they would through the services; only the writing differs.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from accounts.models import User
from recovery import mappers
from recovery.domain.codes import Author
from recovery.domain.log import Entry, Session
from recovery.domain.plan import Decision as Decided
from recovery.models import Decision, LogEntry, RecoveryPlan, SessionExercise

Clock = Callable[[date], datetime]


def write_entries(
    plan: RecoveryPlan, entries: Sequence[Entry], *, clinician: User | None = None, at: Clock
) -> None:
    """Rows of a log that are numbered already. at: when an entry of a day was recorded."""
    rows = LogEntry.objects.bulk_create(
        LogEntry(
            plan=plan,
            recorded_at=at(entry.on),
            sequence=entry.order,
            recorded_by=clinician if entry.by is Author.CLINICIAN else plan.patient,
            **mappers.entry_fields(entry),
        )
        for entry in entries
    )
    SessionExercise.objects.bulk_create(
        SessionExercise(entry=row, **mappers.report_fields(report))
        for row, entry in zip(rows, entries, strict=True)
        if isinstance(entry, Session)
        for report in entry.exercises
    )


def write_decisions(plan: RecoveryPlan, days: Iterable[Decided], *, at: Clock) -> None:
    """Rows of the days of a fold, each its day's first. at: when a day was decided."""
    Decision.objects.bulk_create(
        Decision(
            plan=plan,
            protocol_version=plan.protocol_version,
            created_at=at(one.plan_day.day),
            revision=1,
            **mappers.decision_fields(one),
        )
        for one in days
    )
