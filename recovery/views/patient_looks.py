"""Who opened a patient's pages, as the patient reads it too."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import clinician_required, get_patient_or_404
from accounts.models import RecordAccess
from accounts.selectors import looks_at

LOOKS_A_PAGE = 50


@require_safe
@clinician_required
def patient_looks(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """The latest first; this look is the first of them."""
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=RecordAccess.Page.LOOKS, now=now)
    page = Paginator(looks_at(person), LOOKS_A_PAGE).get_page(request.GET.get("page"))
    context = {"current": "caseload", "patient": person, "page": page}
    return render(request, "desk/looks.html", context)
