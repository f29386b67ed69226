"""The two minutes a reminder leads to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from recovery.reminding.movement_breaks import EACH_SECONDS, MOVES, length_said
from recovery.selectors import exercise_texts, plan_days
from recovery.views.own_plan import Here, own_plan_required


@require_safe
@own_plan_required
def movement_break(request: HttpRequest, here: Here) -> HttpResponse:
    if plan_days.today(here.plan, here.today).lock is not None:
        return redirect("locked")
    moves = exercise_texts.visible_texts(MOVES)
    page = {
        "moves": moves,
        "seconds": EACH_SECONDS,
        "length": length_said(len(moves)),
        "mirror": here.side.value == "left",
    }
    return render(request, "recovery/movement_break.html", page)
