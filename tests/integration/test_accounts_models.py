"""What the database itself refuses about people."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from accounts import people
from accounts.models import CareRelationship, Invitation, RecordAccess, Role, RoleGrant, User
from accounts.models.append_only import RecordIsPermanent
from accounts.records import record_look

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def person(name: str, *roles: Role) -> User:
    return people.enrol(email=f"{name}@example.org", name=name, roles=roles, now=NOW)


@pytest.fixture
def patient() -> User:
    return person("pat", Role.PATIENT)


@pytest.fixture
def clinician() -> User:
    return person("cleo", Role.CLINICIAN)


@pytest.fixture
def care(patient, clinician) -> CareRelationship:
    return CareRelationship.objects.create(patient=patient, clinician=clinician, from_on=TODAY)


def refused(constraint: str):
    """The database says no. PostgreSQL names the constraint; SQLite does so for checks only."""
    return pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE")


# --- people --------------------------------------------------------------------------
def test_an_address_is_kept_in_lower_case_and_found_however_typed():
    user = User.objects.create_user("Ann.B@Example.ORG", name="Ann")
    user.refresh_from_db()
    assert user.email == "ann.b@example.org"
    assert User.objects.get(email="ANN.b@example.org") == user


def test_two_people_cannot_share_an_address_that_differs_in_case():
    User.objects.create_user("ann@example.org", name="Ann")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ANN@example.org", name="Ann too")


def test_an_address_in_capitals_does_not_get_past_the_field():
    user = person("ann")
    sql = "UPDATE accounts_user SET email = 'ANN@example.org' WHERE id = %s"
    with refused("email_in_lower_case"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [user.pk])


def test_an_address_is_needed():
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("", name="Nobody")


def test_without_a_password_nobody_can_sign_in():
    assert not person("ann").has_usable_password()


def test_a_superuser_may_use_the_administration():
    boss = User.objects.create_superuser("boss@example.org", "long-enough-1", name="Boss")
    assert boss.is_staff and boss.is_superuser and boss.check_password("long-enough-1")


@pytest.mark.parametrize(
    ("field", "value"),
    [("time_zone", "Mars/Olympus"), ("country", "XX"), ("language", "tlh"), ("name", "")],
)
def test_what_people_say_about_themselves_is_checked(field, value):
    user = person("ann")
    setattr(user, field, value)
    with pytest.raises(ValidationError) as refusal:
        user.full_clean(exclude=["password"])
    assert list(refusal.value.message_dict) == [field]


@pytest.mark.parametrize(
    "fields", [{"consented_at": NOW}, {"consent_version": "1"}], ids=["no version", "no instant"]
)
def test_consent_has_an_instant_and_a_version(fields):
    with refused("consent_names_its_version"), transaction.atomic():
        User.objects.create_user("ann@example.org", name="Ann", **fields)


def test_public_ids_differ():
    assert person("ann").public_id != person("ben").public_id


# --- roles ---------------------------------------------------------------------------
def test_a_person_may_hold_several_roles_and_they_are_read_once(django_assert_num_queries):
    user = person("ann", Role.PATIENT, Role.CLINICIAN)
    with django_assert_num_queries(1):
        assert user.has_role(Role.PATIENT)
        assert user.has_role(Role.CLINICIAN)
        assert not user.has_role(Role.CONTENT_ADMIN)


def test_a_role_is_held_once(patient):
    with refused("role_held_once"), transaction.atomic():
        RoleGrant.objects.create(user=patient, role=Role.PATIENT, granted_at=NOW)


def test_granting_twice_changes_nothing(patient):
    later = NOW + timedelta(days=1)
    grant = people.grant_role(user=patient, role=Role.PATIENT, by=None, now=later)
    assert grant.granted_at == NOW


def test_a_role_is_one_of_ours(patient):
    with refused("role_is_known"), transaction.atomic():
        RoleGrant.objects.create(user=patient, role="wizard", granted_at=NOW)


def test_a_role_taken_away_is_gone_at_once(patient):
    assert patient.has_role(Role.PATIENT)
    people.withdraw_role(user=patient, role=Role.PATIENT)
    assert not patient.has_role(Role.PATIENT)


def test_who_granted_a_role_is_kept(patient, clinician):
    grant = people.grant_role(user=patient, role=Role.CONTENT_ADMIN, by=clinician, now=NOW)
    assert (grant.granted_by, grant.granted_at) == (clinician, NOW)


# --- care ----------------------------------------------------------------------------
def test_care_may_end_on_the_day_it_starts_but_not_before(care):
    care.until_on = TODAY
    care.save()
    care.until_on = TODAY - timedelta(days=1)
    with refused("care_ends_after_it_starts"), transaction.atomic():
        care.save()


def test_nobody_cares_for_themselves(clinician):
    with refused("care_is_for_somebody_else"), transaction.atomic():
        CareRelationship.objects.create(patient=clinician, clinician=clinician, from_on=TODAY)


def test_a_reason_for_ending_needs_an_end(care):
    care.ended_reason = "moved away"
    with refused("care_reason_only_when_ended"), transaction.atomic():
        care.save()


def test_the_part_in_care_is_one_of_ours(care):
    care.role = "friend"
    with refused("care_role_is_known"), transaction.atomic():
        care.save()


def test_a_patient_has_one_main_therapist(care, patient):
    other = person("omar", Role.CLINICIAN)
    with refused("care_one_primary"), transaction.atomic():
        CareRelationship.objects.create(patient=patient, clinician=other, from_on=TODAY)
    second = CareRelationship.Part.SECOND
    CareRelationship.objects.create(patient=patient, clinician=other, from_on=TODAY, role=second)


def test_a_pair_has_one_open_relationship(care, patient, clinician):
    second = CareRelationship.Part.SECOND
    with refused("care_once_a_pair"), transaction.atomic():
        CareRelationship.objects.create(
            patient=patient, clinician=clinician, from_on=TODAY, role=second
        )


@pytest.mark.parametrize(
    ("days", "is_current"), [(-1, False), (0, True), (6, True), (7, False), (8, False)]
)
def test_care_counts_from_its_first_day_until_the_day_before_its_end(care, days, is_current):
    care.until_on = TODAY + timedelta(days=7)
    care.save()
    on = TODAY + timedelta(days=days)
    assert CareRelationship.objects.current(on).exists() is is_current
    assert care.is_current(on) is is_current


def test_care_without_an_end_goes_on(care):
    assert CareRelationship.objects.current(TODAY + timedelta(days=4000)).exists()


# --- invitations ---------------------------------------------------------------------
def invitation(clinician: User, **fields) -> Invitation:
    defaults = {"token_hash": "x", "created_at": NOW, "expires_at": NOW + timedelta(days=1)}
    return Invitation.objects.create(invited_by=clinician, **{**defaults, **fields})


def test_an_invitation_lasts_a_while(clinician):
    with refused("invitation_lasts_a_while"), transaction.atomic():
        invitation(clinician, expires_at=NOW)


def test_an_accepted_invitation_names_who_accepted(clinician, patient):
    with refused("invitation_accepted_by_somebody"), transaction.atomic():
        invitation(clinician, accepted_at=NOW)
    with refused("invitation_accepted_by_somebody"), transaction.atomic():
        invitation(clinician, accepted_by=patient)


def test_an_invitation_is_not_both_accepted_and_taken_back(clinician, patient):
    with refused("invitation_not_both_ends"), transaction.atomic():
        invitation(clinician, accepted_at=NOW, accepted_by=patient, revoked_at=NOW)


def test_nobody_accepts_their_own_invitation(clinician):
    with refused("invitation_is_for_somebody_else"), transaction.atomic():
        invitation(clinician, accepted_at=NOW, accepted_by=clinician)


# --- looks at a record ---------------------------------------------------------------
def test_every_look_is_a_row(patient, clinician):
    for _again in range(2):
        record_look(patient=patient, viewer=clinician, what="record", now=NOW)
    assert RecordAccess.objects.filter(patient=patient, viewer=clinician).count() == 2


def test_ones_own_look_is_not_recorded(patient):
    assert record_look(patient=patient, viewer=patient, what="record", now=NOW) is None
    assert not RecordAccess.objects.exists()


def test_a_look_cannot_be_changed_or_removed(patient, clinician):
    look = record_look(patient=patient, viewer=clinician, what="record", now=NOW)
    look.what = "nothing"
    for attempt in (
        look.save,
        look.delete,
        RecordAccess.objects.all().delete,
        lambda: RecordAccess.objects.update(what="nothing"),
        lambda: RecordAccess.objects.bulk_update([look], ["what"]),
    ):
        with pytest.raises(RecordIsPermanent), transaction.atomic():
            attempt()
    assert RecordAccess.objects.get().what == "record"


def test_a_viewer_cannot_be_removed_from_the_list(patient, clinician):
    record_look(patient=patient, viewer=clinician, what="record", now=NOW)
    with pytest.raises(ProtectedError):
        clinician.delete()


def test_a_patient_who_leaves_takes_the_looks_along(patient, clinician):
    record_look(patient=patient, viewer=clinician, what="record", now=NOW)
    patient.delete()
    assert not RecordAccess.objects.exists()
