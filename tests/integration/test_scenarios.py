"""The golden scenarios: logs a clinician can read, each with what the days must look like.

A file in tests/scenarios/ tells in words what is given, what happens and what should follow,
then the log as `plan_day` takes it, then facts of some days. Only the facts named are compared.
"""

import json
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

SCENARIOS = sorted((Path(__file__).resolve().parents[1] / "scenarios").glob("*.json"))
VECTORS = {f"{number:02}" for number in range(1, 15)}
TOLD = {"title", "given", "when", "then", "log", "expect"}
Day = Mapping[str, Any]


def rules_of(day: Day) -> set[str]:
    return {reason["rule"] for reason in day["reasons"]}


def has_reason(day: Day, wanted: Mapping[str, Any]) -> bool:
    return any(all(one[name] == wanted[name] for name in wanted) for one in day["reasons"])


def by_ladder(day: Day, fact: str, wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {one["ladder"]: one[fact] for one in day["ladders"] if one["ladder"] in wanted}


# What a scenario may expect beyond the fields of a day: how to see it, given what is wanted.
SEEN: dict[str, Callable[[Day, Any], Any]] = {
    "binding": lambda day, _: next(one["rule"] for one in day["reasons"] if one["bound"]),
    "fired": lambda day, wanted: sorted(rules_of(day) & set(wanted)),
    "not_fired": lambda day, wanted: sorted(set(wanted) - rules_of(day)),
    "reasons": lambda day, wanted: [one for one in wanted if has_reason(day, one)],
    "ladders": lambda day, wanted: by_ladder(day, "rung", wanted),
    "off": lambda day, wanted: by_ladder(day, "off_until", wanted),
    "alerts": lambda day, _: [one["code"] for one in day["alerts"]],
    "tests_passed": lambda day, _: sum(len(test["passed_on"]) for test in day["exit_tests"]),
    "steps_up": lambda day, _: sum(one["to"] > one["from"] for one in day["changes"]),
}


def seen(day: Day, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a day that are wanted, in the shape they are wanted in."""
    return {
        name: SEEN[name](day, value) if name in SEEN else day[name]
        for name, value in wanted.items()
    }


def days_of(log: object, folder: Path) -> dict[str, Day]:
    path, out = folder / "log.json", StringIO()
    path.write_text(json.dumps(log), encoding="utf-8")
    call_command("plan_day", str(path), "--all", stdout=out)
    days = map(json.loads, out.getvalue().splitlines())
    return {day["day"]: day for day in days}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path: Path, tmp_path: Path) -> None:
    scenario = json.loads(path.read_text(encoding="utf-8"))
    assert set(scenario) == TOLD
    days = days_of(scenario["log"], tmp_path)
    for wanted in scenario["expect"]:
        assert seen(days[wanted["day"]], wanted) == wanted


def test_every_vector_of_the_evidence_has_a_scenario() -> None:
    assert {path.stem[:2] for path in SCENARIOS} == VECTORS
