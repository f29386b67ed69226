"""A colleague stands in for somebody who is away: on which days, for whom, and what is kept."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django_q.models import OrmQ

from accounts import access, care, covers
from accounts.care import CareRefused, Refusal
from accounts.invitations import accept, invite
from accounts.models import CareRelationship, ClinicMember, Cover, Message
from recovery import tasks
from recovery.services import covers as covers_service
from recovery.services import leaving
from recovery.services.alert_watch import watch
from tests import desks
from tests.factories import TODAY, make_clinician, make_patient, noon

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
pages = pytest.mark.one_database
FIRST, LAST = TODAY + timedelta(days=7), TODAY + timedelta(days=9)
NOTE = "Please look at the alerts each morning."
SENT = {"site": "http://x", "now": noon(TODAY)}


def arrange(away, colleague, *, first=FIRST, last=LAST, by=None, now=None) -> Cover:
    said = {"away": away, "colleague": colleague, "first": first, "last": last, "note": NOTE}
    return covers.arrange(**said, by=by or away, now=now or noon(TODAY))


def refused(*said, **more) -> Refusal:
    with pytest.raises(CareRefused) as found:
        arrange(*said, **more)
    assert not CareRelationship.objects.filter(role="cover").exists()
    return found.value.refusal


def days_of_care(clinician, patient) -> list[int]:
    """On which of the days from today on the clinician cares for the patient."""
    days = range(12)
    return [
        day for day in days if access.cares_for(clinician, patient, on=TODAY + timedelta(days=day))
    ]


# --- the rows ------------------------------------------------------------------------
def test_the_colleague_cares_from_the_first_day_to_the_last_and_then_no_more(patient, dana, robin):
    cover = arrange(dana, robin)
    assert days_of_care(robin, patient) == [7, 8, 9]
    assert days_of_care(dana, patient) == list(range(12))
    row = CareRelationship.objects.get(role="cover")
    assert (row.cover, row.instead_of, row.arranged_by) == (cover, dana, dana)
    assert (row.arranged_at, row.note) == (noon(TODAY), NOTE)


@pytest.mark.parametrize(
    ("utc", "is_there"),
    [
        (datetime(2026, 3, 8, 10, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 8, 11, 1, tzinfo=UTC), True),
        (datetime(2026, 3, 11, 10, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 11, 11, 1, tzinfo=UTC), False),
    ],
)
def test_each_day_is_that_of_the_patient_on_the_page_and_on_the_list(
    client, dana, robin, utc, is_there
):
    """In Auckland, 13 hours ahead, 9 March begins on the 8th at 11:00 by the server's clock."""
    far = make_patient("Far Away", time_zone="Pacific/Auckland")
    care.take_on(patient=far, clinician=dana, on=TODAY)
    arrange(dana, robin)
    client.force_login(robin)
    with time_machine.travel(utc, tick=False):
        page = client.get(f"/patients/{far.public_id}/")
        assert page.status_code == (200 if is_there else 404)
        assert ("Far Away" in client.get("/caseload/?view=everyone").text) is is_there


def test_everybody_is_covered_but_those_who_are_the_colleague_s_or_covered_themselves(
    patient, dana, robin
):
    shared, lent = make_patient("Shared"), make_patient("Lent")
    care.take_on(patient=shared, clinician=dana, on=TODAY)
    desks.second(shared, dana, robin, TODAY)
    kim = make_clinician("Kim Third", patients=(lent,))
    ClinicMember.objects.create(clinic=dana.membership.clinic, clinician=kim)
    arrange(kim, dana)
    arrange(dana, robin)
    covered = CareRelationship.objects.filter(clinician=robin, role="cover")
    assert [row.patient for row in covered] == [patient]


def test_whoever_comes_meanwhile_is_covered_too(dana, robin):
    newcomer = make_patient("New Comer")
    arrange(dana, robin)
    invitation, _token = invite(clinician=dana, plan={}, now=noon(TODAY))
    accept(invitation=invitation, patient=newcomer, now=noon(TODAY))
    assert days_of_care(robin, newcomer) == [7, 8, 9]


