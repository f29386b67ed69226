"""What patients see of looks at their record, and what administrators can do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as live_settings
from django.utils import timezone

from accounts import people
from accounts.models import CareRelationship, RecordAccess, Role, RoleGrant, User
from accounts.records import record_look

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOW = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


def person(name: str, *roles: Role, **fields) -> User:
    return people.enrol(email=f"{name}@example.org", name=name, roles=roles, now=NOW, **fields)


@pytest.fixture
def patient() -> User:
    return person("pat", Role.PATIENT, time_zone="Asia/Kathmandu")


@pytest.fixture
def clinician() -> User:
    return person("Cleo Hart", Role.CLINICIAN)


@pytest.fixture
def boss(client) -> User:
    """An administrator, signed in."""
    user = person("boss", is_staff=True, is_superuser=True, is_demo=True)
    client.force_login(user)
    return user


# --- who looked ----------------------------------------------------------------------
def test_a_patient_reads_who_looked_in_their_own_time(client, patient, clinician):
    record_look(patient=patient, viewer=clinician, what="your whole record", now=NOW)
    client.force_login(patient)
    page = client.get("/account/looks/")
    assert "Cleo Hart" in page.text
    assert "your whole record, 05:15" in page.text
    assert "3 March 2026" in page.text


def test_a_patient_does_not_read_about_others(client, patient, clinician):
    other = person("paul", Role.PATIENT)
    record_look(patient=other, viewer=clinician, what="record", now=NOW)
    client.force_login(patient)
    assert "Nobody else has looked so far." in client.get("/account/looks/").text


def test_many_looks_are_paged_with_the_same_few_queries(
    client, patient, clinician, django_assert_max_num_queries
):
    RecordAccess.objects.bulk_create(
        RecordAccess(patient=patient, viewer=clinician, what="record", at=NOW - timedelta(hours=n))
        for n in range(120)
    )
    client.force_login(patient)
    with django_assert_max_num_queries(5):
        first = client.get("/account/looks/")
    assert first.text.count("Cleo Hart") == 50
    assert client.get("/account/looks/?page=3").text.count("Cleo Hart") == 20
    assert client.get("/account/looks/?page=nonsense").status_code == 200


@pytest.mark.parametrize("role", set(Role) - {Role.PATIENT})
def test_the_page_is_for_patients(client, role):
    client.force_login(person("ann", role, is_demo=True))
    assert client.get("/account/looks/").status_code == 404


@pytest.mark.parametrize("path", ["/account/looks/", "/account/me/", "/home/"])
def test_logged_out_people_are_sent_to_sign_in(client, path):
    assert client.get(path).headers["Location"] == f"/account/login/?next={path}"


@pytest.mark.parametrize("path", ["/account/looks/", "/home/", "/account/invitation/abc/"])
def test_pages_to_read_refuse_to_be_written_to(client, patient, path):
    client.force_login(patient)
    assert client.post(path).status_code == 405


# --- no inline script or style -------------------------------------------------------
def test_no_template_of_ours_has_inline_script_or_style():
    for folder in ("account", "accounts", "allauth", "mfa"):
        for page in (Path(live_settings.BASE_DIR) / "templates" / folder).rglob("*.html"):
            text = page.read_text()
            assert "style=" not in text and "<style" not in text, page
            assert " onclick" not in text and "javascript:" not in text, page
            for tag in text.split("<script")[1:]:
                opening = tag.split(">")[0]
                assert "src=" in opening or 'type="application/json"' in opening, page


# --- administration ------------------------------------------------------------------
def test_an_administrator_adds_a_person_with_a_role(client, boss):
    answers = {
        "email": "New.Clinician@example.org",
        "name": "Nia",
        "country": "",
        "time_zone": "Europe/London",
        "usable_password": "false",
        "role_grants-TOTAL_FORMS": "1",
        "role_grants-INITIAL_FORMS": "0",
        "role_grants-0-role": "clinician",
    }
    answer = client.post("/admin/accounts/user/add/", answers)
    assert answer.status_code == 302, answer.context["errors"]
    added = User.objects.get(email="new.clinician@example.org")
    assert added.roles == {Role.CLINICIAN}
    assert not added.has_usable_password()
    grant = RoleGrant.objects.get(user=added)
    assert grant.granted_by == boss
    assert timezone.now() - grant.granted_at < timedelta(minutes=1)


def test_an_administrator_grants_and_withdraws_roles(client, boss, patient):
    url = f"/admin/accounts/user/{patient.pk}/change/"
    form = {
        "email": patient.email,
        "name": patient.name,
        "country": "",
        "time_zone": "UTC",
        "language": "en",
        "is_active": "on",
    }
    held = RoleGrant.objects.get(user=patient)
    roles = {
        "role_grants-TOTAL_FORMS": "2",
        "role_grants-INITIAL_FORMS": "1",
        "role_grants-0-id": held.pk,
        "role_grants-0-user": patient.pk,
        "role_grants-0-role": "patient",
        "role_grants-0-DELETE": "on",
        "role_grants-1-user": patient.pk,
        "role_grants-1-role": "content_admin",
    }
    assert client.post(url, {**form, **roles}).status_code == 302
    patient.forget_standing()
    assert patient.roles == {Role.CONTENT_ADMIN}


def test_an_address_taken_in_other_letters_is_named_beside_the_field(client, boss, patient):
    answers = {
        "email": "PAT@example.org",
        "name": "Twin",
        "time_zone": "UTC",
        "usable_password": "false",
        "role_grants-TOTAL_FORMS": "0",
        "role_grants-INITIAL_FORMS": "0",
    }
    page = client.post("/admin/accounts/user/add/", answers)
    assert "This e-mail is already used." in page.text


@pytest.mark.parametrize("name", ["user", "carerelationship", "invitation", "recordaccess"])
def test_the_lists_of_the_administration_open(client, boss, patient, clinician, name):
    CareRelationship.objects.create(patient=patient, clinician=clinician, from_on=NOW.date())
    record_look(patient=patient, viewer=clinician, what="record", now=NOW)
    assert client.get(f"/admin/accounts/{name}/").status_code == 200


def test_looks_cannot_be_added_changed_or_removed_there(client, boss, patient, clinician):
    look = record_look(patient=patient, viewer=clinician, what="record", now=NOW)
    assert client.get("/admin/accounts/recordaccess/add/").status_code == 403
    assert client.post(f"/admin/accounts/recordaccess/{look.pk}/delete/").status_code == 403
    page = client.get(f"/admin/accounts/recordaccess/{look.pk}/change/")
    assert 'name="_save"' not in page.text
