"""Bringing somebody in: an invitation, or a plan set out for a patient in care."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import invitations
from accounts.access import can_steer_plan, clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import Invitation
from accounts.selectors import open_invitations
from recovery import mappers
from recovery.forms.invitations import InvitationForm, PlanSettingsForm
from recovery.models import ProtocolVersion
from recovery.presenters.desk_protocol import phase_blocks
from recovery.selectors import exercise_texts, own_plans, startable
from recovery.selectors.protocol_parts import exercises_of
from recovery.services import assignments
from recovery.services.plans import PlanStillOpen

UNPROCESSABLE = 422
LINK = "invitation_link"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@clinician_required
def invite(request: HttpRequest) -> HttpResponse:
    """Make a link. It is shown once, on the page that follows, and mailed where asked."""
    now = timezone.now()
    versions = startable.protocols()
    form = InvitationForm(
        request.POST or None, protocols=_names(versions), initial=_first(versions)
    )
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        invitation, token = invitations.invite(
            clinician=request.user, email=email, plan=form.settings, now=now
        )
        link = request.build_absolute_uri(reverse(LINK, args=[token]))
        if email:
            invitations.send(invitation=invitation, link=link)
        request.session[LINK] = {"link": link, "email": email}
        return redirect("invite")
    context = {
        "current": "caseload",
        "form": form,
        "has_protocols": bool(versions),
        "made": request.session.pop(LINK, None),
        "waiting": _waiting(request, versions, now),
    }
    return render(
        request, "desk/invite.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def _names(versions: list[ProtocolVersion]) -> list[tuple[str, str]]:
    return [(version.code, _name(version)) for version in versions]


def _name(version: ProtocolVersion) -> str:
    """Where drafts are shown, whoever picks one is told."""
    if version.is_signed_off:
        return str(version)
    return _("%s (draft for clinical sign-off)") % version


def _first(versions: list[ProtocolVersion]) -> dict[str, Any]:
    return {"protocol": versions[0].code} if versions else {}


def _waiting(
    request: HttpRequest, versions: list[ProtocolVersion], now: Any
) -> list[dict[str, Any]]:
    names = {version.code: version.name for version in versions}
    return [
        {"invitation": one, "protocol": names.get(one.plan.get("protocol"), "")}
        for one in open_invitations(request.user, now)
    ]


@require_POST
@clinician_required
def revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take a link of one's own back. Raises Http404 for somebody else's."""
    invitation = get_object_or_404(Invitation, pk=invitation_id, invited_by=request.user)
    invitations.revoke(invitation=invitation, now=timezone.now())
    messages.success(request, _("The link no longer works."))
    return redirect("invite")


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def assign(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Set out the plan that the patient's first questions will begin."""
    now = timezone.now()
    patient = get_patient_or_404(request, patient_id, what=_("Assigning a plan"), now=now)
    today = local_day(patient, now)
    if not can_steer_plan(request.user, patient, on=today):
        raise Http404
    versions = startable.protocols()
    form = PlanSettingsForm(
        request.POST or None, protocols=_names(versions), initial=_first(versions)
    )
    if own_plans.open_plan_of(patient, today) is not None:
        messages.info(request, _("They have a plan that goes on."))
        return redirect("patient", patient_id)
    if request.method == "POST" and form.is_valid():
        return _assigned(request, patient, form, now)
    chosen = request.POST.get("protocol") or request.GET.get("protocol")
    version = next(
        (one for one in versions if one.code == chosen), versions[0] if versions else None
    )
    context = {
        "current": "caseload",
        "patient": patient,
        "form": form,
        "has_protocols": bool(versions),
        "version": version,
        "phases": _phases(version),
    }
    return render(
        request, "desk/assign.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def _assigned(request: HttpRequest, patient: Any, form: PlanSettingsForm, now: Any) -> HttpResponse:
    try:
        assignments.assign(patient=patient, clinician=request.user, settings=form.settings, now=now)
    except PlanStillOpen:
        messages.info(request, _("They have a plan that goes on."))
    else:
        messages.success(
            request, _("Set out. It begins when they have answered the first questions.")
        )
    return redirect("patient", patient.public_id)


def _phases(version: ProtocolVersion | None) -> list[Any]:
    if version is None:
        return []
    protocol = mappers.protocol_of(version)
    return phase_blocks(protocol, exercise_texts.names_of(exercises_of(protocol)))
