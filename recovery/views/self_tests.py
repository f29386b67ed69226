"""The tests that end a phase."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recovery.forms.fields import new_client_id
from recovery.forms.self_tests import SelfTestForm
from recovery.presenters.lines import MIRRORED, phase_of, phase_path, test_lines, tests_said
from recovery.presenters.self_tests import test_card, test_cards, try_lines
from recovery.selectors import plan_days
from recovery.selectors.self_tests import tries
from recovery.services import self_tests
from recovery.services.answers import EntryInvalid
from recovery.services.log import EntryConflict
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
    }
    return render(request, "recovery/self_tests.html", page)


tests.__test__ = False


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
def record(request: HttpRequest, here: Here, code: str) -> HttpResponse:
    """Record one try. Raises Http404 for a test of another phase or plan."""
    day = plan_days.today(here.plan, here.today)
    test = next((one for one in test_lines(day, here.protocol) if one.code == code), None)
    if test is None:
        raise Http404(code)
    so_far = tries(here.plan, test=code)
    page = {
        "card": test_card(test, so_far, here.side),
        "tries": try_lines(so_far, here.side),
        "mirror": here.side is MIRRORED,
        "day": day,
        "side": here.side.value,
    }
    if request.method != "POST":
        form = SelfTestForm(initial={"client_id": new_client_id()})
        return render(request, "recovery/self_test.html", page | {"form": form})
    form = SelfTestForm(request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            return _record(request, here, code, form)
        except EntryInvalid:
            form.add_error(None, _("This could not be saved. Please look at it again."))
        except EntryConflict:
            form.add_error(None, _("This was saved before. Open the test again to add a try."))
            status = CONFLICT
    return render(request, "recovery/self_test.html", page | {"form": form}, status=status)


def _record(request: HttpRequest, here: Here, code: str, form: SelfTestForm) -> HttpResponse:
    recorded = self_tests.record(
        plan=here.plan,
        on=here.today,
        answers={"test": code, **form.answers},
        client_id=form.cleaned_data["client_id"],
        by=here.user,
        now=here.now,
        today=here.today,
    )
    if recorded.plan_day.lock is not None:
        return redirect("locked")
    messages.success(request, _("Saved. Your tests are up to date."))
    return redirect("tests")