def test_cover_ends_where_the_absent_one_no_longer_cares(patient, dana, robin):
    kim = make_clinician("Kim Third")
    ClinicMember.objects.create(clinic=dana.membership.clinic, clinician=kim)
    arrange(dana, robin)
    care.hand_over(patient=patient, to=kim, by=dana, note=NOTE, now=noon(TODAY))
    assert days_of_care(robin, patient) == []


def test_cover_ends_where_the_patient_leaves(patient, dana, robin):
    arrange(dana, robin)
    leaving.leave(patient=patient, today=TODAY)
    assert days_of_care(robin, patient) == []


def test_whoever_stands_in_hands_nobody_over(patient, dana, robin):
    arrange(dana, robin, first=TODAY)
    with pytest.raises(CareRefused) as found:
        care.hand_over(patient=patient, to=robin, by=robin, note=NOTE, now=noon(TODAY))
    assert found.value.refusal == Refusal.NOT_YOURS


def test_called_off_it_ends_today_and_stays_to_be_read(patient, dana, robin):
    cover = arrange(dana, robin, first=TODAY)
    for by in (dana, dana):
        covers.call_off(cover=cover, by=by, now=noon(TODAY + timedelta(days=2)))
    row = CareRelationship.objects.get(role="cover")
    assert (row.until_on, row.ended_by) == (TODAY + timedelta(days=2), dana)
    assert row.ended_reason == covers.CALLED_OFF
    assert days_of_care(robin, patient) == [0, 1]
    assert not Cover.objects.standing(TODAY).exists()


def test_called_off_after_its_end_the_days_it_counted_stay(patient, dana, robin):
    cover = arrange(dana, robin, first=TODAY)
    covers.call_off(cover=cover, by=dana, now=noon(LAST + timedelta(days=5)))
    row = CareRelationship.objects.get(role="cover")
    assert (row.until_on, row.ended_reason) == (LAST + timedelta(days=1), "")


def test_what_is_refused(patient, dana, robin):
    outside = make_clinician("Out Side")
    yesterday = TODAY - timedelta(days=1)
    assert refused(dana, dana) == Refusal.ONESELF
    assert refused(dana, outside) == Refusal.NO_COLLEAGUE
    assert refused(dana, robin, by=robin) == Refusal.NOT_YOURS
    assert refused(dana, robin, first=yesterday) == Refusal.PAST
    assert refused(dana, robin, last=FIRST - timedelta(days=1)) == Refusal.WRONG_ORDER
    assert not Cover.objects.exists()


def test_days_that_meet_other_cover_are_refused(patient, dana, robin):
    cover = arrange(dana, robin)
    assert arrange(dana, robin) == cover  # pressed twice
    for said in ((dana, robin, Refusal.COVERED_ALREADY), (robin, dana, Refusal.AWAY_TOO)):
        away, colleague, refusal = said
        with pytest.raises(CareRefused) as found:
            arrange(away, colleague, first=LAST, last=LAST + timedelta(days=3))
        assert found.value.refusal == refusal
    assert arrange(dana, robin, first=LAST + timedelta(days=1), last=LAST + timedelta(days=3))


def test_alerts_go_to_whoever_stands_in_on_those_days(patient, dana, robin):
    arrange(dana, robin)
    seen = [
        [row.name for row in watch(robin, now=noon(TODAY + timedelta(days=day))).rows]
        for day in (6, 7, 9, 10)
    ]
    assert seen == [[], ["Pat Plain"], ["Pat Plain"], []]


# --- the pages -----------------------------------------------------------------------
def work() -> None:
    """Do what the worker would with what is to be told about cover."""
    waiting = [task.task for task in OrmQ.objects.order_by("pk")]
    OrmQ.objects.all().delete()
    for task in waiting:
        if task["func"] == "recovery.tasks.tell_of_cover":
            tasks.tell_of_cover(*task["args"])


def said(colleague) -> dict[str, str]:
    days = {"first": FIRST.isoformat(), "last": LAST.isoformat()}
    return {"colleague": colleague.public_id, "note": NOTE, **days}


