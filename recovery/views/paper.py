"""The plan on paper: a day or a week, as a page that prints and as a PDF."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recovery.views import sheets
from recovery.views.own_plan import Here, own_plan_required


@require_safe
@own_plan_required
def choose(request: HttpRequest, here: Here) -> HttpResponse:
    """A day or a week, to print or to type in."""
    try:
        days = sheets.week_ahead(here)
    except sheets.NothingToPrint:
        return redirect("locked")
    paper = sheets.paper_of(request)
    page = {"today": here.today, "days": [one.day for one in days], "paper": paper}
    return render(request, "recovery/paper.html", page)


@require_safe
@own_plan_required
def day(request: HttpRequest, here: Here, on: date) -> HttpResponse:
    """One of the seven days from today. Raises Http404 for any other."""
    try:
        sheet = sheets.sheet_of_day(here, on)
    except sheets.NothingToPrint:
        return redirect("locked")
    return sheets.answer(request, "day", sheet, _way(), name=f"stepwise-{on}")


@require_safe
@own_plan_required
def week(request: HttpRequest, here: Here) -> HttpResponse:
    """Seven days from today."""
    try:
        sheet = sheets.sheet_of_week(here)
    except sheets.NothingToPrint:
        return redirect("locked")
    return sheets.answer(request, "week", sheet, _way(), name=f"stepwise-week-{here.today}")


def _way() -> sheets.Way:
    return sheets.Way(back=reverse("paper"), back_words=_("Back to On paper"))
