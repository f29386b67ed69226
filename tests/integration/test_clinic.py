"""A clinic: who sees a colleague's list, what a lead does for them, and the traces of it."""

import pytest

from accounts.models import CareRelationship, ClinicMember, Cover, Message, RecordAccess, Role
from accounts.people import withdraw_role
from tests.desks import share_a_clinic
from tests.factories import (
    TODAY,
    make_clinician,
    make_patient,
    make_plan,
    make_user,
    noon,
    silent,
)
from tests.second_factors import give_app

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("at_noon"),
]
NOTE = "Dana is ill."


def list_of(clinician) -> str:
    return f"/team/{clinician.public_id}/"


def test_a_lead_sees_who_needs_somebody_and_no_record(client, patient, dana, lee):
    plan = make_plan(patient=make_patient("Sil Silent"), days=6, course=silent, clinician=dana)
    client.force_login(lee)
    assert list_of(dana) in client.get("/team/").text
    page = client.get(list_of(dana)).text
    assert "No report for 5 days" in page and "Pat Plain" in page
    for one in (patient, plan.patient):
        assert f"/patients/{one.public_id}/" not in page
        assert client.get(f"/patients/{one.public_id}/").status_code == 404
    assert "Pat Plain" not in client.get("/caseload/?view=everyone").text


def test_every_look_at_the_list_is_kept_for_each_who_stands_there(client, patient, dana, lee):
    elsewhere = make_patient("Else Where")
    client.force_login(lee)
    client.get(list_of(dana))
    look = RecordAccess.objects.get()
    assert (look.patient, look.viewer, look.at) == (patient, lee, noon(TODAY))
    client.force_login(patient)
    page = client.get("/account/looks/").text
    assert "Lee Lead" in page and "Your line in your therapist&#x27;s list" in page
    assert not RecordAccess.objects.filter(patient=elsewhere).exists()


def test_nobody_but_a_lead_of_the_same_clinic_finds_it(client, dana, robin, lee):
    outside = make_clinician("Out Side")
    share_a_clinic(outside)
    former = make_clinician("For Mer")
    ClinicMember.objects.create(
        clinic=lee.membership.clinic, clinician=former, part=ClinicMember.Part.LEAD
    )
    withdraw_role(user=former, role=Role.CLINICIAN)
    curator = make_user("Cleo Curator", Role.CONTENT_ADMIN)
    for one in (outside, former, curator):
        give_app(one)
    for reader in (robin, dana, outside, former, curator):
        client.force_login(reader)
        assert client.get(list_of(dana)).status_code == 404
    client.force_login(lee)
    for other in (lee, outside, curator):
        assert client.get(list_of(other)).status_code == 404
    assert not RecordAccess.objects.exists()


def test_a_lead_hands_over_for_a_colleague_who_is_named(client, patient, dana, robin, lee):
    client.force_login(lee)
    said = {
        "of": dana.public_id,
        "to": [patient.public_id],
        "client_id": "one",
        "colleague": robin.public_id,
        "note": NOTE,
    }
    asked = f"/caseload/hand-over/?of={dana.public_id}&to={patient.public_id}"
    assert "Dana Main no longer sees their pages" in client.get(asked).text
    for _ in range(2):
        done = client.post("/caseload/hand-over/", said)
        assert done.headers["Location"] == list_of(dana)
    now = CareRelationship.objects.get(until_on=None)
    assert (now.clinician, now.instead_of, now.arranged_by) == (robin, dana, lee)
    message = Message.objects.get()
    assert message.written_by == lee and "in place of Dana Main" in message.text

    client.force_login(robin)
    said["colleague"], said["of"] = lee.public_id, dana.public_id
    assert client.post("/caseload/hand-over/", said).status_code == 404


def test_a_lead_finds_cover_for_a_colleague(client, patient, dana, robin, lee):
    client.force_login(lee)
    day = TODAY.isoformat()
    said = {"colleague": robin.public_id, "note": NOTE, "first": day, "last": day}
    empty = client.post(list_of(dana), said | {"last": ""})
    assert empty.status_code == 422 and "Say the first and the last day." in empty.text
    assert client.post(list_of(dana), said).headers["Location"] == list_of(dana)
    cover = Cover.objects.get()
    assert (cover.away, cover.covered_by, cover.arranged_by) == (dana, robin, lee)
    page = client.get("/team/").text
    assert "Robin Colleague stands in for Dana Main" in page
    assert client.post(f"/team/covers/{cover.pk}/end/").status_code == 302
    cover.refresh_from_db()
    assert cover.ended_by == lee


def test_without_a_clinic_the_page_says_what_to_do(client):
    alone = make_clinician("Al One")
    give_app(alone)
    client.force_login(alone)
    page = client.get("/team/").text
    assert "You are in no clinic yet" in page and "Arrange cover" not in page
    assert client.post("/team/", {"first": "2026-03-02"}).status_code == 422
