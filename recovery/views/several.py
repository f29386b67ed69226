"""One message to several patients, each in their own thread."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import clinician_required
from accounts.models import User
from accounts.models.append_only import SentOtherwise
from accounts.selectors import patients_of
from recovery.forms.caseload import MOST_PEOPLE
from recovery.forms.fields import new_client_id
from recovery.forms.messages import MessageForm
from recovery.services.messages import write_to_each

CONFLICT, UNPROCESSABLE = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def write_to_several(request: HttpRequest) -> HttpResponse:
    """`to` names each of them. Raises Http404 where one of them is not in this clinician's care."""
    now = timezone.now()
    asked = request.POST.getlist("to") or request.GET.getlist("to")
    people = _people(request.user, asked, now)
    if not people:
        messages.info(request, _("Tick the people you want to write to first."))
        return redirect("caseload")
    form = MessageForm(request.POST or None, initial={"client_id": new_client_id()})
    if request.method != "POST" or not form.is_valid():
        return _show(request, people, form, UNPROCESSABLE if form.is_bound else 200)
    try:
        write_to_each(
            people=people,
            by=request.user,
            site=request.build_absolute_uri("/").rstrip("/"),
            now=now,
            **form.cleaned_data,
        )
    except SentOtherwise:
        form.add_error(None, _("This was sent before with other words. Open the page again."))
        return _show(request, people, form, CONFLICT)
    sent = ngettext("Sent to %(count)d person.", "Sent to %(count)d people.", len(people))
    messages.success(request, sent % {"count": len(people)})
    return redirect("caseload")


def _people(clinician: User, asked: Sequence[str], now: datetime) -> list[User]:
    try:
        wanted = {UUID(one) for one in asked[:MOST_PEOPLE]}
    except ValueError:
        raise Http404 from None
    found = list(patients_of(clinician, now).filter(public_id__in=wanted))
    if len(found) != len(wanted):
        raise Http404
    return found


def _show(
    request: HttpRequest, people: Sequence[User], form: MessageForm, status: int
) -> HttpResponse:
    context = {"current": "caseload", "people": people, "form": form}
    return render(request, "desk/several.html", context, status=status)
