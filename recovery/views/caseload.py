"""A clinician's patients, those who need somebody first."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import clinician_required
from accounts.local_time import local_day
from recovery.forms.caseload import SavedViewForm
from recovery.models import SavedView
from recovery.presenters import desk_caseload as presenter
from recovery.presenters.caseload_wish import HAS, SORTS, wish_of
from recovery.services import saved_views
from recovery.services.alert_watch import watch

ROWS_A_PAGE = 30
UNPROCESSABLE = 422
# What can be done with the people ticked: a page that takes them as `to`, its words and its icon.
SEVERAL = (
    {"page": "write_to_several", "words": gettext_lazy("Write to those ticked"), "glyph": "send"},
    {
        "page": "hand_over",
        "words": gettext_lazy("Hand over those ticked"),
        "glyph": "user-round-check",
    },
)


@require_safe
@clinician_required
def caseload(request: HttpRequest) -> HttpResponse:
    """Everybody in this clinician's care today, as `Wish` reads it from the address."""
    return _show(request, request.GET)


def _show(request: HttpRequest, asked: QueryDict, status: int = 200, **more: object):
    now = timezone.now()
    today, seen = local_day(request.user, now), watch(request.user, now=now)
    phases = presenter.phases(seen)
    wish = wish_of(asked, phases)
    number = presenter.counts(seen)
    page: Page = Paginator(presenter.shown(seen, wish), ROWS_A_PAGE).get_page(asked.get("page"))
    context = {
        "current": "caseload",
        "headline": presenter.headline(number),
        "day_line": presenter.day_line(today, number),
        "number": number,
        "wish": wish,
        "phases": phases,
        "has_choices": HAS,
        "sorts": SORTS,
        "saved": list(SavedView.objects.filter(clinician=request.user)),
        "several": SEVERAL,
        "page": page,
        "groups": presenter.groups(page.object_list, seen, wish, today),
        **more,
    }
    return render(request, "desk/caseload.html", context, status=status)


@require_POST
@clinician_required
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the view that the form's `query` says under a name."""
    form = SavedViewForm(request.POST)
    asked = QueryDict(request.POST.get("query", "")[:300])
    if not form.is_valid():
        return _show(request, asked, UNPROCESSABLE, problem=form.errors["name"][0])
    query = wish_of(asked, _phase_codes(request)).query
    try:
        saved_views.save(clinician=request.user, name=form.cleaned_data["name"], query=query)
    except saved_views.TooManyViews:
        words = _("You have %d views, and no more fit. Remove one first.") % SavedView.MOST
        return _show(request, asked, UNPROCESSABLE, problem=words)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('caseload')}?{query}")


def _phase_codes(request: HttpRequest) -> dict[str, str]:
    return presenter.phases(watch(request.user, now=timezone.now()))


@require_POST
@clinician_required
def remove_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """Raises Http404 for a view of somebody else's."""
    if not saved_views.remove(clinician=request.user, view_id=view_id):
        raise Http404
    messages.success(request, _("Removed."))
    return redirect("caseload")
