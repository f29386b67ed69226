"""Patients handed over to a colleague: who may, what is kept, and what everybody then sees."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils.translation import get_language
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from accounts import access, care, threads
from accounts.care import CareRefused, Refusal
from accounts.invitations import accept, invite
from accounts.models import CareRelationship, ClinicMember, Message, Role
from accounts.tasks import tell_of_message
from recovery.selectors.own_data import PARTS, rows_of
from recovery.services import alerts, care_team, digests, first_plans
from recovery.services.alert_watch import watch
from tests.desks import seat, share_a_clinic
from tests.factories import TODAY, make_clinician, make_patient, make_plan, make_user, noon, silent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
PAGE = "/caseload/hand-over/"
NOTE = "Sleeps badly. Ask about the night."


def hand_over(patient, to, by, note=NOTE, now=None):
    return care.hand_over(patient=patient, to=to, by=by, note=note, now=now or noon(TODAY))


def refused(patient, to, by) -> Refusal:
    before = list(CareRelationship.objects.order_by("pk").values())
    with pytest.raises(CareRefused) as found:
        hand_over(patient, to, by)
    assert list(CareRelationship.objects.order_by("pk").values()) == before
    return found.value.refusal


def cares(clinician, patient) -> bool:
    return access.cares_for(clinician, patient, on=TODAY)


# --- the rows ------------------------------------------------------------------------
def test_the_colleague_is_the_main_therapist_and_the_first_is_none(patient, dana, robin):
    hand_over(patient, robin, dana)
    assert cares(robin, patient) and not cares(dana, patient)
    was, now = CareRelationship.objects.filter(patient=patient).order_by("pk")
    assert (was.until_on, was.ended_by, was.ended_at) == (TODAY, dana, noon(TODAY))
    assert (now.role, now.from_on, now.until_on) == ("primary", TODAY, None)
    assert (now.instead_of, now.arranged_by, now.arranged_at) == (dana, dana, noon(TODAY))
    assert (now.note, was.note) == (NOTE, "")


def test_it_begins_on_the_day_it_is_where_the_patient_lives(dana, robin):
    far = make_patient("Far Away", time_zone="Pacific/Auckland")
    care.take_on(patient=far, clinician=dana, on=TODAY)
    assert hand_over(far, robin, dana).from_on == TODAY + timedelta(days=1)


def test_a_second_therapist_becomes_the_main_one(patient, dana, robin):
    care.take_on(patient=patient, clinician=robin, on=TODAY)
    hand_over(patient, robin, dana)
    (now,) = CareRelationship.objects.current(TODAY).filter(patient=patient)
    assert (now.clinician, now.role) == (robin, "primary")


def test_handed_back_on_the_same_day_both_changes_are_kept(patient, dana, robin):
    hand_over(patient, robin, dana)
    hand_over(patient, dana, robin, note="Would rather stay with you.")
    assert cares(dana, patient) and not cares(robin, patient)
    rows = CareRelationship.objects.filter(patient=patient).order_by("pk")
    assert [row.note for row in rows] == ["", NOTE, "Would rather stay with you."]


def test_nobody_hands_over_to_themselves_or_outside_the_clinic(patient, dana, robin):
    curator = make_user("Cleo Curator", Role.CONTENT_ADMIN)
    former = make_user("No Longer")
    outside = make_clinician("Out Side")
    for member in (curator, former):
        ClinicMember.objects.create(clinic=dana.membership.clinic, clinician=member)
    share_a_clinic(outside)
    assert refused(patient, dana, dana) == Refusal.ONESELF
    for to in (curator, former, outside, patient):
        assert refused(patient, to, dana) == Refusal.NO_COLLEAGUE


def test_only_the_main_therapist_hands_over_or_a_lead_of_the_clinic(patient, dana, robin, lee):
    kim = make_clinician("Kim Third")
    ClinicMember.objects.create(clinic=dana.membership.clinic, clinician=kim)
    care.take_on(patient=patient, clinician=robin, on=TODAY)  # second
    outside = make_clinician("Out Side")
    share_a_clinic(outside)
    for by in (robin, kim, outside, patient):
        assert refused(patient, kim, by) == Refusal.NOT_YOURS
    hand_over(patient, robin, dana)
    begun = hand_over(patient, kim, lee)  # it is Robin's patient by now
    assert (begun.instead_of, begun.arranged_by) == (robin, lee)


# --- what follows --------------------------------------------------------------------
def test_settings_that_wait_for_their_intake_hold_under_the_colleague_too(dana, robin):
    newcomer = make_patient("New Comer")
    invitation, _token = invite(clinician=dana, plan={"autonomy": "propose"}, now=noon(TODAY))
    accept(invitation=invitation, patient=newcomer, now=noon(TODAY))
    hand_over(newcomer, robin, dana)
    assert first_plans.invitation_of(newcomer, TODAY) == invitation
    assert watch(robin, now=noon(TODAY)).rows[0].is_assigned
    care.end(care=newcomer.care_received.get(until_on=None), on=TODAY, reason="Moved")
    assert first_plans.invitation_of(newcomer, TODAY) is None


def test_alerts_and_their_mail_go_to_whoever_looks_after_them_now(dana, robin):
    plan = make_plan(patient=make_patient("Sil Silent"), days=6, course=silent, clinician=dana)
    (alert,) = watch(dana, now=noon(TODAY)).standing[plan.patient.pk]
    alerts.take(
        patient=plan.patient,
        keys=[alert.fired.key],
        by=dana,
        now=noon(TODAY),
        today=TODAY,
    )
    assert watch(dana, now=noon(TODAY)).standing[plan.patient.pk][0].owner == dana
    hand_over(plan.patient, robin, dana)
    assert digests.waiting(dana, noon(TODAY)) == []
    assert digests.waiting(robin, noon(TODAY)) == [plan.patient.pk]
    assert watch(robin, now=noon(TODAY)).standing[plan.patient.pk][0].owner is None


def test_the_colleague_finds_new_what_the_first_had_not_read(patient, dana, robin):
    for number in range(3):
        message = threads.write(
            patient=patient,
            text="Hello",
            client_id=str(number),
            by=patient,
            site="http://x",
            now=noon(TODAY),
            today=TODAY,
        )
        if number == 1:
            threads.mark_read(patient=patient, reader=dana, up_to=message)
    threads.go_on_reading(patient=patient, reader=robin, like=dana)
    assert list(Message.objects.unread_by(robin.pk)) == [message]


def test_what_they_download_names_who_cared_and_leaves_the_note_out(patient, dana, robin):
    hand_over(patient, robin, dana)
    (part,) = (part for part in PARTS if part.model is CareRelationship)
    was, now = rows_of(part, patient)
    assert (was["clinician"], now["clinician"]) == ("Dana Main", "Robin Colleague")
    assert "note" not in now and NOTE not in str(now)


def test_the_patient_is_told_in_their_language(patient, dana, robin, settings):
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    patient.language = "de"
    arranged = care_team.Arranged(
        by=dana,
        note=NOTE,
        words="",
        say=lambda _care: get_language(),
        client_id="one",
        site="http://x",
        now=noon(TODAY),
    )
    care_team.hand_over(people=[patient], to=robin, arranged=arranged)
    assert Message.objects.get().text == "de"


# --- the pages -----------------------------------------------------------------------
pages = pytest.mark.one_database


def at(client, *people, path=PAGE) -> str:
    return f"{path}?" + "&".join(f"to={one.public_id}" for one in people)


def answers(to, *people, **said):
    return {
        "to": [one.public_id for one in people],
        "client_id": "one",
        "colleague": to.public_id,
        "note": NOTE,
        **said,
    }


@pytest.fixture
def desk(client, dana):
    client.force_login(dana)
    return client


def mails_sent() -> list[str]:
    """What the queue's mails say, once it has been worked through."""
    for task in OrmQ.objects.all():
        tell_of_message(*SignedPackage.loads(task.payload)["args"])
    return [f"{one.to} {one.subject} {one.body}" for one in mail.outbox]


