"""The inbox of alerts: what stands, what is done about it, and the mail in the morning."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django_q.models import OrmQ

from accounts.models.append_only import RecordIsPermanent
from recovery import tasks
from recovery.domain.codes import Autonomy
from recovery.models import AlertLimits, AlertStep, DigestWish
from recovery.selectors import plan_days
from recovery.services import check_ins, directives, self_tests, sessions
from tests.desks import seat
from tests.factories import (
    CALM,
    TODAY,
    live,
    make_clinician,
    make_patient,
    make_plan,
    noon,
    session_answers,
    silent,
)
from tests.second_factors import give_app

pytestmark = pytest.mark.django_db
FLAG = {**CALM, "red_flags": ["swollen_warm_calf"]}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


def quiet(name: str, days: int = 4):
    return make_plan(patient=make_patient(name), days=days, course=silent).patient


def keys(page: str) -> list[str]:
    return re.findall(r'name="alert" value="([^"]+)"', page)


def press(client: Client, patient, do: str, **more: object):
    """The button of this patient, with every alert that the inbox showed of them."""
    page = client.get("/alerts/?view=open").text + client.get("/alerts/?view=snoozed").text
    return client.post(f"/alerts/{patient.public_id}/", {"do": do, "alert": keys(page), **more})


def names(client: Client, view: str) -> list[str]:
    return re.findall(r'class="who"[^>]*>([^<]+)<', client.get(f"/alerts/?view={view}").text)


def test_the_gravest_comes_first_with_the_numbers_that_fired_it(client):
    plan = make_plan(patient=make_patient("Lo Locked"), days=3)
    live(plan, TODAY, FLAG, None)
    pained = make_plan(patient=make_patient("Pia Pain"), days=5)
    live(pained, TODAY, {**CALM, "pain_worst": 7}, None)
    calm = make_plan(patient=make_patient("Calm Person"), days=3).patient
    seat(client, quiet("Sil Silent"), plan.patient, pained.patient, calm)
    page = client.get("/alerts/").text
    assert names(client, "open") == ["Lo Locked", "Pia Pain", "Sil Silent"]
    assert "<h1>3 people have an alert</h1>" in page
    assert "A red flag: swollen warm calf" in page
    assert "Worst pain 7 of 10" in page and "the limit is 7" in page
    assert "No report for 3 days" in page
    assert page.count('value="snooze-7"') == 1  # nothing urgent sleeps for a week


@pytest.mark.parametrize(("mornings", "stands"), [(4, True), (0, False)])
def test_what_is_off_until_a_calm_morning_stays_as_long(client, mornings, stands):
    """Twice too hard on the lowest rung, and then ten mornings that are calm or are not."""
    sore = {**CALM, "pain_morning": mornings}

    def course(number: int):
        return (CALM, {"pain": 5}) if number in (1, 3) else (CALM if number == 2 else sore, None)

    seat(client, make_plan(patient=make_patient("Max Keen"), days=14, course=course).patient)
    page = client.get("/alerts/").text
    assert ("Too hard on the lowest rung" in page) is stands


def test_a_next_phase_that_waits_for_a_yes_is_told_at_once(client):
    plan = make_plan(patient=make_patient("Pia Passed"), autonomy=Autonomy.PROPOSE)
    clinician = seat(client, plan.patient)
    for number in range(1, 12):
        day = TODAY + timedelta(days=number)
        told = {"plan": plan, "on": day, "now": noon(day), "today": day}
        plan_day = live(plan, day, CALM, None)
        for step in (one for one in plan_day.proposals if one.rule == "R13"):
            words = {"kind": "accept", "ladder": step.subject, "reason": "Yes"}
            directives.give(by=clinician, client_id=f"{step.subject}{day}", **words, **told)
        for one in plan_day.exit_tests:
            answers = {"test": one.test, "passed": True, "pain": 0}
            self_tests.record(
                answers=answers, client_id=one.test + f"{day}", by=plan.patient, **told
            )
        lines = session_answers(plan_days.today(plan, day), effort=4, minutes=15)
        sessions.record(answers=lines, client_id=f"s{day}", by=plan.patient, **told)
    with time_machine.travel(noon(day), tick=False):
        page = client.get("/alerts/").text
    assert "Ready for the next phase" in page
    assert "Protect is done, and its tests are passed; the step waits for your yes" in page


def test_taken_on_it_has_an_owner_whom_a_colleague_sees(client):
    patient = quiet("Sil Silent")
    owner = seat(client, patient)
    colleague = make_clinician("Cora Colleague", patients=(patient,))
    assert press(client, patient, "take").status_code == 302
    assert names(client, "mine") == ["Sil Silent"]
    assert "You look after this" in client.get("/alerts/").text

    give_app(colleague)
    client.force_login(colleague)
    assert names(client, "mine") == []
    assert f"{owner.name} looks after this" in client.get("/alerts/").text


def test_put_off_it_comes_back_on_its_day_and_sooner_when_it_comes_further(client):
    patient = quiet("Sil Silent")
    seat(client, patient)
    press(client, patient, "snooze-3")
    assert (names(client, "open"), names(client, "snoozed")) == ([], ["Sil Silent"])
    step = AlertStep.objects.get()
    assert (step.until, step.level) == (TODAY + timedelta(days=3), 3)
    with time_machine.travel(noon(TODAY + timedelta(days=2)), tick=False):
        assert names(client, "open") == []
    with time_machine.travel(noon(TODAY + timedelta(days=3)), tick=False):
        assert names(client, "open") == ["Sil Silent"]

    press(client, patient, "snooze-7")
    with time_machine.travel(noon(TODAY + timedelta(days=4)), tick=False):
        assert names(client, "open") == ["Sil Silent"]  # a week by then


def test_done_it_is_kept_with_outcome_and_note_and_can_not_be_changed(client):
    patient = quiet("Sil Silent")
    seat(client, patient)
    press(client, patient, "done-spoken", note="On holiday until Friday.")
    assert names(client, "open") == []
    page = client.get("/alerts/?view=handled").text
    assert "No report: done. Spoken with them" in page
    assert "On holiday until Friday." in page
    step = AlertStep.objects.get()
    with pytest.raises(RecordIsPermanent):
        step.save()
    with pytest.raises(RecordIsPermanent):
        AlertStep.objects.all().delete()


def test_a_red_flag_sleeps_a_day_at_most_whatever_is_sent(client):
    plan = make_plan(patient=make_patient("Lo Locked"), days=3)
    live(plan, TODAY, FLAG, None)
    seat(client, plan.patient)
    press(client, plan.patient, "snooze-7")
    assert AlertStep.objects.get().until == TODAY + timedelta(days=1)


def test_what_came_up_after_the_page_was_shown_is_not_closed_with_it(client):
    plan = make_plan(patient=make_patient("Pia Pain"), days=5)
    live(plan, TODAY, {**CALM, "pain_worst": 7}, None)
    seat(client, plan.patient)
    seen = keys(client.get("/alerts/").text)
    later = {"client_id": "later", "by": plan.patient, "now": noon(TODAY), "today": TODAY}
    check_ins.record(answers={**CALM, "pain_worst": 8}, plan=plan, on=TODAY, **later)
    stale = {"do": "done-spoken", "alert": seen}
    page = client.post(f"/alerts/{plan.patient.public_id}/", stale, follow=True).text
    assert "This had changed meanwhile" in page
    assert not AlertStep.objects.exists()


def test_an_unknown_button_changes_nothing(client):
    patient = quiet("Sil Silent")
    seat(client, patient)
    for do in ("", "done", "done-well", "snooze-100", "promote"):
        page = press(client, patient, do)
        assert page.status_code == 422 and "nothing was changed" in page.text
    assert not AlertStep.objects.exists()


def test_limits_of_ones_own_count_from_then_on_and_say_why(client):
    patient = quiet("Sil Silent", days=3)
    seat(client, patient)
    assert names(client, "open") == []
    said = {"high_pain": "7", "pain_rise": "2", "silent_days": "2", "reason": "Lives alone."}
    client.post(f"/patients/{patient.public_id}/alert-limits/", said)
    assert names(client, "open") == ["Sil Silent"]
    assert "Lives alone." in client.get(f"/patients/{patient.public_id}/alert-limits/").text
    row = AlertLimits.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        AlertLimits.objects.create(
            patient=patient,
            high_pain=9,
            pain_rise=2,
            silent_days=3,
            reason="x",
            by=row.by,
            at=row.at,
        )


@pytest.mark.one_database
class TestTheMailInTheMorning:
    def test_it_says_how_many_wait_and_names_nobody(self, client):
        clinician = seat(client, quiet("Sil Silent"))
        client.post("/alerts/mail/", {"at": "11:30"})
        tasks.queue_due_digests()
        tasks.queue_due_digests()
        assert OrmQ.objects.count() == 1
        tasks.send_digest(clinician.pk)
        tasks.send_digest(clinician.pk)  # given out twice
        (sent,) = mail.outbox
        assert sent.to == [clinician.email]
        assert "1 person waits" in sent.body and "/alerts/" in sent.body
        words = f"{sent.subject} {sent.body}"
        assert not re.search("Sil|pain|report|flag|lock", words)

    def test_none_comes_before_its_time_nor_half_a_day_late_nor_without_an_alert(self, client):
        clinician = seat(client, make_plan(days=3).patient)
        for at in ("12:30", "07:30"):
            client.post("/alerts/mail/", {"at": at})
            tasks.queue_due_digests()
            assert not OrmQ.objects.exists()
        tasks.send_digest(clinician.pk)
        assert mail.outbox == []

    def test_a_time_that_is_none_is_told_and_an_empty_one_turns_it_off(self, client):
        seat(client)
        page = client.post("/alerts/mail/", {"at": "early"})
        assert page.status_code == 422 and "Write a time" in page.text
        client.post("/alerts/mail/", {"at": "07:00"})
        assert DigestWish.objects.exists()
        client.post("/alerts/mail/", {"at": ""})
        assert not DigestWish.objects.exists()
