"""What is too long for a patient's page: all days, one ladder day by day, each try at a test."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess, User
from recovery import mappers
from recovery.domain.codes import Side
from recovery.models import RecoveryPlan
from recovery.presenters.desk_function import function_panel
from recovery.presenters.desk_ladder import ladder_days
from recovery.presenters.desk_log import log_lines
from recovery.presenters.desk_patient import decision_days
from recovery.presenters.desk_tests import tried_tests
from recovery.selectors import own_plans
from recovery.selectors.function import function_points_of
from recovery.selectors.history import PAGE_DAYS, history
from recovery.selectors.self_tests import tries
from recovery.views.choosing import setting_of_plan

PAGE = timedelta(days=PAGE_DAYS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A patient's open plan, else the latest, at one reading of the clock."""

    patient: User
    plan: RecoveryPlan
    today: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Weeks:
    """Days that one page shows. earlier, later: the last days of the pages beside it."""

    since: date
    until: date
    earlier: date | None
    later: date | None


@require_safe
@clinician_required
def patient_days(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Four weeks of decisions and of the log as recorded; `until` says which."""
    record = _record(request, patient_id, RecordAccess.Page.DAYS, timezone.now())
    setting, weeks = (
        setting_of_plan(record.plan, record.today),
        _weeks(request, record),
    )
    days = history(record.plan, until=weeks.until)
    entries = [entry for day in reversed(days) for entry in day.entries]
    context = {
        "current": "caseload",
        "patient": record.patient,
        "weeks": weeks,
        "decisions": decision_days(days, setting, Side(record.plan.injured_side)),
        "log": log_lines(entries, setting, since=weeks.since),
    }
    return render(request, "desk/days.html", context)


@require_safe
@clinician_required
def patient_ladder(request: HttpRequest, patient_id: UUID, code: str) -> HttpResponse:
    """Four weeks of one ladder; `until` says which."""
    record = _record(request, patient_id, RecordAccess.Page.LADDER, timezone.now())
    setting, weeks = (
        setting_of_plan(record.plan, record.today),
        _weeks(request, record),
    )
    if code not in setting.protocol.ladder_by_code:
        raise Http404
    context = {
        "current": "caseload",
        "patient": record.patient,
        "name": setting.ladder_name(code),
        "weeks": weeks,
        "rows": ladder_days(history(record.plan, until=weeks.until), code, setting),
    }
    return render(request, "desk/ladder.html", context)


@require_safe
@clinician_required
def patient_tests(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Every try of this plan, and every rating of what they can do."""
    record = _record(request, patient_id, RecordAccess.Page.TESTS, timezone.now())
    points = function_points_of(record.plan)
    context = {
        "current": "caseload",
        "patient": record.patient,
        "tests": tried_tests(tries(record.plan), mappers.protocol_for(record.plan)),
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


def _weeks(request: HttpRequest, record: Record) -> Weeks:
    """The four weeks that were asked for, else the latest."""
    first, today = record.plan.started_on, record.today
    until = _asked(request.GET.get("until", "")) or today
    until = until if first <= until <= today else today
    earlier = until - PAGE
    return Weeks(
        since=max(first, earlier + timedelta(days=1)),
        until=until,
        earlier=earlier if earlier >= first else None,
        later=min(until + PAGE, today) if until < today else None,
    )


def _asked(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
