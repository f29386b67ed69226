"""Signing up, in and out; forgotten passwords; the mail that goes with it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as live_settings
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from accounts import people
from accounts.models import Role, User

pytestmark = pytest.mark.django_db
PASSWORD = "blue-kettle-47"
ABOUT_HEALTH = re.compile("hamstring|strain|injur|pain|recover|exercise", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    """Rate limits live in the cache."""
    cache.clear()


@pytest.fixture
def patient() -> User:
    return people.enrol(
        email="pat@example.org",
        name="Pat",
        password=PASSWORD,
        roles=[Role.PATIENT],
        now=timezone.now(),
    )


def sign_up(client, **changes):
    answers = {
        "email": "New@Example.org",
        "password1": PASSWORD,
        "name": "Noor",
        "country": "NZ",
        "time_zone": "Pacific/Auckland",
        "consent": "on",
    }
    return client.post("/account/signup/", {**answers, **changes})


def sign_in(client, email="pat@example.org", password=PASSWORD):
    return client.post("/account/login/", {"login": email, "password": password})


# --- signing up ----------------------------------------------------------------------
def test_signing_up_makes_a_patient_who_agreed(client):
    before = timezone.now()
    assert sign_up(client).headers["Location"] == "/home/"
    user = User.objects.get()
    assert (user.email, user.name, user.country) == ("new@example.org", "Noor", "NZ")
    assert (user.time_zone, user.language) == ("Pacific/Auckland", "en")
    assert user.roles == {Role.PATIENT}
    assert before <= user.consented_at <= timezone.now()
    assert user.consent_version == live_settings.CONSENT_VERSION
    assert not (user.is_staff or user.is_superuser or user.is_demo)
    assert client.get("/home/").headers["Location"] == "/today/"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"consent": ""}, "consent"),
        ({"email": "no-address"}, "email"),
        ({"password1": "short1"}, "password1"),
        ({"password1": "1234567890123"}, "password1"),
        ({"password1": "new@example.org"}, "password1"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"country": "XX"}, "country"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
    ],
)
def test_a_bad_answer_is_named_beside_its_field_and_nothing_is_kept(client, changes, field):
    page = sign_up(client, **changes)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert f'id="error_1_id_{field}"' in page.text or f'id="id_{field}_error"' in page.text
    assert not User.objects.exists()


def test_roles_cannot_be_asked_for(client):
    sign_up(client, is_staff="on", is_superuser="on", roles="clinician", role="clinician")
    user = User.objects.get()
    assert user.roles == {Role.PATIENT}
    assert not (user.is_staff or user.is_superuser)


def test_in_production_the_address_is_confirmed_before_anything_else(client, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    assert sign_up(client).headers["Location"] == "/account/confirm-email/"
    assert client.get("/home/").headers["Location"].startswith("/account/login/")
    [message] = mail.outbox
    link = re.search(r"http://testserver(/account/confirm-email/\S+)", message.body)[1]
    assert client.get(link).status_code == 200
    client.post(link)
    assert EmailAddress.objects.get().verified
    assert sign_in(client, "new@example.org").headers["Location"] == "/home/"


def test_a_known_address_is_not_given_away_at_sign_up(client, patient, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    answer = sign_up(client, email="PAT@example.org")
    assert answer.headers["Location"] == "/account/confirm-email/"
    assert User.objects.count() == 1


# --- signing in ----------------------------------------------------------------------
def test_signing_in_with_the_address_however_typed(client, patient):
    assert sign_in(client, "PAT@Example.org").headers["Location"] == "/home/"
    assert client.get("/account/me/").status_code == 200


def test_signing_in_leads_on_to_where_somebody_was_going(client, patient):
    asked = client.get("/account/looks/").headers["Location"]
    assert asked == "/account/login/?next=/account/looks/"
    answer = client.post(asked, {"login": patient.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/account/looks/"


def test_signing_in_never_leads_to_another_site(client, patient):
    answer = client.post(
        "/account/login/?next=https://elsewhere.example/",
        {"login": patient.email, "password": PASSWORD},
    )
    assert answer.headers["Location"] == "/home/"


@pytest.mark.parametrize(
    ("email", "password"), [("pat@example.org", "wrong"), ("nobody@example.org", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_address_read_the_same(client, patient, email, password):
    page = sign_in(client, email, password)
    assert page.status_code == 200
    assert "The email address and/or password you specified are not correct." in page.text


def test_guessing_passwords_is_slowed_down(client, patient):
    for _guess in range(5):
        sign_in(client, password="wrong")
    page = sign_in(client)
    assert "Too many failed login attempts" in page.text
    assert client.get("/account/me/").status_code == 302


def test_a_closed_account_does_not_sign_in(client, patient):
    patient.is_active = False
    patient.save()
    assert sign_in(client).headers["Location"] == "/account/inactive/"
    assert client.get("/account/me/").status_code == 302


def test_a_session_ends_when_the_account_is_closed(client, patient):
    client.force_login(patient)
    patient.is_active = False
    patient.save()
    assert client.get("/account/me/").status_code == 302


@pytest.mark.parametrize(("demo_mode", "status"), [(True, 302), (False, 200)])
def test_made_up_people_sign_in_only_in_a_demonstration(
    client, patient, settings, demo_mode, status
):
    settings.DEMO = demo_mode
    patient.is_demo = True
    patient.save()
    assert sign_in(client).status_code == status
    assert (client.get("/account/me/").status_code == 200) is demo_mode


def test_signing_out_takes_a_press_of_a_button(client, patient):
    client.force_login(patient)
    client.get("/account/logout/")
    assert client.get("/account/me/").status_code == 200
    assert client.post("/account/logout/").headers["Location"] == "/"
    assert client.get("/account/me/").status_code == 302


# --- a forgotten password ------------------------------------------------------------
def test_a_forgotten_password_is_replaced_through_the_mail(client, patient):
    client.post("/account/password/reset/", {"email": patient.email})
    [message] = mail.outbox
    assert message.to == [patient.email]
    assert message.subject == "Stepwise: choose a new password"
    assert not ABOUT_HEALTH.search(message.subject + message.body)
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", message.body)[1]
    form = client.get(link).headers["Location"]
    new = {"password1": "green-teapot-58", "password2": "green-teapot-58"}
    assert client.post(form, new).headers["Location"] == "/account/password/reset/key/done/"
    assert sign_in(client, password="green-teapot-58").headers["Location"] == "/home/"
    assert "no longer works" in client.get(link, follow=True).text


def test_asking_for_an_unknown_address_reads_the_same(client):
    answer = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert answer.headers["Location"] == "/account/password/reset/done/"
    assert not any(ABOUT_HEALTH.search(message.subject) for message in mail.outbox)


# --- home and the profile ------------------------------------------------------------
@pytest.mark.parametrize(
    ("roles", "place"),
    [
        ([Role.PATIENT], "/today/"),
        ([Role.CLINICIAN], "/caseload/"),
        ([Role.CONTENT_ADMIN], "/curate/"),
        ([Role.CLINICAL_REVIEWER], "/curate/"),
        ([Role.PATIENT, Role.CLINICIAN], "/caseload/"),
        ([], "/account/me/"),
    ],
)
def test_home_is_where_ones_day_starts(client, roles, place):
    user = people.enrol(
        email="a@example.org", name="Ann", roles=roles, now=timezone.now(), is_demo=True
    )
    client.force_login(user)
    assert client.get("/home/").headers["Location"] == place


def test_home_of_somebody_logged_out_is_the_sign_in(client):
    assert client.get("/home/").headers["Location"] == "/account/login/?next=/home/"


def test_people_change_what_they_are_called_and_where_they_live(client, patient):
    client.force_login(patient)
    answers = {"name": "Patricia", "country": "NP", "time_zone": "Asia/Kathmandu"}
    assert client.post("/account/me/", {**answers, "language": "en"}).status_code == 302
    patient.refresh_from_db()
    assert (patient.name, patient.country) == ("Patricia", "NP")
    assert patient.time_zone == "Asia/Kathmandu"


def test_a_bad_profile_answer_keeps_what_was(client, patient):
    client.force_login(patient)
    answers = {"name": "Patricia", "country": "NP", "time_zone": "x", "language": "en"}
    assert client.post("/account/me/", answers).status_code == 200
    patient.refresh_from_db()
    assert (patient.name, patient.time_zone) == ("Pat", "UTC")


@pytest.mark.parametrize(
    "path", ["/account/email/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/add/"]
)
def test_changing_how_one_signs_in_asks_for_the_password_again(client, patient, path):
    client.force_login(patient)
    answer = client.post(path, {"email": "thief@example.org", "action_add": ""})
    assert answer.headers["Location"].startswith("/account/reauthenticate/?next=")


def test_another_address_counts_once_it_is_confirmed(client, patient):
    client.force_login(patient)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/email/", {"email": "fresh@example.org", "action_add": ""})
    patient.refresh_from_db()
    assert patient.email == "pat@example.org"
    message = next(m for m in mail.outbox if m.to == ["fresh@example.org"])
    link = re.search(r"http://testserver(/account/confirm-email/\S+)", message.body)[1]
    client.post(link)
    patient.refresh_from_db()
    assert patient.email == "fresh@example.org"
