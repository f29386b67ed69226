"""A care team's notes: read by those who care for somebody, written once, put right by another."""

import pytest
import time_machine

from accounts.models.append_only import RecordIsPermanent
from recovery.models import Note
from tests.desks import seat
from tests.factories import TODAY, make_patient, noon

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def patient(client):
    """In care of the therapist who is signed in; without a plan, which notes need not have."""
    patient = make_patient("Pat Plain")
    seat(client, patient)
    return patient


def address(patient, query: str = "") -> str:
    return f"/patients/{patient.public_id}/notes/{query}"


def write(client, patient, text, *, query: str = "", client_id: str = "one"):
    return client.post(address(patient, query), {"text": text, "client_id": client_id})


def test_a_note_is_kept_with_author_and_time_and_leads_back(client, patient):
    assert write(client, patient, "Works nights.").headers["Location"] == address(patient)
    note = Note.objects.get()
    assert (note.written_by.name, note.written_at) == ("Terry Therapist", noon(TODAY))
    assert "Works nights." in client.get(address(patient)).text


def test_whoever_cares_for_them_now_reads_it_and_nobody_else(client, patient):
    write(client, patient, "Works nights.")
    seat(client, patient)
    page = client.get(address(patient)).text
    assert "Works nights." in page and "Put right" not in page
    seat(client)
    assert client.get(address(patient)).status_code == 404
    client.force_login(patient)
    assert client.get(address(patient)).status_code == 404
    look = client.get("/account/looks/").text
    assert "Your care team&#x27;s notes" in look and "Works nights." not in look


def test_a_note_is_put_right_by_another_and_what_stood_before_stays(client, patient):
    write(client, patient, "Works nights.")
    query = f"?corrects={Note.objects.get().pk}"
    assert ">Works nights.</textarea>" in client.get(address(patient, query)).text
    write(client, patient, "Works days.", query=query, client_id="two")
    page = client.get(address(patient)).text
    assert '<p class="wording">Works days.</p>' in page
    assert '<del class="wording">Works nights.</del>' in page


def test_somebody_elses_note_is_not_put_right(client, patient):
    write(client, patient, "Works nights.")
    query = f"?corrects={Note.objects.get().pk}"
    seat(client, patient)
    assert write(client, patient, "No.", query=query, client_id="two").status_code == 404
    assert Note.objects.count() == 1


@pytest.mark.parametrize("corrects", ["0", "nonsense", "²", "9" * 40])
def test_a_note_that_is_not_there_is_not_put_right(client, patient, corrects):
    assert client.get(address(patient, f"?corrects={corrects}")).status_code == 404


def test_the_same_form_twice_is_one_note_and_other_words_are_a_conflict(client, patient):
    assert write(client, patient, "Works nights.").status_code == 302
    assert write(client, patient, "Works nights.").status_code == 302
    answer = write(client, patient, "Works days.")
    assert answer.status_code == 409 and "Open the page again" in answer.text
    assert [note.text for note in Note.objects.all()] == ["Works nights."]


def test_a_note_is_never_changed_and_never_removed(client, patient):
    write(client, patient, "Works nights.")
    note = Note.objects.get()
    with pytest.raises(RecordIsPermanent):
        note.save()
    with pytest.raises(RecordIsPermanent):
        note.delete()
