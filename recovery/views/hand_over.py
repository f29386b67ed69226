"""Patients handed over to a colleague: one from their page, several from the caseload."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import clinician_required, get_colleague_or_404
from accounts.care import CareRefused
from accounts.clinics import colleagues_of
from accounts.models import CareRelationship, User
from accounts.selectors import care_by
from recovery.explanations import care_words
from recovery.forms.care_team import HandOverForm
from recovery.forms.caseload import MOST_PEOPLE
from recovery.forms.fields import new_client_id
from recovery.services import care_team
from recovery.views.arranging import arranged_in, is_done

UNPROCESSABLE = 422


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """care: that of `of` for each of the people. is_own: `of` is the reader, not a colleague."""

    of: User
    is_own: bool
    care: list[CareRelationship]
    now: datetime

    @property
    def people(self) -> list[User]:
        return [row.patient for row in self.care]

    @property
    def not_main(self) -> list[User]:
        main = CareRelationship.Part.PRIMARY
        return [row.patient for row in self.care if row.role != main]


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def hand_over(request: HttpRequest) -> HttpResponse:
    """`to` names each of them, `of` the colleague whose they are, for a lead of the clinic.

    Raises Http404 where one of them is not in that clinician's care.
    """
    now, of, wanted = timezone.now(), _of(request), _wanted(request)
    if not wanted:
        messages.info(request, _("Tick the people you want to hand over first."))
    if not wanted or is_done(request, wanted):
        return _back(request.user, of)
    desk = _desk(request.user, of, wanted, now)
    form = HandOverForm(
        request.POST or None,
        initial={"client_id": new_client_id()},
        of=desk.of,
        colleagues=colleagues_of(desk.of),
    )
    if request.method != "POST" or desk.not_main or not form.is_valid():
        return _show(request, desk, form)
    try:
        _hand_over(request, desk, form)
    except CareRefused as refused:
        form.refuse_care(refused)
        return _show(request, desk, form)
    messages.success(request, _said(desk, form.chosen))
    return _back(request.user, of)


def _back(user: User, of: User) -> HttpResponse:
    """To the list on which they were ticked."""
    return redirect("caseload") if of == user else redirect("colleague", of.public_id)


def _wanted(request: HttpRequest) -> set[UUID]:
    asked = request.POST.getlist("to") or request.GET.getlist("to")
    try:
        return {UUID(one) for one in asked[:MOST_PEOPLE]}
    except ValueError:
        raise Http404 from None


def _of(request: HttpRequest) -> User:
    asked = request.POST.get("of") or request.GET.get("of")
    if not asked:
        return request.user
    try:
        return get_colleague_or_404(request, UUID(asked))
    except ValueError:
        raise Http404 from None


def _desk(user: User, of: User, wanted: set[UUID], now: datetime) -> Desk:
    rows = care_by(of, now).filter(patient__public_id__in=wanted)
    care = list(rows.select_related("patient").order_by("patient__name", "pk"))
    if {row.patient.public_id for row in care} != wanted:
        raise Http404
    return Desk(of=of, is_own=of == user, care=care, now=now)


def _hand_over(request: HttpRequest, desk: Desk, form: HandOverForm) -> None:
    arranged = arranged_in(request, form, _words, desk.now)
    care_team.hand_over(people=desk.people, to=form.chosen, arranged=arranged)


def _words(care: CareRelationship) -> str:
    return care_words.handed_over_words(to=care.clinician.name, was=care.instead_of.name)


def _said(desk: Desk, to: User) -> str:
    words = ngettext(
        "%(to)s looks after %(name)s now, who has been told.",
        "%(to)s looks after %(count)d people now, who have been told.",
        len(desk.people),
    )
    return words % {"to": to.name, "name": desk.people[0].name, "count": len(desk.people)}


def _show(request: HttpRequest, desk: Desk, form: HandOverForm) -> HttpResponse:
    context = {"current": "caseload", "desk": desk, "form": form}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "desk/hand_over.html", context, status=status)
