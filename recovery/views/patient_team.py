"""Who looks after a patient: the care team of today, a second therapist, and those before."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import care
from accounts.access import clinician_required, get_patient_or_404
from accounts.care import CareRefused
from accounts.clinics import colleagues_of
from accounts.local_time import local_day
from accounts.models import CareRelationship, RecordAccess, User
from accounts.selectors import care_history
from recovery.explanations import care_words
from recovery.forms.care_team import EndSecondForm, SecondForm
from recovery.forms.fields import new_client_id
from recovery.presenters.desk_team import Team, team_of
from recovery.services import care_team
from recovery.views.arranging import arranged_in, is_done

UNPROCESSABLE = 422


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    patient: User
    rows: list[CareRelationship]
    team: Team
    now: datetime
    today: date


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def patient_team(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Everybody who looks after them, and did. A POST takes in a second therapist."""
    desk = _desk(request, patient_id)
    if is_done(request, [patient_id]):
        return redirect("patient_team", patient_id)
    form = _form(request)
    if request.method == "POST" and not desk.team.is_main:
        raise Http404
    if request.method != "POST" or not form.is_valid():
        return _show(request, desk, form)
    try:
        _take_in(request, desk, form)
    except CareRefused as refused:
        form.refuse_care(refused)
        return _show(request, desk, form)
    messages.success(request, _("%s looks after them as well now.") % form.chosen.name)
    return redirect("patient_team", patient_id)


def _desk(request: HttpRequest, patient_id: UUID) -> Desk:
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=RecordAccess.Page.TEAM, now=now)
    today = local_day(person, now)
    rows = list(care_history(person))
    team = team_of(rows, request.user, today)
    return Desk(patient=person, rows=rows, team=team, now=now, today=today)


def _form(request: HttpRequest) -> SecondForm:
    return SecondForm(
        request.POST or None,
        initial={"client_id": new_client_id()},
        of=request.user,
        colleagues=colleagues_of(request.user),
    )


def _take_in(request: HttpRequest, desk: Desk, form: SecondForm) -> None:
    main = desk.team.main

    def words(begun: CareRelationship) -> str:
        return care_words.joined_words(to=begun.clinician.name, main=main.name)

    care_team.add_second(
        patient=desk.patient,
        colleague=form.chosen,
        main=main,
        arranged=arranged_in(request, form, words, desk.now),
    )


def _show(request: HttpRequest, desk: Desk, form: SecondForm) -> HttpResponse:
    context = {"current": "caseload", "patient": desk.patient, "team": desk.team, "form": form}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "desk/team_of_patient.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_required
def end_second(request: HttpRequest, patient_id: UUID, care_id: int) -> HttpResponse:
    """Raises Http404 for care that is not second care of today, or is not this reader's to end."""
    if is_done(request, [patient_id]):
        return redirect("caseload")
    desk = _desk(request, patient_id)
    second = _second(request.user, desk, care_id)
    form = EndSecondForm(request.POST or None, initial={"client_id": new_client_id()})
    if request.method != "POST" or not form.is_valid():
        context = {"current": "caseload", "patient": desk.patient, "second": second, "form": form}
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "desk/end_second.html", context, status=status)
    _end(request, desk, second, form)
    messages.success(request, _("%s no longer looks after them.") % second.clinician.name)
    is_own = second.clinician_id == request.user.pk
    return redirect("caseload") if is_own else redirect("patient_team", patient_id)


def _second(user: User, desk: Desk, care_id: int) -> CareRelationship:
    main = care.main_of(desk.rows, desk.today)
    for row in desk.rows:
        if row.pk == care_id and row.is_current(desk.today) and care.may_end(user, row, main):
            return row
    raise Http404


def _end(request: HttpRequest, desk: Desk, second: CareRelationship, form: EndSecondForm) -> None:
    main = desk.team.main.name if desk.team.main else ""

    def words(ended: CareRelationship) -> str:
        return care_words.left_words(second=ended.clinician.name, main=main)

    arranged = arranged_in(request, form, words, desk.now)
    care_team.end_second(second=second, arranged=arranged)
