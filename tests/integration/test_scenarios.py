"""The golden scenarios: logs a clinician can read, each with what the days must look like.

A file in tests/scenarios/ tells in words what is given, what happens and what should follow,
then the log, then facts of some days. Only the facts named are compared. What the log says in
short, `plan_day` gets in full; the README beside the stories tells how.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from recovery.domain.rules import RULES

SCENARIOS = sorted((Path(__file__).resolve().parents[1] / "scenarios").glob("*.json"))
VECTORS = {f"{number:02}" for number in range(1, 15)}
TOLD = {"title", "given", "when", "then", "log", "expect"}
# When a line of a story is about, rather than what it says.
WHEN = ("on", "day", "days", "every_days", "as_of")
# A flare begins on a day that a rule before it eases or rests, and of two as grave the first binds.
NEVER_BINDS = {"R16"}
Line = Mapping[str, Any]
Day = Mapping[str, Any]


def story(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def dates(line: Line) -> list[str]:
    """The day a line is about, or each day of a span such as "2026-03-03..2026-03-08"."""
    if "days" not in line:
        return [line["on"] if "on" in line else line["day"]]
    first, last = map(date.fromisoformat, line["days"].split(".."))
    step = line.get("every_days", 1)
    return [str(first + timedelta(days=n)) for n in range(0, (last - first).days + 1, step)]


def in_full(log: Line, usual: Line) -> dict[str, Any]:
    """The log as `plan_day` takes it: each day an entry of its own, with the usual answers."""
    return {**log, "entries": [one for line in log["entries"] for one in entries(line, usual)]}


def entries(line: Line, usual: Line) -> Iterator[dict[str, Any]]:
    """The entries a line stands for. Each exercise it names is done as usual, unless it says so."""
    said = {**usual.get(line["type"], {}), **line}
    if isinstance(said.get("exercises"), list):
        each = {name: said.pop(name) for name in ("done", "pain") if name in said}
        said["exercises"] = [{**each, **exercise} for exercise in said["exercises"]]
    facts = {name: value for name, value in said.items() if name not in WHEN}
    return ({**facts, "on": on} for on in dates(line))


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
    "listed": lambda day, _: [one["ladder"] for one in day["exercises"] if not one["warm_up"]],
    "alerts": lambda day, _: [one["code"] for one in day["alerts"]],
    "tests_offered": lambda day, _: [test["test"] for test in day["exit_tests"]],
    "tests_passed": lambda day, _: sum(len(test["passed_on"]) for test in day["exit_tests"]),
    "steps_up": lambda day, _: sum(one["to"] > one["from"] for one in day["changes"]),
}


def seen(day: Day, wanted: Line) -> dict[str, Any]:
    """The facts of a day that are wanted, in the shape they are wanted in."""
    return {
        name: SEEN[name](day, value) if name in SEEN else day[name]
        for name, value in wanted.items()
    }


def days_of(log: Line, folder: Path, *options: str) -> dict[str, Day]:
    path, out = folder / "log.json", StringIO()
    path.write_text(json.dumps(log), encoding="utf-8")
    call_command("plan_day", str(path), *options, stdout=out)
    days = map(json.loads, out.getvalue().splitlines())
    return {day["day"]: day for day in days}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path: Path, tmp_path: Path) -> None:
    told = story(path)
    usual = told.pop("usual", {})
    assert set(told) == TOLD
    log = in_full(told["log"], usual)
    days = days_of(log, tmp_path, "--all")
    for line in told["expect"]:
        wanted = {name: value for name, value in line.items() if name not in WHEN}
        for on in dates(line):
            day = days[on]
            if "as_of" in line:
                [day] = days_of(log, tmp_path, "--day", on, "--as-of", line["as_of"]).values()
            assert {"day": on, **seen(day, wanted)} == {"day": on, **wanted}


def test_a_span_is_every_day_of_it_with_the_usual_answers() -> None:
    usual = {"session": {"exercises": "all", "done": 1, "pain": 1}}
    told = [
        {"type": "session", "days": "2026-02-27..2026-03-05", "every_days": 3},
        {"type": "session", "on": "2026-03-06", "exercises": [{"ladder": "bridge", "pain": 4}]},
    ]
    every = {"type": "session", "exercises": "all", "done": 1, "pain": 1}
    assert in_full({"entries": told}, usual)["entries"] == [
        {**every, "on": "2026-02-27"},
        {**every, "on": "2026-03-02"},
        {**every, "on": "2026-03-05"},
        {
            "type": "session",
            "on": "2026-03-06",
            "exercises": [{"ladder": "bridge", "done": 1, "pain": 4}],
        },
    ]


def test_every_vector_of_the_evidence_has_a_scenario() -> None:
    assert {path.stem[:2] for path in SCENARIOS} >= VECTORS


def test_every_rule_binds_in_some_story() -> None:
    lines = [line for path in SCENARIOS for line in story(path)["expect"]]
    binding = {line["binding"] for line in lines if "binding" in line}
    fired = {rule for line in lines for rule in line.get("fired", ())}
    rules = {rule for rule, _ in RULES}
    assert rules - binding == NEVER_BINDS
    assert fired >= NEVER_BINDS
