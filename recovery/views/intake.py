"""The first questions: one a screen, saved as they are answered, red flags first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import patient_required
from accounts.local_time import local_day
from recovery import mappers
from recovery.domain.protocol import Protocol
from recovery.forms.fields import new_client_id
from recovery.forms.intake_steps import EXAMINED, STEPS, Step
from recovery.models import IntakeDraft, ProtocolVersion, RecoveryPlan
from recovery.presenters import intake as presenter
from recovery.presenters.lines import slugs_of
from recovery.selectors import exercise_texts, own_plans, plan_days
from recovery.services import first_plans, intakes
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict
from recovery.services.plans import PlanStillOpen

UNPROCESSABLE, CONFLICT = 422, 409
ADULT = 18


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake:
    """Where somebody is in the first questions.

    known: answered by their clinician, not by them.
    set_out: what the clinician set out in an invitation, or nothing.
    """

    answers: dict[str, Any]
    known: frozenset[str]
    steps: tuple[Step, ...]
    protocol: Protocol
    set_out: dict[str, Any]
    now: datetime
    today: date

    def is_answered(self, step: Step) -> bool:
        return all(name in self.answers for name in step.keeps)

    @property
    def first_open(self) -> Step | None:
        return next((step for step in self.steps if not self.is_answered(step)), None)


def _intake(request: HttpRequest) -> Intake | None:
    """None while a plan goes on: then there is nothing to begin."""
    now = timezone.now()
    today = local_day(request.user, now)
    old = own_plans.open_plan_of(request.user, today)
    begins_again = old is not None and _ended_at_lock(old, today)
    if old is not None and not begins_again:
        return None
    draft = IntakeDraft.objects.filter(patient=request.user).first()
    invitation = first_plans.invitation_of(request.user, today)
    known, own = first_plans.known_answers(invitation), draft.answers if draft else {}
    return Intake(
        answers={**known, **own},
        known=frozenset(known.keys() - own.keys()),
        steps=(EXAMINED, *STEPS) if begins_again else STEPS,
        protocol=mappers.protocol_of(first_plans.protocol_for(invitation)),
        set_out=invitation.plan if invitation else {},
        now=now,
        today=today,
    )


def protocol_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Somebody who comes before a reviewer has passed a protocol is told so, calmly."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ProtocolVersion.DoesNotExist:
            return render(request, "recovery/no_protocol.html", status=CONFLICT)

    return checked


def _ended_at_lock(plan: RecoveryPlan, today: date) -> bool:
    return own_plans.may_begin_again(plan, plan_days.today(plan, today), today)


@require_safe
@patient_required
@protocol_required
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the first question without an answer."""
    intake = _intake(request)
    if intake is None:
        return redirect("today")
    step = intake.first_open
    return redirect("start_step", step.slug) if step else redirect("start_summary")


@require_http_methods(["GET", "HEAD", "POST"])
@patient_required
@protocol_required
def question(request: HttpRequest, step: str) -> HttpResponse:
    """One question. Raises Http404 for one there is not."""
    intake = _intake(request)
    if intake is None:
        return redirect("today")
    asked = next((one for one in intake.steps if one.slug == step), None)
    if asked is None:
        raise Http404(step)
    is_ahead = intake.first_open and intake.steps.index(asked) > intake.steps.index(
        intake.first_open
    )
    if is_ahead:
        return redirect("start_step", intake.first_open.slug)
    if request.method != "POST":
        return _show(request, intake, asked)
    is_skipped = asked.optional and "skip" in request.POST
    data = {} if is_skipped else request.POST
    form = asked.form(data, protocol=intake.protocol, today=intake.today)
    if not form.is_valid():
        return _show(request, intake, asked, form)
    intakes.save_draft(answers=form.answers, now=intake.now, patient=request.user)
    return _onward(intake, asked, form.answers)


def _show(request: HttpRequest, intake: Intake, step: Step, form: Any = None) -> HttpResponse:
    status = UNPROCESSABLE if form else 200
    if form is None:
        said = presenter.initial(step, intake.answers)
        form = step.form(initial=said, protocol=intake.protocol, today=intake.today)
    page = presenter.question(step, intake.steps, form, intake.is_answered(step))
    page["is_known"] = intake.known.issuperset(step.keeps)
    return render(request, f"recovery/intake_{step.layout}.html", page, status=status)


def _onward(intake: Intake, step: Step, answers: dict[str, Any]) -> HttpResponse:
    """To advice where an answer needs a person first, else to the next question."""
    if answers.get("red_flags") or answers.get("age", ADULT) < ADULT:
        return redirect("start_advice")
    return _next_after(intake, step, answers)


def _next_after(intake: Intake, step: Step, answers: dict[str, Any]) -> HttpResponse:
    known = {**intake.answers, **answers}
    if all(name in known for one in intake.steps for name in one.keeps):
        return redirect("start_summary")
    place = intake.steps.index(step) + 1
    return redirect("start_step", intake.steps[min(place, len(intake.steps) - 1)].slug)


@require_safe
@patient_required
@protocol_required
def advice(request: HttpRequest) -> HttpResponse:
    """What to do about an answer that needs a person, before any plan."""
    intake = _intake(request)
    if intake is None:
        return redirect("today")
    page = presenter.advice(
        intake.answers, intake.protocol, country=request.user.country, today=intake.today
    )
    if page is None:
        return redirect("start")
    return render(request, "recovery/intake_advice.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@patient_required
@protocol_required
def summary(request: HttpRequest) -> HttpResponse:
    """The answers and the path ahead; its button begins the plan."""
    intake = _intake(request)
    if intake is None:
        return redirect("today")
    if intake.first_open:
        return redirect("start_step", intake.first_open.slug)
    return _begin(request, intake) if request.method == "POST" else _read_back(request, intake)


def _read_back(request: HttpRequest, intake: Intake) -> HttpResponse:
    try:
        first = first_plans.first_day(
            answers=intake.answers,
            protocol=intake.protocol,
            settings=intake.set_out,
            today=intake.today,
        )
    except EntryInvalid as problem:
        return _back_to(request, intake, problem)
    protocol = intake.protocol.with_prescribed(first.prescribed)
    names = exercise_texts.names_of(slugs_of(first, protocol))
    page = presenter.summary(intake.answers, intake.steps, protocol, first, names)
    page["client_id"] = new_client_id()
    return render(request, "recovery/intake_summary.html", page)


def _begin(request: HttpRequest, intake: Intake) -> HttpResponse:
    try:
        recorded = first_plans.begin(
            patient=request.user,
            answers=intake.answers,
            client_id=request.POST.get("client_id", ""),
            now=intake.now,
            today=intake.today,
        )
    except EntryInvalid as problem:
        return _back_to(request, intake, problem)
    except (PlanStillOpen, EntryConflict):
        return redirect("today")
    return redirect("locked" if recorded.plan_day.lock else "today")


def _back_to(request: HttpRequest, intake: Intake, problem: EntryInvalid) -> HttpResponse:
    """An answer that no longer fits, such as a day from before a long break."""
    step = next((one for one in intake.steps if problem.field in one.keeps), None)
    messages.error(request, _("One answer does not fit. Please look at it again."))
    return redirect("start_step", step.slug) if step else redirect("start_summary")
