"""The library as signed-in people read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import access
from exercises import selectors


@require_safe
@access.signed_in_required
def library(request: HttpRequest) -> HttpResponse:
    shown = {"groups": selectors.groups(), **_frame(request)}
    return render(request, "exercises/library.html", shown)


@require_safe
@access.signed_in_required
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    shown = {"page": selectors.get_page_or_404(slug), **_frame(request)}
    return render(request, "exercises/exercise.html", shown)


def _frame(request: HttpRequest) -> dict[str, object]:
    """Therapists keep their rail at the side, everybody else the phone's page."""
    is_desk = access.is_clinician(request.user)
    return {
        "layout": "desk.html" if is_desk else "base.html",
        "is_desk": is_desk,
        "is_patient": access.is_patient(request.user),
        "current": "library",
    }
