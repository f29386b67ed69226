"""Addresses that work without signing in: stopping reminders, and the calendar.

Looking never stops anything, because mail programs and scanners open links by themselves. The
one click of a mail program (RFC 8058) is a POST without our token, so the token is in the address.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.local_time import local_day
from accounts.models import User
from recovery.presenters.reminders import what_words
from recovery.reminding.calendar import feed
from recovery.reminding.links import read_feed_token, read_stop_token
from recovery.selectors import reminders as selectors
from recovery.services import reminders


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    try:
        public_id, kind = read_stop_token(token)
        patient = User.objects.get(public_id=public_id, is_active=True)
    except (LookupError, User.DoesNotExist) as error:
        raise Http404 from error
    is_all = "all" in request.POST
    if request.method == "POST":
        stopped = None if is_all else kind
        reminders.stop(patient=patient, kind=stopped, now=timezone.now())
    page = {"kind": kind, "what": what_words(kind), "is_all": is_all, "token": token}
    return render(request, "recovery/reminders_stop.html", page)


@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    try:
        settings = selectors.settings_by_feed(read_feed_token(token))
    except LookupError as error:
        raise Http404 from error
    now = timezone.now()
    with translation.override(settings.patient.language):
        text = feed(
            settings,
            today=local_day(settings.patient, now),
            now=now,
            is_open=selectors.open_plan(settings.patient) is not None,
        )
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="stepwise.ics"'},
    )
