"""Who must have a second step to sign in, and what stays shut until they do."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.utils import timezone

from accounts import people
from accounts.models import Role, User

pytestmark = pytest.mark.django_db
PASSWORD = "blue-kettle-47"


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def person(*roles: Role, **fields) -> User:
    return people.enrol(
        email="ann@example.org",
        name="Ann",
        password=PASSWORD,
        roles=roles,
        now=timezone.now(),
        **fields,
    )


def code_for(secret: str) -> str:
    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(client):
    return client.post("/account/login/", {"login": "ann@example.org", "password": PASSWORD})


@pytest.mark.parametrize("role", set(Role) - {Role.PATIENT})
@pytest.mark.parametrize("page", ["/home/", "/admin/", "/"])
def test_without_it_every_page_leads_to_setting_one_up(client, role, page):
    client.force_login(person(role))
    answer = client.get(page)
    assert answer.headers["Location"] == "/account/2fa/"
    assert "Set up a second step to sign in first." in client.get("/account/2fa/").text


def test_the_administrator_needs_one_too(client):
    client.force_login(person(is_staff=True, is_superuser=True))
    assert client.get("/admin/").headers["Location"] == "/account/2fa/"


def test_what_is_sent_without_it_changes_nothing(client):
    client.force_login(person(Role.CLINICIAN))
    assert client.post("/anything/").headers["Location"] == "/account/2fa/"


def test_patients_may_do_without(client):
    client.force_login(person(Role.PATIENT))
    assert client.get("/home/").headers["Location"] == "/today/"


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_with_one_the_pages_open(client, kind):
    user = person(Role.CLINICIAN)
    Authenticator.objects.create(user=user, type=kind, data={})
    client.force_login(user)
    assert client.get("/home/").headers["Location"] == "/caseload/"


def test_a_patient_made_clinician_needs_one_from_the_next_page_on(client):
    user = person(Role.PATIENT)
    client.force_login(user)
    assert client.get("/home/").headers["Location"] == "/today/"
    people.grant_role(user=user, role=Role.CLINICIAN, by=None, now=timezone.now())
    assert client.get("/home/").headers["Location"] == "/account/2fa/"


def test_made_up_people_are_exempt_and_the_page_says_so(client, settings):
    settings.DEMO = True
    client.force_login(person(Role.CLINICIAN, is_demo=True))
    assert client.get("/home/").headers["Location"] == "/caseload/"
    assert "Demo accounts do not need a second step." in client.get("/account/me/").text


def test_setting_one_up_with_an_app_opens_the_pages_and_signing_in_asks_for_it(client):
    person(Role.CLINICIAN)
    sign_in(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = re.search(r">([A-Z2-7]{16,})<", page.text)[1]
    client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
    assert client.get("/home/").headers["Location"] == "/caseload/"
    codes = re.findall(r"<p>(\d{8})</p>", client.get("/account/2fa/recovery-codes/").text)
    assert len(codes) == 10

    client.post("/account/logout/")
    assert sign_in(client).headers["Location"] == "/account/2fa/authenticate/"
    assert client.get("/home/").headers["Location"].startswith("/account/login/")
    assert "Incorrect code" in client.post("/account/2fa/authenticate/", {"code": "0"}).text
    assert client.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    assert client.get("/home/").headers["Location"] == "/caseload/"


def test_the_second_factor_of_an_administrator_is_asked_for_at_the_only_sign_in(client):
    user = person(is_staff=True, is_superuser=True)
    Authenticator.objects.create(
        user=user, type="totp", data={"secret": get_adapter().encrypt("JBSWY3DPEHPK3PXP")}
    )
    assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    asked = client.get("/admin/login/?next=/admin/").headers["Location"]
    assert asked == "/account/login/?next=/admin/"
    # Django's own sign-in form takes a password alone; it must not be there to post to.
    answer = client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
    assert answer.headers["Location"].startswith("/account/login/")
    assert sign_in(client).headers["Location"] == "/account/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/", "/admin/accounts/user/", "/admin/login/"])
@pytest.mark.parametrize("roles", [[], [Role.PATIENT], [Role.CLINICIAN]], ids=str)
def test_strangers_do_not_find_the_administration(client, path, roles):
    client.force_login(person(*roles, is_demo=True))
    assert client.get(path, follow=True).status_code == 404
