"""How long a phase usually takes, and what somebody reads who is past that. No database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recovery.domain.codes import SeverityBand
from recovery.domain.decision import PlanDay
from recovery.domain.plan import fold
from recovery.models import RecoveryPlan
from recovery.plan_log import read_log
from recovery.presenters.how_long import Standing, standing_in_phase
from recovery.protocols import shipped_protocol
from recovery.services.pace import expected_days, usual_days

TODAY = date(2026, 3, 2)
PROTOCOL = shipped_protocol()


@pytest.fixture(scope="module")
def first_day() -> PlanDay:
    """Of a plan whose first questions are all that is known: a day on which nothing moves."""
    intake = {
        "type": "intake",
        "on": f"{TODAY}",
        "injured_on": f"{TODAY}",
        "side": "right",
        "severity": "mild",
        "age": 35,
        "recurrent": False,
        "anticoagulants": False,
        "goal": "running",
        "equipment": [],
        "days_per_week": 7,
        "pain_now": 2,
        "pain_worst": 3,
        "pain_rest": 1,
        "red_flags": [],
    }
    log = {"protocol": "hamstring-strain", "start": f"{TODAY}", "entries": [intake]}
    plan = read_log(log)
    (decision,) = fold(plan.protocol, plan.log, until=TODAY)
    return decision.plan_day


def standing(
    day: PlanDay, *, phase: str = "protect", days: int = 1, in_all: int = 1, **facts: object
) -> Standing:
    """Of somebody so many days in a phase, and in the plan."""
    plan = RecoveryPlan(started_on=TODAY - timedelta(days=in_all - 1))
    plan.severity, plan.is_recurrent = facts.get("severity", "mild"), False
    since = TODAY - timedelta(days=days - 1)
    return standing_in_phase(replace(day, phase=phase, phase_started_on=since), PROTOCOL, plan)


def test_a_range_leads_from_a_brisk_pace_to_the_day_a_therapist_is_told() -> None:
    mild = SeverityBand.MILD
    expected, usual = expected_days(PROTOCOL, mild), usual_days(PROTOCOL, mild)
    assert list(usual) == ["protect", "rebuild", "return"]
    assert usual["protect"] == (10, 19)
    assert [longest for _first, longest in usual.values()] == [
        days * 3 // 2 for days in expected.values()
    ]
    assert all(first < longest for first, longest in usual.values())


def test_it_is_said_in_whole_weeks_and_never_as_a_date(first_day: PlanDay) -> None:
    words = "At an even pace this phase takes about 1 to 3 weeks."
    assert standing(first_day).usual == words
    slower = standing(first_day, severity="moderate")
    assert slower.usual == "At an even pace this phase takes about 2 to 5 weeks."


@pytest.mark.parametrize(("days", "is_beyond"), [(19, False), (20, True)])
def test_who_is_past_the_range_is_told_so(first_day: PlanDay, days: int, is_beyond: bool) -> None:
    assert standing(first_day, days=days).is_beyond is is_beyond


@pytest.mark.parametrize(("in_all", "is_beyond"), [(40, False), (41, True)])
def test_so_is_who_took_longer_than_all_phases_up_to_here(
    first_day: PlanDay, in_all: int, is_beyond: bool
) -> None:
    assert standing(first_day, phase="rebuild", in_all=in_all).is_beyond is is_beyond
    assert not standing(first_day, phase="return", in_all=in_all).is_beyond


def test_a_day_without_news_holds_nobody_and_a_score_too_high_does(first_day: PlanDay) -> None:
    (rule,) = [one for one in first_day.reasons if one.bound]
    for code, detail in (("R19", "nothing_earned"), ("R17", "no_check_in")):
        calm = replace(rule, rule=code, detail=detail)
        assert standing(replace(first_day, reasons=(calm,))).is_held is False
    held = replace(rule, rule="R09", detail="worst_high", observed=6, limit=6)
    assert standing(replace(first_day, reasons=(held,))).is_held is True


@pytest.mark.parametrize(("days", "week"), [(7, 1), (8, 2), (56, 8), (58, 8)])
def test_the_last_weeks_are_counted_and_nobody_is_late_in_them(
    first_day: PlanDay, days: int, week: int
) -> None:
    last = standing(first_day, phase="maintenance", days=days, in_all=120)
    assert last.usual.startswith(f"This is week {week} of 8.")
    assert (last.in_all, last.is_beyond, last.has_tests) == ("", False, False)
