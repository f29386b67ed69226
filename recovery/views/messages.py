"""The thread between a patient and their care team, from either side."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import threads
from accounts.access import clinician_required, get_patient_or_404, patient_required
from accounts.local_time import local_day
from accounts.models import RecordAccess, User
from accounts.models.append_only import SentOtherwise
from accounts.selectors import care_team, thread_of
from recovery.forms.fields import new_client_id
from recovery.forms.messages import MessageForm
from recovery.presenters.thread import thread_page

MESSAGES_A_PAGE = 50
OK, CONFLICT, UNPROCESSABLE = 200, 409, 422


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """Whose thread it is, who sits before it, and the template of their side."""

    patient: User
    reader: User
    template: str
    now: datetime


@require_http_methods(["GET", "HEAD", "POST"])
@patient_required
def messages(request: HttpRequest) -> HttpResponse:
    """The patient's side. What is shown counts as read."""
    user = request.user
    seat = Seat(patient=user, reader=user, template="recovery/messages.html", now=timezone.now())
    return _answer(request, seat, lambda: redirect("messages"))


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def patient_messages(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """The clinician's side of a patient in their care; the look is recorded."""
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=RecordAccess.Page.MESSAGES, now=now)
    seat = Seat(patient=person, reader=request.user, template="desk/messages.html", now=now)
    return _answer(request, seat, lambda: redirect("patient_messages", patient_id))


def _answer(request: HttpRequest, seat: Seat, sent: Callable[[], HttpResponse]) -> HttpResponse:
    if request.method != "POST":
        form = MessageForm(initial={"client_id": new_client_id()})
        return _show(request, seat, form, OK)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, seat, form, UNPROCESSABLE)
    try:
        _write(request, seat, form)
    except threads.NobodyToRead:
        form.add_error(None, _("Nobody looks after you here now, so this was not sent."))
        return _show(request, seat, form, CONFLICT)
    except SentOtherwise:
        form.add_error(None, _("This was sent before with other words. Open the page again."))
        return _show(request, seat, form, CONFLICT)
    notes.success(request, _("Sent."))
    return sent()


def _write(request: HttpRequest, seat: Seat, form: MessageForm) -> None:
    threads.write(
        patient=seat.patient,
        text=form.cleaned_data["text"],
        client_id=form.cleaned_data["client_id"],
        by=seat.reader,
        site=request.build_absolute_uri("/").rstrip("/"),
        now=seat.now,
        today=local_day(seat.patient, seat.now),
    )


def _show(request: HttpRequest, seat: Seat, form: MessageForm, status: int) -> HttpResponse:
    pages = Paginator(thread_of(seat.patient), MESSAGES_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    if page.object_list and page.number == 1:
        threads.mark_read(patient=seat.patient, reader=seat.reader, up_to=page.object_list[0])
        seat.reader.unread_messages = 0
    team = list(care_team(seat.patient, local_day(seat.patient, seat.now)))
    context = {
        "current": "caseload",
        "patient": seat.patient,
        "form": form,
        "page": page,
        **thread_page(page.object_list, seat.patient, seat.reader, team),
    }
    return render(request, seat.template, context, status=status)
