"""What the fold needs from the database: the latest state before a day, and the log since."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from recovery import mappers
from recovery.domain.log import Entry
from recovery.domain.state import PlanState
from recovery.models import Decision, LogEntry, RecoveryPlan, SessionExercise


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """Where a fold begins.

    state: after the latest decided day before the one asked for; None to begin at the start,
        because there is none or because another engine wrote it.
    decided_until: that day.
    decided: the current revision of each later day that was decided already.
    latest_sequence: the number of the newest entry, 0 where there is none.
    """

    state: PlanState | None
    decided_until: date | None
    decided: dict[date, Decision]
    latest_sequence: int

    @property
    def latest_day(self) -> date | None:
        return max(self.decided, default=self.decided_until)

    def is_settled(self, day: date) -> bool:
        """Whether the day lies before everything that is decided again."""
        return self.decided_until is not None and day <= self.decided_until


def past_of(plan: RecoveryPlan, *, before: date) -> Past:
    """One query: the snapshot before a day and whatever was decided since."""
    of_plan = Decision.objects.filter(plan=plan)
    snapshot_day = of_plan.filter(day__lt=before).newest_first().values("day")[:1]
    newest_entry = LogEntry.objects.filter(plan=OuterRef("plan")).order_by("-sequence")
    rows = (
        of_plan.filter(day__gte=Coalesce(Subquery(snapshot_day), before))
        .annotate(latest_sequence=Subquery(newest_entry.values("sequence")[:1]))
        .order_by("day", "revision")
    )
    current = {row.day: row for row in rows}
    earlier = [row for day, row in current.items() if day < before]
    return Past(
        state=mappers.state_of(earlier[0]) if earlier else None,
        decided_until=earlier[0].day if earlier else None,
        decided={day: row for day, row in current.items() if day >= before},
        latest_sequence=next((row.latest_sequence for row in current.values()), 0),
    )


def entries_after(
    plan: RecoveryPlan, state: PlanState | None, *, client_id: str = ""
) -> list[LogEntry]:
    """The entries that a fold from `state` reads, and the one with this client id."""
    wanted = Q(on__gt=state.on) if state else Q()
    if state and client_id:
        wanted |= Q(client_id=client_id)
    return list(LogEntry.objects.filter(wanted, plan=plan).with_target().order_by("sequence"))


def domain_entries(rows: Iterable[LogEntry]) -> list[Entry]:
    """The rows as the domain's entries; one query where there are sessions among them."""
    rows = list(rows)
    sessions = [row.pk for row in rows if row.kind == LogEntry.Kind.SESSION]
    exercises: defaultdict[int, list[SessionExercise]] = defaultdict(list)
    if sessions:
        for exercise in SessionExercise.objects.filter(entry__in=sessions).order_by("pk"):
            exercises[exercise.entry_id].append(exercise)
    return [mappers.entry_of(row, exercises[row.pk]) for row in rows]
