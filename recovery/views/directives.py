"""A clinician's instruction: previewed, or given."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import can_steer_plan, clinician_required, get_patient_or_404
from accounts.local_time import local_day
from recovery.domain.codes import DirectiveKind
from recovery.forms.directives import DirectiveForm
from recovery.selectors import own_plans
from recovery.services import directives, previews
from recovery.services.answers import EntryInvalid
from recovery.services.directives import ConfirmationNeeded
from recovery.services.log import EntryConflict, PlanClosed
from recovery.services.previews import Outlook
from recovery.views.patients import Desk, open_desk, page_of

UNPROCESSABLE, CONFLICT = 422, 409


@require_POST
@clinician_required
def directive(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Give an instruction; with `preview` only show tomorrow with it."""
    desk = _desk(request, patient_id)
    form = desk.form(request.POST)
    if not form.is_valid():
        return _shown(request, desk, form, status=UNPROCESSABLE)
    if "preview" in request.POST:
        return _previewed(request, desk, form)
    return _given(request, desk, form)


def _desk(request: HttpRequest, patient_id: UUID) -> Desk:
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=_("Instructions"), now=now)
    today = local_day(person, now)
    plan = own_plans.latest_plan_of(person, today)
    if plan is None or not can_steer_plan(request.user, person, on=today):
        raise Http404
    return open_desk(person, plan, now=now, today=today)


def _shown(
    request: HttpRequest,
    desk: Desk,
    form: DirectiveForm,
    *,
    status: int,
    outlook: Outlook | None = None,
) -> HttpResponse:
    return render(request, "desk/patient.html", page_of(desk, form, outlook), status=status)


def _previewed(request: HttpRequest, desk: Desk, form: DirectiveForm) -> HttpResponse:
    try:
        outlook = previews.with_directive(
            desk.plan,
            past=desk.record.past,
            entries=desk.record.to_fold,
            facts={"kind": form.cleaned_data["kind"], "reason": form.cleaned_data["reason"]}
            | form.facts,
            today=desk.today,
        )
    except EntryInvalid as problem:
        form.refuse(problem)
        return _shown(request, desk, form, status=UNPROCESSABLE)
    return _shown(request, desk, form, status=200, outlook=outlook)


def _given(request: HttpRequest, desk: Desk, form: DirectiveForm) -> HttpResponse:
    try:
        directives.give(
            plan=desk.plan,
            kind=DirectiveKind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
            on=desk.today,
            client_id=form.cleaned_data["client_id"],
            by=request.user,
            now=desk.now,
            today=desk.today,
            confirmed=form.cleaned_data["confirmed"],
            **form.facts,
        )
    except ConfirmationNeeded:
        form.ask_to_confirm()
        return _shown(request, desk, form, status=UNPROCESSABLE)
    except EntryInvalid as problem:
        form.refuse(problem)
        return _shown(request, desk, form, status=UNPROCESSABLE)
    except (EntryConflict, PlanClosed) as problem:
        form.add_error(None, _conflict_words(problem))
        return _shown(request, desk, form, status=CONFLICT)
    messages.success(request, _("Saved. They see it on their page from now on."))
    return redirect("patient", desk.patient.public_id)


def _conflict_words(problem: Exception) -> str:
    if isinstance(problem, PlanClosed):
        return _("This plan has ended. Nothing was saved.")
    return _("This form was sent before with other content. Open the page again.")
