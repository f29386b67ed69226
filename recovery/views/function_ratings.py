"""Asking again, every two weeks, what somebody can do."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recovery.forms.fields import new_client_id
from recovery.forms.function_ratings import FirstRatingForm, FunctionRatingForm
from recovery.presenters.function import questions
from recovery.selectors.function import FunctionPoint, function_points
from recovery.services import function_ratings
from recovery.services.log import EntryConflict
from recovery.views.own_plan import Here, own_plan_required

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@own_plan_required
def rate(request: HttpRequest, here: Here) -> HttpResponse:
    """Who named nothing at the intake names the things here."""
    points = function_points(here.plan)
    if request.method != "POST":
        return _show(request, _form(points, initial={"client_id": new_client_id()}), points)
    form = _form(points, request.POST)
    if not form.is_valid():
        return _show(request, form, points, UNPROCESSABLE)
    try:
        function_ratings.record(
            plan=here.plan,
            on=here.today,
            scores=form.scores,
            client_id=form.cleaned_data["client_id"],
            by=here.user,
            now=here.now,
        )
    except EntryConflict:
        form.add_error(None, _("This was saved before. Open the page again to rate once more."))
        return _show(request, form, points, CONFLICT)
    messages.success(request, _("Saved. It stands in your chart now."))
    return redirect("progress")


def _form(points: Sequence[FunctionPoint], *args: Any, **kwargs: Any) -> FunctionRatingForm:
    if not points:
        return FirstRatingForm(*args, **kwargs)
    activities = [activity for activity, _score in points[0].scores]
    return FunctionRatingForm(*args, activities=activities, **kwargs)


def _show(
    request: HttpRequest,
    form: FunctionRatingForm,
    points: Sequence[FunctionPoint],
    status: int = 200,
) -> HttpResponse:
    page = {"form": form, "questions": questions(form, points)}
    return render(request, "recovery/function.html", page, status=status)
