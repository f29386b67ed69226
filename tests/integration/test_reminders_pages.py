"""The pages of reminders: setting them up, one click to stop, the calendar, the devices."""

import json
import stat
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import http_ece
import icalendar
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pywebpush import WebPushException

from accounts.models import User
from exercises.loader import load
from recovery.models import PushDevice, Reminder, ReminderSettings
from recovery.reminding import push
from recovery.reminding.links import stop_token
from recovery.reminding.times import Kind
from recovery.services import reminders
from tests import factories as make
from tests.factories import TODAY, noon
from tests.integration.bad_input_table import FORMS
from tests.reminders import ENDPOINT, KEYS

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
BOTH_ON = {"check_in_by_mail": True, "check_in_by_push": True, "break_by_mail": True}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Any) -> Any:
    settings.PUSH_KEY_FILE = tmp_path / "push" / "key.pem"
    return settings.PUSH_KEY_FILE


@pytest.fixture
def patient() -> User:
    return make.make_plan(days=3).patient


@pytest.fixture
def own(client: Client, patient: User) -> Client:
    client.force_login(patient)
    return client


def settings_of(patient: User) -> ReminderSettings:
    return ReminderSettings.objects.get(patient=patient)


# --- setting up ------------------------------------------------------------------------
def test_nothing_comes_until_somebody_asks_for_it(own: Client) -> None:
    page = own.get("/mine/reminders/")
    assert "No reminders for now" in page.text
    assert not ReminderSettings.objects.exists()


def test_what_is_saved_is_shown_and_says_what_comes_next(own: Client, patient: User) -> None:
    own.post("/mine/reminders/", FORMS["reminders"].answers)
    row = settings_of(patient)
    assert (row.check_in_at, row.check_in_days, row.repeat_hours) == (time(7, 45), 1, 2)
    assert (row.break_every, row.break_days) == (90, 2)
    assert row.next_at == datetime(2026, 3, 3, 10, 45, tzinfo=UTC)
    assert "Tomorrow at 10:45: Time to get up for two minutes" in own.get("/mine/reminders/").text


def test_the_page_says_where_mail_lies_that_is_not_sent(own: Client, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    assert f"files in {settings.EMAIL_FILE_PATH}" in own.get("/mine/reminders/").text
    settings.EMAIL_HOST = "mail.example"
    assert "writes it to files" not in own.get("/mine/reminders/").text


def test_one_click_turns_everything_off_and_keeps_the_times(own: Client, patient: User) -> None:
    own.post("/mine/reminders/", FORMS["reminders"].answers)
    own.post("/mine/reminders/stop/")
    row = settings_of(patient)
    assert (row.check_in_by_mail, row.break_by_mail, row.next_at) == (False, False, None)
    assert row.check_in_at == time(7, 45)


@pytest.mark.parametrize(
    "wrong",
    [
        {"check_in_days": 128},
        {"break_days": 128},
        {"quiet_from": time(21)},
        {"repeat_hours": 24},
        {"break_every": 14},
        {"break_from": time(17)},
    ],
)
def test_the_database_refuses_settings_that_make_no_sense(
    patient: User, wrong: dict[str, object]
) -> None:
    ReminderSettings.objects.create(patient=make.make_patient())
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderSettings.objects.create(patient=patient, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "song"}, {"channel": "fax"}, {"state": "lost"}, {"state": "sent"}],
)
def test_the_database_refuses_a_reminder_that_makes_no_sense(
    patient: User, wrong: dict[str, str]
) -> None:
    right = {"patient": patient, "kind": "break", "channel": "mail", "due_at": noon(TODAY)}
    Reminder.objects.create(**right)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**{**right, "channel": "push", **wrong})


# --- stopping from a mail ----------------------------------------------------------------
def test_looking_at_the_link_stops_nothing_and_sending_it_does(patient: User) -> None:
    reminders.save(patient=patient, wishes=BOTH_ON, now=noon(TODAY))
    link = f"/reminders/stop/{stop_token(patient.public_id, Kind.REPEAT)}/"
    stranger = Client(enforce_csrf_checks=True)
    assert "Stop these reminders?" in stranger.get(link).text
    assert settings_of(patient).check_in_by_mail
    clicked = stranger.post(link, {"List-Unsubscribe": "One-Click"})
    assert (clicked.status_code, "These reminders are off" in clicked.text) == (200, True)
    row = settings_of(patient)
    assert (row.check_in_by_mail, row.check_in_by_push, row.break_by_mail) == (False, False, True)
    stranger.post(link, {"all": "1"})
    assert not settings_of(patient).break_by_mail


