"""What a caseload keeps in memory of each plan is what it would read anew, at every moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from recovery.models import RecoveryPlan
from recovery.selectors.caseload import CaseloadRow, caseload
from recovery.selectors.caseload_plans import KEPT
from recovery.services import check_ins, corrections
from tests import factories as make
from tests.factories import CALM, TODAY, noon

pytestmark = pytest.mark.django_db

ONE, ALL = 1, 5  # queries: who there is, and what is read of the plans


@pytest.fixture
def plan() -> RecoveryPlan:
    """With pain in the middle, so that what is kept has alerts."""

    def course(number: int):
        if number in (2, 3):
            return {**CALM, "pain_worst": 8, "pain_rest": 7}, None
        return make.steady(number)

    return make.make_plan(days=9, course=course)


@pytest.fixture
def clinician(plan: RecoveryPlan) -> User:
    return make.make_clinician(patients=(plan.patient, make.make_plan(days=3).patient))


def asked(clinician: User, *, days_on: int = 0) -> tuple[tuple[CaseloadRow, ...], int]:
    with CaptureQueriesContext(connection) as queries:
        rows = caseload(clinician, now=noon(TODAY + timedelta(days=days_on)))
    return rows, len(queries)


def said(rows: tuple[CaseloadRow, ...]) -> list[tuple[object, ...]]:
    return [
        (row.name, row.need, row.worst, row.session_on, row.why, row.alert_days, row.days_silent)
        for row in rows
    ]


def read_anew(clinician: User, *, days_on: int = 0) -> list[tuple[object, ...]]:
    KEPT.clear()
    return said(asked(clinician, days_on=days_on)[0])


def test_nothing_new_is_read_once(clinician: User) -> None:
    first, cost = asked(clinician)
    assert cost == ALL
    again, cost = asked(clinician)
    assert cost == ONE
    assert again == first
    assert any(row.alert_days for row in first)


def check_in(plan: RecoveryPlan, days_ago: int, **answers: object) -> None:
    check_ins.record(
        plan=plan, on=TODAY - timedelta(days=days_ago), answers={**CALM, **answers},
        client_id="new", by=plan.patient, now=noon(TODAY), today=TODAY,
    )  # fmt: skip


def record(plan: RecoveryPlan) -> None:
    check_in(plan, 0, pain_worst=6)


def tell_late(plan: RecoveryPlan) -> None:
    """About a day long decided, of which only the digest of today tells."""
    check_in(plan, 3, pain_worst=3)


def correct(plan: RecoveryPlan) -> None:
    entry = plan.entries.get(kind="check_in", on=TODAY - timedelta(days=2))
    corrections.record(
        entry=entry, changes={"pain_worst": 5}, client_id="fix", by=entry.recorded_by,
        now=noon(TODAY), today=TODAY,
    )  # fmt: skip


def lock(plan: RecoveryPlan) -> None:
    check_in(plan, 0, red_flags=["foot_drop"])


@pytest.mark.parametrize("happen", [record, tell_late, correct, lock])
def test_what_happened_is_read_at_once(
    clinician: User, plan: RecoveryPlan, happen: Callable[[RecoveryPlan], None]
) -> None:
    before, _ = asked(clinician)
    happen(plan)
    after, cost = asked(clinician)
    assert cost == ALL
    assert said(after) != said(before)
    assert said(after) == read_anew(clinician)


@pytest.mark.parametrize("days_on", [1, 4, 8, 13, 30])
def test_days_go_by_and_what_is_kept_still_says_the_same(clinician: User, days_on: int) -> None:
    asked(clinician)
    later, cost = asked(clinician, days_on=days_on)
    assert cost == ONE
    assert said(later) == read_anew(clinician, days_on=days_on)


@pytest.mark.parametrize(("days_back", "cost"), [(1, ONE), (2, ALL)])
def test_a_reader_of_the_day_before_is_served_too(
    clinician: User, days_back: int, cost: int
) -> None:
    """Where it is still yesterday the list looks a day further back."""
    asked(clinician)
    rows, paid = asked(clinician, days_on=-days_back)
    assert (len(rows), paid) == (2, cost)
    assert said(rows) == read_anew(clinician, days_on=-days_back)
