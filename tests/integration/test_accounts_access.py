"""The judge: every predicate, for every kind of person."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from accounts import access, care, people
from accounts.backends import EmailBackend
from accounts.models import RecordAccess, Role, User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = date(2026, 3, 2)
ALL = {"patient", "clinician", "content_admin", "clinical_reviewer", "staff", "boss"}


def person(name: str, *roles: Role, **fields) -> User:
    return people.enrol(email=f"{name}@example.org", name=name, roles=roles, now=NOW, **fields)


def everybody() -> dict[str, User | AnonymousUser]:
    folk = {role.value: person(role.value, role) for role in Role}
    folk["staff"] = person("staff", is_staff=True)
    folk["boss"] = person("boss", is_staff=True, is_superuser=True)
    folk["nobody"] = person("nobody")
    folk["logged out"] = AnonymousUser()
    return folk


def give_factor(user: User, kind: str = Authenticator.Type.TOTP) -> None:
    Authenticator.objects.create(user=user, type=kind, data={})
    user.forget_standing()


@pytest.fixture
def patient() -> User:
    return person("pat", Role.PATIENT)


@pytest.fixture
def clinician() -> User:
    return person("cleo", Role.CLINICIAN)


# --- by role -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("predicate", "who"),
    [
        (access.is_patient, {"patient"}),
        (access.is_clinician, {"clinician"}),
        (access.is_content_admin, {"content_admin"}),
        (access.is_clinical_reviewer, {"clinical_reviewer"}),
        (access.is_administrator, {"boss"}),
        (access.can_invite, {"clinician"}),
        (access.can_curate, {"content_admin", "boss"}),
        (access.can_review, {"clinical_reviewer"}),
        (access.can_read_drafts, {"content_admin", "clinical_reviewer", "boss"}),
        (access.has_power, ALL - {"patient"}),
        (access.lacks_second_factor, ALL - {"patient"}),
        (access.may_use_admin, set()),
    ],
)
def test_who_a_predicate_lets_through(predicate, who):
    assert {name for name, user in everybody().items() if predicate(user)} == who


def test_with_a_second_factor_the_administration_opens_to_those_it_is_for():
    folk = everybody()
    for user in folk.values():
        if user.is_authenticated:
            give_factor(user)
    opened = {name for name, user in folk.items() if access.may_use_admin(user)}
    assert opened == {"content_admin", "clinical_reviewer", "staff", "boss"}


@pytest.mark.parametrize("role", list(Role))
def test_an_account_that_is_closed_holds_no_role(role):
    user = person("ann", role, is_active=False)
    assert not getattr(access, f"is_{role.value}")(user)


# --- the second factor ---------------------------------------------------------------
@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_an_app_or_a_passkey_is_a_second_factor(clinician, kind):
    give_factor(clinician, kind)
    assert not access.lacks_second_factor(clinician)


def test_recovery_codes_alone_are_not(clinician):
    give_factor(clinician, Authenticator.Type.RECOVERY_CODES)
    assert access.lacks_second_factor(clinician)


@pytest.mark.parametrize(
    ("is_demo", "demo_mode", "lacks"),
    [(True, True, False), (True, False, True), (False, True, True), (False, False, True)],
)
def test_only_made_up_people_in_a_demonstration_are_exempt(settings, is_demo, demo_mode, lacks):
    settings.DEMO = demo_mode
    clinician = person("demo", Role.CLINICIAN, is_demo=is_demo)
    assert access.lacks_second_factor(clinician) is lacks


def test_the_signed_in_person_comes_with_roles_and_factor_in_one_query(
    django_assert_num_queries, clinician
):
    give_factor(clinician)
    with django_assert_num_queries(1):
        user = EmailBackend().get_user(clinician.pk)
        assert access.is_clinician(user)
        assert not access.is_patient(user)
        assert not access.lacks_second_factor(user)


def test_fetched_standing_is_the_same_as_looked_up_standing(clinician):
    give_factor(clinician, Authenticator.Type.RECOVERY_CODES)
    fetched = EmailBackend().get_user(clinician.pk)
    assert fetched.roles == clinician.roles
    assert fetched.has_second_factor == clinician.has_second_factor


@pytest.mark.parametrize(("demo_mode", "comes"), [(True, True), (False, False)])
def test_made_up_people_exist_only_in_a_demonstration(settings, demo_mode, comes):
    settings.DEMO = demo_mode
    user = person("demo", Role.PATIENT, is_demo=True)
    assert (EmailBackend().get_user(user.pk) is not None) is comes


# --- somebody's record ---------------------------------------------------------------
def test_ones_own_record_is_open_and_another_patients_is_not(patient):
    other = person("paul", Role.PATIENT)
    assert access.can_view_record(patient, patient, on=TODAY)
    assert not access.can_view_record(other, patient, on=TODAY)


def test_a_stranger_of_any_role_sees_no_record(patient):
    seen = [
        name
        for name, user in everybody().items()
        if access.can_view_record(user, patient, on=TODAY)
        or access.can_steer_plan(user, patient, on=TODAY)
    ]
    assert seen == []


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (4, True), (5, False)])
def test_a_clinician_sees_and_steers_while_care_lasts(patient, clinician, days, may):
    relationship = care.take_on(patient=patient, clinician=clinician, on=TODAY)
    care.end(care=relationship, on=TODAY + timedelta(days=5), reason="moved")
    on = TODAY + timedelta(days=days)
    assert access.cares_for(clinician, patient, on=on) is may
    assert access.can_view_record(clinician, patient, on=on) is may
    assert access.can_steer_plan(clinician, patient, on=on) is may


def test_without_the_role_care_opens_nothing(patient, clinician):
    care.take_on(patient=patient, clinician=clinician, on=TODAY)
    people.withdraw_role(user=clinician, role=Role.CLINICIAN)
    assert not access.can_view_record(clinician, patient, on=TODAY)


def test_a_patient_does_not_steer_their_own_plan(patient):
    assert not access.can_steer_plan(patient, patient, on=TODAY)


# --- the door of a patient's page ----------------------------------------------------
def ask(user, patient_id, now=NOW):
    request = RequestFactory().get("/")
    request.user = user
    return access.get_patient_or_404(request, patient_id, what="record", now=now)


def test_a_patient_in_ones_care_is_found_and_the_look_recorded(
    patient, clinician, django_assert_num_queries
):
    care.take_on(patient=patient, clinician=clinician, on=TODAY)
    user = EmailBackend().get_user(clinician.pk)
    with django_assert_num_queries(2):
        assert ask(user, patient.public_id) == patient
    look = RecordAccess.objects.get()
    assert (look.patient, look.viewer, look.what, look.at) == (patient, clinician, "record", NOW)


def test_a_patient_in_nobodys_care_is_not_found_and_no_look_recorded(patient, clinician):
    with pytest.raises(Http404):
        ask(clinician, patient.public_id)
    assert not RecordAccess.objects.exists()


def test_nobody_has_an_unknown_id(clinician):
    with pytest.raises(Http404):
        ask(clinician, uuid4())


@pytest.mark.parametrize("who", ["patient", "content_admin", "clinical_reviewer", "boss"])
def test_only_clinicians_pass_the_door(patient, clinician, who):
    care.take_on(patient=patient, clinician=clinician, on=TODAY)
    with pytest.raises(Http404):
        ask(everybody()[who], patient.public_id)


def test_a_former_clinician_no_longer_passes_the_door(patient, clinician):
    care.take_on(patient=patient, clinician=clinician, on=TODAY)
    people.withdraw_role(user=clinician, role=Role.CLINICIAN)
    with pytest.raises(Http404):
        ask(clinician, patient.public_id)
    assert not RecordAccess.objects.exists()


def test_care_ends_at_the_patients_midnight(patient, clinician):
    patient.time_zone = "Pacific/Auckland"
    patient.save()
    relationship = care.take_on(patient=patient, clinician=clinician, on=TODAY)
    care.end(care=relationship, on=date(2026, 3, 3), reason="")
    # Auckland is 13 hours ahead: its 3 March begins at 11:00 UTC on the 2nd.
    assert ask(clinician, patient.public_id, datetime(2026, 3, 2, 10, 59, tzinfo=UTC)) == patient
    with pytest.raises(Http404):
        ask(clinician, patient.public_id, datetime(2026, 3, 2, 11, tzinfo=UTC))


# --- decorators ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("decorator", "who"),
    [
        (access.signed_in_required, ALL | {"nobody"}),
        (access.patient_required, {"patient"}),
        (access.clinician_required, {"clinician"}),
        (access.curator_required, {"content_admin", "boss"}),
        (access.reviewer_required, {"clinical_reviewer"}),
    ],
)
def test_a_decorator_lets_in_sends_to_sign_in_or_finds_nothing(decorator, who):
    view = decorator(lambda request: HttpResponse("in"))
    let_in, sent, lost = set(), set(), set()
    for name, user in everybody().items():
        request = RequestFactory().get("/somewhere/?a=1")
        request.user = user
        try:
            response = view(request)
        except Http404:
            lost.add(name)
            continue
        (let_in if response.status_code == 200 else sent).add(name)
        if name == "logged out":
            assert response.url == "/account/login/?next=/somewhere/%3Fa%3D1"
    assert (let_in, sent) == (who, {"logged out"})
    assert lost == (ALL | {"nobody"}) - who
