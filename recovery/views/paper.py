"""The plan on paper: a day or a week, as a page that prints and as a PDF."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from recovery.domain.decision import PlanDay
from recovery.paper import pdf
from recovery.presenters.paper import day_sheet, slugs_on, usual_paper, week_sheet
from recovery.selectors import exercise_texts, foreseen, own_limits
from recovery.views.own_plan import Here, own_plan_required

WEEK = 7


@require_safe
@own_plan_required
def choose(request: HttpRequest, here: Here) -> HttpResponse:
    """A day or a week, to print or to type in."""
    days = foreseen.days_ahead(here.plan, here.today, count=WEEK)
    if days[0].lock is not None:
        return redirect("locked")
    page = {"today": here.today, "days": [one.day for one in days], "paper": _paper(request, here)}
    return render(request, "recovery/paper.html", page)


@require_safe
@own_plan_required
def day(request: HttpRequest, here: Here, on: date) -> HttpResponse:
    """One of the seven days from today. Raises Http404 for any other."""
    days = foreseen.days_ahead(here.plan, here.today, count=WEEK)
    chosen = next((one for one in days if one.day == on), None)
    if chosen is None:
        raise Http404(on)
    if days[0].lock is not None:
        return redirect("locked")
    sheet = day_sheet(chosen, **_with(here, [chosen]))
    return _answer(request, here, "day", sheet, name=f"stepwise-{on}")


@require_safe
@own_plan_required
def week(request: HttpRequest, here: Here) -> HttpResponse:
    """Seven days from today."""
    days = foreseen.days_ahead(here.plan, here.today, count=WEEK)
    if days[0].lock is not None:
        return redirect("locked")
    sheet = week_sheet(days, **_with(here, days))
    return _answer(request, here, "week", sheet, name=f"stepwise-week-{here.today}")


def _with(here: Here, days: list[PlanDay]) -> dict[str, Any]:
    return {
        "protocol": here.protocol,
        "side": here.side,
        "texts": exercise_texts.texts_of(slugs_on(days)),
        "caps": own_limits.caps_on(here.plan, here.protocol, days[0]),
        "country": here.user.country,
    }


def _paper(request: HttpRequest, here: Here) -> str:
    """As asked for with `?paper=`, else what is usual where this person lives."""
    asked = request.GET.get("paper")
    return asked if asked in pdf.PAPERS else usual_paper(here.user.country)


def _answer(
    request: HttpRequest, here: Here, layout: str, sheet: dict[str, Any], *, name: str
) -> HttpResponse:
    paper = _paper(request, here)
    if "pdf" not in request.GET:
        page = {
            **sheet,
            "paper": paper,
            "papers": pdf.PAPER_NAMES,
            "paper_name": pdf.PAPER_NAMES[paper],
        }
        return render(request, f"recovery/paper_{layout}.html", page)
    pages = pdf.set_pages(layout, sheet, paper=paper, language=get_language() or "en")
    disposition = f'inline; filename="{name}-{paper}.pdf"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(pages, content_type="application/pdf", headers=headers)
