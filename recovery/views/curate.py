"""Where texts live: what waits for whom, one text's status and history, and its next steps.

Here and not in the library, because a protocol is such a text, and where an exercise is used
only the protocols and plans can say: from here both sides are seen, without the library having
to ask for what it may not know.
"""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import access
from accounts.access import draft_reader_required
from accounts.local_time import local_day
from exercises import editorial
from exercises.editorial import Kind, MoveRefused
from exercises.editorial_words import DONE
from exercises.models import Article, Editorial, Exercise
from recovery import mappers
from recovery.forms.curate import OTHERS_WERE_FASTER, MoveForm, TextSearch
from recovery.models import ProtocolVersion
from recovery.presenters import curate as presenter
from recovery.presenters.desk_protocol import phase_blocks
from recovery.selectors import (
    curated_texts,
    exercise_texts,
    protocol_parts,
    text_history,
    where_used,
)
from recovery.services import protocols

UNPROCESSABLE, CONFLICT = 422, 409
A_PAGE = 50
CURRENT = {"current": "curate"}
MOVES = {
    Kind.SUBMIT: editorial.submit,
    Kind.SEND_BACK: editorial.send_back,
    Kind.MARK_DUE: editorial.mark_due,
    Kind.RETIRE: editorial.retire,
    Kind.BRING_BACK: editorial.bring_back,
}


@require_safe
@draft_reader_required
def home(request: HttpRequest) -> HttpResponse:
    """What wants this person, and how far all texts have come."""
    today = local_day(request.user, timezone.now())
    found = curated_texts.home(request.user, today=today)
    page = presenter.home_page(found, request.user, today)
    page |= {"form": TextSearch(), "may_edit": access.can_curate(request.user), **CURRENT}
    return render(request, "curate/home.html", page)


@require_safe
@draft_reader_required
def texts(request: HttpRequest) -> HttpResponse:
    """`q`, `kind` and `status` narrow the list; what makes no sense in them is told."""
    today = local_day(request.user, timezone.now())
    form = TextSearch(request.GET)
    status = 200 if form.is_valid() else UNPROCESSABLE
    pages = Paginator(curated_texts.listed(**form.wanted), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    lines = [presenter.list_line(curated_texts.line_of(row), today) for row in page]
    asked = request.GET.copy()
    asked.pop("page", None)
    shown = {"form": form, "page": page, "lines": lines, "asked": asked.urlencode(), **CURRENT}
    return render(request, "curate/texts.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@draft_reader_required
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Exercise, slug=slug)
    shown = {
        "uses": where_used.of_exercise(row),
        "preview": row.get_absolute_url(),
        "edit": _admin(row),
    }
    return _text(request, row, curated_texts.Kind.EXERCISES, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@draft_reader_required
def article(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Article, slug=slug)
    shown = {
        "uses": where_used.of_article(row),
        "preview": row.get_absolute_url(),
        "edit": _admin(row),
    }
    return _text(request, row, curated_texts.Kind.ARTICLES, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@draft_reader_required
def protocol(request: HttpRequest, code: str, version: int) -> HttpResponse:
    row = get_object_or_404(ProtocolVersion, code=code, version=version)
    read = mappers.protocol_of(row)
    names = exercise_texts.names_of(protocol_parts.exercises_of(read))
    shown = {
        "phases": phase_blocks(read, names),
        "hidden_parts": protocol_parts.not_shown(row),
        "open_plans": where_used.open_plans_of(row),
    }
    return _text(request, row, curated_texts.Kind.PROTOCOLS, shown)


def _admin(row: Editorial) -> str:
    return reverse(f"admin:exercises_{row._meta.model_name}_change", args=[row.pk])


def _text(
    request: HttpRequest, row: Editorial, kind: curated_texts.Kind, shown: dict[str, Any]
) -> HttpResponse:
    now = timezone.now()
    buttons = presenter.buttons_of(row, request.user)
    form = _form(request, row, local_day(request.user, now))
    status = 200
    if request.method == "POST":
        refused = _try(request, row, form, now)
        if refused is None:
            return redirect(request.path)
        status = refused
        row.refresh_from_db()
    page = {
        "row": row,
        "kind": presenter.ONE[kind],
        "is_protocol": kind is curated_texts.Kind.PROTOCOLS,
        "standing": presenter.standing_of(Editorial.Status(row.status)),
        "form": form,
        "buttons": buttons,
        "why_not": presenter.why_not(row, request.user),
        "may_edit": access.can_curate(request.user),
        **_history(request, row),
        **shown,
        **CURRENT,
    }
    return render(request, "curate/text.html", page, status=status)


def _form(request: HttpRequest, row: Editorial, today: date) -> MoveForm:
    data = request.POST if request.method == "POST" else None
    given = {"version": row.number, "reviewed_on": today}
    return MoveForm(data, initial=given, with_review=access.can_review(request.user))


def _try(request: HttpRequest, row: Editorial, form: MoveForm, now: datetime) -> int | None:
    """Take the step; answers the status of a refusal, None where it was taken."""
    if not form.is_valid():
        return UNPROCESSABLE
    told = {"row": row, "by": request.user, "now": now, "comment": form.cleaned_data["comment"]}
    try:
        if form.kind is Kind.PUBLISH:
            publish = protocols if isinstance(row, ProtocolVersion) else editorial
            publish.publish(**told, review=form.review)
        else:
            MOVES[form.kind](**told)
    except MoveRefused as refused:
        form.tell(refused)
        return CONFLICT if refused.refusal in OTHERS_WERE_FASTER else UNPROCESSABLE
    messages.success(request, DONE[form.kind])
    return None


def _history(request: HttpRequest, row: Editorial) -> dict[str, Any]:
    moves, versions = text_history.moves_of(row), text_history.versions_of(row)
    passed = next((move.version for move in moves if move.kind == Kind.PUBLISH), None)
    asked = (request.GET.get("from"), request.GET.get("to"))
    numbers = [version.number for version in versions]
    pair = presenter.compared(numbers, asked=asked, passed=passed)
    changes = text_history.differences(row, *pair) if pair else []
    shown = presenter.move_lines(moves)
    return {"moves": shown, "versions": versions, "pair": pair, "changes": changes}
