"""Messages between a patient and their care team: who reads them, what is new, and the mail."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django_q.models import OrmQ

from accounts import care, tasks, threads
from accounts.models import Bookmark, Message, RecordAccess, User
from accounts.models.append_only import RecordIsPermanent
from accounts.selectors import unread_of
from tests import factories as make
from tests.factories import TODAY, noon
from tests.second_factors import give_app

pytestmark = pytest.mark.django_db
SITE = "https://stepwise.example"
SECRET = "My leg hurts on the stairs"


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def patient() -> User:
    return make.make_patient("Pat Plain", country="GB")


@pytest.fixture
def therapist(patient: User) -> User:
    clinician = make.make_clinician(patients=(patient,))
    give_app(clinician)
    return clinician


def write(patient: User, by: User, text: str = SECRET, client_id: str = "one") -> Message:
    return threads.write(
        patient=patient,
        text=text,
        client_id=client_id,
        by=by,
        site=SITE,
        now=noon(TODAY),
        today=TODAY,
    )


def work() -> int:
    """Do what the worker would: every task that waits, once. How many there were."""
    waiting = [task.task for task in OrmQ.objects.order_by("pk")]
    OrmQ.objects.all().delete()
    for task in waiting:
        assert task["func"] == threads.TELL
        tasks.tell_of_message(*task["args"])
    return len(waiting)


def read(patient: User, reader: User) -> None:
    threads.mark_read(patient=patient, reader=reader, up_to=Message.objects.latest("pk"))


def open_as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def thread(patient: User) -> str:
    return f"/patients/{patient.public_id}/messages/"


# --- both sides ----------------------------------------------------------------------
def test_what_a_patient_sends_the_therapist_reads_and_answers(patient, therapist):
    own, desk = open_as(patient), open_as(therapist)
    sent = own.post("/messages/", {"client_id": "a", "text": SECRET})
    assert sent.headers["Location"] == "/messages/"
    assert SECRET in desk.get(thread(patient)).text
    desk.post(thread(patient), {"client_id": "b", "text": "Try one step at a time."})
    page = own.get("/messages/").text
    assert page.index(SECRET) < page.index("Try one step at a time.")
    assert "Terry Therapist" in page


def test_each_look_of_a_clinician_at_the_thread_is_recorded(patient, therapist):
    open_as(therapist).get(thread(patient))
    look = RecordAccess.objects.get()
    assert (look.patient, look.viewer, look.what) == (patient, therapist, "messages")


def test_once_care_has_ended_the_thread_is_not_there(patient, therapist):
    write(patient, patient)
    care.end(care=patient.care_received.get(), on=TODAY, reason="Moved")
    assert open_as(therapist).get(thread(patient)).status_code == 404
    assert open_as(therapist).post(thread(patient), {"text": "x"}).status_code == 404


def test_the_box_says_when_an_answer_comes_and_whom_to_call_instead(patient, therapist, settings):
    settings.ANSWER_DAYS = 3
    page = open_as(patient).get("/messages/").text
    assert "Usually answered within 3 working days." in page
    assert "Not for emergencies." in page
    assert 'href="tel:999"' in page


def test_of_a_country_we_do_not_know_112_is_given_with_a_warning(therapist, patient):
    patient.country = ""
    patient.save()
    page = open_as(patient).get("/messages/").text
    assert 'href="tel:112"' in page
    assert "If it does not in yours" in page


def test_without_a_care_team_there_is_no_box_and_nothing_is_kept(patient):
    client = open_as(patient)
    assert "Nobody to write to yet" in client.get("/messages/").text
    sent = client.post("/messages/", {"client_id": "a", "text": SECRET})
    assert sent.status_code == 409
    assert "this was not sent" in sent.text
    assert not Message.objects.exists()


def test_a_longer_text_is_refused_beside_the_box_and_stays_in_it(patient, therapist):
    client = open_as(patient)
    page = client.post("/messages/", {"client_id": "a", "text": "y" * 2001})
    assert page.status_code == 422
    assert "2001 letters long and 2000 fit" in page.text
    assert 'aria-describedby="answer-time urgent text-error"' in page.text
    assert "y" * 2001 in page.text


def test_the_longest_text_is_taken_whatever_ends_its_lines(patient, therapist):
    lines = "\r\n".join(["y" * 999, "z" * 1000])
    assert open_as(patient).post("/messages/", {"client_id": "a", "text": lines}).status_code == 302
    assert len(Message.objects.get().text) == 2000


def test_what_is_written_is_shown_as_text(patient, therapist):
    write(patient, patient, "<b>bold</b>")
    page = open_as(therapist).get(thread(patient)).text
    assert "&lt;b&gt;bold&lt;/b&gt;" in page


def test_earlier_messages_are_a_page_back(patient, therapist):
    for number in range(51):
        write(patient, patient, f"number {number}.", str(number))
    client = open_as(patient)
    assert "number 0." not in client.get("/messages/").text
    assert "number 0." in client.get("/messages/?page=2").text


# --- once and only once --------------------------------------------------------------
def test_sent_twice_is_once(patient, therapist):
    client = open_as(patient)
    for _again in range(3):
        assert client.post("/messages/", {"client_id": "a", "text": SECRET}).status_code == 302
    assert Message.objects.count() == 1
    assert OrmQ.objects.count() == 1


def test_the_same_id_with_other_words_is_a_conflict(patient, therapist):
    write(patient, patient)
    page = open_as(patient).post("/messages/", {"client_id": "one", "text": "Other"})
    assert page.status_code == 409
    assert Message.objects.get().text == SECRET


def test_the_same_id_from_the_other_side_is_another_message(patient, therapist):
    write(patient, patient)
    write(patient, therapist)
    assert Message.objects.count() == 2


def test_a_message_cannot_be_changed_or_removed(patient, therapist):
    message = write(patient, patient)
    for attempt in (message.save, message.delete, Message.objects.all().delete):
        with pytest.raises(RecordIsPermanent), transaction.atomic():
            attempt()


@pytest.mark.parametrize("wrong", [{"text": ""}, {"client_id": ""}])
def test_the_database_refuses_a_message_without(patient, wrong):
    whole = {"text": "x", "client_id": "a", "sent_at": noon(TODAY)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(patient=patient, written_by=patient, **{**whole, **wrong})


# --- what is new ---------------------------------------------------------------------
def test_what_others_wrote_is_unread_until_it_is_shown(patient, therapist):
    write(patient, therapist)
    own = open_as(patient)
    assert "1 new message" in own.get("/account/me/").text
    own.get("/messages/")
    assert "new message" not in own.get("/account/me/").text


def test_ones_own_message_is_not_new_to_oneself(patient, therapist):
    write(patient, patient)
    assert unread_of(patient, patient) == 0
    assert unread_of(patient, therapist) == 1


def test_each_of_the_team_reads_for_themselves(patient, therapist):
    second = make.make_clinician("Sam Second", patients=(patient,))
    write(patient, patient)
    read(patient, therapist)
    assert unread_of(patient, therapist) == 0
    assert unread_of(patient, second) == 1


def test_an_earlier_page_does_not_count_as_reading_the_latest(patient, therapist):
    for number in range(51):
        write(patient, therapist, "Hello", str(number))
    open_as(patient).get("/messages/?page=2")
    assert unread_of(patient, patient) == 51


def test_reading_never_goes_back(patient, therapist):
    first = write(patient, therapist, client_id="1")
    write(patient, therapist, client_id="2")
    read(patient, patient)
    threads.mark_read(patient=patient, reader=patient, up_to=first)
    assert unread_of(patient, patient) == 0


def test_the_count_stands_on_today_and_on_the_tabs(therapist):
    plan = make.make_plan(days=2, clinician=therapist)
    write(plan.patient, therapist)
    page = open_as(plan.patient).get("/today/").text
    assert page.count("1 new message") == 2


def test_the_count_stands_on_the_caseload_and_the_patients_page(therapist):
    plan = make.make_plan(days=2, clinician=therapist)
    bare = make.make_patient("Bo Bare")
    care.take_on(patient=bare, clinician=therapist, on=TODAY)
    for number, person in enumerate((plan.patient, plan.patient, bare)):
        write(person, person, client_id=str(number))
    desk = open_as(therapist)
    page = desk.get("/caseload/?view=everyone").text
    assert (page.count("2 new messages"), page.count("1 new message<")) == (1, 1)
    assert "2 new messages" in desk.get(f"/patients/{plan.patient.public_id}/").text
    assert "1 new message" in desk.get(f"/patients/{bare.public_id}/").text


def test_a_message_brings_somebody_on_track_before_the_therapist(therapist):
    plan = make.make_plan(days=3, patient=make.make_patient("Cal Calm"), clinician=therapist)
    desk = open_as(therapist)
    assert "Cal Calm" not in desk.get("/caseload/").text
    write(plan.patient, plan.patient)
    page = desk.get("/caseload/").text
    assert "Cal Calm" in page


# --- the mail ------------------------------------------------------------------------
def test_the_mail_says_that_something_waits_and_nothing_else(patient, therapist):
    write(patient, patient)
    work()
    (sent,) = mail.outbox
    assert sent.to == [therapist.email]
    assert sent.subject == "Something new to read in Stepwise"
    assert f"{SITE}/home/" in sent.body
    told = f"{sent.subject} {sent.body}"
    for private in (SECRET, patient.name, "Pat", str(patient.public_id), "hamstring", "pain"):
        assert private not in told


def test_until_it_is_read_there_is_one_mail(patient, therapist):
    for number in range(3):
        write(patient, therapist, client_id=str(number))
    work()
    write(patient, therapist, client_id="later")
    assert work() == 0
    assert len(mail.outbox) == 1
    read(patient, patient)
    write(patient, therapist, client_id="after")
    work()
    assert len(mail.outbox) == 2


def test_a_task_given_out_twice_mails_once(patient, therapist):
    message = write(patient, therapist)
    for _again in range(2):
        tasks.tell_of_message(message.pk, patient.pk, SITE)
    assert len(mail.outbox) == 1


def test_what_was_read_meanwhile_is_not_mailed(patient, therapist):
    write(patient, therapist)
    read(patient, patient)
    work()
    assert not mail.outbox


def test_whoever_no_longer_cares_is_not_mailed(patient, therapist):
    write(patient, patient)
    care.end(care=patient.care_received.get(), on=TODAY, reason="Moved")
    work()
    assert not mail.outbox


def test_a_mail_that_failed_is_tried_again(patient, therapist, settings):
    message = write(patient, therapist)
    settings.EMAIL_BACKEND = "django.core.mail.backends.nothing.EmailBackend"
    with pytest.raises(ImportError):
        tasks.tell_of_message(message.pk, patient.pk, SITE)
    assert Bookmark.objects.get(reader=patient).mailed_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tasks.tell_of_message(message.pk, patient.pk, SITE)
    assert len(mail.outbox) == 1


def test_a_task_that_outlives_its_message_does_nothing(patient, therapist):
    message = write(patient, therapist)
    patient.delete()
    tasks.tell_of_message(message.pk, patient.pk or 0, SITE)
    assert not mail.outbox


def test_somebody_whose_care_begins_tomorrow_is_not_asked(patient):
    later = make.make_clinician("Lee Later")
    care.take_on(patient=patient, clinician=later, on=TODAY + timedelta(days=1))
    with pytest.raises(threads.NobodyToRead):
        write(patient, patient)
