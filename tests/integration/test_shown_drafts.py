"""Nothing reaches a patient that a named reviewer has not passed, where drafts are not shown."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from accounts.models import Role, User
from exercises.models import Article, Exercise
from recovery.models import ProtocolVersion, RecoveryPlan
from recovery.services import intakes, plans
from recovery.services.plans import ProtocolNotShown
from tests import factories as make
from tests.desks import seat
from tests.factories import TODAY, noon
from tests.second_factors import give_app

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ROOT = Path(__file__).parents[2]
REVIEW = {
    "reviewer": "Rae, physiotherapist",
    "reviewed_on": date(2026, 3, 1),
    "review_due_on": date(2027, 3, 1),
}
TEXTS = ("/exercises/heel-slide/", "/learn/what-it-is/")
LISTS = ("/exercises/", "/learn/")


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def no_drafts(settings) -> None:
    settings.SHOW_DRAFTS = False


@pytest.fixture
def patient(client: Client) -> User:
    patient = make.make_patient()
    client.force_login(patient)
    return patient


def become(status: str) -> None:
    """The two texts above, whoever stands behind them."""
    review = REVIEW if status in ("published", "review_due") else {}
    Exercise.objects.filter(slug="heel-slide").update(status=status, **review)
    Article.objects.filter(slug="what-it-is").update(status=status, **review)


@pytest.mark.usefixtures("shipped_articles", "patient")
class TestTexts:
    @pytest.mark.parametrize(
        ("status", "found"),
        [
            ("draft", 404),
            ("in_review", 404),
            ("published", 200),
            ("review_due", 200),
            ("retired", 404),
        ],
    )
    def test_a_patient_reads_what_was_passed(
        self, client: Client, no_drafts: None, status: str, found: int
    ) -> None:
        become(status)
        assert [client.get(path).status_code for path in TEXTS] == [found, found]
        listed = [text in client.get(where).text for where, text in zip(LISTS, TEXTS, strict=True)]
        assert listed == [found == 200] * 2

    def test_with_drafts_shown_they_read_them_under_a_banner(self, client: Client) -> None:
        for path in TEXTS:
            assert "Draft for clinical sign-off" in client.get(path).text

    def test_whoever_works_on_a_text_sees_it_as_patients_will(
        self, client: Client, no_drafts: None
    ) -> None:
        reviewer = make.make_user("Rae", Role.CLINICAL_REVIEWER)
        give_app(reviewer)
        client.force_login(reviewer)
        for path, page in zip(
            TEXTS, ("/curate/exercises/heel-slide/", "/curate/articles/what-it-is/"), strict=True
        ):
            answer = client.get(path)
            assert answer.status_code == 200
            assert f'href="{page}"' in answer.text

    def test_nobody_else_is_led_to_its_review(self, client: Client) -> None:
        assert "/curate/" not in client.get("/exercises/heel-slide/").text


class TestRunningPlans:
    @pytest.fixture
    def plan(self, client: Client, shipped_articles: None) -> RecoveryPlan:
        plan = make.make_plan(days=3)
        client.force_login(plan.patient)
        return plan

    def test_today_stays_whole(self, client: Client, plan: RecoveryPlan, no_drafts: None) -> None:
        page = client.get("/today/")
        assert page.status_code == 200
        assert 'href="/today/exercises/easy-walk/"' in page.text
        assert "One thing to read" not in page.text

    @pytest.mark.parametrize(
        ("status", "told"),
        [("draft", "No clinician has signed off"), ("retired", "stays where a plan has it")],
    )
    def test_its_exercises_open_with_a_banner(
        self, client: Client, plan: RecoveryPlan, no_drafts: None, status: str, told: str
    ) -> None:
        Exercise.objects.update(status=status)
        page = client.get("/today/exercises/heel-slide/")
        assert page.status_code == 200
        assert told in page.text
        assert client.get("/exercises/heel-slide/").status_code == 404

    def test_what_the_plan_does_not_have_stays_hidden(
        self, client: Client, plan: RecoveryPlan, no_drafts: None
    ) -> None:
        assert client.get("/today/exercises/wall-sit/").status_code == 404
        assert Exercise.objects.filter(slug="wall-sit").exists()

    def test_the_session_says_that_nobody_signed_it_off(
        self, client: Client, plan: RecoveryPlan, no_drafts: None
    ) -> None:
        make.live(plan, TODAY, make.CALM, None)
        page = client.get(client.post("/session/").headers["Location"])
        assert "No clinician has signed off these words yet." in page.text


class TestPlansThatWouldBegin:
    @pytest.fixture
    def version(self) -> ProtocolVersion:
        return make.make_protocol_version()

    def pass_it(self, version: ProtocolVersion) -> None:
        for name, value in (REVIEW | {"status": "published"}).items():
            setattr(version, name, value)
        version.save(update_fields=[*REVIEW, "status"])

    def test_none_begins_from_a_draft(self, version: ProtocolVersion, no_drafts: None) -> None:
        with pytest.raises(ProtocolNotShown):
            make.make_plan(days=1)
        assert not RecoveryPlan.objects.exists()
        self.pass_it(version)
        make.make_plan(days=1)

    def test_a_plan_sent_again_is_still_that_plan(self, version: ProtocolVersion, settings) -> None:
        plan = make.make_plan(days=1)
        settings.SHOW_DRAFTS = False
        again = plans.start(
            patient=plan.patient,
            protocol_version=version,
            intake={**make.INTAKE, "injured_on": date(2026, 2, 24)},
            client_id="intake",
            by=plan.patient,
            now=noon(TODAY),
            today=TODAY,
        )
        assert again.entry.plan == plan

    def test_a_therapist_is_told_why_nothing_can_be_set_out(
        self, client: Client, version: ProtocolVersion, patient: User, no_drafts: None
    ) -> None:
        seat(client, patient)
        for path in ("/invite/", f"/patients/{patient.public_id}/assign/"):
            page = client.get(path).text
            assert "No protocol is published yet" in page
            assert "Make the link" not in page
            assert client.post(path, {"protocol": version.code}).status_code == 422

    def test_with_drafts_shown_the_choice_says_that_it_is_one(
        self, client: Client, version: ProtocolVersion
    ) -> None:
        seat(client)
        assert f"{version} (draft for clinical sign-off)" in client.get("/invite/").text
        self.pass_it(version)
        assert "(draft for clinical sign-off)" not in client.get("/invite/").text

    def test_a_patient_is_told_calmly(
        self, client: Client, version: ProtocolVersion, patient: User, no_drafts: None
    ) -> None:
        intakes.save_draft(
            answers={**make.INTAKE, "onset": "sudden"}, now=noon(TODAY), patient=patient
        )
        for path in ("/start/", "/start/side/", "/start/summary/"):
            page = client.get(path)
            assert page.status_code == 409
            assert "Your plan cannot begin yet" in page.text
            assert 'href="/help/"' in page.text
        assert client.get("/today/", follow=True).status_code == 409
        assert client.post("/start/summary/", {"client_id": "x"}).status_code == 409


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, "True"),
        ({"STEPWISE_PRODUCTION": "yes"}, "False"),
        ({"STEPWISE_PRODUCTION": "yes", "STEPWISE_SHOW_DRAFTS": "yes"}, "True"),
    ],
)
def test_the_setting_follows_production(environment: dict[str, str], shown: str, tmp_path) -> None:
    needed = {
        "STEPWISE_SECRET_KEY": "x" * 50,
        "STEPWISE_HOSTS": "stepwise.example",
        "STEPWISE_MAIL_HOST": "mail.example",
        "STEPWISE_DATA_DIR": str(tmp_path),
    }
    asked = [sys.executable, "-c", "from config import settings; print(settings.SHOW_DRAFTS)"]
    answer = subprocess.run(
        asked, env=needed | environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == shown
