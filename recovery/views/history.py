"""Progress, any day as it was shown, and putting an entry right."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recovery.domain.log import Session
from recovery.domain.prescription import exercise_of
from recovery.explanations import Setting
from recovery.forms.check_ins import NEWS, SETTLED
from recovery.forms.corrections import FORM_FOR, CorrectionForm
from recovery.forms.fields import new_client_id
from recovery.forms.sessions import DONE
from recovery.models import LogEntry
from recovery.presenters.correct import correct_page
from recovery.presenters.day import day_page
from recovery.presenters.function import is_asked_today
from recovery.presenters.lines import setting_of, slugs_of
from recovery.presenters.progress import progress_page
from recovery.selectors import exercise_texts, plan_days
from recovery.selectors.entries import ReadEntry, read_entries
from recovery.selectors.history import history
from recovery.selectors.progress import Window, progress_record
from recovery.services import corrections
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict
from recovery.views.late_check_ins import forgot_yesterday, is_yesterday
from recovery.views.own_plan import Here, any_own_plan_required

UNPROCESSABLE, CONFLICT = 422, 409
MONTH_DAYS = 30
WINDOWS = {"7": 7, "30": MONTH_DAYS, "all": None}


@require_safe
@any_own_plan_required
def progress(request: HttpRequest, here: Here) -> HttpResponse:
    """The chart of a week, a month or all days, the week, the path, and the days in a list."""
    window = _window(request, here)
    page = progress_page(
        day=plan_days.today(here.plan, here.today),
        protocol=here.protocol,
        record=progress_record(here.plan, window),
        window=window,
    )
    page |= {
        "day_number": (here.today - here.plan.started_on).days + 1,
        "asks_function": is_asked_today(here.plan, here.today),
        "plan": here.plan,
    }
    return render(request, "recovery/progress.html", page)


def _window(request: HttpRequest, here: Here) -> Window:
    """From `?days=` and `?until=`. Raises Http404 for what is neither."""
    asked = request.GET.get("days", str(MONTH_DAYS))
    if asked not in WINDOWS:
        raise Http404(asked)
    last = max(here.plan.started_on, min(here.today, here.plan.closed_on or here.today))
    return Window(
        days=WINDOWS[asked],
        until=_until(request, here, last),
        started_on=here.plan.started_on,
        last=last,
    )


def _until(request: HttpRequest, here: Here, last: date) -> date:
    asked = request.GET.get("until")
    if asked is None:
        return last
    try:
        return max(here.plan.started_on, min(date.fromisoformat(asked), last))
    except ValueError as error:
        raise Http404(asked) from error


@require_safe
@any_own_plan_required
def day(request: HttpRequest, here: Here, on: date) -> HttpResponse:
    """A day as it was shown. Raises Http404 outside the plan's days."""
    if not here.plan.started_on <= on <= here.today:
        raise Http404(on)
    found = history(here.plan, until=on, days=1)
    page = {
        "on": on,
        "day_number": (on - here.plan.started_on).days + 1,
        "before": on - timedelta(days=1) if on > here.plan.started_on else None,
        "after": on + timedelta(days=1) if on < here.today else None,
        "may_add": forgot_yesterday(here) == on,
    }
    if not found:
        return render(request, "recovery/day_empty.html", page)
    (one,) = found
    page["may_add_session"] = is_yesterday(here, on) and one.has_list_without_session
    shown = [one.current, *one.earlier]
    slugs = set().union(*(slugs_of(version.plan_day, here.protocol) for version in shown))
    try:
        page |= day_page(
            one,
            revision=_revision(request),
            protocol=here.protocol,
            side=here.side,
            names=exercise_texts.names_of(slugs),
            reader=here.user,
        )
    except LookupError as error:
        raise Http404(on) from error
    return render(request, "recovery/day.html", page)


def _revision(request: HttpRequest) -> int | None:
    asked = request.GET.get("revision")
    if asked is None:
        return None
    if not asked.isdecimal():
        raise Http404(asked)
    return int(asked)


@require_http_methods(["GET", "HEAD", "POST"])
@any_own_plan_required
def correct(request: HttpRequest, here: Here, entry_id: int) -> HttpResponse:
    """Put one of one's own entries right. Raises Http404 for anybody else's."""
    found = _own_entry(here, entry_id)
    form_class = FORM_FOR[type(found.right)]
    if request.method != "POST":
        form = form_class(entry=found.right, initial={"client_id": new_client_id()})
        return _show(request, here, found, form)
    form = form_class(request.POST, entry=found.right)
    if not form.is_valid():
        if _is_sent_again(form, found):
            return redirect("day", found.row.on)
        return _show(request, here, found, form, UNPROCESSABLE)
    try:
        corrections.record(
            entry=found.row,
            changes=form.changes,
            client_id=form.cleaned_data["client_id"],
            by=here.user,
            now=here.now,
            today=here.today,
        )
    except EntryInvalid as problem:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, _("This answer does not fit. Please look at it again."))
        return _show(request, here, found, form, UNPROCESSABLE)
    except EntryConflict:
        form.add_error(None, _("This correction was saved before. Open the entry again."))
        return _show(request, here, found, form, CONFLICT)
    messages.success(request, _("Corrected. The plan was worked out again from that day."))
    return redirect("day", found.row.on)


def _is_sent_again(form: CorrectionForm, found: ReadEntry) -> bool:
    """The same correction a second time: it stands already, so that nothing differs from it."""
    sent = form.data.get("client_id")
    is_kept = any(row.client_id == sent for row in found.corrections)
    return is_kept and form.has_error(NON_FIELD_ERRORS, "unchanged")


def _own_entry(here: Here, entry_id: int) -> ReadEntry:
    row = LogEntry.objects.filter(plan=here.plan, pk=entry_id, recorded_by=here.user).first()
    if row is None:
        raise Http404(entry_id)
    # A correction carries the day of the entry it puts right, so one day holds them all.
    for one in read_entries(here.plan, since=row.on, until=row.on):
        if one.row.pk == entry_id and type(one.right) in FORM_FOR:
            return one
    raise Http404(entry_id)


def _names_in(found: ReadEntry, here: Here) -> Setting:
    """With the names of what was prescribed beside the ladders, where a session tells of it."""
    told = found.right.exercises if isinstance(found.right, Session) else ()
    slugs = {slug for one in told if (slug := exercise_of(one.ladder))}
    return setting_of(here.protocol, here.today, exercise_texts.names_of(slugs))


def _show(
    request: HttpRequest, here: Here, found: ReadEntry, form: CorrectionForm, status: int = 200
) -> HttpResponse:
    page = correct_page(found, form, _names_in(found, here))
    page |= {"news": NEWS, "settled": SETTLED, "done_choices": DONE}
    return render(request, "recovery/correct.html", page, status=status)
