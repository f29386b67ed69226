"""The patient's own pause, for days on which they are ill or away, and its end."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recovery.domain.codes import DirectiveKind
from recovery.forms.fields import new_client_id
from recovery.forms.pauses import WHY, PauseForm, ResumeForm
from recovery.presenters.lines import is_paused
from recovery.selectors import plan_days
from recovery.services import directives
from recovery.services.log import EntryConflict, Recorded
from recovery.views.own_plan import Here, own_plan_required

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
def pause(request: HttpRequest, here: Here) -> HttpResponse:
    """A plan that is locked or paused already has a page that says so."""
    if request.method != "POST":
        day = plan_days.today(here.plan, here.today)
        if day.lock is not None or is_paused(day):
            return redirect("today")
        return _show(request, here, PauseForm(today=here.today, initial=_fresh()))
    form = PauseForm(request.POST, today=here.today)
    if not form.is_valid():
        return _show(request, here, form, UNPROCESSABLE)
    said = form.cleaned_data
    try:
        _give(here, DirectiveKind.PAUSE, form.reason, said["client_id"], until=said["until"])
    except EntryConflict:
        form.add_error(None, _("This was saved before. Open the page again to change it."))
        return _show(request, here, form, CONFLICT)
    messages.success(request, _("Your plan is paused. These days cost you nothing."))
    return redirect("today")


@require_POST
@own_plan_required
def resume(request: HttpRequest, here: Here) -> HttpResponse:
    """Ends a pause of one's own; a clinician's pause is theirs to end, and stays."""
    form = ResumeForm(request.POST)
    if not form.is_valid():
        return redirect("today")
    reason = _("I am back")
    try:
        recorded = _give(here, DirectiveKind.RESUME, reason, form.cleaned_data["client_id"])
    except EntryConflict:
        return redirect("today")
    if is_paused(recorded.plan_day):
        messages.warning(request, _("Your therapist paused your plan. They can open it again."))
    else:
        messages.success(request, _("Welcome back. Your plan goes on."))
    return redirect("today")


def _give(
    here: Here, kind: DirectiveKind, reason: str, client_id: str, *, until: date | None = None
) -> Recorded:
    facts = {"until": until} if until else {}
    return directives.give(
        plan=here.plan,
        kind=kind,
        reason=reason,
        on=here.today,
        client_id=client_id,
        by=here.user,
        now=here.now,
        today=here.today,
        **facts,
    )


def _fresh() -> dict[str, str]:
    return {"client_id": new_client_id()}


def _show(request: HttpRequest, here: Here, form: PauseForm, status: int = 200) -> HttpResponse:
    page = {"form": form, "today": here.today, "why": WHY}
    return render(request, "recovery/pause.html", page, status=status)
