"""How fast the shipped protocol can be passed at best: a course of nothing but good days."""

from datetime import date, timedelta

import pytest

from recovery.domain.plan import fold
from recovery.plan_log import read_log
from recovery.protocols import shipped_protocol

START = date(2026, 3, 2)
DAYS = 90
# The day a phase is left at the earliest, and the day by which all good days must have led there.
EXPECTED = {"rebuild": (3, 7), "return": (9, 14), "maintenance": (18, 24)}


def good_days(goal, tests_from=2):
    yield {
        "type": "intake",
        "on": f"{START}",
        "injured_on": f"{START - timedelta(days=1)}",
        "side": "right",
        "severity": "mild",
        "age": 35,
        "recurrent": False,
        "anticoagulants": False,
        "goal": goal,
        "equipment": [],
        "days_per_week": 7,
        "pain_now": 2,
        "pain_worst": 3,
        "pain_rest": 1,
        "red_flags": [],
    }
    for number in range(1, DAYS):
        on = f"{START + timedelta(days=number)}"
        yield {
            "type": "check_in",
            "on": on,
            "red_flags": [],
            "settled": "none",
            **dict.fromkeys(("pain_rest", "pain_morning", "pain_worst"), 0 if number > 4 else 1),
            **dict.fromkeys(("limp", "night_wake", "new_swelling", "sudden_event"), False),
        }
        yield {
            "type": "session",
            "on": on,
            "exercises": "all",
            "done": 1,
            "pain": 0,
            "effort": 4,
            "minutes": 20,
            "warmup_soreness": "none",
        }
        if number >= tests_from:
            for test in shipped_protocol().exit_test_by_code.values():
                if test.is_for(goal):
                    yield {
                        "type": "self_test",
                        "on": on,
                        "test": test.code,
                        "passed": True,
                        "pain": 0,
                    }


@pytest.mark.parametrize("goal", ["everyday", "work", "running", "sport"])
def test_good_days_lead_through_every_phase_in_due_time_without_equipment(goal):
    data = {
        "protocol": "hamstring-strain",
        "start": f"{START}",
        "entries": list(good_days(goal)),
    }
    plan = read_log(data)
    days = [
        one.plan_day
        for one in fold(plan.protocol, plan.log, until=START + timedelta(days=DAYS - 1))
    ]

    entered = {}
    for day in days:
        entered.setdefault(day.phase, (day.day - START).days)
    for phase, (earliest, latest) in EXPECTED.items():
        assert earliest <= entered[phase] <= latest, (phase, entered)
    assert days[-1].closed
    assert all(one.exercises for one in days if one.phase in ("protect", "rebuild", "return"))
    assert not [one for one in days for change in one.changes if change.kind == "down"]
