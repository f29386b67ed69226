"""What a clinician and their clinic keep to set plans out with."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import clinician_required
from accounts.clinics import membership_of
from accounts.local_time import local_day
from recovery.presenters.desk_templates import TemplateLine, template_lines
from recovery.selectors import exercise_texts, startable
from recovery.selectors.plan_templates import Kept, readable_template, templates_of
from recovery.services import plan_templates as templates
from recovery.views.choosing import setting_for, with_names


@require_safe
@clinician_required
def plan_templates(request: HttpRequest) -> HttpResponse:
    """All of them, each with what it changes, who wrote it and when."""
    member = membership_of(request.user)
    kept = templates_of(request.user, member)
    lines = _lines(request, kept, timezone.now())
    clinics = [one.latest.clinic_id is not None for one in kept]
    context = {
        "current": "caseload",
        "clinic": member and member.clinic,
        "own": [line for line, is_shared in zip(lines, clinics, strict=True) if not is_shared],
        "shared": [line for line, is_shared in zip(lines, clinics, strict=True) if is_shared],
    }
    return render(request, "desk/plan_templates.html", context)


def _lines(request: HttpRequest, kept: tuple[Kept, ...], now: datetime) -> list[TemplateLine]:
    asked = {one.latest.settings.get("protocol") for one in kept}
    today = local_day(request.user, now)
    versions = [one for one in startable.protocols() if one.code in asked]
    names = exercise_texts.names_of(_prescribed(kept))
    settings = {one.code: with_names(setting_for(one, today), names) for one in versions}
    return template_lines(kept, settings, request.user)


def _prescribed(kept: tuple[Kept, ...]) -> set[str]:
    given = (said for one in kept for said in one.latest.settings.get("exercises", ()))
    return {said["what"]["exercise"] for said in given}


@require_POST
@clinician_required
def remove(request: HttpRequest, template_id: int) -> HttpResponse:
    """Raises Http404 for one that is not this clinician's to remove."""
    found = readable_template(request.user, membership_of(request.user), template_id)
    if found is None:
        raise Http404
    try:
        templates.remove(template=found, by=request.user, now=timezone.now())
    except templates.TemplateRefused as refused:
        raise Http404 from refused
    messages.success(request, _("Removed. Plans that began with it go on."))
    return redirect("plan_templates")
