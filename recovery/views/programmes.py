"""One patient's exercises: what their list is put together from, changed for every day to come."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import clinician_required
from accounts.models import RecordAccess
from recovery.forms.fields import new_client_id
from recovery.forms.programme import ProgrammeForm
from recovery.presenters.desk_directives import Beside, beside
from recovery.services import previews, programmes
from recovery.services.answers import EntryInvalid
from recovery.services.first_directives import first_directives, give_all
from recovery.services.log import EntryConflict, PlanClosed
from recovery.views.patients import Desk, desk_to_steer
from recovery.views.programming import Programming, programming

OK, UNPROCESSABLE, CONFLICT = 200, 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def programme(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Put it together step by step, see tomorrow with it, then give it, with a reason."""
    desk = desk_to_steer(request, patient_id, what=RecordAccess.Page.PROGRAMME)
    if not desk.plan.is_open:
        raise Http404
    holds = standing_programme(desk)
    begun = programming(request, holds=holds)
    form = _form(request, desk, begun)
    if not form.is_bound:
        return _shown(request, desk, form, begun)
    if not form.is_valid():
        return _shown(request, desk, form, begun, status=UNPROCESSABLE)
    if "save" in request.POST and not form.is_unseen:
        return _given(request, desk, form, begun, holds)
    return _shown(request, desk, form, begun, tomorrow=_tomorrow(desk, form, begun))


def standing_programme(desk: Desk) -> dict[str, Any]:
    """What holds for this patient from today on."""
    ladders = [one.code for one in desk.setting.protocol.ladders if not one.warm_up]
    return programmes.standing(desk.outlook.state, ladders, on=desk.today)


def _form(request: HttpRequest, desk: Desk, begun: Programming) -> ProgrammeForm:
    is_sent = request.method == "POST" and not begun.is_step
    return ProgrammeForm(
        begun.said if is_sent else None,
        setting=desk.setting,
        phase=desk.outlook.today.phase,
        goal=desk.outlook.state.goal,
        today=desk.today,
        choices=begun.choices,
        standing=begun.stood,
        is_preview="save" not in request.POST,
        initial={"client_id": new_client_id(), **begun.said},
    )


def _tomorrow(desk: Desk, form: ProgrammeForm, begun: Programming) -> Beside:
    given = first_directives(form.told, desk.setting.protocol, on=desk.today)
    outlook = previews.with_directives(
        desk.plan,
        past=desk.record.past,
        entries=desk.record.to_fold,
        given=given,
        today=desk.today,
    )
    return beside(desk.outlook.tomorrow, outlook.tomorrow, begun.named_in(desk.setting))


def _given(
    request: HttpRequest,
    desk: Desk,
    form: ProgrammeForm,
    begun: Programming,
    holds: dict[str, Any],
) -> HttpResponse:
    try:
        _give_what_is_left(request, desk, form, holds)
    except (EntryInvalid, PlanClosed):
        form.add_error(None, _("This was not taken. Look at the exercises as they are now."))
        return _shown(request, desk, form, begun, status=CONFLICT)
    messages.success(
        request, _("From today it holds, for every day. What was done stays as it was recorded.")
    )
    return redirect("patient", desk.patient.public_id)


def _give_what_is_left(
    request: HttpRequest, desk: Desk, form: ProgrammeForm, holds: dict[str, Any]
) -> None:
    """Of a page that was sent before and changed since, only what does not hold by now."""
    try:
        _give(request, desk, form.told, form.cleaned_data["client_id"])
    except EntryConflict:
        rest = form.told_beside(holds)
        if rest:
            _give(request, desk, rest, new_client_id())


def _give(request: HttpRequest, desk: Desk, told: dict[str, Any], client_id: str) -> None:
    give_all(
        plan=desk.plan,
        settings=told,
        client_id=client_id,
        by=request.user,
        now=desk.now,
        today=desk.today,
    )


def _shown(
    request: HttpRequest,
    desk: Desk,
    form: ProgrammeForm,
    begun: Programming,
    *,
    status: int = OK,
    tomorrow: Beside | None = None,
) -> HttpResponse:
    context = {
        "current": "caseload",
        "patient": desk.patient,
        "form": form,
        "found": begun.found,
        "stood": begun.stood_sealed,
        "tomorrow": tomorrow,
    }
    return render(request, "desk/programme.html", context, status=status)