@pages
def test_it_is_arranged_on_the_page_and_the_patients_are_told_once(client, patient, dana, robin):
    client.force_login(dana)
    for _ in range(2):
        assert client.post("/team/", said(robin)).headers["Location"] == "/team/"
    work()
    work()
    told = Message.objects.get(patient=patient)
    assert told.written_by == dana and NOTE not in told.text
    assert "From 9 March to 11 March, Robin Colleague looks after you here." in told.text
    page = client.get("/team/").text
    assert "Robin Colleague stands in for you" in page and "9 March to 11 March" in page

    client.force_login(robin)
    page = client.get("/team/").text
    assert "You stand in for Dana Main" in page and NOTE in page and "Call off" not in page
    with time_machine.travel(noon(FIRST), tick=False):
        caseload = client.get("/caseload/?view=everyone").text
        assert "You cover for Dana Main until 11 March" in caseload and NOTE not in caseload
        assert 'class="unread"' not in caseload


def test_whoever_comes_during_cover_is_told_of_it_once(client, patient, dana, robin, lee):
    """Handed over to somebody who is away, or taken on; who was told before is not again."""
    covers_service.arrange(
        away=dana, colleague=robin, first=TODAY, last=LAST, note=NOTE, by=dana, **SENT
    )
    work()
    handed = make_patient("Hanna Handed")
    care.take_on(patient=handed, clinician=lee, on=TODAY)
    care.hand_over(patient=handed, to=dana, by=lee, note=NOTE, now=noon(TODAY))
    newcomer = make_patient("New Comer")
    care.take_on(patient=newcomer, clinician=dana, on=TODAY)
    for _ in range(2):
        tasks.tell_newcomers_of_cover()
    words = "From 2 March to 11 March, Robin Colleague looks after you here."
    for one in (patient, handed, newcomer):
        assert words in Message.objects.get(patient=one).text
    assert not Message.objects.filter(text__contains=NOTE).exists()


@pytest.mark.parametrize("over", ["called off", "past"])
def test_nobody_is_told_of_cover_that_is_over(dana, robin, over):
    cover = covers_service.arrange(
        away=dana, colleague=robin, first=TODAY, last=TODAY, note=NOTE, by=dana, **SENT
    )
    OrmQ.objects.all().delete()
    if over == "called off":
        covers.call_off(cover=cover, by=dana, now=noon(TODAY))
    later = TODAY + timedelta(days=2 if over == "past" else 0)
    with time_machine.travel(noon(later), tick=False):
        tasks.tell_newcomers_of_cover()
    assert not Message.objects.exists()


@pages
def test_called_off_on_the_page_the_patients_read_that_nobody_was_away(
    client, patient, dana, robin
):
    gone = make_patient("Gone Elsewhere")
    care.take_on(patient=gone, clinician=dana, on=TODAY)
    client.force_login(dana)
    client.post("/team/", said(robin))
    work()
    cover = Cover.objects.get()
    care.hand_over(patient=gone, to=robin, by=dana, note=NOTE, now=noon(TODAY))
    client.force_login(robin)
    assert client.post(f"/team/covers/{cover.pk}/end/").status_code == 404
    client.force_login(dana)
    for _ in range(2):
        assert client.post(f"/team/covers/{cover.pk}/end/").headers["Location"] == "/team/"
    work()
    news = Message.objects.filter(text__contains="Dana Main is not away after all")
    assert [one.patient for one in news] == [patient]
    assert "Robin Colleague stands in" not in client.get("/team/").text


@pages
def test_called_off_before_anybody_was_told_nobody_is_told(client, patient, dana, robin):
    client.force_login(dana)
    client.post("/team/", said(robin))
    client.post(f"/team/covers/{Cover.objects.get().pk}/end/")
    work()
    assert not Message.objects.exists()


@pages
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_stays(client, dana, robin):
    client.force_login(dana)
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    for more, words in (
        ({"first": yesterday}, "This day is over. Choose today or a later day."),
        ({"last": TODAY.isoformat()}, "This is before the first day. Choose a later day."),
        ({"first": ""}, "Say the first and the last day."),
        ({"last": "soon"}, "Write a day, such as 2026-03-02."),
        ({"colleague": dana.public_id}, "Dana Main is the one who is away. Choose somebody else."),
    ):
        page = client.post("/team/", said(robin) | more)
        assert page.status_code == 422 and words in page.text and NOTE in page.text
    assert not Cover.objects.exists()
