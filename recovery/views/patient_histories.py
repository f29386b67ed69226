"""What is too long for a patient's page: one ladder day by day, and every try at a test."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import User
from recovery import mappers
from recovery.explanations import Setting
from recovery.models import RecoveryPlan
from recovery.presenters.desk_function import function_panel
from recovery.presenters.desk_ladder import ladder_days
from recovery.presenters.desk_protocol import all_names
from recovery.presenters.desk_tests import tried_tests
from recovery.selectors import exercise_texts, own_plans
from recovery.selectors.function import function_points_of
from recovery.selectors.history import PAGE_DAYS, history
from recovery.selectors.protocol_parts import exercises_of
from recovery.selectors.self_tests import tries

PAGE = timedelta(days=PAGE_DAYS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A patient's open plan, else the latest, at one reading of the clock."""

    patient: User
    plan: RecoveryPlan
    today: date


@require_safe
@clinician_required
def patient_ladder(request: HttpRequest, patient_id: UUID, code: str) -> HttpResponse:
    """Four weeks of one ladder; `until` says which."""
    record = _record(request, patient_id, _("One of your exercises"), timezone.now())
    protocol = mappers.protocol_of(record.plan.protocol_version)
    if code not in protocol.ladder_by_code:
        raise Http404
    names = all_names(protocol, exercise_texts.names_of(exercises_of(protocol)))
    setting = Setting(protocol=protocol, today=record.today, exercise_names=names)
    until = _until(request.GET.get("until", ""), record)
    earlier = until - PAGE
    context = {
        "current": "caseload",
        "patient": record.patient,
        "name": protocol.ladder_by_code[code].name,
        "until": until,
        "since": max(record.plan.started_on, earlier + timedelta(days=1)),
        "rows": ladder_days(history(record.plan, until=until), code, setting),
        "earlier": earlier if earlier >= record.plan.started_on else None,
        "later": min(until + PAGE, record.today) if until < record.today else None,
    }
    return render(request, "desk/ladder.html", context)


@require_safe
@clinician_required
def patient_tests(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Every try of this plan, and every rating of what they can do."""
    record = _record(request, patient_id, _("Your tests"), timezone.now())
    points = function_points_of(record.plan)
    context = {
        "current": "caseload",
        "patient": record.patient,
        "tests": tried_tests(tries(record.plan), mappers.protocol_of(record.plan.protocol_version)),
        "can_do": function_panel(points, most=len(points)),
    }
    return render(request, "desk/tests.html", context)


def _record(request: HttpRequest, patient_id: UUID, what: str, now: datetime) -> Record:
    person = get_patient_or_404(request, patient_id, what=what, now=now)
    today = local_day(person, now)
    plan = own_plans.latest_plan_of(person, today)
    if plan is None:
        raise Http404
    return Record(patient=person, plan=plan, today=today)


def _until(asked: str, record: Record) -> date:
    """The last day of the window: today, where none of the plan was asked for."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return record.today
    return day if record.plan.started_on <= day <= record.today else record.today
