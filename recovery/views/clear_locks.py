"""A lock, cleared by a clinician."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import can_steer_plan, clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess, User
from recovery.domain.codes import DirectiveKind, Result
from recovery.domain.decision import PlanDay
from recovery.forms.clear_locks import ClearLockForm
from recovery.forms.fields import new_client_id
from recovery.models import RecoveryPlan
from recovery.presenters.desk_directives import Beside, beside
from recovery.presenters.desk_patient import lock_notice
from recovery.selectors import own_plans, plan_days
from recovery.services import directives, previews
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict, PlanClosed
from recovery.views.choosing import setting_of_plan

UNPROCESSABLE, CONFLICT = 422, 409


@dataclass(frozen=True, kw_only=True, slots=True)
class Locked:
    """A patient's open plan at one reading of the clock."""

    patient: User
    plan: RecoveryPlan
    day: PlanDay
    now: datetime
    today: date


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def clear_lock(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Who examined the patient, when and what was found. Then the plan opens again."""
    here = _locked(request, patient_id)
    if request.method == "POST":
        return _cleared(request, here)
    if here.day.lock is None:
        messages.info(request, _("This plan is not locked."))
        return redirect("patient", patient_id)
    form = _form(here, initial={"client_id": new_client_id()})
    return _shown(request, here, form)


def _form(here: Locked, *args: Any, **kwargs: Any) -> ClearLockForm:
    lock = here.day.lock
    since = lock.set_on if lock else None
    return ClearLockForm(*args, today=here.today, since=since, **kwargs)


def _locked(request: HttpRequest, patient_id: UUID) -> Locked:
    now = timezone.now()
    patient = get_patient_or_404(request, patient_id, what=RecordAccess.Page.LOCK, now=now)
    today = local_day(patient, now)
    plan = own_plans.open_plan_of(patient, today)
    if plan is None or not can_steer_plan(request.user, patient, on=today):
        raise Http404
    day = plan_days.today(plan, today)
    return Locked(patient=patient, plan=plan, day=day, now=now, today=today)


def _shown(
    request: HttpRequest, here: Locked, form: ClearLockForm, *, status: int = 200
) -> HttpResponse:
    lock = here.day.lock
    context = {
        "current": "caseload",
        "patient": here.patient,
        "lock": lock_notice(here.day, here.today),
        "begins_again": lock is not None and lock.kind is not Result.SOON,
        "form": form,
        "tomorrow": _tomorrow(here) if lock else None,
    }
    return render(request, "desk/clear_lock.html", context, status=status)


def _tomorrow(here: Locked) -> Beside:
    """With the lock cleared today, and without. Nobody has said yet what was found."""
    given = {
        "kind": DirectiveKind.CLEAR_LOCK,
        "examined_by": previews.NO_WORDS,
        "examined_on": here.today,
        "finding": previews.NO_WORDS,
    }
    without, cleared = previews.without_and_with(here.plan, given=given, today=here.today)
    setting = setting_of_plan(here.plan, here.today)
    return beside(without.tomorrow, cleared.tomorrow, setting)


def _cleared(request: HttpRequest, here: Locked) -> HttpResponse:
    form = _form(here, request.POST)
    if not form.is_valid():
        return _shown(request, here, form, status=UNPROCESSABLE)
    try:
        directives.give(
            plan=here.plan,
            kind=DirectiveKind.CLEAR_LOCK,
            reason=form.words,
            on=here.today,
            client_id=form.cleaned_data["client_id"],
            by=request.user,
            now=here.now,
            today=here.today,
            **form.facts,
        )
    except EntryInvalid as problem:
        form.refuse(problem)
        return _shown(request, here, form, status=UNPROCESSABLE)
    except (EntryConflict, PlanClosed):
        form.add_error(None, _("This could not be saved. Open the patient's page and look again."))
        return _shown(request, here, form, status=CONFLICT)
    messages.success(request, _("The lock is cleared. The plan goes on from today."))
    return redirect("patient", here.patient.public_id)
