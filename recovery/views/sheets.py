"""Sheets of a plan's days ahead, for the patient's own pages and for the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from recovery.domain.decision import PlanDay
from recovery.paper import pdf
from recovery.presenters.paper import day_sheet, slugs_on, usual_paper, week_sheet
from recovery.selectors import exercise_texts, foreseen, own_limits
from recovery.views.own_plan import Here

WEEK = 7


class NothingToPrint(Exception):
    """The plan is locked, so there is nothing that anybody should do from a sheet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """Around a sheet: where it leads back to and in which words, and the other sheets beside it."""

    back: str
    back_words: str
    others: Sequence[tuple[str, str]] = ()


def week_ahead(here: Here) -> list[PlanDay]:
    """Seven days from today. Raises NothingToPrint."""
    days = foreseen.days_ahead(here.plan, here.today, count=WEEK)
    if days[0].lock is not None:
        raise NothingToPrint
    return days


def sheet_of_week(here: Here) -> dict[str, Any]:
    """Raises NothingToPrint."""
    days = week_ahead(here)
    return week_sheet(days, **_with(here, days))


def sheet_of_day(here: Here, on: date) -> dict[str, Any]:
    """One of the seven days. Raises NothingToPrint, or Http404 for any other day."""
    days = foreseen.days_ahead(here.plan, here.today, count=WEEK)
    chosen = next((one for one in days if one.day == on), None)
    if chosen is None:
        raise Http404(on)
    if days[0].lock is not None:
        raise NothingToPrint
    return day_sheet(chosen, **_with(here, [chosen]))


def _with(here: Here, days: list[PlanDay]) -> dict[str, Any]:
    return {
        "protocol": here.protocol,
        "side": here.side,
        "texts": exercise_texts.texts_of(slugs_on(days)),
        "caps": own_limits.caps_on(here.plan, here.protocol, days[0]),
        "country": here.user.country,
    }


def paper_of(request: HttpRequest) -> str:
    """As asked for with `?paper=`, else what is usual where the one who prints lives."""
    asked = request.GET.get("paper")
    return asked if asked in pdf.PAPERS else usual_paper(request.user.country)


def answer(
    request: HttpRequest, layout: str, sheet: dict[str, Any], way: Way, *, name: str
) -> HttpResponse:
    """A page that prints, or with `?pdf` a file; its name holds days alone."""
    paper = paper_of(request)
    if "pdf" not in request.GET:
        page = {
            **sheet,
            "way": way,
            "paper": paper,
            "papers": pdf.PAPER_NAMES,
            "paper_name": pdf.PAPER_NAMES[paper],
        }
        return render(request, f"recovery/paper_{layout}.html", page)
    pages = pdf.set_pages(layout, sheet, paper=paper, language=get_language() or "en")
    disposition = f'inline; filename="{name}-{paper}.pdf"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(pages, content_type="application/pdf", headers=headers)
