"""The first answers of a patient's plan at the desk, and putting them right."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess, User
from recovery.forms.fields import new_client_id
from recovery.forms.first_answers import FirstAnswersForm
from recovery.models import LogEntry, RecoveryPlan
from recovery.presenters.desk_log import log_lines
from recovery.selectors import own_plans
from recovery.selectors.entries import ReadEntry, read_entries
from recovery.selectors.history import PAGE_DAYS
from recovery.services import corrections
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict
from recovery.views.choosing import setting_of_plan

OK, CONFLICT, UNPROCESSABLE = 200, 409, 422
FIRST_WEEKS = timedelta(days=PAGE_DAYS - 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Whose plan it is, and its first entry with every correction so far."""

    patient: User
    plan: RecoveryPlan
    intake: ReadEntry
    now: datetime
    today: date


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def first_answers(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """What the plan began with. A correction is worked out from the first day on; both stay."""
    desk = _desk(request, patient_id)
    if request.method != "POST":
        blank = {"client_id": new_client_id()}
        return _shown(request, desk, FirstAnswersForm(entry=desk.intake.right, initial=blank), OK)
    form = FirstAnswersForm(request.POST, entry=desk.intake.right)
    if _is_sent_again(form, desk.intake):
        return redirect("first_answers", patient_id)
    if not form.is_valid():
        return _shown(request, desk, form, UNPROCESSABLE)
    try:
        _put_right(request, desk, form)
    except EntryInvalid as problem:
        form.refuse(problem)
        return _shown(request, desk, form, UNPROCESSABLE)
    except EntryConflict:
        form.add_error(None, _("This was saved before with other answers. Open the page again."))
        return _shown(request, desk, form, CONFLICT)
    messages.success(request, _("Put right. The plan was worked out again from its first day."))
    return redirect("first_answers", patient_id)


def _desk(request: HttpRequest, patient_id: UUID) -> Desk:
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=RecordAccess.Page.FIRST_ANSWERS, now=now)
    today = local_day(person, now)
    plan = own_plans.latest_plan_of(person, today)
    if plan is None:
        raise Http404
    first_day = read_entries(plan, since=plan.started_on, until=plan.started_on)
    intake = next(one for one in first_day if one.row.kind == LogEntry.Kind.INTAKE)
    return Desk(patient=person, plan=plan, intake=intake, now=now, today=today)


def _is_sent_again(form: FirstAnswersForm, intake: ReadEntry) -> bool:
    """The same correction a second time: it stands already, so that nothing differs from it."""
    sent = form.data.get("client_id")
    is_kept = any(row.client_id == sent for row in intake.corrections)
    return is_kept and form.has_error(NON_FIELD_ERRORS, "unchanged")


def _put_right(request: HttpRequest, desk: Desk, form: FirstAnswersForm) -> None:
    corrections.record(
        entry=desk.intake.row,
        changes=form.changes,
        reason=form.cleaned_data["reason"],
        client_id=form.cleaned_data["client_id"],
        by=request.user,
        now=desk.now,
        today=desk.today,
    )


def _shown(request: HttpRequest, desk: Desk, form: FirstAnswersForm, status: int) -> HttpResponse:
    setting = setting_of_plan(desk.plan, desk.today)
    context = {
        "current": "caseload",
        "patient": desk.patient,
        "form": form,
        "log": log_lines([desk.intake], setting, since=desk.plan.started_on),
        "is_corrected": bool(desk.intake.corrections),
        "last_of_first_weeks": min(desk.today, desk.plan.started_on + FIRST_WEEKS),
    }
    return render(request, "desk/first_answers.html", context, status=status)
