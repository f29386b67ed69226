"""The check-in, and what it led to."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recovery.forms.check_ins import NEWS, SETTLED, CheckInForm
from recovery.forms.fields import new_client_id
from recovery.presenters.answer import answer_page
from recovery.presenters.how_long import standing_in_phase
from recovery.presenters.lines import slugs_of
from recovery.selectors import exercise_texts, own_days, own_limits, plan_days
from recovery.services import check_ins
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict
from recovery.views.by_phone import kept
from recovery.views.own_plan import Here, own_plan_required

UNPROCESSABLE, CONFLICT = 422, 409
A_WEEK = timedelta(days=7)


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
def check_in(request: HttpRequest, here: Here) -> HttpResponse:
    """Ask; repeat a yes to a red flag once; keep the answers and show what they led to."""
    if request.method != "POST":
        blank = {"client_id": new_client_id(), "on": here.today}
        form = CheckInForm(protocol=here.protocol, initial=blank)
        return _show(request, here, form)
    form = CheckInForm(request.POST, protocol=here.protocol)
    if not form.is_valid():
        return _show(request, here, form, UNPROCESSABLE)
    if "back" in request.POST:
        return _show(request, here, form)
    if form.is_alarming and not form.cleaned_data["confirmed"]:
        return _confirm(request, here, form)
    return _record(request, here, form)


def _day_of(form: CheckInForm, here: Here) -> date:
    """The day on which the questions were answered, not the day of sending."""
    said = form.cleaned_data.get("on") if form.is_bound else None
    return said or here.today


def _show(request: HttpRequest, here: Here, form: CheckInForm, status: int = 200) -> HttpResponse:
    day, on = plan_days.today(here.plan, here.today), _day_of(form, here)
    asked = [
        flag for flag in here.protocol.red_flags if flag.at_check_in or day.asks_full_red_flags
    ]
    session_on = own_days.latest_session_on(here.plan, before=on)
    page = {
        "form": form,
        "on": on,
        "side": here.side.value,
        "flags": asked,
        "news": NEWS,
        "settled": SETTLED,
        "session_on": session_on,
        # Within a week the name of a weekday means one day alone.
        "is_recent": session_on is not None and on - session_on < A_WEEK,
    }
    return render(request, "recovery/check_in.html", page, status=status)


def _confirm(request: HttpRequest, here: Here, form: CheckInForm) -> HttpResponse:
    """A slip of the thumb would close the plan, so what was ticked is read back once."""
    questions = here.protocol.red_flag_by_code
    ticked = [questions[code].question for code in form.red_flags_said or ()]
    if "sudden_event" in form.cleaned_data["new"]:
        ticked.append(_("Did you feel a pop or a sudden, sharp pain?"))
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "confirmed", "back")
        for value in values
    ]
    return render(request, "recovery/check_in_confirm.html", {"ticked": ticked, "kept": kept})


def _record(request: HttpRequest, here: Here, form: CheckInForm) -> HttpResponse:
    on = _day_of(form, here)
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
        is_asked = problem.field in form.fields and problem.field != "on"
        field = problem.field if is_asked else None
        form.add_error(field, _("This answer does not fit. Please look at it again."))
        return _show(request, here, form, UNPROCESSABLE)
    except EntryConflict:
        form.add_error(None, _("This check-in was saved before. Open a new one to add to it."))
        return _show(request, here, form, CONFLICT)
    if recorded.plan_day.lock:
        return kept(request, "locked")
    if recorded.plan_day.closed:
        return kept(request, "today")
    if on == here.today:
        return kept(request, "answer")
    said = _("Your check-in of %(day)s is saved.") % {"day": date_format(on, "l j F")}
    return kept(request, "today", said=said)


@require_safe
@own_plan_required
def answer(request: HttpRequest, here: Here) -> HttpResponse:
    """What the latest check-in of today led to."""
    day = plan_days.today(here.plan, here.today)
    if day.lock is not None:
        return redirect("locked")
    own = own_days.own_day(here.plan, here.today)
    if own.check_in is None:
        return redirect("today")
    page = answer_page(
        day,
        protocol=here.protocol,
        side=here.side,
        names=exercise_texts.names_of(slugs_of(day, here.protocol)),
        caps=own_limits.caps_on(here.plan, here.protocol, day),
    )
    page |= {
        "today": here.today,
        "is_preview": not own.check_in.has_red_flag_answer,
        "standing": standing_in_phase(day, here.protocol, here.plan),
    }
    return render(request, "recovery/answer.html", page)
