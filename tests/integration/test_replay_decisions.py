"""Stored decisions are decided again: 1,000 of them the same, and a planted difference is shown."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from recovery.domain import plan as engine
from recovery.domain.request import Findings, Request
from recovery.models import Decision, RecoveryPlan
from recovery.selectors.replayed import differences
from recovery.services import corrections
from tests import factories as make

FIXTURE = Path(__file__).parent.parent / "fixtures" / "decisions.json.gz"
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> RecoveryPlan:
    """Six days, with a morning corrected afterwards, so that some days were decided twice."""
    plan = make.make_plan(days=6)
    entry = plan.entries.filter(kind="check_in").order_by("sequence")[1]
    corrections.record(
        entry=entry,
        changes={"pain_morning": 6},
        client_id="fix",
        by=plan.patient,
        now=make.noon(make.TODAY),
        today=make.TODAY,
    )
    return plan


def plant(plan: RecoveryPlan, **columns: object) -> Decision:
    """Another answer in a stored row, past the guard that keeps rows as they are."""
    row = Decision.objects.filter(plan=plan).order_by("day", "revision")[2]
    QuerySet.update(Decision.objects.filter(pk=row.pk), **columns)
    return row


@pytest.mark.deep
@pytest.mark.one_database
def test_a_thousand_stored_decisions_are_the_same(capsys):
    call_command("loaddata", str(FIXTURE), verbosity=0)
    assert Decision.objects.count() >= 1_000
    call_command("replay_decisions")
    assert "Every decision is the same." in capsys.readouterr().err


def test_days_as_they_were_shown_before_a_correction_are_the_same_too(plan):
    assert Decision.objects.filter(plan=plan, revision__gt=1).exists()
    assert list(differences(plan)) == []


def test_a_planted_difference_is_shown_with_its_day_and_its_place(plan, capsys):
    row = Decision.objects.filter(plan=plan).order_by("day", "revision")[2]
    plan_day = {**row.plan_day, "result": "progress"}
    plant(plan, result="progress", plan_day=plan_day)
    with pytest.raises(SystemExit) as stopped:
        call_command("replay_decisions")
    out, err = capsys.readouterr()
    assert stopped.value.code == 1
    assert f"plan {plan.pk}, {row.day}, revision {row.revision}" in out
    assert f"{row.binding_rule} progress → {row.binding_rule} {row.result}" in out
    assert "plan_day.result, result" in out
    assert "1 decisions of 1 plans differ." in err


def test_a_changed_rule_shows_which_past_decisions_would_differ(plan, capsys, monkeypatch):
    def finds_nothing(request: Request, fired: Findings) -> Findings:
        return ()

    without = [(code, finds_nothing if code == "R13" else rule) for code, rule in engine.RULES]
    monkeypatch.setattr(engine, "RULES", tuple(without))
    with pytest.raises(SystemExit):
        call_command("replay_decisions", "--json")
    out, err = capsys.readouterr()
    told = [json.loads(line) for line in out.splitlines()]
    assert {one["plan_id"] for one in told} == {plan.pk}
    assert any(one["was"] == "R13 progress" for one in told)
    assert "R13 progress → R19 hold" in err


def test_it_goes_on_after_a_plan_or_looks_at_one(plan, capsys):
    other = make.make_plan(days=2)
    call_command("replay_decisions", "--after", str(plan.pk))
    assert "decisions of 1 plans" in capsys.readouterr().err
    call_command("replay_decisions", "--plan", str(other.pk))
    assert "decisions of 1 plans" in capsys.readouterr().err
    with pytest.raises(CommandError, match="There is no plan 0"):
        call_command("replay_decisions", "--plan", "0")


def test_a_plan_takes_four_queries_however_long_it_is(plan):
    with CaptureQueriesContext(connection) as queries:
        list(differences(RecoveryPlan.objects.select_related("protocol_version").get(pk=plan.pk)))
    assert len(queries) - 1 <= 4
