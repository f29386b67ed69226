"""Something went wrong: the patient tells it, or a clinician in whose care they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess, User
from accounts.models.append_only import SentOtherwise
from recovery import mappers
from recovery.forms.adverse_events import KINDS, SERIOUSNESS, AdverseEventForm
from recovery.forms.fields import YES_OR_NO, new_client_id
from recovery.presenters.adverse_events import event_lines
from recovery.selectors import exercise_texts
from recovery.selectors.adverse_events import adverse_events_of
from recovery.selectors.own_plans import latest_plan_of
from recovery.selectors.protocol_parts import exercises_of
from recovery.services import adverse_events
from recovery.views.own_plan import Here, any_own_plan_required

OK, KEPT, CONFLICT, UNPROCESSABLE = 200, 302, 409, 422
CHOICES = {
    "kinds": list(KINDS.items()),
    "seriousness": list(SERIOUSNESS.items()),
    "yes_or_no": YES_OR_NO,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """About whom, by whom, and the exercises it may have happened in, by slug."""

    patient: User
    by: User
    names: Mapping[str, str]
    now: datetime
    today: date

    def form(self, request: HttpRequest) -> AdverseEventForm:
        blank = {"client_id": new_client_id(), "on": self.today}
        said = request.POST if request.method == "POST" else None
        return AdverseEventForm(said, initial=blank, today=self.today, exercises=self.names)

    def keep(self, form: AdverseEventForm) -> int:
        """The status to answer with; what is wrong stands in the form."""
        if not form.is_bound:
            return OK
        if not form.is_valid():
            return UNPROCESSABLE
        try:
            adverse_events.record(
                patient=self.patient,
                by=self.by,
                now=self.now,
                today=self.today,
                **form.cleaned_data,
            )
        except SentOtherwise:
            form.add_error(None, _("This was saved before. Open the page again to add another."))
            return CONFLICT
        return KEPT


@require_http_methods(["GET", "HEAD", "POST"])
@any_own_plan_required
def tell(request: HttpRequest, here: Here) -> HttpResponse:
    """Kept, and then the check-in asks for the signs that need a doctor: the rules decide."""
    telling = Telling(
        patient=here.user,
        by=here.user,
        names=exercise_texts.names_of(exercises_of(here.protocol)),
        now=here.now,
        today=here.today,
    )
    form = telling.form(request)
    status = telling.keep(form)
    if status == KEPT:
        return _way_on(request, here)
    page = {
        "form": form,
        "today": here.today,
        "lines": event_lines(adverse_events_of(here.user), telling.names, reader=here.user),
        **CHOICES,
    }
    return render(request, "recovery/adverse_event.html", page, status=status)


def _way_on(request: HttpRequest, here: Here) -> HttpResponse:
    if not here.plan.is_open:
        messages.success(request, _("Thank you, it is kept. Look if one of these signs is yours."))
        return redirect("help")
    messages.success(request, _("Thank you, it is kept. Now check in: your plan follows from it."))
    return redirect("check_in")


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def patient_adverse_events(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """All of them, and the form to record another. The look is recorded."""
    telling = _at_the_desk(request, patient_id)
    form = telling.form(request)
    status = telling.keep(form)
    if status == KEPT:
        messages.success(request, _("Kept. It stands in the patient’s own download, too."))
        return redirect("patient_adverse_events", patient_id)
    page = {
        "current": "caseload",
        "patient": telling.patient,
        "form": form,
        "today": telling.today,
        "lines": event_lines(adverse_events_of(telling.patient), telling.names, reader=telling.by),
        **CHOICES,
    }
    return render(request, "desk/adverse_events.html", page, status=status)


def _at_the_desk(request: HttpRequest, patient_id: UUID) -> Telling:
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=RecordAccess.Page.ADVERSE_EVENTS, now=now)
    today = local_day(person, now)
    plan = latest_plan_of(person, today)
    slugs = exercises_of(mappers.protocol_for(plan)) if plan else ()
    names = exercise_texts.names_of(slugs)
    return Telling(patient=person, by=request.user, names=names, now=now, today=today)