def test_a_link_that_was_changed_is_not_there(client: Client, patient: User) -> None:
    other = make.make_patient()
    token = stop_token(patient.public_id, Kind.CHECK_IN)
    forged = token.replace(patient.public_id.hex, other.public_id.hex)
    for wrong in (forged, token[:-1], "x", token.replace("check_in", "break")):
        assert client.post(f"/reminders/stop/{wrong}/").status_code == 404
        assert client.get(f"/reminders/{wrong}/stepwise.ics").status_code == 404


# --- the calendar ------------------------------------------------------------------------
def calendar_of(client: Client, own: Client) -> icalendar.Calendar:
    address = own.get("/mine/reminders/").text.split('href="http://127.0.0.1:8000', 1)[1]
    answer = client.get(address.split('"')[0])
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content)


def test_a_calendar_has_its_times_by_the_clock_of_the_place(own: Client, patient: User) -> None:
    User.objects.update(time_zone="Europe/Berlin")
    wishes = {"check_in_at": time(7, 30), "check_in_days": 0b10, "break_in_calendar": True}
    wishes |= {"break_until": time(11), "quiet_from": time(11), "quiet_until": time(12)}
    reminders.save(patient=patient, wishes=wishes, now=noon(TODAY))
    own.post("/mine/reminders/calendar/")
    found = calendar_of(Client(), own)
    check_in, break_ = found.walk("VEVENT")
    assert check_in["dtstart"].params["TZID"] == "Europe/Berlin"
    assert f"{check_in.decoded('dtstart'):%Y-%m-%d %H:%M}" == "2026-03-03 07:30"
    assert check_in["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert break_["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert [one["tzid"] for one in found.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert "pain" not in found.to_ical().decode().lower()


def test_a_new_address_ends_the_old_one_and_closing_ends_both(own: Client) -> None:
    addresses = []
    for _time in range(2):
        own.post("/mine/reminders/calendar/")
        page = own.get("/mine/reminders/").text
        addresses.append(page.split('href="http://127.0.0.1:8000/reminders/', 1)[1].split('"')[0])
    asked = [Client().get(f"/reminders/{one}").status_code for one in addresses]
    assert asked == [404, 200]
    own.post("/mine/reminders/calendar/", {"close": "1"})
    assert Client().get(f"/reminders/{addresses[1]}").status_code == 404


def test_a_calendar_can_be_opened_by_the_phone(own: Client) -> None:
    assert "webcal://" not in own.get("/mine/reminders/").text
    own.post("/mine/reminders/calendar/")
    assert 'href="webcal://127.0.0.1:8000/reminders/' in own.get("/mine/reminders/").text


def test_a_calendar_is_empty_once_the_plan_has_ended(own: Client, patient: User) -> None:
    own.post("/mine/reminders/calendar/")
    assert calendar_of(Client(), own).walk("VEVENT")
    patient.recovery_plans.update(closed_on=TODAY, close_reason="finished")
    assert not calendar_of(Client(), own).walk("VEVENT")


# --- devices -----------------------------------------------------------------------------
def agree(client: Client, **changed: str) -> int:
    sent = {"endpoint": ENDPOINT, **KEYS, **changed}
    address = "/mine/reminders/devices/"
    return client.post(address, json.dumps(sent), content_type="application/json").status_code


def test_a_device_is_kept_once_and_goes_with_who_uses_it(own: Client, patient: User) -> None:
    assert [agree(own), agree(own)] == [200, 200]
    assert PushDevice.objects.get().patient == patient
    other = make.make_patient()
    own.force_login(other)
    agree(own)
    assert PushDevice.objects.get().patient == other


def test_the_latest_ten_devices_are_kept(patient: User) -> None:
    for number in range(12):
        at = noon(TODAY) + number * timedelta(minutes=1)
        reminders.add_device(patient=patient, endpoint=f"{ENDPOINT}{number}", now=at, **KEYS)
    kept = set(PushDevice.objects.values_list("endpoint", flat=True))
    assert kept == {f"{ENDPOINT}{number}" for number in range(2, 12)}


def test_the_page_asks_little(own: Client, patient: User) -> None:
    agree(own)
    with CaptureQueriesContext(connection) as asked:
        own.get("/mine/reminders/")
    assert len(asked) <= 5


def test_without_a_plan_the_page_says_that_nothing_comes_yet(client: Client) -> None:
    patient = make.make_patient()
    client.force_login(patient)
    reminders.save(patient=patient, wishes=BOTH_ON, now=noon(TODAY))
    assert "Until there is one, nothing comes." in client.get("/mine/reminders/").text


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://updates.push.services.mozilla.com/x",
        "https://updates.push.services.mozilla.com.evil.example/x",
        "https://evil.example/updates.push.services.mozilla.com",
        "https://notupdates.push.services.mozilla.com/x",
        "https://updates.push.services.mozilla.com:8443/x",
        "https://127.0.0.1/x",
        "https://user@fcm.googleapis.com/x",
        "file:///etc/passwd",
        "https://[",
        "",
    ],
)
def test_this_server_is_not_led_to_call_elsewhere(own: Client, endpoint: str) -> None:
    assert agree(own, endpoint=endpoint) == 422
    assert not PushDevice.objects.exists()


