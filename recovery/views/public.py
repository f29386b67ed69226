"""The pages that need no account: what Stepwise is, a tour, when to get help, its limits."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

TOUR = {
    "check-in": _("Say how it feels"),
    "today": _("Do today’s few"),
    "reason": _("See why"),
    "session": _("Move at your pace"),
    "therapist": _("With a therapist"),
}


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "recovery/landing.html")


@require_safe
def tour_start(request: HttpRequest) -> HttpResponse:
    return tour(request, next(iter(TOUR)))


@require_safe
def tour(request: HttpRequest, step: str) -> HttpResponse:
    """One step of the tour. Raises Http404 for a step there is not."""
    if step not in TOUR:
        raise Http404(step)
    steps = list(TOUR)
    place = steps.index(step)
    context = {
        "title": TOUR[step],
        "steps": TOUR,
        "step": step,
        "number": place + 1,
        "before": steps[place - 1] if place else None,
        "after": steps[place + 1] if place + 1 < len(steps) else None,
    }
    return render(request, f"recovery/tour_{step.replace('-', '_')}.html", context)


@require_safe
def when_to_get_help(request: HttpRequest) -> HttpResponse:
    return render(request, "recovery/help.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "recovery/about.html")
