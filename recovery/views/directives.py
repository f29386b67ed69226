"""A clinician's instruction: previewed, or given."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import clinician_required, get_patient_or_404
from accounts.models import RecordAccess
from recovery.domain.codes import DirectiveKind
from recovery.forms.directives import DirectiveForm
from recovery.presenters import desk_directives
from recovery.selectors.given_directives import given_directive
from recovery.services import directives, previews
from recovery.services.answers import EntryInvalid
from recovery.services.directives import ConfirmationNeeded
from recovery.services.log import EntryConflict, PlanClosed
from recovery.services.previews import Outlook
from recovery.views.choosing import setting_of_plan
from recovery.views.patients import Desk, desk_to_steer, page_of

OK, UNPROCESSABLE, CONFLICT = 200, 422, 409


@require_POST
@clinician_required
def directive(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Show tomorrow with an instruction, or give it.

    What is sent to be given, but is not what was looked at, is shown once more.
    """
    desk = desk_to_steer(request, patient_id, what=RecordAccess.Page.INSTRUCTIONS)
    is_preview = "preview" in request.POST
    form = desk.form(request.POST, is_preview=is_preview)
    if not form.is_valid():
        return _refused(request, desk, form)
    if is_preview or form.is_unseen:
        return _previewed(request, desk, form)
    return _given(request, desk, form)


def _shown(
    request: HttpRequest,
    desk: Desk,
    form: DirectiveForm,
    *,
    status: int,
    outlook: Outlook | None = None,
) -> HttpResponse:
    return render(request, "desk/patient.html", page_of(desk, form, outlook), status=status)


def _refused(request: HttpRequest, desk: Desk, form: DirectiveForm) -> HttpResponse:
    """Where only the words are missing, tomorrow with it stays in sight, and the button to save."""
    looked_at = desk.form(request.POST, is_preview=True)
    outlook = _tomorrow(desk, looked_at) if looked_at.is_valid() else None
    return _shown(request, desk, form, status=UNPROCESSABLE, outlook=outlook)


def _tomorrow(desk: Desk, form: DirectiveForm) -> Outlook | None:
    """With the instruction in the form, which says so where the plan refuses it."""
    try:
        return previews.with_directives(
            desk.plan,
            past=desk.record.past,
            entries=desk.record.to_fold,
            given=form.all_told,
            today=desk.today,
        )
    except EntryInvalid as problem:
        form.refuse(problem)
        return None


def _previewed(
    request: HttpRequest, desk: Desk, form: DirectiveForm, *, status: int = OK
) -> HttpResponse:
    outlook = _tomorrow(desk, form)
    status = status if outlook else UNPROCESSABLE
    return _shown(request, desk, form, status=status, outlook=outlook)


def _given(request: HttpRequest, desk: Desk, form: DirectiveForm) -> HttpResponse:
    try:
        _give(request, desk, form)
    except ConfirmationNeeded:
        form.ask_to_confirm()
        return _previewed(request, desk, form, status=UNPROCESSABLE)
    except EntryInvalid as problem:
        form.refuse(problem)
        return _shown(request, desk, form, status=UNPROCESSABLE)
    except (EntryConflict, PlanClosed) as problem:
        form.add_error(None, _conflict_words(problem))
        return _shown(request, desk, form, status=CONFLICT)
    messages.success(request, _("Saved. They see it on their page from now on."))
    return redirect("patient", desk.patient.public_id)


def _give(request: HttpRequest, desk: Desk, form: DirectiveForm) -> None:
    is_instead = form.proposal is not None
    give = (
        partial(directives.give_instead, proposal=form.proposal) if is_instead else directives.give
    )
    give(
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


def _conflict_words(problem: Exception) -> str:
    if isinstance(problem, PlanClosed):
        return _("This plan has ended. Nothing was saved.")
    return _("This form was sent before with other content. Open the page again.")


@require_safe
@clinician_required
def given(request: HttpRequest, patient_id: UUID, entry_id: int) -> HttpResponse:
    """One instruction that was given: by whom, why, and the plan with it and without it."""
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=RecordAccess.Page.INSTRUCTIONS, now=now)
    found = given_directive(person, entry_id)
    if found is None:
        raise Http404
    entry, outcome = found
    setting = setting_of_plan(entry.row.plan, entry.row.on)
    context = {
        "current": "caseload",
        "patient": person,
        "given": desk_directives.given(entry, setting),
        "days": desk_directives.outcome_days(outcome, setting) if outcome else [],
    }
    return render(request, "desk/given.html", context)
