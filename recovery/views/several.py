"""One message to several patients, each in their own thread."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts import threads
from accounts.access import clinician_required
from accounts.local_time import local_day
from accounts.models import User
from accounts.selectors import patients_of
from recovery.forms.caseload import MOST_PEOPLE
from recovery.forms.fields import new_client_id
from recovery.forms.messages import MessageForm

CONFLICT, UNPROCESSABLE = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def write_to_several(request: HttpRequest) -> HttpResponse:
    """`to` names each of them. Raises Http404 where one of them is not in this clinician's care."""
    now = timezone.now()
    asked = request.POST.getlist("to") or request.GET.getlist("to")
    people = _people(request, asked)
    if not people:
        messages.info(request, _("Tick the people you want to write to first."))
        return redirect("caseload")
    form = MessageForm(request.POST or None, initial={"client_id": new_client_id()})
    if request.method != "POST" or not form.is_valid():
        return _show(request, people, form, UNPROCESSABLE if form.is_bound else 200)
    try:
        _write(request, people, form, now)
    except threads.MessageConflict:
        form.add_error(None, _("This was sent before with other words. Open the page again."))
        return _show(request, people, form, CONFLICT)
    sent = ngettext("Sent to %(count)d person.", "Sent to %(count)d people.", len(people))
    messages.success(request, sent % {"count": len(people)})
    return redirect("caseload")


def _people(request: HttpRequest, asked: Sequence[str]) -> list[User]:
    try:
        wanted = {UUID(one) for one in asked[:MOST_PEOPLE]}
    except ValueError:
        raise Http404 from None
    found = list(patients_of(request.user, timezone.now()).filter(public_id__in=wanted))
    if len(found) != len(wanted):
        raise Http404
    return found


def _write(request: HttpRequest, people: Sequence[User], form: MessageForm, now) -> None:
    site = request.build_absolute_uri("/").rstrip("/")
    for person in people:
        threads.write(
            patient=person,
            text=form.cleaned_data["text"],
            client_id=form.cleaned_data["client_id"],
            by=request.user,
            site=site,
            now=now,
            today=local_day(person, now),
        )


def _show(request: HttpRequest, people: Sequence[User], form: MessageForm, status: int):
    context = {"current": "caseload", "people": people, "form": form}
    return render(request, "desk/several.html", context, status=status)
