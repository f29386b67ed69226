"""One patient's record for the therapist's page: read at once, folded nowhere."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models import CareRelationship, Message, User
from recovery.domain.log import Entry
from recovery.models import AdverseEvent, Note, RecoveryPlan
from recovery.selectors import adverse_events, own_plans, replay
from recovery.selectors.arrivals import arrival_of
from recovery.selectors.charts import ChartSeries, decision_points, pain_points, session_points
from recovery.selectors.entries import ReadEntry, read_entries, to_fold
from recovery.selectors.function import FunctionPoint, function_points_of
from recovery.selectors.history import HistoryDay, days_with
from recovery.selectors.patient_page import CHART_DAYS
from recovery.selectors.replay import Past


def desk_plan(patient: User, reader: User, today: date) -> RecoveryPlan | None:
    """The open plan, else the latest, in one query.

    Annotated beside what `own_plans` does: unread messages of the reader, and how the patient
    came into their care, for `read_arrival`; of the care team's
    notes how many there are, and the latest words with who wrote them and when; of what went
    wrong how often, and the latest day and kind.
    """
    thread = Message.objects.filter(patient=OuterRef("patient"))
    notes = Note.objects.filter(patient=OuterRef("patient")).order_by("-pk")
    counted = notes.originals().order_by().values("patient").annotate(number=Count("pk"))
    events = AdverseEvent.objects.filter(patient=OuterRef("patient"))
    care = CareRelationship.objects.current(today).filter(clinician=reader)
    plans = own_plans.with_facts(patient, today).annotate(
        unread=thread.unread_by(reader.pk).counted(),
        came=arrival_of(care, "patient", today),
        note_count=Coalesce(Subquery(counted.values("number")), 0),
        note_text=Subquery(notes.values("text")[:1]),
        note_by=Subquery(notes.values("written_by__name")[:1]),
        note_at=Subquery(notes.values("written_at")[:1]),
        event_count=adverse_events.counted(events),
        event_on=Subquery(events.values("on")[:1]),
        event_kind=Subquery(events.values("kind")[:1]),
    )
    return plans.order_by("-started_on", "-pk").first()


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskRecord:
    """since: the first charted day. entries: from then on, oldest first.

    past: where a fold of today begins. to_fold: the entries such a fold reads.
    """

    since: date
    entries: tuple[ReadEntry, ...]
    charts: ChartSeries
    function: tuple[FunctionPoint, ...]
    history: tuple[HistoryDay, ...]
    past: Past
    to_fold: tuple[Entry, ...]


def desk_record(plan: RecoveryPlan, *, today: date, history_days: int) -> DeskRecord:
    """Of a plan that `desk_plan` read. Six queries; two more where the whole log is folded."""
    since = max(plan.started_on, today - timedelta(days=CHART_DAYS - 1))
    entries = read_entries(plan, since=since)
    past = replay.past_of(plan, before=today)
    return DeskRecord(
        since=since,
        entries=entries,
        charts=ChartSeries(
            pain=pain_points(entries),
            sessions=session_points(entries),
            decisions=decision_points(plan, since=since),
        ),
        function=function_points_of(plan),
        history=days_with(plan, entries, until=today, days=history_days),
        past=past,
        to_fold=_to_fold(plan, past, entries, since),
    )


def _to_fold(
    plan: RecoveryPlan, past: Past, entries: tuple[ReadEntry, ...], since: date
) -> tuple[Entry, ...]:
    first = past.state.on + timedelta(days=1) if past.state else plan.started_on
    if first < since:
        return tuple(replay.domain_entries(replay.entries_after(plan, past.state)))
    return to_fold(entries, since=first)
