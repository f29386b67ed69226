"""The patient's side of a lock: what to do, and what opens the plan again."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.selectors import care_team
from recovery.forms.fields import new_client_id
from recovery.forms.self_tests import SeenForm
from recovery.presenters.lock import lock_page
from recovery.selectors import own_plans, plan_days
from recovery.services import seen as seen_service
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict
from recovery.views.own_plan import Here, own_plan_required

UNPROCESSABLE, CONFLICT = 422, 409


@require_safe
@own_plan_required
def locked(request: HttpRequest, here: Here) -> HttpResponse:
    """Stays until the lock is lifted."""
    day = plan_days.today(here.plan, here.today)
    if day.lock is None:
        return redirect("today")
    care = care_team(here.user, here.today).first()
    page = lock_page(
        day,
        protocol=here.protocol,
        side=here.side,
        injured_on=date.fromisoformat(here.plan.injured_on),
        country=here.user.country,
        therapist=care.clinician if care else None,
        may_begin_again=own_plans.may_begin_again(here.plan, day, here.today),
    )
    return render(request, "recovery/locked.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
def seen(request: HttpRequest, here: Here) -> HttpResponse:
    """I was examined. Kept for every lock; it opens only what the owner may open."""
    day = plan_days.today(here.plan, here.today)
    if day.lock is None:
        return redirect("today")
    if request.method != "POST":
        form = SeenForm(today=here.today, initial={"client_id": new_client_id()})
        return render(request, "recovery/seen.html", {"form": form, "today": here.today})
    form = SeenForm(request.POST, today=here.today)
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            return _record(request, here, form)
        except EntryInvalid:
            form.add_error(None, _("This could not be saved. Please look at it again."))
        except EntryConflict:
            form.add_error(None, _("This was saved before."))
            status = CONFLICT
    page = {"form": form, "today": here.today}
    return render(request, "recovery/seen.html", page, status=status)


def _record(request: HttpRequest, here: Here, form: SeenForm) -> HttpResponse:
    recorded = seen_service.record(
        plan=here.plan,
        on=here.today,
        by=here.user,
        now=here.now,
        today=here.today,
        **form.cleaned_data,
    )
    if recorded.plan_day.lock is not None:
        messages.success(request, _("Saved. Your plan stays closed for now."))
        return redirect("locked")
    messages.success(request, _("Welcome back. Your plan is open again."))
    return redirect("today")