@pages
def test_two_are_handed_over_with_a_note_and_are_told(desk, patient, dana, robin):
    other = make_plan(patient=make_patient("Al Other"), days=3, clinician=dana).patient
    said = answers(robin, patient, other, words="All the best!")
    page = desk.post(PAGE, said, follow=True)
    assert "Robin Colleague looks after 2 people now, who have been told." in page.text
    assert "Pat Plain" not in page.text
    assert desk.get(f"/patients/{other.public_id}/").status_code == 404
    assert desk.get(at(desk, other)).status_code == 404

    text = Message.objects.get(patient=patient).text
    assert "From today, Robin Colleague looks after you here, in place of Dana Main." in text
    assert text.endswith("\n\nAll the best!") and NOTE not in text
    sent = mails_sent()
    assert len(sent) == 2
    assert not any("Robin" in one or "hamstring" in one.lower() for one in sent)

    desk.force_login(robin)
    page = desk.get("/caseload/?view=everyone").text
    assert page.count("From Dana Main, 2 March") == 2 and page.count(NOTE) == 2
    assert 'class="unread"' not in page
    assert NOTE in desk.get(f"/patients/{other.public_id}/").text


@pages
def test_a_week_later_the_caseload_no_longer_says_so(client, patient, dana, robin):
    hand_over(patient, robin, dana)
    client.force_login(robin)
    with time_machine.travel(noon(TODAY + timedelta(days=7)), tick=False):
        assert "From Dana Main" not in client.get("/caseload/?view=everyone").text


