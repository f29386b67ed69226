"""The clinic: its members, and who stands in for whom."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import clinician_required, is_lead, may_arrange_for
from accounts.care import CareRefused
from accounts.clinics import colleagues_of, members_of, membership_of
from accounts.covers import covers_in, covers_of
from accounts.local_time import local_day
from accounts.models import Cover, User
from recovery.forms.care_team import CoverForm
from recovery.presenters.desk_clinic import cover_lines, member_lines
from recovery.services import covers

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def team(request: HttpRequest) -> HttpResponse:
    """Who is here, and cover for oneself."""
    now = timezone.now()
    form = cover_form(request, of=request.user)
    if request.method == "POST" and form.is_valid() and arrange(request, form, now):
        return redirect("team")
    return _show(request, form, now)


def _show(request: HttpRequest, form: CoverForm, now: datetime) -> HttpResponse:
    member, today = membership_of(request.user), local_day(request.user, now)
    leads = is_lead(member)
    if member is None:
        standing, members = covers_of(request.user, today), []
    else:
        standing, members = covers_in(member.clinic_id, today), members_of(member.clinic_id)
    context = {
        "current": "team",
        "clinic": member and member.clinic,
        "members": member_lines(members, standing, request.user),
        "covers": cover_lines(standing, request.user, today=today, is_lead=leads),
        "form": form,
        "leads": leads,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "desk/team.html", context, status=status)


def cover_form(request: HttpRequest, *, of: User) -> CoverForm:
    return CoverForm(request.POST or None, of=of, colleagues=colleagues_of(of))


def arrange(request: HttpRequest, form: CoverForm, now: datetime) -> bool:
    """Whether cover was arranged; else the form says why not."""
    said = form.cleaned_data
    try:
        covers.arrange(
            away=form.of,
            colleague=form.chosen,
            first=said["first"],
            last=said["last"],
            note=said["note"],
            by=request.user,
            site=request.build_absolute_uri("/").rstrip("/"),
            now=now,
        )
    except CareRefused as refused:
        form.refuse_care(refused)
        return False
    words = _("%(who)s stands in for %(away)s. The patients are being told.")
    messages.success(request, words % {"who": form.chosen.name, "away": form.of.name})
    return True


@require_POST
@clinician_required
def call_off(request: HttpRequest, cover_id: int) -> HttpResponse:
    """Raises Http404 for cover of somebody one may not arrange for."""
    cover = Cover.objects.select_related("away").filter(pk=cover_id).first()
    if cover is None or not may_arrange_for(request.user, cover.away):
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    covers.call_off(cover=cover, by=request.user, site=site, now=timezone.now())
    messages.success(request, _("Called off. The patients are being told."))
    return redirect("team")
