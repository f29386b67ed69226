"""The inbox of alerts: who asks for a look, why, and what is done about it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import can_steer_plan, clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess, User
from recovery.alerts import Limits
from recovery.forms.alerts import DONE, LEAVE, SNOOZE, TAKE, AlertForm, AlertLimitsForm, DigestForm
from recovery.models import AlertStep, DigestWish
from recovery.presenters import desk_alerts as presenter
from recovery.selectors.alerts import handled_since, latest_limits
from recovery.services import alerts as service
from recovery.services import digests
from recovery.services.alert_watch import watch

PEOPLE_A_PAGE, STEPS_A_PAGE = 25, 50
HISTORY = timedelta(days=30)
UNPROCESSABLE = 422
SAID = {
    TAKE: gettext_lazy("Yours now."),
    LEAVE: gettext_lazy("Given back."),
    SNOOZE: gettext_lazy("Put off."),
    DONE: gettext_lazy("Done."),
}


@require_safe
@clinician_required
def alerts(request: HttpRequest) -> HttpResponse:
    """`view` is one of four: open, mine, snoozed, and what was done in a month."""
    return _show(request, timezone.now())


def _show(request: HttpRequest, now: datetime, status: int = 200, **more: object) -> HttpResponse:
    today = local_day(request.user, now)
    view = _view(request.GET.get("view"))
    seen = watch(request.user, now=now)
    number = presenter.counts(seen, request.user)
    context = {
        "current": "alerts",
        "view": view,
        "number": number,
        "headline": presenter.headline(number),
        "outcomes": presenter.OUTCOMES,
        "digest": DigestWish.objects.filter(clinician=request.user).first(),
    }
    if view == presenter.HANDLED:
        context |= _handled(request, today, now)
    else:
        found = presenter.chosen(seen, view, request.user)
        page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
        shown = [presenter.group(one, seen, request.user, today) for one in page.object_list]
        context |= {"page": page, "groups": shown}
    return render(request, "desk/alerts.html", context | more, status=status)


def _view(asked: str | None) -> str:
    return asked if asked in presenter.VIEWS else presenter.OPEN


def _handled(request: HttpRequest, today: date, now: datetime) -> dict[str, object]:
    steps = handled_since(request.user, now=now, since=now - HISTORY)
    page = Paginator(steps, STEPS_A_PAGE).get_page(request.GET.get("page"))
    shown = [presenter.step_of(one, today, with_patient=True) for one in page.object_list]
    return {"page": page, "steps": shown}


@require_POST
@clinician_required
def act(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """One button: take on, give back, put off, or done, for what stood on the page."""
    now = timezone.now()
    patient = get_patient_or_404(request, patient_id, what=RecordAccess.Page.ALERTS, now=now)
    form = AlertForm(request.POST)
    if not form.is_valid():
        words = _("This could not be read, so nothing was changed. Please try again.")
        return _show(request, now, UNPROCESSABLE, problem=words)
    kind, what = form.doing
    try:
        _do(kind, what, form, patient, request.user, now)
    except service.NothingStands:
        messages.info(request, _("This had changed meanwhile. Here is how it stands now."))
    else:
        messages.success(request, f"{patient.name}: {SAID[kind]}")
    place = f"?view={_view(request.POST.get('view'))}#p-{patient_id}"
    return redirect(reverse("alerts") + place)


def _do(kind: str, what: str, form: AlertForm, patient: User, by: User, now: datetime) -> None:
    seen = {
        "patient": patient,
        "keys": form.keys,
        "by": by,
        "now": now,
        "today": local_day(by, now),
    }
    doings: dict[str, Callable[[], None]] = {
        TAKE: lambda: service.take(**seen),
        LEAVE: lambda: service.leave(**seen),
        SNOOZE: lambda: service.snooze(days=int(what), **seen),
        DONE: lambda: service.finish(
            outcome=AlertStep.Outcome(what), note=form.cleaned_data["note"], **seen
        ),
    }
    doings[kind]()


@require_POST
@clinician_required
def digest(request: HttpRequest) -> HttpResponse:
    """The morning's mail: at a time, or none."""
    form = DigestForm(request.POST)
    if not form.is_valid():
        return _show(request, timezone.now(), UNPROCESSABLE, digest_form=form)
    digests.wish(clinician=request.user, at=form.cleaned_data["at"])
    messages.success(request, _("Saved."))
    return redirect("alerts")


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def limits(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """From when this clinician's team is told about one patient."""
    now = timezone.now()
    patient = get_patient_or_404(request, patient_id, what=RecordAccess.Page.ALERT_LIMITS, now=now)
    if not can_steer_plan(request.user, patient, on=local_day(patient, now)):
        raise Http404
    before = latest_limits(patient)
    form = AlertLimitsForm(request.POST or None, initial=_said_before(before))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        service.set_limits(
            patient=patient, limits=form.limits, reason=reason, by=request.user, now=now
        )
        messages.success(request, _("Saved. They count from now on."))
        return redirect("patient", patient_id)
    context = {
        "current": "alerts",
        "patient": patient,
        "form": form,
        "before": before,
        "usual": Limits(),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "desk/alert_limits.html", context, status=status)


def _said_before(before: object) -> dict[str, int]:
    limits = before or Limits()
    return {name: getattr(limits, name) for name in ("high_pain", "pain_rise", "silent_days")}
