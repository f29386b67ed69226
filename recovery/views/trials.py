"""What if: a protocol, or somebody's plan, on a made-up course."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import can_steer_plan, clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess, User
from recovery.domain.codes import SeverityBand, Side
from recovery.explanations import Setting
from recovery.explanations.settings_words import settings_words
from recovery.explanations.trial_words import DRAWN
from recovery.forms.fields import new_client_id
from recovery.forms.trials import RunningTrialForm, TrialFields, TrialForm, defaults
from recovery.presenters import trials as presenter
from recovery.selectors import own_plans, startable
from recovery.services import trials
from recovery.services.answers import EntryInvalid
from recovery.services.first_directives import give_all
from recovery.services.log import EntryConflict, PlanClosed
from recovery.services.trials import Pair
from recovery.simulation.courses import COURSES, Course, between, drawn
from recovery.views.choosing import chosen_version, names_of, setting_for
from recovery.views.patients import Desk, open_desk
from recovery.views.programmes import standing_programme
from recovery.views.programming import Programming, programming

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@clinician_required
def simulate(request: HttpRequest) -> HttpResponse:
    """A protocol as published, and beside it what was changed. Nothing is kept."""
    today = local_day(request.user, timezone.now())
    return _before(request, None, today)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@clinician_required
def simulate_patient(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """The same for a patient in care: from tomorrow where a plan goes on, else from its start."""
    now = timezone.now()
    patient = get_patient_or_404(request, patient_id, what=RecordAccess.Page.TRYING, now=now)
    today = local_day(patient, now)
    if not can_steer_plan(request.user, patient, on=today):
        raise Http404
    plan = own_plans.open_plan_of(patient, today)
    if plan is None:
        return _before(request, patient, today)
    desk = open_desk(patient, plan, now=now, today=today)
    begun = programming(request, holds=standing_programme(desk))
    is_given = "give" in request.POST
    form = RunningTrialForm(
        {"client_id": new_client_id(), **defaults(), **begun.said},
        setting=desk.setting,
        phase=desk.outlook.today.phase,
        is_given=is_given,
        choices=begun.choices,
        standing=begun.stood,
    )
    if is_given and form.is_valid():
        return _given(request, desk, form)
    is_looked_at = form.is_valid() and not begun.is_part_of(request)
    pair = _from_here(desk, form) if is_looked_at else None
    seen = _Seen(desk.setting, desk.outlook.state.side, begun, is_running=True)
    return _shown(request, patient, form, pair, seen)


def _from_here(desk: Desk, form: RunningTrialForm) -> Pair:
    return trials.from_here(
        desk.setting.protocol,
        desk.outlook.state,
        _course(form),
        days=form.days,
        settings=form.changes,
    )


def _given(request: HttpRequest, desk: Desk, form: RunningTrialForm) -> HttpResponse:
    settings = {**form.changes, "reason": form.cleaned_data["reason"]}
    try:
        give_all(
            plan=desk.plan,
            settings=settings,
            client_id=form.cleaned_data["client_id"],
            by=request.user,
            now=desk.now,
            today=desk.today,
        )
    except (EntryConflict, EntryInvalid, PlanClosed):
        messages.error(request, _("This was not taken. Look at the plan as it stands now."))
    else:
        words = "; ".join(settings_words(form.changes, desk.setting))
        told = _("From today it holds: %(changes)s. What was done stays as it was recorded.")
        messages.success(request, told % {"changes": words})
    return redirect("patient", desk.patient.public_id)


@dataclass(frozen=True, slots=True)
class _Seen:
    """How the days are told: by whose names, on which side, and from where."""

    setting: Setting
    side: Side
    begun: Programming
    is_running: bool = False


def _before(request: HttpRequest, patient: User | None, today: Any) -> HttpResponse:
    versions = startable.protocols()
    begun = programming(request)
    said = {**defaults(), **begun.said}
    version = chosen_version(versions, said.get("protocol"))
    if version is None:
        return render(request, "desk/simulate_none.html", {"current": "simulate"})
    setting = setting_for(version, today)
    said = said if said.get("protocol") else {**said, "protocol": version.code}
    form = TrialForm(said, setting=setting, protocols=names_of(versions), choices=begun.choices)
    pair = None
    if form.is_valid() and not begun.is_part_of(request):
        pair = trials.from_the_start(
            setting.protocol,
            _course(form),
            band=SeverityBand(form.cleaned_data["band"]),
            days=form.days,
            settings={**form.changes, **_autonomy(form)},
            person=form.person,
            today=today,
        )
    side = Side.LEFT if pair is None else pair.side
    return _shown(request, patient, form, pair, _Seen(setting, side, begun))


def _autonomy(form: TrialForm) -> dict[str, str]:
    chosen = form.settings.get("autonomy")
    return {"autonomy": chosen} if chosen else {}


def _course(form: TrialFields) -> Course:
    name = form.cleaned_data["course"]
    return drawn(between(form.curve, form.days)) if name == DRAWN else COURSES[name]


def _shown(
    request: HttpRequest,
    patient: User | None,
    form: TrialFields,
    pair: Pair | None,
    seen: _Seen,
) -> HttpResponse:
    context = {
        "current": "caseload" if patient else "simulate",
        "patient": patient,
        "form": form,
        "is_running": seen.is_running,
        "found": seen.begun.found,
        "stood": seen.begun.stood_sealed,
        **(_outcome(pair, seen) if pair else {}),
    }
    return render(
        request,
        "desk/simulate.html",
        context,
        status=UNPROCESSABLE if form.errors and not seen.begun.is_step else 200,
    )


def _outcome(pair: Pair, seen: _Seen) -> dict[str, Any]:
    setting = seen.begun.named_in(seen.setting)
    return {
        "panes": presenter.panes(pair, setting, seen.side, is_running=seen.is_running),
        "key": presenter.key(pair, setting),
        "compared": presenter.compared(pair, setting),
        "days": presenter.day_rows(pair, setting),
        "has_two": pair.changed is not None,
    }
