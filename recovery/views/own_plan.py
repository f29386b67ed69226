"""Who asks, when, and the plan they are in: what every page of a patient begins with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.access import BY_PHONE, is_meant_by, patient_required
from accounts.local_time import local_day
from accounts.models import User
from recovery import mappers
from recovery.domain.codes import Side
from recovery.domain.protocol import Protocol
from recovery.models import RecoveryPlan
from recovery.selectors import own_plans
from recovery.views.by_phone import not_taken

View = Callable[..., HttpResponse]


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """The patient's own plan at one reading of the clock; `today` is their local day."""

    user: User
    plan: RecoveryPlan
    protocol: Protocol
    side: Side
    now: datetime
    today: date


def own_plan_required(view: View) -> View:
    """For patients with an open plan; without one the way leads to the first questions."""
    return _with_plan(view, own_plans.open_plan_of)


def any_own_plan_required(view: View) -> View:
    """The same, but a plan that has ended may still be read."""
    return _with_plan(view, own_plans.latest_plan_of)


def _with_plan(view: View, find: Callable[[User, date], RecoveryPlan | None]) -> View:
    @patient_required
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        today = local_day(request.user, now)
        if not is_meant_by(request.user, request.POST.get("person")):
            return not_taken(request, "recovery/not_meant.html")
        plan = find(request.user, today)
        if plan is None and request.method == "POST" and BY_PHONE in request.headers:
            return not_taken(request, "recovery/not_open.html")
        if plan is None:
            return redirect("start")
        here = Here(
            user=request.user,
            plan=plan,
            protocol=mappers.protocol_for(plan),
            side=Side(plan.injured_side),
            now=now,
            today=today,
        )
        return view(request, here, *args, **kwargs)

    return checked
