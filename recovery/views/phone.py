"""The installed app: how a phone puts Stepwise on its screen and goes on without a network."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from accounts.access import patient_required
from accounts.local_time import local_day
from recovery import mappers
from recovery.domain.decision import PlanDay
from recovery.models import LogEntry, RecoveryPlan
from recovery.presenters import phone as presenter
from recovery.selectors import other_ways, own_plans, plan_days
from recovery.selectors.other_ways import Around

AN_HOUR = 3600


@require_safe
@cache_control(max_age=AN_HOUR)
def manifest(request: HttpRequest) -> JsonResponse:
    return JsonResponse(presenter.manifest(), content_type="application/manifest+json")


@require_safe
@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """Served from the root, because a worker answers only for what lies below its own address."""
    facts = {
        "worker": static(presenter.WORKERS[0]),
        "settings_json": json.dumps({"stamp": _stamp_of_shell(), "shell": presenter.shell()}),
    }
    return render(request, "recovery/service_worker.js", facts, content_type="text/javascript")


def _stamp_of_shell() -> str:
    """Of what the scripts and styles hold. While developing they change under a running server."""
    return _stamp_once() if not settings.DEBUG else _stamp_now()


@cache
def _stamp_once() -> str:
    return _stamp_now()


def _stamp_now() -> str:
    content = sha256()
    for name in (*presenter.NAMED, *presenter.IMPORTED, *presenter.WORKERS):
        with open(finders.find(name), "rb") as file:
            content.update(file.read())
    return content.hexdigest()[:16]


@require_safe
@patient_required
def on_this_phone(request: HttpRequest) -> HttpResponse:
    """What waits to be sent, and where to go on without a network. The phone fills in the list."""
    return render(request, "recovery/phone.html", {"why": request.GET.get("why", "")})


@require_safe
@never_cache
@patient_required
def day(request: HttpRequest) -> JsonResponse:
    """Who is signed in, a token to send forms with, and what to keep of today."""
    user, now = request.user, timezone.now()
    today = local_day(user, now)
    plan = own_plans.open_plan_of(user, today)
    plan_day = plan_days.today(plan, today) if plan else None
    draft = getattr(plan, "session_draft", None)
    around = _around(plan, plan_day) if plan_day and draft is None else {}
    latest = LogEntry.objects.filter(plan=plan).order_by("-sequence").first() if plan else None
    stamp = presenter.stamp_of(
        *(user.public_id, user.name, user.language, user.time_zone, today),
        *(plan and plan.pk, latest and latest.sequence, draft and (draft.client_id, draft.answers)),
        _stamp_of_shell(),
    )
    return JsonResponse(
        {
            "person": str(user.public_id),
            "csrf": get_token(request),
            "on": today.isoformat(),
            "zone": user.time_zone,
            "stamp": stamp,
            "pages": presenter.pages_of(plan_day, draft, around),
            "figures": presenter.figures_of(plan_day),
        }
    )


def _around(plan: RecoveryPlan, plan_day: PlanDay) -> Mapping[str, Around]:
    protocol = mappers.protocol_for(plan)
    return other_ways.around(plan, protocol, plan_day) if plan_day.startable else {}
