"""What is read of many plans at once: several keys of a stored day, rows by hundreds of keys."""

import json
from typing import Any

import pytest

from recovery.models import Decision, RecoveryPlan
from recovery.selectors.json_keys import JsonKeys, read_json, read_keys
from recovery.selectors.many_keys import IsAmong
from tests.factories import make_plan

pytestmark = pytest.mark.django_db
KEYS = ("phase_started_on", "no_such_key", "proposals")


@pytest.fixture
def decision() -> Decision:
    return make_plan(days=3).decisions.get(revision=1, day="2026-02-28")


def read(column: str, *keys: str, apart: str = "") -> tuple[list[Any], str]:
    (text,) = Decision.objects.filter(day="2026-02-28").values_list(
        JsonKeys(column, *keys, apart=apart), flat=True
    )
    return read_keys(text)


def test_values_come_in_the_order_of_their_keys(decision: Decision) -> None:
    stored = decision.plan_day
    assert read("plan_day", *KEYS) == ([stored["phase_started_on"], None, stored["proposals"]], "")
    state = decision.state
    assert read("state", "side", "lock", "severity") == (
        [state["side"], None, state["severity"]],
        "",
    )


def test_what_stands_apart_is_a_text_of_its_own(decision: Decision) -> None:
    values, apart = read("plan_day", *KEYS, apart="reasons")
    assert len(values) == len(KEYS)
    assert json.loads(apart) == decision.plan_day["reasons"] != []
    assert read("plan_day", *KEYS, apart="nowhere")[1] == "[]"


def test_a_text_with_a_line_of_its_own_is_no_second_part() -> None:
    assert read_keys(json.dumps(["one\ntwo", 1])) == (["one\ntwo", 1], "")
    assert read_json("[]") == []


def test_rows_are_found_by_their_keys_and_none_by_no_key() -> None:
    plans = [make_plan() for _ in range(3)]
    wanted = [plans[2].pk, plans[0].pk, 0]
    found = RecoveryPlan.objects.filter(IsAmong("pk", wanted)).order_by("pk")
    assert list(found) == [plans[0], plans[2]]
    assert Decision.objects.filter(IsAmong("plan", wanted)).count() == 2
    assert not RecoveryPlan.objects.filter(IsAmong("pk", [])).exists()
