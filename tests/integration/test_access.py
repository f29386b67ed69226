"""Who may open what: every address, every kind of person, every method.

What is expected stands in `access_table`; here it is asked, one request after another,
each undone before the next. Failures are gathered, so that one run tells them all.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from io import StringIO

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.invitations import invite
from accounts.models import Role, User
from exercises.exchange.files import keep
from exercises.models import Exercise
from recovery.services import plan_templates, saved_views
from tests import desks, upload_rows
from tests import factories as make
from tests.exchange_files import as_json
from tests.reminders import reminder_ids
from tests.second_factors import give_app, give_passkey, give_recovery_codes

from .access_table import ADMIN_LISTS, SIGN_IN, STAFF, TABLE, WITH_FACTOR, Answer, Row, Who

ADMIN = "admin/"
DJANGO_S_OWN = ("password_change/done",)
TAKEN = (200, 302, 422)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
UNSEEN = (SIGN_IN, 404)
NOT_ALLOWED = 405
pytestmark = pytest.mark.django_db
# Who may see what is judged in Python, the same for every database.
judged_in_python = pytest.mark.one_database


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


@dataclass(frozen=True, slots=True)
class World:
    """People with their browsers, and the ids that rows name in their paths."""

    clients: Mapping[Who, Client]
    ids: Mapping[str, object]

    def ask(self, who: Who, method: str, path: str) -> Answer:
        """The status; whatever the request changed is taken back."""
        client = self.clients[who]
        cookies = SimpleCookie(client.cookies)
        with transaction.atomic():
            response = client.generic(method, path)
            transaction.set_rollback(True)
        client.cookies = cookies
        return SIGN_IN if leads_to_sign_in(response) else response.status_code

    def path(self, row: Row) -> str:
        return row.path.format(**self.ids)


def leads_to_sign_in(response: HttpResponse) -> bool:
    """To sign in and come back; allauth's own pages lead there without a way back."""
    location = response.headers.get("Location", "")
    return location.startswith("/account/login/?next=")


