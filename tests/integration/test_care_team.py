"""A second therapist: who takes one in, what they may, who ends it, and what is kept."""

import pytest

from accounts import access, care
from accounts.care import CareRefused, Refusal
from accounts.models import CareRelationship, ClinicMember, Message, RecordAccess
from tests.desks import second
from tests.factories import TODAY, make_clinician, make_patient, make_plan, noon

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
pages = pytest.mark.one_database
NOTE = "Please look at the running."


def refused(change, **said) -> Refusal:
    before = list(CareRelationship.objects.order_by("pk").values())
    with pytest.raises(CareRefused) as found:
        change(now=noon(TODAY), **said)
    assert list(CareRelationship.objects.order_by("pk").values()) == before
    return found.value.refusal


# --- the rows ------------------------------------------------------------------------
def test_a_second_therapist_may_what_the_first_may_and_the_first_stays(patient, dana, robin):
    begun = second(patient, dana, robin, TODAY)
    assert (begun.role, begun.from_on, begun.until_on) == ("second", TODAY, None)
    assert (begun.arranged_by, begun.arranged_at) == (dana, noon(TODAY))
    for one in (dana, robin):
        assert access.can_steer_plan(one, patient, on=TODAY)


def test_whoever_is_there_already_is_not_taken_in_again(patient, dana, robin):
    second(patient, dana, robin, TODAY)
    said = {"patient": patient, "note": NOTE, "by": dana}
    assert refused(care.add_second, colleague=robin, **said) == Refusal.THERE_ALREADY
    assert refused(care.add_second, colleague=dana, **said) == Refusal.ONESELF
    outside = make_clinician("Out Side")
    assert refused(care.add_second, colleague=outside, **said) == Refusal.NO_COLLEAGUE
    kim = make_clinician("Kim Third")
    ClinicMember.objects.create(clinic=dana.membership.clinic, clinician=kim)
    said["by"] = robin
    assert refused(care.add_second, colleague=kim, **said) == Refusal.NOT_YOURS


def test_the_main_one_and_the_second_end_it_and_nobody_else(patient, dana, robin):
    begun = second(patient, dana, robin, TODAY)
    said = {"care": begun, "reason": "Done."}
    assert refused(care.end_second, by=make_clinician(), **said) == Refusal.NOT_YOURS
    care.end_second(by=robin, now=noon(TODAY), **said)
    begun.refresh_from_db()
    assert (begun.until_on, begun.ended_by, begun.ended_reason) == (TODAY, robin, "Done.")
    assert not access.cares_for(robin, patient, on=TODAY)
    again = second(patient, dana, robin, TODAY)
    care.end_second(care=again, by=dana, reason="Done.", now=noon(TODAY))
    assert not access.cares_for(robin, patient, on=TODAY)
    main = CareRelationship.objects.get(clinician=dana)
    said["care"] = main
    assert refused(care.end_second, by=dana, **said) == Refusal.NOT_YOURS


# --- the pages -----------------------------------------------------------------------
def test_it_is_begun_and_ended_on_the_page_which_keeps_both(client, patient, dana, robin):
    page = f"/patients/{patient.public_id}/team/"
    said = {"client_id": "one", "colleague": robin.public_id, "note": NOTE}
    client.force_login(dana)
    for _ in range(2):
        assert client.post(page, said).headers["Location"] == page
    assert "looks after you here as well, beside Dana Main" in Message.objects.get().text
    shown = client.get(page).text
    assert NOTE in shown and "arranged by Dana Main" in shown
    again = client.post(page, said | {"client_id": "two"})
    assert again.status_code == 422 and "Second therapist already." in again.text

    client.force_login(robin)
    caseload = client.get("/caseload/?view=everyone").text
    assert "You are second therapist" in caseload and NOTE in caseload
    begun = CareRelationship.objects.get(clinician=robin)
    end = f"{page}{begun.pk}/end/"
    assert client.post(page, said | {"client_id": "three"}).status_code == 404
    empty = client.post(end, {"client_id": "four", "reason": " "})
    assert empty.status_code == 422 and "Say in a few words why." in empty.text
    for _ in range(2):
        left = client.post(end, {"client_id": "five", "reason": "Runs well now."})
        assert left.headers["Location"] == "/caseload/"
    assert client.get(page).status_code == 404
    assert "no longer looks after you here" in Message.objects.latest("pk").text

    client.force_login(dana)
    shown = client.get(page).text
    assert "Robin Colleague: Runs well now." in shown
    assert client.get(end).status_code == 404
    looks = RecordAccess.objects.filter(viewer=robin, what="team")
    assert looks.exists()


@pages
def test_the_page_names_who_handed_over_and_when(client, dana, robin):
    patient = make_plan(patient=make_patient("Al Other"), days=3, clinician=dana).patient
    care.hand_over(patient=patient, to=robin, by=dana, note=NOTE, now=noon(TODAY))
    client.force_login(robin)
    shown = client.get(f"/patients/{patient.public_id}/team/").text
    assert "since 2 March 2026, from Dana Main, arranged by Dana Main" in shown
    assert "Dana Main: Handed over." in shown and "28 February 2026" in shown
