"""One exercise of a session: done, hurting, left out, or done another way."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from recovery.forms.sessions import (
    SKIPPED,
    EasierForm,
    ExerciseForm,
    HurtForm,
    SkipForm,
    UnaskedForm,
)
from recovery.models import SessionDraft
from recovery.presenters import session as presenter
from recovery.selectors import exercise_texts, plan_days
from recovery.services import session_drafts, session_ways
from recovery.services.session_ways import LOWER, PLANNED, Way
from recovery.views.by_phone import kept
from recovery.views.own_plan import Here, own_plan_required
from recovery.views.sessions import UNPROCESSABLE, carried, draft_required


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
@draft_required
def exercise(request: HttpRequest, here: Here, draft: SessionDraft, number: int) -> HttpResponse:
    """The picture, the target and the clock, then what was done and how it felt."""
    if not 1 <= number <= len(draft.lines):
        raise Http404(number)
    asked = request.POST if request.method == "POST" else request.GET
    if "hurts" in asked:
        return _hurts(request, here, draft, number)
    if "skip" in request.GET or "skipped" in asked:
        return _skip(request, here, draft, number)
    if "swap" in request.GET and request.method != "POST":
        return _swap(request, here, draft, number)
    return _rate(request, here, draft, number, _way_of(draft, number, asked.get("way", PLANNED)))


def _way_of(draft: SessionDraft, number: int, code: str) -> Way:
    """Raises Http404 for what this line cannot be done as."""
    ways = session_ways.ways_of(draft, number)
    if code not in ways:
        raise Http404(code)
    return ways[code]


def _rate(
    request: HttpRequest, here: Here, draft: SessionDraft, number: int, way: Way
) -> HttpResponse:
    form = _form(request, _form_for(way), draft, way)
    if request.method != "POST" or not form.is_valid():
        return _show(request, here, draft, number, "session_exercise", form, way)
    answer = session_ways.answer_by(draft, number, way, form.answer)
    return _keep(request, draft, number, answer)


def _form_for(way: Way) -> type[forms.Form]:
    if not way.is_prescribed:
        return EasierForm
    return ExerciseForm if way.line.asks_pain else UnaskedForm


def _form(request: HttpRequest, form_class: type[forms.Form], draft: SessionDraft, way: Way) -> Any:
    """What was said before of the same way of doing it is shown again, and of no other."""
    said = draft.answers.get(way.line.ladder, {})
    is_same = said.get("exercise", way.line.exercise) == way.line.exercise
    is_same = is_same and ("skipped" in said) != way.is_prescribed
    return form_class(
        request.POST if request.method == "POST" else None, initial=said if is_same else {}
    )


def _skip(request: HttpRequest, here: Here, draft: SessionDraft, number: int) -> HttpResponse:
    said = draft.answers.get(session_drafts.line_of(draft, number).ladder, {})
    form = SkipForm(request.POST if request.method == "POST" else None, initial=said)
    if request.method != "POST" or not form.is_valid():
        return _show(request, here, draft, number, "session_skip", form)
    return _keep(request, draft, number, form.answer)


def _hurts(request: HttpRequest, here: Here, draft: SessionDraft, number: int) -> HttpResponse:
    """Within the limit somebody may go on; above it the rung below is offered, where there is one.

    At the stop line the session ends.
    """
    form = HurtForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, here, draft, number, "session_hurts", form)
    pain, limits = form.answer.get("pain"), draft.lines[number - 1]
    is_left = "leave" in request.POST
    if not is_left and pain is not None and pain <= limits.get("hold", -1):
        return _show(request, here, draft, number, "session_hurts", form, is_within=True)
    answer = session_ways.hurt_again(draft, number, form.answer)
    is_over = session_drafts.keep(draft=draft, number=number, answer=answer)
    if is_over or is_left or not limits.get("lower"):
        return _go_on(request, draft, is_over=is_over)
    step_down = f"{reverse('session_exercise', args=[number])}?{urlencode({'way': LOWER})}"
    return kept(request, step_down)


def _swap(request: HttpRequest, here: Here, draft: SessionDraft, number: int) -> HttpResponse:
    ways = session_ways.ways_of(draft, number)
    names = exercise_texts.names_of(way.line.exercise for way in ways.values())
    page = presenter.swap_page(draft, number, ways, names, here.side)
    page |= carried(draft, number)
    return render(request, "recovery/session_swap.html", page)


def _keep(
    request: HttpRequest, draft: SessionDraft, number: int, answer: dict[str, Any]
) -> HttpResponse:
    is_over = session_drafts.keep(draft=draft, number=number, answer=answer)
    return _go_on(request, draft, is_over=is_over)


def _go_on(request: HttpRequest, draft: SessionDraft, *, is_over: bool) -> HttpResponse:
    after = None if is_over else session_drafts.first_open(draft)
    return kept(request, "session_exercise", after) if after else kept(request, "session_finish")


def _show(
    request: HttpRequest,
    here: Here,
    draft: SessionDraft,
    number: int,
    template: str,
    form: Any,
    way: Way | None = None,
    is_within: bool = False,
) -> HttpResponse:
    ways = session_ways.ways_of(draft, number)
    way = way or ways[PLANNED]
    lower = ways.get(LOWER) if way.code == PLANNED else None
    page = presenter.exercise_page(
        draft,
        number,
        way,
        lower,
        day=plan_days.today(here.plan, here.today),
        protocol=here.protocol,
        side=here.side,
        texts=exercise_texts.texts_of([one.line.exercise for one in (way, lower) if one]),
    )
    page |= {
        "form": form,
        "done_choices": presenter.done_choices(form),
        "skip_choices": SKIPPED,
        "is_within": is_within,
        **carried(draft, number),
    }
    status = UNPROCESSABLE if form.is_bound and not is_within else 200
    return render(request, f"recovery/{template}.html", page, status=status)