def browser_of(user: User) -> Client:
    """Signed in, and asked for the password a moment ago."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    client.post("/account/reauthenticate/", {"password": make.PASSWORD})
    return client


@pytest.fixture
def world(caplog: pytest.LogCaptureFixture) -> World:
    caplog.set_level(logging.CRITICAL)
    call_command("load_content", stdout=StringIO())
    today = timezone.now().date()
    people = {
        Who.OWN: make.make_user("Own", Role.PATIENT),
        Who.OTHER: make.make_user("Other", Role.PATIENT),
        Who.CARING: make.make_user("Caring", Role.CLINICIAN),
        Who.STRANGER: make.make_user("Stranger", Role.CLINICIAN),
        Who.CURATOR: make.make_user("Curator", Role.CONTENT_ADMIN),
        Who.REVIEWER: make.make_user("Reviewer", Role.CLINICAL_REVIEWER),
        Who.ADMIN: make.make_user("Admin", is_staff=True, is_superuser=True),
    }
    plan = make.make_plan(
        days=3, today=today, patient=people[Who.OWN], clinician=people[Who.CARING]
    )
    others_plan = make.make_plan(days=3, today=today, patient=people[Who.OTHER])
    for one in (plan, others_plan):
        make.live(one, today, make.CALM, None)
    for who in WITH_FACTOR:
        give_app(people[who])
    give_recovery_codes(people[Who.OWN])
    passkey = give_passkey(people[Who.OWN])
    address = EmailAddress.objects.create(user=people[Who.OTHER], email="new@example.org")
    bridge = Exercise.objects.get(slug="two-leg-bridge")
    picture = upload_rows.add_picture(bridge, by=people[Who.CURATOR])
    invitation, _ = invite(clinician=people[Who.CARING], plan={}, now=timezone.now())
    upload = keep(data=as_json(), name="a.json", by=people[Who.CURATOR], now=timezone.now())
    helper = make.make_clinician("Second")
    clinic = desks.share_a_clinic(people[Who.CARING], people[Who.STRANGER], helper)
    of_all = {"name": "Ours", "settings": {"protocol": "hamstring-strain"}, "clinic": clinic}
    template = plan_templates.keep(owner=people[Who.CARING], now=timezone.now(), **of_all)
    clients = {who: browser_of(user) for who, user in people.items()}
    ids = {
        **reminder_ids(people[Who.OWN]),
        "patient": people[Who.OWN].public_id,
        "second": desks.second(people[Who.OWN], people[Who.CARING], helper, today).pk,
        "cover": desks.cover(people[Who.CARING], people[Who.STRANGER], later=9).pk,
        "colleague": people[Who.STRANGER].public_id,
        "passkey": passkey.pk,
        "test": "walk-10-minutes",
        "day": plan.started_on,
        "today": today,
        "yesterday": today - timedelta(days=1),
        "mail_key": EmailConfirmationHMAC(address).key,
        "invitation": invitation.pk,
        "view": saved_views.save(clinician=people[Who.CARING], name="Mine", query="").pk,
        "template": template.pk,
        "version": plan.protocol_version.version,
        "upload": upload.public_id,
        "picture": picture.served_names[0],
        "entry": plan.entries.filter(kind="check_in").first().pk,
        "directive": desks.hold(plan, people[Who.CARING], today).pk,
    }
    return World(clients={**clients, Who.OUT: Client(raise_request_exception=False)}, ids=ids)


def test_every_address_has_one_row_and_every_row_an_address() -> None:
    known = sorted(row.route for row in TABLE)
    there = sorted(
        route for route in routes(get_resolver().url_patterns) if not route.startswith(ADMIN)
    )
    assert known == there


def test_people_see_what_is_for_them_and_nothing_else(world: World) -> None:
    wrong = []
    for row in TABLE:
        for who, wanted in row.answers.items():
            method, path = row.methods[0], world.path(row)
            got = world.ask(who, method, path)
            if got != wanted:
                wrong.append(f"{method} {path} by {who}: {got}, not {wanted}")
    assert not wrong, "\n".join(wrong)


@judged_in_python
def test_what_cannot_be_seen_cannot_be_sent_either(world: World) -> None:
    """And what can be seen takes a form, even an empty one, without falling over."""
    wrong = []
    for row in TABLE:
        if "POST" not in row.methods[1:]:
            continue
        for who, wanted in row.answers.items():
            got = world.ask(who, "POST", world.path(row))
            if not (got == wanted if wanted in UNSEEN else got in TAKEN):
                wrong.append(f"POST {world.path(row)} by {who}: {got}")
    assert not wrong, "\n".join(wrong)


@judged_in_python
def test_a_wrong_method_is_refused(world: World) -> None:
    wrong = []
    for row in TABLE:
        who = min(row.answers, key=lambda who: str(row.answers[who]))
        for method in sorted({*METHODS} - {*row.methods}):
            got = world.ask(who, method, world.path(row))
            if got != NOT_ALLOWED:
                wrong.append(f"{method} {world.path(row)} by {who}: {got}")
    assert not wrong, "\n".join(wrong)


def admin_routes() -> list[str]:
    everything = routes(get_resolver().url_patterns)
    return [route for route in everything if route.startswith(ADMIN)]


@judged_in_python
def test_nobody_else_finds_the_administration(world: World) -> None:
    """Every address of it leads to its sign-in, which is not there for them either."""
    wrong = []
    for route in admin_routes():
        path = "/" + re.sub(r"<[^>]+>|\^|\(\?P<.*", "1", route)
        for who in (Who.OUT, Who.OWN, Who.CARING):
            got = world.ask(who, "GET", path)
            if got not in (302, *UNSEEN):
                wrong.append(f"GET {path} by {who}: {got}")
    assert not wrong, "\n".join(wrong)
    assert [world.ask(who, "GET", "/admin/login/") for who in Who] == [SIGN_IN] + [404] * 7


@judged_in_python
def test_each_list_of_the_administration_opens_to_those_whose_work_it_is(world: World) -> None:
    lists = [route for route in admin_routes() if re.fullmatch(r"admin/\w+/\w+/", route)]
    lists = [route for route in lists if route.removeprefix(ADMIN).strip("/") not in DJANGO_S_OWN]
    seen = {
        route.removeprefix(ADMIN).strip("/"): tuple(
            who for who in STAFF if world.ask(who, "GET", f"/{route}") == 200
        )
        for route in lists
    }
    assert seen == ADMIN_LISTS
