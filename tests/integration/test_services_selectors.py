"""What pages read: the right values, and the same number of queries however much there is."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exercises.article_loader import load as load_articles
from exercises.loader import load as load_exercises
from exercises.models import Article
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors import plan_days
from recovery.selectors.caseload import Need, caseload
from recovery.selectors.charts import PainPoint, SessionPoint, chart_series
from recovery.selectors.exercise_texts import names_and_reading
from recovery.selectors.history import history
from recovery.selectors.patient_page import patient_page
from recovery.services import check_ins, corrections, directives, sessions
from tests import factories as make
from tests.factories import CALM, TODAY, noon

pytestmark = pytest.mark.django_db


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def check_in(plan: RecoveryPlan, on: date = TODAY, **answers: Any) -> Any:
    return check_ins.record(
        plan=plan, on=on, answers={**CALM, **answers}, client_id=f"t{on}", by=plan.patient,
        now=noon(on), today=on,
    )  # fmt: skip


def correct(entry: LogEntry, **changes: Any) -> None:
    corrections.record(
        entry=entry, changes=changes, client_id=f"fix{entry.pk}", by=entry.recorded_by,
        now=noon(TODAY), today=TODAY,
    )  # fmt: skip


class TestToday:
    def test_it_is_what_was_decided(self) -> None:
        plan = make.make_plan(days=5)
        decided = check_in(plan).plan_day
        with CaptureQueriesContext(connection) as queries:
            assert plan_days.today(plan, TODAY) == decided
        assert len(queries) == 1

    def test_without_a_decision_it_is_worked_out_and_not_written(self) -> None:
        plan = make.make_plan(days=6, course=make.silent)
        rows = Decision.objects.count()
        with CaptureQueriesContext(connection) as queries:
            day = plan_days.today(plan, TODAY)
        assert (day.day, day.startable, day.binding.rule) == (TODAY, False, "R17")
        assert Decision.objects.count() == rows
        assert len(queries) <= 4

    def test_of_several_revisions_the_newest_counts(self) -> None:
        plan = make.make_plan(days=3)
        check_in(plan)
        check_ins.record(
            plan=plan, on=TODAY, answers={**CALM, "pain_rest": 8}, client_id="worse",
            by=plan.patient, now=noon(TODAY), today=TODAY,
        )  # fmt: skip
        assert plan_days.today(plan, TODAY).result == "rest"


class TestHistory:
    def test_a_corrected_day_keeps_what_was_shown(self) -> None:
        plan = make.make_plan(days=6)
        wrong = plan.entries.get(kind="check_in", on=ago(3))
        correct(wrong, pain_morning=6)
        day = next(one for one in history(plan, until=TODAY) if one.day == ago(3))
        assert (day.current.plan_day.result, day.current.reason) == ("ease", "correction")
        assert day.current.is_changed
        assert [shown.plan_day.result == "ease" for shown in day.earlier] == [False, False]
        read = next(entry for entry in day.entries if entry.row == wrong)
        assert (read.written.pain_morning, read.right.pain_morning) == (0, 6)
        assert len(read.corrections) == 1

    def test_a_correction_that_changes_no_answer_of_the_rules_is_told_apart(self) -> None:
        plan = make.make_plan(days=6, course=make.check_ins_only)
        correct(plan.entries.get(kind="check_in", on=ago(3)), note="slept well")
        day = next(one for one in history(plan, until=TODAY) if one.day == ago(3))
        assert day.current.revision == 2
        assert not day.current.is_changed

    def test_newest_first_in_a_page(self) -> None:
        plan = make.make_plan(days=12)
        with CaptureQueriesContext(connection) as queries:
            days = [one.day for one in history(plan, until=ago(2), days=5)]
        assert days == [ago(2), ago(3), ago(4), ago(5), ago(6)]
        assert len(queries) == 3


class TestChartSeries:
    def test_a_day_without_a_report_is_absent_and_a_real_0_is_0(self) -> None:
        plan = make.make_plan(days=4, course=make.silent, pain_worst=5, pain_rest=2)
        check_in(plan, pain_rest=0, pain_morning=None, pain_worst=1)
        pain = chart_series(plan, since=ago(30)).pain
        assert pain == (
            PainPoint(day=ago(3), rest=2, morning=None, worst=5),
            PainPoint(day=TODAY, rest=0, morning=None, worst=1),
        )

    def test_a_correction_is_drawn(self) -> None:
        plan = make.make_plan(days=4, course=make.check_ins_only)
        correct(plan.entries.get(kind="check_in", on=ago(1)), pain_worst=6)
        assert chart_series(plan, since=ago(1)).pain[0].worst == 6

    def test_a_day_of_sessions(self) -> None:
        plan = make.make_plan(days=2)
        check_in(plan)
        told = {"plan": plan, "on": TODAY, "by": plan.patient, "now": noon(TODAY)}
        for number, pain in enumerate((1, 3)):
            answers = {
                "exercises": [{"ladder": "bridge", "done": "1", "pain": pain}],
                "minutes": 10,
                "effort": 4 + number,
            }
            sessions.record(answers=answers, client_id=f"s{number}", today=TODAY, **told)
        series = chart_series(plan, since=TODAY)
        assert series.sessions == (SessionPoint(day=TODAY, minutes=20, pain=3, effort=5),)
        assert [point.day for point in series.decisions] == [TODAY]


class TestCaseload:
    def test_who_needs_somebody_comes_first(self) -> None:
        plans = {
            name: make.make_plan(
                days=6,
                course=make.silent if name == "silent" else make.check_ins_only,
                patient=make.make_patient(name),
            )
            for name in ("on track", "silent", "easing", "resting", "locked")
        }
        clinician = make.make_clinician(
            patients=(*(plan.patient for plan in plans.values()), make.make_patient("no plan"))
        )
        check_in(plans["easing"], pain_morning=6)
        check_in(plans["resting"], pain_rest=8)
        check_in(plans["locked"], red_flags=["foot_drop"])
        rows = caseload(clinician, now=noon(TODAY))
        assert [(row.name, row.need) for row in rows] == [
            ("locked", Need.LOCKED),
            ("resting", Need.RESTING),
            ("easing", Need.EASING),
            ("silent", Need.SILENT),
            ("on track", Need.ON_TRACK),
            ("no plan", Need.NO_PLAN),
        ]
        by_name = {row.name: row for row in rows}
        assert by_name["locked"].why == ("red_flag",)
        assert by_name["silent"].why == ("no_report",)
        assert by_name["silent"].days_silent == 5
        assert by_name["locked"].days_silent == 0

    def test_days_without_a_report_are_none(self) -> None:
        plan = make.make_plan(days=3, course=make.silent, pain_worst=4)
        check_in(plan, pain_worst=0)
        clinician = make.make_clinician(patients=(plan.patient,))
        (row,) = caseload(clinician, now=noon(TODAY))
        assert row.worst == (None,) * 11 + (4, None, 0)
        assert (row.phase_day, row.session_on) == (3, frozenset())

    def test_a_correction_counts(self) -> None:
        plan = make.make_plan(days=3, course=make.check_ins_only)
        correct(plan.entries.get(kind="check_in"), pain_worst=7)
        (row,) = caseload(make.make_clinician(patients=(plan.patient,)), now=noon(TODAY))
        assert row.worst[-2] == 7

    def test_ready_for_tests(self) -> None:
        plan = make.make_plan(days=14)
        check_in(plan)
        (row,) = caseload(make.make_clinician(patients=(plan.patient,)), now=noon(TODAY))
        assert row.need == Need.TESTING

    def test_days_are_those_of_the_phase(self) -> None:
        plan = make.make_plan(days=6, course=make.check_ins_only)
        clinician = make.make_clinician(patients=(plan.patient,))
        (row,) = caseload(clinician, now=noon(TODAY))
        assert (row.phase, row.phase_day) == ("protect", 6)
        told = {"by": clinician, "now": noon(TODAY), "today": TODAY, "on": TODAY}
        directives.give(
            plan=plan, kind="advance_phase", reason="Strong enough", client_id="on", **told
        )
        (row,) = caseload(clinician, now=noon(TODAY))
        assert (row.phase, row.phase_day) == ("rebuild", 1)

    def test_other_peoples_patients_are_not_shown(self) -> None:
        make.make_plan()
        assert caseload(make.make_clinician(), now=noon(TODAY)) == ()

    @pytest.mark.parametrize("patients", [1, 6])
    def test_queries_do_not_grow(self, patients: int) -> None:
        plans = [make.make_plan(days=3) for _ in range(patients)]
        clinician = make.make_clinician(patients=tuple(plan.patient for plan in plans))
        with CaptureQueriesContext(connection) as queries:
            assert len(caseload(clinician, now=noon(TODAY))) == patients
        assert len(queries) == 5


@pytest.mark.parametrize("days", [2, 40])
def test_a_patients_page_in_eight_queries(days: int) -> None:
    plan = make.make_plan(days=days)
    with CaptureQueriesContext(connection) as queries:
        page = patient_page(plan, today=TODAY)
    assert len(queries) <= 8
    assert page.day_number == days
    assert len(page.charts.decisions) == days - 1
    assert page.history[0].day == ago(1)


class TestWordsOfToday:
    def test_names_and_the_article_come_together(self) -> None:
        load_exercises(now=noon(TODAY))
        load_articles(now=noon(TODAY))
        with CaptureQueriesContext(connection) as queries:
            names, reading = names_and_reading(["heel-dig", "diver"], "what-it-is")
        assert names == {"heel-dig": "Heel dig", "diver": "Diver"}
        assert (reading.slug, reading.title) == ("what-it-is", "What a hamstring strain is")
        assert len(queries) == 1

    def test_without_an_article_there_is_nothing_to_read(self) -> None:
        load_articles(now=noon(TODAY))
        assert names_and_reading([], None) == ({}, None)

    def test_an_article_is_no_exercise_of_the_same_slug(self) -> None:
        load_exercises(now=noon(TODAY))
        load_articles(now=noon(TODAY))
        Article.objects.filter(slug="what-it-is").update(slug="heel-dig", title="Not a name")
        names, reading = names_and_reading(["heel-dig"], "heel-dig")
        assert names == {"heel-dig": "Heel dig"}
        assert reading.title == "Not a name"
