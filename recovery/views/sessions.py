"""The session: one exercise a screen, kept as it goes, then one entry in the log."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recovery.forms.sessions import WARM_UP, FinishForm
from recovery.models import SessionDraft
from recovery.presenters import session as presenter
from recovery.presenters.answer import answer_page
from recovery.presenters.lines import slugs_of
from recovery.presenters.today import today_page
from recovery.selectors import (
    exercise_texts,
    other_ways,
    own_days,
    own_limits,
    own_sessions,
    plan_days,
)
from recovery.services import carried_sessions, session_drafts, sessions
from recovery.services.answers import EntryInvalid
from recovery.services.carried_sessions import AlreadyRecorded, AnotherBegun, NotCarried
from recovery.services.log import EntryConflict
from recovery.services.session_drafts import NotStartable
from recovery.views.by_phone import kept, not_taken
from recovery.views.own_plan import Here, own_plan_required

UNPROCESSABLE, CONFLICT = 422, 409


def _draft_of(here: Here) -> SessionDraft | None:
    """Read together with the plan; None where no session has begun."""
    return getattr(here.plan, "session_draft", None)


def draft_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A session that has begun, or that the page carries; without one the way leads to its start.

    A form that comes after its session was recorded came twice: that is no news.
    """

    @wraps(view)
    def checked(request: HttpRequest, here: Here, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            draft = _draft_for(request, here)
        except AlreadyRecorded:
            return kept(request, "session_done")
        except (NotCarried, AnotherBegun):
            return not_taken(request, "recovery/session_waits.html")
        if draft is None:
            return redirect("session")
        return view(request, here, draft, *args, **kwargs)

    return checked


def _draft_for(request: HttpRequest, here: Here) -> SessionDraft | None:
    if request.method == "POST" and "session" in request.POST:
        return carried_sessions.resume(plan=here.plan, seal=request.POST["session"])
    draft = _draft_of(here)
    return _ahead(here, request.GET["ahead"]) if draft is None and "ahead" in request.GET else draft


def _ahead(here: Here, which: str) -> SessionDraft | None:
    """The session as it would begin now, for a phone to keep; None where it could not."""
    day = plan_days.today(here.plan, here.today)
    caps = own_limits.caps_on(here.plan, here.protocol, day)
    beginning = {"plan": here.plan, "day": day, "caps": caps, "on": here.today, "now": here.now}
    around = other_ways.around(here.plan, here.protocol, day)
    try:
        return carried_sessions.ahead(**beginning, short=which == "short", around=around)
    except NotStartable:
        return None


def carried(draft: SessionDraft, number: int | None = None) -> dict[str, Any]:
    """What a form of a session needs to be sent later, and where it leads on its own phone."""
    ahead = "" if draft.pk else f"?ahead={'short' if draft.short else 'full'}"
    finish = reverse("session_finish") + ahead
    is_last = number in (None, len(draft.lines))
    after = finish if is_last else reverse("session_exercise", args=[number + 1]) + ahead
    return {
        "seal": carried_sessions.sealed(draft),
        "client_id": draft.client_id,
        "onward": after,
        "at_stop": finish,
        "ahead": ahead.removeprefix("?"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
def start(request: HttpRequest, here: Here) -> HttpResponse:
    """Begin, or go on where it was left."""
    draft = _draft_of(here)
    if draft is not None:
        return _go_on(draft, here)
    day = plan_days.today(here.plan, here.today)
    if request.method != "POST" and day.startable and day.exercises:
        names = exercise_texts.names_of(slugs_of(day, here.protocol))
        page = today_page(
            day, protocol=here.protocol, side=here.side, own=own_days.NOTHING, names=names
        )
        return render(request, "recovery/session_start.html", page)
    try:
        draft = session_drafts.begin(
            plan=here.plan,
            day=day,
            caps=own_limits.caps_on(here.plan, here.protocol, day),
            on=here.today,
            short="short" in request.POST,
            now=here.now,
            around=other_ways.around(here.plan, here.protocol, day),
        )
    except NotStartable:
        return _refuse(request, here, day)
    return _go_on(draft, here)


def _go_on(draft: SessionDraft, here: Here) -> HttpResponse:
    """A session of an earlier day is finished first: it belongs to that day."""
    number = session_drafts.first_open(draft)
    if number is None or draft.on != here.today or session_drafts.is_stopped(draft):
        return redirect("session_finish")
    return redirect("session_exercise", number)


def _refuse(request: HttpRequest, here: Here, day: Any) -> HttpResponse:
    if day.lock is not None:
        return redirect("locked")
    page = today_page(day, protocol=here.protocol, side=here.side, own=own_days.NOTHING, names={})
    return render(request, "recovery/session_refused.html", page, status=CONFLICT)


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
@draft_required
def finish(request: HttpRequest, here: Here, draft: SessionDraft) -> HttpResponse:
    """How the whole session felt; then it is in the log."""
    if "discard" in request.POST:
        session_drafts.discard(plan=here.plan)
        return kept(request, "today", said=_("That session is not kept."))
    if draft.pk and not draft.answers:
        return redirect("session_exercise", 1)
    knows_effort = session_drafts.hardest_of(draft) is not None
    form = FinishForm(request.POST if request.method == "POST" else None, knows_effort=knows_effort)
    if request.method != "POST" or not form.is_valid():
        return _show_finish(request, here, draft, form)
    try:
        sessions.record(
            plan=here.plan,
            on=draft.on,
            answers=session_drafts.answers_of(draft, form.answers),
            client_id=draft.client_id,
            by=here.user,
            now=here.now,
            today=here.today,
        )
    except (EntryInvalid, EntryConflict):
        form.add_error(None, _("This session could not be saved. Please look at it again."))
        return _show_finish(request, here, draft, form)
    session_drafts.discard(plan=here.plan)
    return kept(request, "session_done")


def _show_finish(
    request: HttpRequest, here: Here, draft: SessionDraft, form: FinishForm
) -> HttpResponse:
    names = exercise_texts.names_of(session_drafts.slugs_of(draft))
    page = presenter.finish_page(draft, names, here.now, here.today)
    page |= {"form": form, "warm_up_choices": WARM_UP, **carried(draft)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "recovery/session_finish.html", page, status=status)


@require_safe
@own_plan_required
def done(request: HttpRequest, here: Here) -> HttpResponse:
    """What the session changed at once."""
    day = plan_days.today(here.plan, here.today)
    if day.lock is not None:
        return redirect("locked")
    done_today = own_sessions.latest_of(here.plan, here.today)
    slugs = set(done_today.exercises.values()) if done_today else set()
    names = exercise_texts.names_of(slugs_of(day, here.protocol) | slugs)
    page = answer_page(
        day,
        protocol=here.protocol,
        side=here.side,
        names=names,
        caps=own_limits.caps_on(here.plan, here.protocol, day),
    )
    page |= presenter.done_page(day, page["changes"])
    page |= presenter.summary(done_today, names) if done_today else {}
    page |= {"today": here.today}
    return render(request, "recovery/session_done.html", page)
