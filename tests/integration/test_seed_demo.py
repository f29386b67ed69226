"""The demonstration: every story it promises is there, made by the rules."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Role, User
from recovery.demo.seed import PASSWORD, DemoIsOff, seed
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors import plan_days
from recovery.selectors.caseload import Need, caseload

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TODAY = date(2026, 5, 4)
NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture(scope="class")
def seeded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Seeded once for the class, whose tests only look."""
    from django.db import transaction
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(DEMO=True):
        atomic = transaction.atomic()
        atomic.__enter__()
        seed(now=NOW, today=TODAY)
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def plan_of(email: str) -> RecoveryPlan:
    return RecoveryPlan.objects.get(patient__email=email)


@pytest.mark.xdist_group("demo")  # seeded by one worker, once
@pytest.mark.usefixtures("seeded")
class TestStories:
    def test_the_patient_stands_on_the_third_rung_of_rebuild(self) -> None:
        plan = plan_of("patient@demo.example")
        day = plan_days.today(plan, TODAY)
        assert (day.phase, day.profile, day.startable) == ("rebuild", "standard", False)
        assert {one.ladder: one.rung for one in day.ladders}["bridge"] == 5
        assert (TODAY - plan.started_on).days + 1 == 22
        assert not plan.entries.filter(on=TODAY).exists()

    def test_one_plan_asks_first_and_has_something_to_answer(self) -> None:
        plan = RecoveryPlan.objects.get(patient__email="sore@demo.example")
        latest = Decision.objects.filter(plan=plan).newest_first()[0]
        assert latest.plan_day["proposals"]
        assert plan.entries.filter(kind="directive").exists()

    def test_the_therapist_sees_every_kind_of_need(self) -> None:
        rows = caseload(User.objects.get(email="therapist@demo.example"), now=NOW)
        assert len(rows) == 12
        assert {row.need for row in rows} >= {
            Need.LOCKED, Need.EASING, Need.SILENT, Need.ASKING, Need.TESTING, Need.ON_TRACK,
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("email", "rule"),
        [
            ("flare@demo.example", "R04"),
            ("keen@demo.example", "R08"),
            ("locked@demo.example", "R00"),
            ("passed@demo.example", "R14"),
            ("ending@demo.example", "R14"),
            ("gap@demo.example", "R12"),
        ],
    )
    def test_each_story_met_its_rule(self, email: str, rule: str) -> None:
        assert Decision.objects.filter(plan=plan_of(email), binding_rule=rule).exists()

    def test_an_answer_of_the_therapist_waits_for_the_patient(self) -> None:
        asked, answered = plan_of("patient@demo.example").patient.messages.order_by("pk")
        assert asked.written_by == asked.patient
        assert answered.written_by.email == "therapist@demo.example"
        assert answered.patient.unread_messages == 1

    def test_the_first_day_is_today(self) -> None:
        assert plan_of("first@demo.example").started_on == TODAY

    def test_nothing_happens_in_the_future(self) -> None:
        assert not LogEntry.objects.filter(recorded_at__gt=NOW).exists()
        assert not Decision.objects.filter(day__gt=TODAY).exists()

    def test_everybody_is_marked_as_made_up_and_can_sign_in(self) -> None:
        assert not User.objects.filter(is_demo=False).exists()
        assert User.objects.get(email="curator@demo.example").has_role(Role.CONTENT_ADMIN)
        admin = User.objects.get(email="admin@demo.example")
        assert admin.is_superuser
        assert admin.check_password(PASSWORD)


class TestCommand:
    def test_once_twice_changes_nothing(self, settings: object) -> None:
        User.objects.create_user("therapist@demo.example", name="There")
        call_command("seed_demo", once=True)
        assert User.objects.count() == 1
        with pytest.raises(CommandError, match="already"):
            call_command("seed_demo")

    def test_it_refuses_outside_a_demonstration(self, settings: pytest.FixtureRequest) -> None:
        settings.DEMO = False
        with pytest.raises(DemoIsOff):
            seed(now=NOW, today=TODAY)
        with pytest.raises(CommandError, match="STEPWISE_DEMO"):
            call_command("seed_demo")
        assert not User.objects.exists()
