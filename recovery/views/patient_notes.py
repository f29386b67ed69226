"""The care team's notes about a patient. The patient does not see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import clinician_required, get_patient_or_404
from accounts.models import RecordAccess, User
from accounts.models.append_only import SentOtherwise
from recovery.forms.fields import new_client_id
from recovery.forms.notes import NoteForm
from recovery.models import Note
from recovery.presenters.desk_notes import note_lines
from recovery.selectors.notes import notes_about, own_note
from recovery.services import notes

NOTES_A_PAGE = 20
OK, CONFLICT, UNPROCESSABLE = 200, 409, 422


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Whom the notes are about, who writes, and the earlier note that is put right, if any."""

    patient: User
    writer: User
    corrects: Note | None
    now: datetime


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def patient_notes(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """All of them, and the box to write in; `corrects` names one of one's own to put right."""
    desk = _desk(request, patient_id)
    if request.method != "POST":
        words = desk.corrects and note_lines([desk.corrects], desk.writer)[0].now.text
        form = NoteForm(initial={"client_id": new_client_id(), "text": words or ""})
        return _shown(request, desk, form, OK)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _shown(request, desk, form, UNPROCESSABLE)
    try:
        notes.write(
            patient=desk.patient,
            by=desk.writer,
            corrects=desk.corrects,
            now=desk.now,
            **form.cleaned_data,
        )
    except SentOtherwise:
        form.add_error(None, _("This was sent before with other words. Open the page again."))
        return _shown(request, desk, form, CONFLICT)
    messages.success(request, _("Kept. Those who care for them can read it."))
    return redirect("patient_notes", patient_id)


def _desk(request: HttpRequest, patient_id: UUID) -> Desk:
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=RecordAccess.Page.NOTES, now=now)
    asked = request.GET.get("corrects") or ""
    corrects = own_note(person, request.user, asked) if asked else None
    if asked and corrects is None:
        raise Http404
    return Desk(patient=person, writer=request.user, corrects=corrects, now=now)


def _shown(request: HttpRequest, desk: Desk, form: NoteForm, status: int) -> HttpResponse:
    page = Paginator(notes_about(desk.patient), NOTES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "current": "caseload",
        "patient": desk.patient,
        "corrects": desk.corrects,
        "form": form,
        "page": page,
        "lines": note_lines(page.object_list, desk.writer),
    }
    return render(request, "desk/notes.html", context, status=status)