@pages
def test_pressed_twice_it_is_done_once(desk, patient, robin):
    for _ in range(2):
        page = desk.post(PAGE, answers(robin, patient))
        assert page.headers["Location"] == "/caseload/"
    assert Message.objects.count() == 1
    assert CareRelationship.objects.filter(patient=patient).count() == 2


@pages
def test_whom_one_is_second_for_is_named_and_nobody_is_handed_over(desk, patient, dana, robin):
    theirs = make_patient("Thea Theirs")
    care.take_on(patient=theirs, clinician=robin, on=TODAY)
    care.take_on(patient=theirs, clinician=dana, on=TODAY)
    page = desk.post(PAGE, answers(robin, patient, theirs))
    assert page.status_code == 422
    assert "You are not the main therapist of Thea Theirs." in page.text
    assert cares(dana, patient)


@pages
def test_oneself_and_a_stranger_are_refused_beside_the_field(desk, patient, dana, robin):
    stranger = make_clinician("Stran Ger")
    for to, words in (
        (dana, "Dana Main looks after them already. Choose somebody else."),
        (stranger, "This is no clinician of your clinic. Choose one of the list."),
    ):
        page = desk.post(PAGE, answers(to, patient))
        assert page.status_code == 422 and words in page.text
        assert NOTE in page.text and "Stran Ger" not in page.text
    assert cares(dana, patient)


@pages
def test_without_a_clinic_the_page_says_what_to_do(client):
    patient = make_patient()
    seat(client, patient)
    assert "An administrator adds people to a clinic" in client.get(at(client, patient)).text


@pages
def test_somebody_else_s_patient_is_not_there(desk, patient, robin):
    for other in (make_patient(), robin):
        assert desk.get(at(desk, patient, other)).status_code == 404
        assert desk.post(PAGE, answers(robin, patient, other)).status_code == 404
    assert desk.get(f"{PAGE}?to=nobody").status_code == 404
    assert desk.get(PAGE).headers["Location"] == "/caseload/"
