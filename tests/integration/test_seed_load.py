"""A full caseload: written in bulk, and yet every day is one that the rules decide."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recovery.demo.load import AlreadyThere, seed_load
from recovery.demo.load_lives import LIVES
from recovery.demo.seed import DemoIsOff
from recovery.models import Decision, RecoveryPlan

pytestmark = [pytest.mark.django_db]
TODAY = date(2026, 5, 4)
NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
COPIES = 3


def seed(patients: int, told: list[int]) -> None:
    seed_load(patients=patients, days=30, now=NOW, today=TODAY, tell=told.append)


@pytest.mark.deep
def test_every_stored_day_is_one_the_rules_decide_again(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = True
    told: list[int] = []
    seed(len(LIVES) + COPIES, told)
    assert told == [len(LIVES), len(LIVES) + COPIES]
    assert RecoveryPlan.objects.open().count() == len(LIVES) + COPIES
    assert Decision.objects.filter(day=TODAY).count() == len(LIVES) + COPIES
    call_command("replay_decisions", stdout=StringIO())  # it exits where a day differs

    with pytest.raises(AlreadyThere):
        seed(1, told)
    with pytest.raises(CommandError, match="there already"):
        call_command("seed_load")


def test_it_refuses_outside_a_demonstration_and_too_few(settings: pytest.FixtureRequest) -> None:
    with pytest.raises(CommandError, match="At least"):
        call_command("seed_load", patients=0)
    settings.DEMO = False
    with pytest.raises(DemoIsOff):
        seed(1, [])