def test_what_is_no_device_is_refused(own: Client) -> None:
    address = "/mine/reminders/devices/"
    for body in ("", "[]", "{}", "null", '"x"'):
        sent = own.post(address, body, content_type="application/json")
        assert sent.status_code == 422, body
    assert [agree(own, p256dh="short"), agree(own, auth="?" * 22)] == [422, 422]


def test_the_key_is_made_once_and_is_nobody_elses_to_read(key_file: Any, capsys: Any) -> None:
    first = push.public_key()
    assert (len(first), push.public_key()) == (87, first)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    call_command("push_key")
    assert first in capsys.readouterr().out
    assert [path.name for path in key_file.parent.iterdir()] == ["key.pem"]


class Answer:
    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


@pytest.mark.parametrize(("status", "left"), [(410, 0), (404, 0), (500, 1)])
def test_a_device_that_is_gone_is_forgotten_and_a_refusal_is_not(
    patient: User, monkeypatch: pytest.MonkeyPatch, status: int, left: int
) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise WebPushException("refused", response=Answer(status))

    monkeypatch.setattr("pywebpush.webpush", refuse)
    reminders.add_device(patient=patient, endpoint=ENDPOINT, now=noon(TODAY), **KEYS)
    reminder = Reminder(patient=patient, kind="check_in", channel="push", due_at=noon(TODAY))
    if status == 500:
        with pytest.raises(WebPushException):
            push.send(reminder)
    else:
        push.send(reminder)
    assert PushDevice.objects.count() == left


def test_what_a_notification_brings_is_neutral(patient: User) -> None:
    reminder = Reminder(pk=7, patient=patient, kind="check_in", channel="push")
    assert json.loads(push.payload(reminder)) == {
        "title": "Time to check in",
        "body": "It takes about half a minute.",
        "page": "/check-in/",
        "tag": "reminder-7",
    }


# --- two minutes -------------------------------------------------------------------------
def test_a_break_is_two_minutes_of_four_moves(own: Client) -> None:
    assert "Get up and walk for two minutes" in own.get("/mine/break/").text
    load(now=noon(TODAY))
    page = own.get("/mine/break/")
    assert "Get up and move for 2 minutes" in page.text
    assert page.text.count("30 seconds") == 4


def test_a_locked_plan_offers_no_moves(own: Client, patient: User) -> None:
    flagged = {**make.CALM, "red_flags": ["saddle_numbness"]}
    make.live(patient.recovery_plans.get(), TODAY, flagged, None)
    assert own.get("/mine/break/").headers["Location"] == "/locked/"


# --- what really goes out ------------------------------------------------------------------
def test_a_push_is_encrypted_for_its_device_and_signed_by_this_installation(
    patient: User,
) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    secret = b"0123456789abcdef"
    with push_service() as (address, received):
        device = {"endpoint": address, "p256dh": spelt(point), "auth": spelt(secret)}
        reminders.add_device(patient=patient, now=noon(TODAY), **device)
        reminder = Reminder(pk=7, patient=patient, kind="break", channel="push")
        push.send(reminder)
    ((headers, body),) = received
    read = http_ece.decrypt(body, private_key=private, auth_secret=secret, version="aes128gcm")
    assert json.loads(read)["title"] == "Time to get up for two minutes"
    assert f"k={push.public_key()}" in headers["Authorization"]


def spelt(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@contextmanager
def push_service() -> Iterator[tuple[str, list[tuple[Any, bytes]]]]:
    received: list[tuple[Any, bytes]] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/one", received
    server.shutdown()
    server.server_close()
