"""Typing in what was written on paper, day by day, each with its own date."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recovery.forms.check_ins import NEWS, SETTLED
from recovery.forms.paper import FLAGS, PaperDayForm
from recovery.forms.sessions import DONE, WARM_UP
from recovery.presenters.differences import saved_words
from recovery.presenters.paper_typing import exercises_of, next_open, typed_days, typing_page
from recovery.selectors import exercise_texts, paper_days, plan_days
from recovery.services import paper
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict, PlanClosed
from recovery.views.own_plan import Here, own_plan_required

UNPROCESSABLE, CONFLICT = 422, 409
CHOICES = {
    "flag_choices": FLAGS,
    "settled": SETTLED,
    "news": NEWS,
    "done_choices": DONE,
    "warm_up_choices": WARM_UP,
}
FORGOTTEN = "forgotten"
NOT_KEPT = ("csrfmiddlewaretoken", "confirmed", "back")


@require_safe
@own_plan_required
def days(request: HttpRequest, here: Here) -> HttpResponse:
    """Two weeks back at most; earlier days are reached by their date."""
    since = paper_days.first_shown(here.plan, here.today)
    rows = typed_days(since, here.today, paper_days.recorded(here.plan, since=since))
    return render(request, "recovery/paper_days.html", {"days": rows, "today": here.today})


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
def type_in(request: HttpRequest, here: Here, on: date) -> HttpResponse:
    """One day of the sheet, or `?forgotten` a day that nobody wrote down.

    Raises Http404 outside the plan's days.
    """
    if not here.plan.started_on <= on <= here.today:
        raise Http404(on)
    day = paper_days.day_on(here.plan, on)
    ladders = exercises_of(day, here.protocol)
    data = request.POST if request.method == "POST" else None
    form = PaperDayForm(data, protocol=here.protocol, ladders=ladders)
    if not form.is_valid():
        return _show(request, here, form, day, UNPROCESSABLE if form.is_bound else 200)
    if "back" in request.POST:
        return _show(request, here, form, day)
    if form.is_alarming and not form.cleaned_data["confirmed"]:
        return _confirm(request, here, form, on)
    return _record(request, here, form, day)


def _show(
    request: HttpRequest, here: Here, form: PaperDayForm, day: Any, status: int = 200
) -> HttpResponse:
    names = exercise_texts.names_of(form.ladders.values())
    page = typing_page(form, day, protocol=here.protocol, side=here.side, names=names)
    kept = paper_days.recorded(here.plan, since=day.day).get(day.day, {})
    page |= {"on": day.day, "kept": kept, "is_forgotten": FORGOTTEN in request.GET, **CHOICES}
    return render(request, "recovery/paper_type_in.html", page, status=status)


def _confirm(request: HttpRequest, here: Here, form: PaperDayForm, on: date) -> HttpResponse:
    """A slip of the thumb would close the plan, so what was ticked is read back once."""
    questions = here.protocol.red_flag_by_code
    ticked = [questions[code].question for code in form.cleaned_data["red_flags"]]
    if "sudden_event" in form.cleaned_data["new"]:
        ticked.append(_("Did you feel a pop or a sudden, sharp pain?"))
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
        for value in values
    ]
    page = {"ticked": ticked, "kept": kept, "on": on, "is_forgotten": FORGOTTEN in request.GET}
    return render(request, "recovery/paper_confirm.html", page)


def _record(request: HttpRequest, here: Here, form: PaperDayForm, day: Any) -> HttpResponse:
    before = plan_days.today(here.plan, here.today)
    try:
        recorded = paper.type_in(
            plan=here.plan,
            on=day.day,
            check_in=form.check_in,
            session=form.session,
            by=here.user,
            now=here.now,
            today=here.today,
        )
    except EntryInvalid as problem:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, _("This answer does not fit. Please look at it again."))
        return _show(request, here, form, day, UNPROCESSABLE)
    except (EntryConflict, PlanClosed):
        form.add_error(None, _("This day was typed in before. Correct it on its own page."))
        return _show(request, here, form, day, CONFLICT)
    if recorded is not None and recorded.plan_day.lock is not None:
        return redirect("locked")
    after = recorded.plan_day if recorded else before
    messages.success(request, saved_words(day.day, before, after))
    return redirect("day", day.day) if FORGOTTEN in request.GET else _go_on(here, day.day)


def _go_on(here: Here, on: date) -> HttpResponse:
    since = paper_days.first_shown(here.plan, here.today)
    rows = typed_days(since, here.today, paper_days.recorded(here.plan, since=since))
    after = next_open(rows, on)
    return redirect("paper_type_in", after) if after else redirect("paper_days")
