"""I forgot yesterday: a check-in for the day before, with its own date, and what it changed."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recovery.forms.check_ins import NEWS, SETTLED, CheckInForm
from recovery.forms.fields import new_client_id
from recovery.presenters.differences import saved_words
from recovery.selectors import plan_days
from recovery.services import check_ins
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict
from recovery.views.own_plan import Here, own_plan_required

UNPROCESSABLE, CONFLICT = 422, 409
DAY = timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
def add(request: HttpRequest, here: Here, on: date) -> HttpResponse:
    """Raises Http404 for any day but yesterday: further back, memory of pain is no measure."""
    if not is_yesterday(here, on):
        raise Http404(on)
    if request.method != "POST":
        form = CheckInForm(protocol=here.protocol, initial={"client_id": new_client_id()})
        return _show(request, here, form, on)
    form = CheckInForm(request.POST, protocol=here.protocol)
    if not form.is_valid():
        return _show(request, here, form, on, UNPROCESSABLE)
    if form.is_alarming and not form.cleaned_data["confirmed"]:
        return _show(request, here, form, on, asks_again=True)
    return _record(request, here, form, on)


def is_yesterday(here: Here, on: date) -> bool:
    """Whether a check-in may still be added to this day."""
    return here.plan.is_open and here.plan.started_on <= on == here.today - DAY


def forgot_yesterday(here: Here) -> date | None:
    """Yesterday, where it is a day of the plan without a check-in."""
    day = here.today - DAY
    return day if is_yesterday(here, day) and not here.plan.has_checked_in_yesterday else None


def _record(request: HttpRequest, here: Here, form: CheckInForm, on: date) -> HttpResponse:
    before = plan_days.today(here.plan, here.today)
    try:
        recorded = check_ins.record(
            plan=here.plan,
            on=on,
            answers=form.answers,
            client_id=form.cleaned_data["client_id"],
            by=here.user,
            now=here.now,
            today=here.today,
        )
    except EntryInvalid as problem:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, _("This answer does not fit. Please look at it again."))
        return _show(request, here, form, on, UNPROCESSABLE)
    except EntryConflict:
        form.add_error(None, _("This check-in was saved before. Open a new one to add to it."))
        return _show(request, here, form, on, CONFLICT)
    if recorded.plan_day.lock is not None:
        return redirect("locked")
    messages.success(request, saved_words(on, before, recorded.plan_day))
    return redirect("day", on)


def _show(
    request: HttpRequest,
    here: Here,
    form: CheckInForm,
    on: date,
    status: int = 200,
    *,
    asks_again: bool = False,
) -> HttpResponse:
    page = {
        "form": form,
        "on": on,
        "flags": [flag for flag in here.protocol.red_flags if flag.at_check_in],
        "news": NEWS,
        "settled": SETTLED,
        "asks_again": asks_again,
    }
    return render(request, "recovery/late_check_in.html", page, status=status)
