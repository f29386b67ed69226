"""The only judge of who may see and do what.

Predicates answer; decorators act on the answer. People who are not signed in
are sent to sign in. Signed-in people who have no business on a page are told
that it does not exist: a refusal would confirm that it does.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any
from uuid import UUID

import rules
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from accounts.local_time import local_day
from accounts.models import CareRelationship, ClinicMember, Role, User
from accounts.records import record_look

Anyone = User | AnonymousUser
View = Callable[..., HttpResponse]


def _holds(user: Anyone, role: Role) -> bool:
    return bool(user.is_authenticated and user.is_active and user.has_role(role))


# --- who somebody is -----------------------------------------------------------------
@rules.predicate
def is_patient(user: Anyone) -> bool:
    return _holds(user, Role.PATIENT)


@rules.predicate
def is_clinician(user: Anyone) -> bool:
    return _holds(user, Role.CLINICIAN)


@rules.predicate
def is_content_admin(user: Anyone) -> bool:
    return _holds(user, Role.CONTENT_ADMIN)


@rules.predicate
def is_clinical_reviewer(user: Anyone) -> bool:
    return _holds(user, Role.CLINICAL_REVIEWER)


@rules.predicate
def is_administrator(user: Anyone) -> bool:
    return bool(user.is_active and user.is_superuser)


@rules.predicate
def is_staff(user: Anyone) -> bool:
    return bool(user.is_active and user.is_staff)


# --- what somebody may do ------------------------------------------------------------
can_curate = is_content_admin | is_administrator
can_review = is_clinical_reviewer
can_read_drafts = can_curate | can_review
can_invite = is_clinician
has_power = is_clinician | is_content_admin | is_clinical_reviewer | is_staff | is_administrator


@rules.predicate
def lacks_second_factor(user: Anyone) -> bool:
    """Whether this person must set up a second factor before anything else."""
    if not has_power(user) or is_exempt_demo(user):
        return False
    return not user.has_second_factor


@rules.predicate
def is_exempt_demo(user: Anyone) -> bool:
    """Made-up people, while demonstration mode is on, need no second factor."""
    return bool(settings.DEMO and user.is_authenticated and user.is_demo)


# Whoever signed texts or decisions for others is taken out by an administrator, not by a button.
may_leave = is_patient & ~has_power
may_use_admin = (can_read_drafts | is_staff) & ~lacks_second_factor


def cares_for(user: Anyone, patient: User, *, on: date) -> bool:
    """Whether a clinician looks after this patient on this day."""
    if not is_clinician(user):
        return False
    return CareRelationship.objects.current(on).filter(clinician=user, patient=patient).exists()


def can_view_record(user: Anyone, patient: User, *, on: date) -> bool:
    """Own record, or that of a patient in one's care."""
    if is_patient(user) and user.pk == patient.pk:
        return True
    return cares_for(user, patient, on=on)


def can_steer_plan(user: Anyone, patient: User, *, on: date) -> bool:
    """Whether this clinician may change limits, rungs and locks. Nobody steers their own plan."""
    return user.pk != patient.pk and cares_for(user, patient, on=on)


# --- among colleagues ----------------------------------------------------------------
def are_colleagues(one: User, other: User) -> bool:
    """Two clinicians of the same clinic."""
    if one.pk == other.pk or not (is_clinician(one) and is_clinician(other)):
        return False
    own = ClinicMember.objects.filter(clinician=one).values("clinic")
    return ClinicMember.objects.filter(clinician=other, clinic__in=own).exists()


def leads(user: Anyone, clinician: User) -> bool:
    """Whether this is a lead of the clinic that the other belongs to."""
    if not are_colleagues(user, clinician):
        return False
    return is_lead(ClinicMember.objects.filter(clinician=user).first())


def is_lead(member: ClinicMember | None) -> bool:
    return member is not None and member.part == ClinicMember.Part.LEAD


def may_arrange_for(user: Anyone, clinician: User) -> bool:
    """Whether this person may hand over a clinician's patients, or find them cover.

    Everybody may for themselves, a lead for colleagues. It opens no patient's record.
    """
    return is_clinician(user) and (user.pk == clinician.pk or leads(user, clinician))


def may_change_kept(user: User, *, clinic_id: int | None, author_id: int) -> bool:
    """Whether what somebody wrote to be used again is this person's to change or to remove.

    A clinic's: by its author and its leads, while they belong to it. Else by the author alone.
    """
    member = ClinicMember.objects.filter(clinician=user).first() if clinic_id else None
    return may_change_as(member, user, clinic_id, author_id)


def may_change_as(
    member: ClinicMember | None, user: User, clinic_id: int | None, author_id: int
) -> bool:
    """The same, of many at once. member: how the user belongs to a clinic."""
    if not is_clinician(user):
        return False
    if clinic_id is None:
        return author_id == user.pk
    belongs = member is not None and member.clinic_id == clinic_id
    return belongs and (author_id == user.pk or is_lead(member))


# --- at the door of a view -----------------------------------------------------------
# Set on what the app's own script asks for: "passing", "sending" or "keeping".
BY_PHONE = "Stepwise-Phone"
UNAUTHORIZED = 401


def is_meant_by(user: Anyone, person: str | None) -> bool:
    """Whether a form was filled in by the person who sends it; an old form names nobody.

    A form may lie on a phone for days, and somebody else may be signed in by then.
    """
    return person is None or str(getattr(user, "public_id", "")) == person


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A script is told so: it could not tell the page of signing in from what it asked for."""
    if BY_PHONE in request.headers:
        return HttpResponse(status=UNAUTHORIZED)
    return redirect_to_login(request.get_full_path())


def _only(allowed: Callable[[Anyone], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _ask_to_sign_in(request)
            if not allowed(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return checked

    return decorate


signed_in_required = _only(lambda user: user.is_authenticated)
patient_required = _only(is_patient)
may_leave_required = _only(may_leave)
clinician_required = _only(is_clinician)
curator_required = _only(can_curate)
reviewer_required = _only(can_review)
draft_reader_required = _only(can_read_drafts)


def get_colleague_or_404(request: HttpRequest, clinician_id: UUID) -> User:
    """A clinician of the clinic that this one leads. Raises Http404 for anybody else."""
    colleague = User.objects.filter(public_id=clinician_id, is_active=True).first()
    if colleague is None or not leads(request.user, colleague):
        raise Http404
    return colleague


def get_patient_or_404(request: HttpRequest, patient_id: UUID, *, what: str, now: datetime) -> User:
    """The patient in this clinician's care today; the look is recorded.

    `patient_id` is the public id; `what` names the page in the patient's own
    list of looks. Raises Http404 for anybody who does not care for them now.
    """
    if not is_clinician(request.user):
        raise Http404
    rows = CareRelationship.objects.select_related("patient").filter(
        clinician=request.user.pk, patient__public_id=patient_id
    )
    current = [row for row in rows if row.is_current(local_day(row.patient, now))]
    if not current:
        raise Http404
    patient = current[0].patient
    record_look(patient=patient, viewer=request.user, what=what, now=now)
    return patient
