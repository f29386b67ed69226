"""Adherence and days of data as a file: everybody in one's care, or one patient day by day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess
from accounts.records import record_looks
from recovery.csv_file import Cell, csv_of
from recovery.forms.reports import LONGEST_OF_ALL, LONGEST_OF_ONE, ReportForm
from recovery.presenters import desk_reports as presenter
from recovery.selectors.adherence import Stretch, caseload_days, plans_in
from recovery.selectors.whole_plan import whole_plan

OK, UNPROCESSABLE = 200, 422


@require_safe
@clinician_required
@never_cache
def caseload_report(request: HttpRequest) -> HttpResponse:
    """The page that asks for the days; with `csv` the file, and a look at each who is in it."""
    now = timezone.now()
    today = local_day(request.user, now)
    form = _form(request, today, longest=LONGEST_OF_ALL)
    if not _is_file(request, form):
        return _shown(request, form, presenter.OF_ALL, {})
    stretch = Stretch(today=today, **form.cleaned_data)
    lines = caseload_days(request.user, stretch, now=now)
    people = {line.patient for line in lines}
    what = RecordAccess.Page.REPORT_LIST
    record_looks(patients=people, viewer=request.user, what=what, now=now)
    heads = presenter.heads_of(presenter.OF_ALL)
    return _file("caseload", heads, presenter.rows_of_all(lines), form)


@require_safe
@clinician_required
@never_cache
def patient_report(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """The same for one patient, a line a day."""
    now = timezone.now()
    what = RecordAccess.Page.REPORT_FILE if "csv" in request.GET else RecordAccess.Page.REPORT
    person = get_patient_or_404(request, patient_id, what=what, now=now)
    today = local_day(person, now)
    form = _form(request, today, longest=LONGEST_OF_ONE)
    if not _is_file(request, form):
        return _shown(request, form, presenter.OF_ONE, {"patient": person})
    stretch = Stretch(today=today, **form.cleaned_data)
    plans = (whole_plan(plan, today=today) for plan in plans_in(person, stretch))
    heads = presenter.heads_of(presenter.OF_ONE)
    return _file("days", heads, presenter.rows_of_one(plans, stretch), form)


def _form(request: HttpRequest, today: date, *, longest: int) -> ReportForm:
    """As asked for, else the usual days, which are always right."""
    asked = {name: request.GET[name] for name in ("first", "latest") if name in request.GET}
    return ReportForm(asked or ReportForm.usual(today), today=today, longest=longest)


def _is_file(request: HttpRequest, form: ReportForm) -> bool:
    return form.is_valid() and "csv" in request.GET


def _shown(
    request: HttpRequest, form: ReportForm, columns: Sequence[Any], about: dict[str, Any]
) -> HttpResponse:
    context = {"current": "caseload", "form": form, "columns": columns, **about}
    status = OK if form.is_valid() else UNPROCESSABLE
    return render(request, "desk/report.html", context, status=status)


def _file(
    kind: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], form: ReportForm
) -> HttpResponse:
    """Its name says which days, and not whose."""
    said = form.cleaned_data
    name = f"stepwise-{kind}-{said['first']}-to-{said['latest']}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    whole = csv_of(heads, rows)
    return HttpResponse(whole, content_type="text/csv; charset=utf-8", headers=headers)
