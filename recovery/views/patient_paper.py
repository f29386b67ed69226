"""A patient's plan on paper, printed by the clinician who cares for them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess
from recovery import mappers
from recovery.domain.codes import Side
from recovery.selectors import own_plans
from recovery.views import sheets
from recovery.views.own_plan import Here

Sheet = dict[str, Any]


@require_safe
@clinician_required
def week(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Seven days from today, with the ways to each of them."""
    here = _here(request, patient_id)
    return _printed(request, here, "week", lambda: sheets.sheet_of_week(here), here.today)


@require_safe
@clinician_required
def day(request: HttpRequest, patient_id: UUID, on: date) -> HttpResponse:
    """One of the seven days from today. Raises Http404 for any other."""
    here = _here(request, patient_id)
    return _printed(request, here, "day", lambda: sheets.sheet_of_day(here, on), on)


def _here(request: HttpRequest, patient_id: UUID) -> Here:
    """The patient's open plan as they would print it. Raises Http404 where there is none."""
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=RecordAccess.Page.PAPER, now=now)
    today = local_day(person, now)
    plan = own_plans.open_plan_of(person, today)
    if plan is None:
        raise Http404
    return Here(
        user=person,
        plan=plan,
        protocol=mappers.protocol_for(plan),
        side=Side(plan.injured_side),
        now=now,
        today=today,
    )


def _printed(
    request: HttpRequest, here: Here, layout: str, make: Callable[[], Sheet], on: date
) -> HttpResponse:
    """With the patient's name: sheets of several people lie on one printer."""
    try:
        sheet = make()
    except sheets.NothingToPrint:
        messages.info(request, _("The plan is locked, so there is nothing to print."))
        return redirect("patient", here.user.public_id)
    whose = {**sheet, "whose": here.user.name}
    kind = "stepwise-week" if layout == "week" else "stepwise"
    return sheets.answer(request, layout, whose, _way(here), name=f"{kind}-{on}")


def _way(here: Here) -> sheets.Way:
    patient_id = here.user.public_id
    days = (here.today + timedelta(days=ahead) for ahead in range(sheets.WEEK))
    return sheets.Way(
        back=reverse("patient", args=[patient_id]),
        back_words=_("Back to %(name)s") % {"name": here.user.name},
        others=[
            (_("Seven days"), reverse("patient_paper", args=[patient_id])),
            *(
                (date_format(one, "D j"), reverse("patient_paper_day", args=[patient_id, one]))
                for one in days
            ),
        ],
    )
