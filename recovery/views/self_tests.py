"""The tests that end a phase."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recovery.domain.decision import PlanDay
from recovery.forms.fields import new_client_id
from recovery.forms.self_tests import SelfTestForm
from recovery.presenters.how_long import standing_in_phase
from recovery.presenters.lines import (
    MIRRORED,
    TestLine,
    phase_of,
    phase_path,
    test_lines,
    tests_said,
)
from recovery.presenters.self_tests import test_card, test_cards, try_lines
from recovery.selectors import plan_days
from recovery.selectors.self_tests import tries, was_offered
from recovery.services import self_tests
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict
from recovery.views.by_phone import kept
from recovery.views.own_plan import Here, own_plan_required

UNPROCESSABLE, CONFLICT = 422, 409


@require_safe
@own_plan_required
def tests(request: HttpRequest, here: Here) -> HttpResponse:
    """Each test of this phase with its how-to, how far it has come and both sides."""
    day = plan_days.today(here.plan, here.today)
    phase = phase_of(day, here.protocol)
    page = {
        "cards": test_cards(test_lines(day, here.protocol), tries(here.plan), here.side),
        "phase": phase,
        "again": not phase.exit_tests,
        "path": phase_path(day, here.protocol),
        "tests_said": tests_said(day, here.protocol),
        "day": day,
        "standing": standing_in_phase(day, here.protocol, here.plan),
    }
    return render(request, "recovery/self_tests.html", page)


tests.__test__ = False


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
def record(request: HttpRequest, here: Here, code: str) -> HttpResponse:
    """Record one try. Raises Http404 for a test of another plan, or of a phase not reached yet."""
    if request.method != "POST":
        blank = {"client_id": new_client_id(), "on": here.today}
        return _show(request, here, code, SelfTestForm(initial=blank))
    form = SelfTestForm(request.POST)
    if not form.is_valid():
        return _show(request, here, code, form, UNPROCESSABLE)
    if not _may_be_taken(here, code):
        raise Http404(code)
    try:
        return _record(request, here, code, form)
    except EntryInvalid:
        form.add_error(None, _("This could not be saved. Please look at it again."))
        return _show(request, here, code, form, UNPROCESSABLE)
    except EntryConflict:
        form.add_error(None, _("This was saved before. Open the test again to add a try."))
        return _show(request, here, code, form, CONFLICT)


def _test_of(here: Here, day: PlanDay, code: str) -> TestLine | None:
    return next((one for one in test_lines(day, here.protocol) if one.code == code), None)


def _may_be_taken(here: Here, code: str) -> bool:
    """A try that waited on a phone may come after the phase has changed; it counts all the same."""
    day = plan_days.today(here.plan, here.today)
    return _test_of(here, day, code) is not None or was_offered(here.plan, here.protocol, code)


def _show(
    request: HttpRequest, here: Here, code: str, form: SelfTestForm, status: int = 200
) -> HttpResponse:
    day = plan_days.today(here.plan, here.today)
    test = _test_of(here, day, code)
    if test is None:
        raise Http404(code)
    so_far = tries(here.plan, test=code)
    page = {
        "card": test_card(test, so_far, here.side),
        "tries": try_lines(so_far, here.side),
        "mirror": here.side is MIRRORED,
        "day": day,
        "side": here.side.value,
        "form": form,
        "on": _day_of(form, here),
    }
    return render(request, "recovery/self_test.html", page, status=status)


def _day_of(form: SelfTestForm, here: Here) -> date:
    """The day on which the test was taken, not the day of sending."""
    said = form.cleaned_data.get("on") if form.is_bound else None
    return said or here.today


def _record(request: HttpRequest, here: Here, code: str, form: SelfTestForm) -> HttpResponse:
    recorded = self_tests.record(
        plan=here.plan,
        on=_day_of(form, here),
        answers={"test": code, **form.answers},
        client_id=form.cleaned_data["client_id"],
        by=here.user,
        now=here.now,
        today=here.today,
    )
    if recorded.plan_day.lock is not None:
        return kept(request, "locked")
    return kept(request, "tests", said=_("Saved. Your tests are up to date."))
