"""The patient's own reminders: when, how, the calendar, the devices, and stopping it all."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import patient_required
from accounts.local_time import local_day
from recovery.forms.reminders import (
    BREAK_WAYS,
    DAYS,
    EVERY,
    REPEATS,
    WAYS,
    DeviceForm,
    ReminderForm,
    said_before,
)
from recovery.presenters.reminders import reminders_page
from recovery.reminding import push
from recovery.selectors import reminders as selectors
from recovery.services import reminders

UNPROCESSABLE = 422
CHOICES = {
    "ways": WAYS,
    "break_ways": BREAK_WAYS,
    "days": DAYS,
    "repeats": REPEATS,
    "every": EVERY,
}


@require_http_methods(["GET", "HEAD", "POST"])
@patient_required
def own_reminders(request: HttpRequest) -> HttpResponse:
    settings = selectors.settings_of(request.user)
    data = request.POST if request.method == "POST" else None
    form = ReminderForm(data, initial=said_before(settings))
    now = timezone.now()
    if form.is_valid():
        reminders.save(patient=request.user, wishes=form.wishes, now=now)
        messages.success(request, _("Saved."))
        return redirect("reminders")
    today = local_day(request.user, now)
    page = reminders_page(
        settings,
        selectors.devices_of(request.user),
        has_plan=selectors.open_plan(request.user) is not None,
        now=now,
        today=today,
    )
    page |= {"form": form, "push_key": push.public_key(), **CHOICES}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "recovery/reminders.html", page, status=status)


@require_POST
@patient_required
def stop(request: HttpRequest) -> HttpResponse:
    """Everything off. The times stay as they were, for another day."""
    reminders.stop(patient=request.user, now=timezone.now())
    messages.success(request, _("All reminders are off."))
    return redirect("reminders")


@require_POST
@patient_required
def calendar(request: HttpRequest) -> HttpResponse:
    """A new address, or none at all; the old one is of no more use either way."""
    if "close" in request.POST:
        reminders.close_feed(patient=request.user)
        messages.success(request, _("The calendar is closed. Its address leads nowhere now."))
    else:
        reminders.open_feed(patient=request.user)
        messages.success(request, _("Your calendar is ready."))
    return redirect("reminders")


@require_POST
@patient_required
def add_device(request: HttpRequest) -> HttpResponse:
    """For the page's script: this browser agreed to notifications."""
    form = DeviceForm(_sent(request))
    if not form.is_valid() or not push.is_push_service(form.cleaned_data["endpoint"]):
        return JsonResponse({"problem": "not a device"}, status=UNPROCESSABLE)
    reminders.add_device(patient=request.user, now=timezone.now(), **form.cleaned_data)
    return JsonResponse({"kept": True})


def _sent(request: HttpRequest) -> dict[str, object]:
    try:
        sent = json.loads(request.body)
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


@require_POST
@patient_required
def remove_device(request: HttpRequest, device_id: int) -> HttpResponse:
    if not reminders.remove_device(patient=request.user, device_id=device_id):
        raise Http404(device_id)
    messages.success(request, _("No more notifications there."))
    return redirect("reminders")
