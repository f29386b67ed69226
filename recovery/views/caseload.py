"""A clinician's patients, those who need somebody first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import clinician_required
from accounts.local_time import local_day
from recovery.presenters import desk_caseload as presenter
from recovery.selectors.caseload import caseload as caseload_of
from recovery.selectors.desk_caseload import caseload_facts

VIEWS = ("needs", "everyone", "quiet")
ROWS_A_PAGE = 100


@require_safe
@clinician_required
def caseload(request: HttpRequest) -> HttpResponse:
    """Everybody in this clinician's care today. `q` finds a name, `view` is one of three."""
    today = local_day(request.user, timezone.now())
    view = request.GET.get("view")
    view = view if view in VIEWS else VIEWS[0]
    sought = request.GET.get("q", "").strip()
    rows = caseload_of(request.user, today=today)
    facts = caseload_facts(request.user, today=today)
    number = presenter.counts(rows)
    found = presenter.shown(rows, view=view, sought=sought)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "current": "caseload",
        "headline": presenter.headline(number),
        "day_line": presenter.day_line(today, number),
        "number": number,
        "view": "" if sought else view,
        "sought": sought,
        "page": page,
        "groups": presenter.groups(page.object_list, facts, today),
    }
    return render(request, "desk/caseload.html", context)
