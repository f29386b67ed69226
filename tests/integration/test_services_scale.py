"""A long history costs what a short one costs; many senders store one entry."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors import plan_days
from recovery.services import check_ins, corrections, sessions
from recovery.services.log import settle
from tests import factories as make
from tests.factories import CALM, TODAY, noon

YESTERDAY = TODAY - timedelta(days=1)


def check_in(plan: RecoveryPlan) -> object:
    return check_ins.record(
        plan=plan, on=TODAY, answers=CALM, client_id="today", by=plan.patient,
        now=noon(TODAY), today=TODAY,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("days", [7, 730])
def test_queries_stay_the_same(days: int) -> None:
    """Two of each count are the savepoint's."""
    plan = make.make_plan(days=days, course=make.silent)
    settle(plan=plan, now=noon(YESTERDAY), today=YESTERDAY)
    with CaptureQueriesContext(connection) as for_check_in:
        check_in(plan)
    answers = make.session_answers(plan_days.today(plan, TODAY), effort=4, minutes=15)
    with CaptureQueriesContext(connection) as for_session:
        sessions.record(
            plan=plan, on=TODAY, answers=answers, client_id="s", by=plan.patient,
            now=noon(TODAY), today=TODAY,
        )  # fmt: skip
    assert (len(for_check_in), len(for_session)) == (7, 8)


@pytest.mark.django_db
def test_two_years_of_silence_are_decided_in_one_go() -> None:
    plan = make.make_plan(days=730, course=make.silent)
    check_in(plan)
    assert Decision.objects.filter(plan=plan).count() == 730


@pytest.mark.django_db
def test_a_correction_of_the_first_day_reaches_today() -> None:
    plan = make.make_plan(days=120, course=make.silent)
    check_in(plan)
    intake = plan.entries.get(kind="intake")
    corrections.record(
        entry=intake, changes={"age": 70}, client_id="fix", by=plan.patient,
        now=noon(TODAY), today=TODAY,
    )  # fmt: skip
    assert Decision.objects.filter(plan=plan, revision=2).count() == 120
    assert plan_days.today(plan, TODAY).profile == "strict"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite tests share one connection")
def test_the_same_entry_sent_ten_times_at_once_is_stored_once() -> None:
    plan = make.make_plan(days=3)

    def send(_: int) -> object:
        try:
            return check_in(plan)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as senders:
        answers = list(senders.map(send, range(10)))
    assert sorted(one.is_new for one in answers) == [False] * 9 + [True]
    assert LogEntry.objects.filter(plan=plan, client_id="today").count() == 1
    assert Decision.objects.filter(plan=plan, day=TODAY).count() == 1
