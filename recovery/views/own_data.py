"""What somebody may do with everything that is known about them."""

from collections.abc import Iterator
from datetime import datetime

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import may_leave_required, patient_required
from accounts.local_time import local_day
from accounts.models import User
from recovery.forms.leaving import LeaveForm
from recovery.presenters.own_data import files
from recovery.services import leaving
from recovery.services.leaving import Fate
from recovery.zip_stream import zipped

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@may_leave_required
@reauthentication_required
def delete(request: HttpRequest) -> HttpResponse:
    """The plain account of what goes, and the address typed by hand: the second step."""
    user = request.user
    form = LeaveForm(request.POST or None, expected=user.email)
    if form.is_valid():
        leaving.leave(patient=user, today=local_day(user, timezone.now()))
        logout(request)
        messages.success(request, _("Your account is deleted. We wish you well."))
        return redirect("landing")
    page = {"form": form, "is_kept": leaving.fate_of(user) is Fate.NAMELESS}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "recovery/delete.html", page, status=status)


@require_GET
@patient_required
@reauthentication_required
@never_cache
def download(request: HttpRequest) -> StreamingHttpResponse:
    """One zip. A borrowed phone does not get it: the password was given a moment ago."""
    now = timezone.now()
    today = local_day(request.user, now)
    return StreamingHttpResponse(
        _in_own_words(request.user, now),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="stepwise-{today}.zip"'},
    )


def _in_own_words(user: User, now: datetime) -> Iterator[bytes]:
    """The answer is written after the middleware has gone home, so language and clock are set."""
    with translation.override(user.language), timezone.override(user.time_zone):
        here = timezone.localtime(now)
        yield from zipped(files(user, here.date()), at=here)
