"""The bench runs and tells what it measured. How fast anything is, no test asks."""

from datetime import UTC, datetime

import pytest
from django.test import Client, override_settings

from recovery.models import LogEntry
from scripts.benchmark import queries, rules, site
from scripts.benchmark.figures import Figure, lines
from scripts.benchmark.visitor import Unexpected, Visitor
from tests import factories as make

QUICK = Figure(name="quick", unit="ms", measured=[3, 1, 2], ratios=[0.5, 0.25], at_most=2)
SLOW = Figure(name="slow", unit="ms", measured=[1234.5], at_most=2, notes=("of it 3 in vain",))
BUSY = Figure(name="busy", unit="/s", measured=[40], ratios=[0.4], ratio_at_least=0.5)
PLAIN = Figure(name="plain", unit="/s", measured=[0.01234])


pytestmark = pytest.mark.one_database


def test_a_figure_at_its_limit_has_met_it() -> None:
    table = "\n".join(lines([QUICK, SLOW, BUSY, PLAIN]))
    assert table == (
        "       median   least    most            limit  ratio\n"
        "quick       2       1       3  ms          ≤ 2  0.375      met\n"
        "slow     1234    1234    1234  ms          ≤ 2         NOT MET\n"
        "busy       40      40      40  /s  ratio ≥ 0.5    0.4  NOT MET\n"
        "plain  0.0123  0.0123  0.0123  /s\n"
        "  of it 3 in vain"
    )


def test_a_figure_for_a_program() -> None:
    assert QUICK.as_plain() == {
        "name": "quick",
        "unit": "ms",
        "median": 2,
        "least": 1,
        "most": 3,
        "at_most": 2,
        "ratio": 0.375,
        "ratio_at_least": None,
        "is_within": True,
        "notes": [],
    }


@pytest.mark.deep
def test_the_rules_are_measured_against_what_is_asked_of_them() -> None:
    limits = {figure.name: (figure.at_most, figure.unit) for figure in rules.figures(turns=1)}
    assert limits == {
        "a day decided": (100, "µs"),
        "a day decided and shown": (None, "µs"),
        "12 weeks replayed from their log": (10, "ms"),
        "1,000 virtual patients, 12 weeks (from 20)": (15, "s"),
        "a day after 730 days, to one after 7": (1.25, "×"),
        "the plain piece": (None, "µs"),
    }


@pytest.fixture
def visitor(live_server) -> Visitor:
    plan = make.make_plan(days=3, today=datetime.now(UTC).date())
    visitor = Visitor(live_server.thread.port, host=live_server.thread.host)
    visitor.sign_in(plan.patient.email, make.PASSWORD)
    return visitor


def test_a_visitor_reads_pages_and_sends_a_check_in_each_time(visitor: Visitor) -> None:
    before = LogEntry.objects.filter(kind="check_in").count()
    assert "Today" in visitor.get("/today/")
    send = site.sender(visitor)
    send()
    send()
    assert LogEntry.objects.filter(kind="check_in").count() == before + 2


def test_another_answer_than_the_one_to_measure_is_no_measurement(visitor: Visitor) -> None:
    with pytest.raises(Unexpected, match="GET /caseload/ answered 404, not 200"):
        visitor.get("/caseload/")


@pytest.mark.django_db
class TestWithoutAServer:
    @override_settings(ROOT_URLCONF="scripts.benchmark.urls")
    def test_the_empty_view_is_empty_and_the_site_is_beside_it(self, client: Client) -> None:
        assert client.get("/empty/").content == b""
        assert client.get("/about/").status_code == 200

    def test_each_query_of_a_page_is_told_by_its_table(self) -> None:
        plan = make.make_plan(days=3, today=datetime.now(UTC).date())
        head, costs = queries.told("/today/", plan.patient.email)
        assert head.startswith("/today/: ") and head.endswith(" for 6 queries:")
        assert {"recovery_recoveryplan", "accounts_user"} <= set(costs.split())
