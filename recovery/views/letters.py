"""A letter about a patient's recovery, for a doctor: chosen parts, a preview, then a PDF."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess, User
from recovery import charts
from recovery.explanations.letter_words import CAN_DO, PARTS
from recovery.forms.letters import LetterForm
from recovery.models import RecoveryPlan
from recovery.paper import letters as paper
from recovery.presenters import desk_chart
from recovery.presenters.letter import Letter, Wording, letter
from recovery.presenters.paper import usual_paper
from recovery.selectors import own_plans
from recovery.selectors.whole_plan import whole_plan
from recovery.views.choosing import setting_of_plan

OK, UNPROCESSABLE = 200, 422
CHART_WIDTH = 638


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Whose plan the letter is about, and who signs it. today: the patient's own."""

    patient: User
    plan: RecoveryPlan
    by: User
    today: date

    def write(self, wording: Wording) -> Letter:
        setting = setting_of_plan(self.plan, self.today)
        whole = whole_plan(self.plan, today=self.today)
        return letter(whole, setting, wording, by=self.by.name, on=self.today)


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
@never_cache
def patient_letter(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """All parts at first. What is typed travels in the form alone, and nothing of it is kept."""
    blank = {"parts": list(PARTS), "paper": usual_paper(request.user.country)}
    form = LetterForm(request.POST if request.method == "POST" else blank)
    is_file = "pdf" in request.POST and form.is_valid()
    what = RecordAccess.Page.LETTER_FILE if is_file else RecordAccess.Page.LETTER
    desk = _desk(request, patient_id, what)
    if not form.is_valid():
        return _shown(request, desk, form, None)
    said = {name: value for name, value in form.cleaned_data.items() if name != "paper"}
    written = desk.write(Wording(**said))
    if not is_file:
        return _shown(request, desk, form, written)
    return _file(desk, written, form.cleaned_data["paper"])


def _desk(request: HttpRequest, patient_id: UUID, what: str) -> Desk:
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=what, now=now)
    today = local_day(person, now)
    plan = own_plans.latest_plan_of(person, today)
    if plan is None:
        raise Http404
    return Desk(patient=person, plan=plan, by=request.user, today=today)


def _shown(
    request: HttpRequest, desk: Desk, form: LetterForm, written: Letter | None
) -> HttpResponse:
    """The form beside the letter; with a wrong answer, the form alone."""
    context = {
        "current": "caseload",
        "patient": desk.patient,
        "form": form,
        "letter": written,
        "boxes": paper.boxes_in(paper.plain(written)) if written else "",
        **(_drawn(written) if written else {}),
    }
    status = OK if written else UNPROCESSABLE
    return render(request, "desk/letter.html", context, status=status)


def _drawn(written: Letter) -> dict[str, Any]:
    return {
        "chart": charts.pain_chart(written.chart, width=CHART_WIDTH, **desk_chart.NAMED),
        "chart_key": charts.chart_key(written.chart, **desk_chart.NAMED),
        "chart_table": charts.pain_table(written.chart, can_do=CAN_DO) if written.chart else "",
    }


def _file(desk: Desk, written: Letter, size: str) -> HttpResponse:
    """Its name says the day and not whom it is about."""
    pages = paper.set_letter(
        paper.plain(written),
        written.chart,
        desk_chart.NAMED,
        paper=size,
        language=get_language() or "en",
    )
    name = f"stepwise-letter-{desk.today}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pages, content_type="application/pdf", headers=headers)
