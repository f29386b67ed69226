"""Bringing somebody in: an invitation, or a plan set out for a patient in care."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
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
from accounts.clinics import membership_of
from accounts.local_time import local_day
from accounts.models import Clinic, Invitation, RecordAccess
from accounts.selectors import open_invitations
from recovery.explanations import Setting
from recovery.forms.invitations import FOR_CLINIC, InvitationForm, PlanSettingsForm, as_initial
from recovery.models import PlanTemplate, ProtocolVersion
from recovery.presenters.desk_protocol import PhaseBlock, phase_blocks
from recovery.selectors import own_plans, startable
from recovery.selectors.plan_templates import Kept, templates_of
from recovery.services import assignments, plan_templates
from recovery.services.plans import PlanStillOpen
from recovery.views.choosing import chosen_version, names_of, setting_for
from recovery.views.programming import Programming, programming

UNPROCESSABLE = 422
LINK = "invitation_link"
Form = TypeVar("Form", bound=PlanSettingsForm)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@clinician_required
def invite(request: HttpRequest) -> HttpResponse:
    """Make a link. It is shown once, on the page that follows, and mailed where asked."""
    now = timezone.now()
    today = local_day(request.user, now)
    versions = startable.protocols()
    chosen = _chosen(request, versions, today)
    form = _form(InvitationForm, request, chosen)
    if form.is_bound and form.is_valid() and form.is_kept:
        chosen, form = _kept(request, form, chosen, now, today)
    elif form.is_bound and form.is_valid():
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
        "kept": chosen.kept,
        "found": chosen.programming.found,
        "has_protocols": bool(versions),
        "made": request.session.pop(LINK, None),
        "waiting": _waiting(request, versions, now),
    }
    return render(
        request, "desk/invite.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chosen:
    """The protocols there are, and the one that the page is about."""

    versions: list[ProtocolVersion]
    version: ProtocolVersion | None
    setting: Setting | None
    template: PlanTemplate | None
    kept: tuple[Kept, ...]
    programming: Programming
    clinic: Clinic | None


def _chosen(request: HttpRequest, versions: list[ProtocolVersion], today: date) -> _Chosen:
    member = membership_of(request.user)
    kept = templates_of(request.user, member)
    template = _template(request.GET.get("template"), kept)
    code = request.POST.get("protocol") or request.GET.get("protocol")
    code = code or (template.settings.get("protocol") if template else None)
    version = chosen_version(versions, code)
    setting = setting_for(version, today) if version else None
    return _Chosen(
        versions=versions,
        version=version,
        setting=setting,
        template=template,
        kept=kept,
        programming=programming(request, template.settings if template else None),
        clinic=member and member.clinic,
    )


def _template(asked: str | None, kept: tuple[Kept, ...]) -> PlanTemplate | None:
    """Raises Http404 for one that is neither their own nor their clinic's."""
    if asked is None:
        return None
    offered = [row for one in kept for row in (one.latest, *one.earlier)]
    found = next((row for row in offered if str(row.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _kept(
    request: HttpRequest, form: Form, before: _Chosen, now: datetime, today: date
) -> tuple[_Chosen, Form]:
    """Keep what is in the form as a template, and leave all of it as it was typed."""
    try:
        kept = plan_templates.keep(
            owner=request.user,
            clinic=before.clinic if form.is_for_clinic else None,
            name=form.cleaned_data["kept_as"],
            settings=form.settings,
            now=now,
        )
    except plan_templates.TemplateRefused as refused:
        form.refuse_name(refused.author.name)
        return before, form
    messages.success(request, _("Kept as %s.") % kept)
    chosen = _chosen(request, startable.protocols(), today)
    return chosen, _form(type(form), request, chosen, is_looked_at=True)


def _form(
    kind: type[Form], request: HttpRequest, chosen: _Chosen, *, is_looked_at: bool = False
) -> Form:
    """Bound to what was sent, unless it was only carried here to be looked at again."""
    begun = chosen.programming
    is_looked_at = is_looked_at or begun.is_step or "carry" in request.POST
    is_sent = request.method == "POST" and not is_looked_at
    first = {"protocol": chosen.version.code} if chosen.version else {}
    first |= _of_template(chosen.template) if chosen.template else {}
    return kind(
        begun.said if is_sent else None,
        setting=chosen.setting,
        protocols=names_of(chosen.versions),
        is_kept="keep" in request.POST,
        choices=begun.choices,
        clinic=chosen.clinic,
        initial={**first, **begun.said},
    )


def _of_template(template: PlanTemplate) -> dict[str, Any]:
    """Its settings, and its name for the next version."""
    kept_for = FOR_CLINIC if template.clinic_id else ""
    return {**as_initial(template.settings), "kept_as": template.name, "kept_for": kept_for}


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
    patient = get_patient_or_404(request, patient_id, what=RecordAccess.Page.ASSIGNING, now=now)
    today = local_day(patient, now)
    if not can_steer_plan(request.user, patient, on=today):
        raise Http404
    chosen = _chosen(request, startable.protocols(), today)
    form = _form(PlanSettingsForm, request, chosen)
    if own_plans.open_plan_of(patient, today) is not None:
        messages.info(request, _("They have a plan that goes on."))
        return redirect("patient", patient_id)
    if form.is_bound and form.is_valid() and form.is_kept:
        chosen, form = _kept(request, form, chosen, now, today)
    elif form.is_bound and form.is_valid():
        return _assigned(request, patient, form, now)
    context = {
        "current": "caseload",
        "patient": patient,
        "form": form,
        "kept": chosen.kept,
        "found": chosen.programming.found,
        "has_protocols": bool(chosen.versions),
        "version": chosen.version,
        "phases": _phases(chosen.setting),
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


def _phases(setting: Setting | None) -> list[PhaseBlock]:
    return phase_blocks(setting.protocol, setting.exercise_names) if setting else []
