"""A link from a clinician, from making it to being in care."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from accounts import care, invitations, people, selectors
from accounts.invitations import InvitationRefused, Refusal
from accounts.models import CareRelationship, Invitation, Role, User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLAN = {"protocol": "hamstring-strain", "side": "left", "caps": {"exercise": 4}}
PAGE = "/account/invitation/"


@pytest.fixture
def clinician() -> User:
    return people.enrol(email="cleo@example.org", name="Cleo Hart", roles=[Role.CLINICIAN], now=NOW)


@pytest.fixture
def patient() -> User:
    return people.enrol(email="pat@example.org", name="Pat", roles=[Role.PATIENT], now=NOW)


@pytest.fixture
def invited(clinician) -> tuple[Invitation, str]:
    return invitations.invite(clinician=clinician, plan=PLAN, now=NOW)


def refusal_of(call, *args, **kwargs) -> Refusal:
    with pytest.raises(InvitationRefused) as refused:
        call(*args, **kwargs)
    return refused.value.refusal


# --- the service ---------------------------------------------------------------------
def test_the_token_opens_the_invitation_and_is_not_kept(invited):
    invitation, token = invited
    assert invitations.open_invitation(token, NOW) == invitation
    assert len(token) >= 40
    stored = Invitation.objects.values_list("token_hash", flat=True)
    assert token not in list(stored)


def test_an_unknown_token_opens_nothing(invited):
    assert refusal_of(invitations.open_invitation, invited[1] + "x", NOW) is Refusal.UNKNOWN


def test_a_link_works_until_the_second_it_expires(invited):
    invitation, token = invited
    just_before = invitation.expires_at - timedelta(seconds=1)
    assert invitations.open_invitation(token, just_before) == invitation
    expired = refusal_of(invitations.open_invitation, token, invitation.expires_at)
    assert expired is Refusal.EXPIRED


def test_a_link_that_was_taken_back_no_longer_opens(invited, patient):
    invitation, token = invited
    invitations.revoke(invitation=invitation, now=NOW)
    assert refusal_of(invitations.open_invitation, token, NOW) is Refusal.REVOKED
    refused = refusal_of(invitations.accept, invitation=invitation, patient=patient, now=NOW)
    assert refused is Refusal.REVOKED


def test_a_link_of_a_clinician_who_left_no_longer_opens(invited, clinician):
    clinician.is_active = False
    clinician.save()
    assert refusal_of(invitations.open_invitation, invited[1], NOW) is Refusal.UNKNOWN


def test_accepting_starts_care_on_the_patients_own_day(invited, patient, clinician):
    patient.time_zone = "Pacific/Auckland"
    patient.save()
    relationship = invitations.accept(invitation=invited[0], patient=patient, now=NOW)
    assert relationship.clinician == clinician
    assert relationship.role == CareRelationship.Part.PRIMARY
    assert relationship.from_on == date(2026, 3, 3)


def test_the_plan_waits_for_whoever_builds_it(invited, patient, clinician):
    assert selectors.latest_accepted_invitation(patient) is None
    invitations.accept(invitation=invited[0], patient=patient, now=NOW)
    accepted = selectors.latest_accepted_invitation(patient)
    assert (accepted.plan, accepted.invited_by) == (PLAN, clinician)


def test_a_link_is_used_once(invited, patient):
    invitation, token = invited
    stale = Invitation.objects.get(pk=invitation.pk)
    invitations.accept(invitation=invitation, patient=patient, now=NOW)
    other = people.enrol(email="o@example.org", name="Olga", roles=[Role.PATIENT], now=NOW)
    assert refusal_of(invitations.open_invitation, token, NOW) is Refusal.USED
    # A second tab still holds the row as it was: the database, not the copy, decides.
    refused = refusal_of(invitations.accept, invitation=stale, patient=other, now=NOW)
    assert refused is Refusal.USED
    assert not CareRelationship.objects.filter(patient=other).exists()


def test_an_accepted_invitation_cannot_be_taken_back(invited, patient):
    invitations.accept(invitation=invited[0], patient=patient, now=NOW)
    invitations.revoke(invitation=invited[0], now=NOW)
    assert invited[0].revoked_at is None


def test_only_a_patient_accepts(invited, clinician):
    refused = refusal_of(invitations.accept, invitation=invited[0], patient=clinician, now=NOW)
    assert refused is Refusal.NOT_A_PATIENT


def test_a_later_therapist_is_the_second(invited, patient):
    first = people.enrol(email="f@example.org", name="Finn", roles=[Role.CLINICIAN], now=NOW)
    care.take_on(patient=patient, clinician=first, on=date(2026, 3, 1))
    relationship = invitations.accept(invitation=invited[0], patient=patient, now=NOW)
    assert relationship.role == CareRelationship.Part.SECOND


def test_the_main_therapist_leads_the_team(patient, clinician):
    other = people.enrol(email="c@example.org", name="Cara", roles=[Role.CLINICIAN], now=NOW)
    cover, day = CareRelationship.Part.COVER, date(2026, 2, 1)
    CareRelationship.objects.create(patient=patient, clinician=other, role=cover, from_on=day)
    care.take_on(patient=patient, clinician=clinician, on=date(2026, 3, 1))
    team = selectors.care_team(patient, date(2026, 3, 2))
    assert [member.clinician.name for member in team] == ["Cleo Hart", "Cara"]
    assert list(selectors.patients_of(clinician, datetime(2026, 3, 2, 12, tzinfo=UTC))) == [patient]
    assert list(selectors.patients_of(clinician, datetime(2026, 2, 28, 12, tzinfo=UTC))) == []


def test_a_therapist_who_cares_already_stays_as_they_are(invited, patient, clinician):
    before = care.take_on(patient=patient, clinician=clinician, on=date(2026, 1, 1))
    assert invitations.accept(invitation=invited[0], patient=patient, now=NOW) == before


def test_open_links_are_listed_until_used(invited, clinician, patient):
    assert list(selectors.open_invitations(clinician, NOW)) == [invited[0]]
    invitations.accept(invitation=invited[0], patient=patient, now=NOW)
    assert list(selectors.open_invitations(clinician, NOW)) == []


def test_the_mail_carries_the_link_and_nothing_about_health(
    clinician, django_capture_on_commit_callbacks
):
    invitation, token = invitations.invite(
        clinician=clinician, email=" Pat@Example.org ", plan=PLAN, now=NOW
    )
    link = f"https://stepwise.example{PAGE}{token}/"
    with django_capture_on_commit_callbacks(execute=True):
        invitations.send(invitation=invitation, link=link)
    [message] = mail.outbox
    assert message.to == ["pat@example.org"]
    assert message.subject == "Cleo Hart invites you to Stepwise"
    assert link in message.body
    assert not re.search("hamstring|strain|injur|pain|left", message.subject + message.body)


# --- the pages -----------------------------------------------------------------------
@pytest.fixture
def link(clinician) -> str:
    now = datetime.now(UTC)
    return f"{PAGE}{invitations.invite(clinician=clinician, plan=PLAN, now=now)[1]}/"


def test_a_visitor_reads_who_invites_and_goes_on_to_sign_up(client, link):
    assert client.get(link).headers["Location"] == PAGE
    page = client.get(PAGE)
    assert "Cleo Hart invites you" in page.text
    assert "/account/signup/?next=/account/invitation/" in page.text
    assert "hamstring" not in page.text


def test_signing_up_leads_back_to_the_invitation_and_accepting_into_care(client, link):
    client.get(link)
    answer = client.post(
        f"/account/signup/?next={PAGE}",
        {
            "email": "new@example.org",
            "password1": "blue-kettle-47",
            "name": "Noor",
            "country": "GB",
            "time_zone": "Europe/London",
            "consent": "on",
            "next": PAGE,
        },
    )
    assert answer.headers["Location"] == PAGE
    assert "Yes, start" in client.get(PAGE).text
    assert client.post(PAGE).headers["Location"] == "/home/"
    relationship = CareRelationship.objects.get()
    assert (relationship.patient.email, relationship.clinician.name) == (
        "new@example.org",
        "Cleo Hart",
    )
    assert client.get(PAGE).headers["Location"] == "/home/"


def test_home_leads_to_an_invitation_that_waits(client, link, patient):
    client.get(link)
    client.force_login(patient)
    assert client.get("/home/").headers["Location"] == PAGE


def test_a_clinician_who_opens_a_link_is_told_to_use_a_patients_account(client, link, clinician):
    clinician.is_demo = True
    clinician.save()
    client.force_login(clinician)
    client.get(link)
    page = client.get(PAGE)
    assert "not a patient" in page.text
    assert "Yes, start" not in page.text
    assert client.post(PAGE).status_code == 409
    assert not CareRelationship.objects.exists()


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"expires_at": datetime(2025, 2, 1, tzinfo=UTC)}, 410, "too old"),
        ({"revoked_at": NOW}, 410, "taken back"),
        ({"token_hash": "other"}, 404, "do not know"),
    ],
)
def test_a_link_that_does_not_open_says_why_and_what_to_do(client, link, change, status, words):
    Invitation.objects.update(created_at=datetime(2025, 1, 1, tzinfo=UTC), **change)
    page = client.get(link)
    assert page.status_code == status
    assert words in page.text
    assert "your therapist" in page.text


def test_a_used_link_says_so(client, link, patient):
    client.force_login(patient)
    client.get(link)
    client.post(PAGE)
    page = client.get(link)
    assert page.status_code == 410
    assert "has been used" in page.text


def test_an_invitation_taken_back_while_it_waits_says_so(client, link, patient):
    client.force_login(patient)
    client.get(link)
    Invitation.objects.update(revoked_at=NOW)
    page = client.post(PAGE)
    assert page.status_code == 410
    assert "taken back" in page.text


def test_without_an_invitation_the_page_leads_home(client):
    assert client.get(PAGE).headers["Location"] == "/home/"
