"""Home: today's few exercises, each with its reason, and how each is done."""

from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from exercises.selectors import get_page_or_404
from recovery.domain.codes import Side
from recovery.domain.decision import PlanDay
from recovery.forms.fields import new_client_id
from recovery.presenters.clock import local
from recovery.presenters.closing import closing_page
from recovery.presenters.function import is_asked_today
from recovery.presenters.how_long import standing_in_phase
from recovery.presenters.lines import phase_of, slugs_of
from recovery.presenters.reading import article_of
from recovery.presenters.today import greeting, today_page
from recovery.selectors import exercise_texts, foreseen, own_days, plan_days, protocol_parts
from recovery.selectors.progress import Window, progress_record
from recovery.services import last_weeks
from recovery.views.late_check_ins import forgot_yesterday
from recovery.views.own_plan import Here, any_own_plan_required


@require_safe
@any_own_plan_required
def today(request: HttpRequest, here: Here) -> HttpResponse:
    """The day before the check-in is a preview; a locked one has a page of its own."""
    if not here.plan.is_open:
        return ended(request, here)
    day = plan_days.today(here.plan, here.today)
    if day.closed and last_weeks.close_if_over(plan=here.plan, now=here.now, today=here.today):
        return ended(request, here)
    if day.lock is not None:
        return redirect("locked")
    article = article_of(day, phase_of(day, here.protocol))
    slugs = slugs_of(day, here.protocol)
    names, reading = exercise_texts.names_and_reading(slugs, article)
    own = own_days.own_day(here.plan, here.today)
    page = today_page(
        day,
        protocol=here.protocol,
        side=here.side,
        own=own,
        names=names,
        reading=reading,
        has_begun=getattr(here.plan, "session_draft", None) is not None,
    )
    page |= {
        "today": here.today,
        "standing": standing_in_phase(day, here.protocol, here.plan),
        "asks_function": is_asked_today(here.plan, here.today),
        "next_list_on": _next_list_on(day, here),
        "day_number": (here.today - here.plan.started_on).days + 1,
        "forgotten": forgot_yesterday(here),
        "resume_id": new_client_id(),
        "greeting": greeting(here.user.name, local(here.now).hour),
    }
    return render(request, "recovery/today.html", page)


def _next_list_on(day: PlanDay, here: Here) -> date | None:
    """Where lists come once a week, the day of the next one; asked on the days without."""
    if day.exercises or phase_of(day, here.protocol).every_days is None:
        return None
    return foreseen.next_list_on(here.plan, here.today)


def ended(request: HttpRequest, here: Here) -> HttpResponse:
    """The plan from its first day to its last."""
    window = Window(
        days=None,
        until=here.plan.closed_on,
        started_on=here.plan.started_on,
        last=here.plan.closed_on,
    )
    page = closing_page(here.plan, progress_record(here.plan, window), here.protocol)
    return render(request, "recovery/plan_ended.html", page)


@require_safe
@any_own_plan_required
def exercise(request: HttpRequest, here: Here, slug: str) -> HttpResponse:
    """How an exercise of one's own plan is done, whatever became of its text since.

    Photographs that nobody has passed stay behind the drawing.
    """
    if slug not in protocol_parts.exercises_of(here.protocol):
        raise Http404(slug)
    page = get_page_or_404(slug, at_any_stage=True)
    if not page.exercise.is_visible:
        page = replace(page, uploads=[], shows_figure=True)
    frame = {"layout": "base.html", "is_patient": True, "is_own": True}
    side = {"side": here.side.value, "is_left": here.side is Side.LEFT}
    return render(request, "exercises/exercise.html", {"page": page, **frame, **side})
