"""What a person said on one day, as it counts now. One query."""

from dataclasses import dataclass
from datetime import date, datetime

from recovery.models import LogEntry, RecoveryPlan

Kind = LogEntry.Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCheckIn:
    """The latest check-in of a day; None for what was not answered."""

    entry_id: int
    recorded_at: datetime
    pain_rest: int | None
    pain_morning: int | None
    pain_worst: int | None
    has_red_flag_answer: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnSession:
    entry_id: int
    recorded_at: datetime
    minutes: int | None
    effort: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnDay:
    """The day's latest check-in (the intake counts as one) and session."""

    check_in: OwnCheckIn | None
    session: OwnSession | None


NOTHING = OwnDay(check_in=None, session=None)


def own_day(plan: RecoveryPlan, day: date) -> OwnDay:
    """The latest of each kind. No query where `plan` says that nothing was recorded today."""
    if not plan.has_entries_today:
        return NOTHING
    rows = list(LogEntry.objects.filter(plan=plan, on=day).order_by("sequence"))
    changes: dict[int, dict[str, object]] = {}
    for row in rows:
        if row.kind == Kind.CORRECTION:
            changes.setdefault(row.supersedes_id, {}).update(row.facts["changes"])
    check_ins = [row for row in rows if row.kind in (Kind.CHECK_IN, Kind.INTAKE)]
    sessions = [row for row in rows if row.kind == Kind.SESSION]
    return OwnDay(
        check_in=_check_in(check_ins[-1], changes) if check_ins else None,
        session=_session(sessions[-1], changes) if sessions else None,
    )


def _check_in(row: LogEntry, changes: dict[int, dict[str, object]]) -> OwnCheckIn:
    names = ("pain_rest", "pain_morning", "pain_worst")
    said = {name: getattr(row, name) for name in names} | changes.get(row.pk, {})
    flags = {**row.facts, **changes.get(row.pk, {})}.get("red_flags")
    return OwnCheckIn(
        entry_id=row.pk,
        recorded_at=row.recorded_at,
        has_red_flag_answer=flags is not None,
        **{name: said[name] for name in names},
    )


def _session(row: LogEntry, changes: dict[int, dict[str, object]]) -> OwnSession:
    said = {"minutes": row.minutes, "effort": row.effort} | changes.get(row.pk, {})
    return OwnSession(
        entry_id=row.pk,
        recorded_at=row.recorded_at,
        minutes=said["minutes"],
        effort=said["effort"],
    )


def latest_session_on(plan: RecoveryPlan, *, before: date) -> date | None:
    """The day of the latest session before a day."""
    sessions = LogEntry.objects.filter(plan=plan, kind=Kind.SESSION, on__lt=before)
    return sessions.order_by("-on").values_list("on", flat=True).first()
