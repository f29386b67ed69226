"""Adherence and days of data as files: what is counted, what stays empty, who can read of it."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import RecordAccess
from recovery.domain.codes import DirectiveKind
from recovery.models import Decision
from recovery.services import corrections, directives
from tests import factories as make
from tests.desks import seat
from tests.factories import CALM, TODAY, live, make_patient, make_plan, noon
from tests.long_histories import crowd

pytestmark = [pytest.mark.django_db]
DAY = timedelta(days=1)
ALL, WEEK = "/caseload/report/", TODAY - 6 * DAY
TRAINED = {"effort": 4, "minutes": 15, "pain": 2}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan():
    """On its sixth day: an intake, four days of check-in and session, and nothing yet today."""
    return make_plan(patient=make_patient("Pat Plain"), days=6)


def of_one(plan) -> str:
    return f"/patients/{plan.patient.public_id}/report/"


def file_of(client, path: str, first: date = WEEK, latest: date = TODAY) -> list[dict[str, str]]:
    answer = client.get(path, {"first": first, "latest": latest, "csv": "1"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def counts(row: dict[str, str]) -> list[str]:
    """Days, days of data, check-ins, sessions, days due, adherence, minutes."""
    return list(row.values())[5:]


# --- all patients -----------------------------------------------------------------------
def test_each_patient_is_counted_and_without_a_plan_all_is_empty(client, plan):
    make_plan(patient=make_patient("Nobody's own"), days=3)
    idle = make_patient("Ina Idle")
    seat(client, plan.patient, idle)
    none, pat = file_of(client, ALL)
    assert list(none.values()) == ["Ina Idle", *[""] * 11]
    assert list(pat.values())[:5] == [
        *("Pat Plain", "Hamstring strain, left", "2026-02-25", "", "Protect"),
    ]
    assert counts(pat) == ["5", "5", "5", "4", "5", "80", "60"]


def test_days_in_silence_count_as_asked_as_long_as_the_plan_lists_exercises(client):
    """Nobody decides a silent day: it is worked out, as the page of the patient would."""
    plan = make_plan(days=6, course=make.silent)
    seat(client, plan.patient)
    assert Decision.objects.filter(plan=plan).count() == 1
    (row,) = file_of(client, ALL)
    assert counts(row) == ["5", "1", "1", "0", "5", "0", ""]


def test_days_under_a_lock_ask_for_nothing(client, plan):
    live(plan, TODAY, {**CALM, "red_flags": ["saddle_numbness"]}, None)
    seat(client, plan.patient)
    with time_machine.travel(noon(TODAY + 3 * DAY), tick=False):
        (row,) = file_of(client, ALL, first=TODAY, latest=TODAY + 3 * DAY)
    assert counts(row) == ["3", "1", "1", "0", "0", "", ""]


def test_corrected_minutes_count_and_minutes_nobody_told_are_empty(client):
    plan = make_plan(days=3, course=lambda _day: (CALM, {"pain": 0, "minutes": None}))
    seat(client, plan.patient)
    assert counts(*file_of(client, ALL))[-1] == ""
    told = {"by": plan.patient, "now": noon(TODAY), "today": TODAY}
    session = plan.entries.get(kind="session")
    corrections.record(entry=session, changes={"minutes": 40}, client_id="m", **told)
    assert counts(*file_of(client, ALL))[-1] == "40"


def test_a_plan_counts_within_its_own_days_alone(client, plan):
    therapist = seat(client, plan.patient)
    live(plan, TODAY, CALM, TRAINED)
    told = {"plan": plan, "on": TODAY, "by": therapist, "now": noon(TODAY), "today": TODAY}
    directives.give(kind=DirectiveKind.DISCHARGE, reason="Done", client_id="d", **told)
    (row,) = file_of(client, ALL, first=TODAY - 60 * DAY)
    assert row["Plan to"] == "2026-03-02" and row["Days"] == "6"
    before = file_of(client, ALL, first=TODAY - 60 * DAY, latest=TODAY - 30 * DAY)
    assert counts(*before) == [""] * 7


@pytest.mark.one_database
def test_a_name_that_a_spreadsheet_would_run_does_not(client):
    seat(client, make_patient('=HYPERLINK("http://x")'))
    assert file_of(client, ALL)[0]["Patient"] == '\'=HYPERLINK("http://x")'


@pytest.mark.one_database
@pytest.mark.parametrize("patients", [2, 60])
def test_a_file_of_many_asks_as_much_as_a_file_of_few(client, patients):
    therapist = seat(client)
    crowd(therapist, count=patients, like=make_plan(days=5), today=TODAY)
    with CaptureQueriesContext(connection) as asked:
        assert len(file_of(client, ALL)) == patients
    assert len(asked) <= 13, len(asked)


# --- one patient ------------------------------------------------------------------------
def test_a_patient_has_a_line_a_day_and_what_was_not_told_is_empty(client, plan):
    seat(client, plan.patient)
    live(plan, TODAY, {**CALM, "pain_morning": None}, TRAINED)
    rows = [list(row.values()) for row in file_of(client, of_one(plan))]
    assert rows[0] == [
        *("2026-02-25", "Protect", "Same", "yes", "yes", "yes", "no", "", "", "0", "", "3", ""),
    ]
    assert rows[-1][3:] == ["yes", "yes", "yes", "yes", "15", "4", "0", "", "1", "2"]
    assert len(rows) == 6


def test_both_files_count_alike(client, plan):
    """One works the silent days out of the log, the other from the latest decision alone."""
    seat(client, plan.patient)
    with time_machine.travel(noon(TODAY + 4 * DAY), tick=False):
        span = {"first": WEEK, "latest": TODAY + 3 * DAY}
        (row,), days = file_of(client, ALL, **span), file_of(client, of_one(plan), **span)
    said = [[day[name] for day in days].count("yes") for name in ("Data", "Check-in", "Session")]
    due = [day["Exercises due"] for day in days].count("yes")
    assert [int(one) for one in counts(row)[1:5]] == [*said, due]


# --- the page, and who reads of it ------------------------------------------------------
@pytest.mark.one_database
@pytest.mark.parametrize(
    ("first", "latest", "words"),
    [
        (TODAY, TODAY + DAY, "This day has not come yet."),
        (TODAY, TODAY - DAY, "This lies before the first day."),
        (TODAY - 92 * DAY, TODAY, "At most 92 days fit in one file."),
        ("", TODAY, "Choose a day."),
        ("soon", TODAY, "Write a day, such as 2026-03-02."),
    ],
)
def test_days_that_cannot_be_are_told_beside_the_field_and_no_file_comes(
    client, plan, first, latest, words
):
    seat(client, plan.patient)
    page = client.get(ALL, {"first": first, "latest": latest, "csv": "1"})
    assert page.status_code == 422 and words in page.text
    assert 'aria-invalid="true"' in page.text and "_error" in page.text
    assert not RecordAccess.objects.exists()


@pytest.mark.one_database
def test_the_longest_that_fits_is_taken(client, plan):
    seat(client, plan.patient)
    assert file_of(client, ALL, first=TODAY - 91 * DAY)
    assert file_of(client, of_one(plan), first=TODAY - 365 * DAY)


@pytest.mark.one_database
def test_whoever_is_in_a_file_can_read_that_it_was_taken(client, plan):
    idle = make_patient("Ina Idle")
    seat(client, plan.patient, idle)
    client.get(ALL)
    assert not RecordAccess.objects.exists()
    file_of(client, ALL)
    file_of(client, of_one(plan))
    looks = RecordAccess.objects.order_by("pk").values_list("patient__name", "what")
    assert sorted(looks[:2]) == [("Ina Idle", "report_list"), ("Pat Plain", "report_list")]
    assert looks[2] == ("Pat Plain", "report_file")


@pytest.mark.one_database
def test_the_name_of_a_file_says_which_days_and_not_whose(client, plan):
    seat(client, plan.patient)
    answer = client.get(of_one(plan), {"first": WEEK, "latest": TODAY, "csv": "1"})
    name = "stepwise-days-2026-02-24-to-2026-03-02.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in answer.headers["Cache-Control"]
