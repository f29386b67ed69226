"""Home: today's few exercises, each with its reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from recovery.presenters.clock import local
from recovery.presenters.lines import phase_of, slugs_of
from recovery.presenters.reading import article_of
from recovery.presenters.today import greeting, today_page
from recovery.selectors import exercise_texts, own_days, plan_days
from recovery.views.own_plan import Here, any_own_plan_required


@require_safe
@any_own_plan_required
def today(request: HttpRequest, here: Here) -> HttpResponse:
    """The day before the check-in is a preview; a locked one has a page of its own."""
    if not here.plan.is_open:
        return render(request, "recovery/plan_ended.html", {"plan": here.plan})
    day = plan_days.today(here.plan, here.today)
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
        "day_number": (here.today - here.plan.started_on).days + 1,
        "greeting": greeting(here.user.name, local(here.now).hour),
    }
    return render(request, "recovery/today.html", page)
