"""A colleague's list of patients, for the lead of their clinic: who needs somebody, and cover."""

from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import clinician_required, get_colleague_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess, User
from accounts.records import record_looks
from recovery.forms.care_team import CoverForm
from recovery.presenters import desk_caseload as presenter
from recovery.presenters.caseload_wish import Wish
from recovery.services.alert_watch import watch
from recovery.views.team import arrange, cover_form

ROWS_A_PAGE = 30
UNPROCESSABLE = 422
EVERYONE = Wish(view="everyone")


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def colleague(request: HttpRequest, clinician_id: UUID) -> HttpResponse:
    """The list opens no record. A POST arranges cover. Raises Http404 for anybody but a lead."""
    now = timezone.now()
    other = get_colleague_or_404(request, clinician_id)
    form = cover_form(request, of=other)
    if request.method == "POST" and form.is_valid() and arrange(request, form, now):
        return redirect("colleague", clinician_id)
    return _show(request, other, form, now)


def _show(request: HttpRequest, other: User, form: CoverForm, now: datetime) -> HttpResponse:
    seen, today = watch(other, now=now), local_day(other, now)
    number = presenter.counts(seen)
    page: Page = Paginator(presenter.shown(seen, EVERYONE), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    record_looks(
        patients=User.objects.filter(pk__in=[row.person for _group, row in page.object_list]),
        viewer=request.user,
        what=RecordAccess.Page.LIST,
        now=now,
    )
    context = {
        "current": "team",
        "colleague": other,
        "day_line": presenter.day_line(today, number),
        "number": number,
        "page": page,
        "groups": presenter.groups(page.object_list, seen, EVERYONE, today),
        "form": form,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "desk/colleague.html", context, status=status)
