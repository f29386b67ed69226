"""The plan on paper: what a sheet shows, and what becomes of it when it is typed in."""

import itertools
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exercises.loader import load
from exercises.models import Exercise
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors import foreseen, plan_days
from tests import factories as make
from tests.factories import TODAY, noon
from tests.integration.bad_input_table import FORMS
from tests.long_histories import long_plan

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DAY = timedelta(days=1)
YESTERDAY = TODAY - DAY
SHEET = f"/mine/paper/type-in/{YESTERDAY}/"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan() -> RecoveryPlan:
    """Of five days, of which the patient said nothing since the first."""
    return make.make_plan(days=5, course=make.silent)


@pytest.fixture
def own(client: Client, plan: RecoveryPlan) -> Client:
    client.force_login(plan.patient)
    return client


# --- the days ahead ------------------------------------------------------------------------
def test_the_days_ahead_begin_with_today_as_it_is(plan: RecoveryPlan) -> None:
    days = foreseen.days_ahead(plan, TODAY, count=7)
    assert [one.day for one in days] == [TODAY + n * DAY for n in range(7)]
    assert days[0].exercises == plan_days.today(plan, TODAY).exercises


def test_on_paper_nothing_moves_up_by_itself() -> None:
    """A plan that would have stepped up within the week, had somebody said that it was easy."""
    plan = make.make_plan(days=3)
    days = foreseen.days_ahead(plan, TODAY, count=7)
    rungs = {
        one.ladder: {day.ladders[n].rung for day in days[1:]}
        for n, one in enumerate(days[0].ladders)
    }
    assert {ladder for ladder, seen in rungs.items() if len(seen) > 1} == set()


def test_what_is_due_every_other_day_is_on_paper_every_other_day() -> None:
    days = foreseen.days_ahead(make.make_plan(days=3), TODAY, count=7)
    trunk = [any(line.ladder == "trunk" for line in one.exercises) for one in days]
    assert any(trunk)
    assert not any(today and tomorrow for today, tomorrow in itertools.pairwise(trunk))


def test_looking_ahead_writes_nothing(plan: RecoveryPlan) -> None:
    before = (LogEntry.objects.count(), Decision.objects.count())
    foreseen.days_ahead(plan, TODAY, count=7)
    assert (LogEntry.objects.count(), Decision.objects.count()) == before


# --- the sheets ----------------------------------------------------------------------------
def test_a_day_has_its_doses_its_limits_and_boxes(own: Client, plan: RecoveryPlan) -> None:
    load(now=noon(TODAY))
    page = own.get(f"/mine/paper/days/{TODAY}/").text
    first = plan_days.today(plan, TODAY).exercises[0].exercise
    assert Exercise.objects.get(slug=first).name in page
    for words in ("Monday 2 March", "0 to 2", "Go on", "6 to 10", "Stop", "How much did it hurt?"):
        assert words in page
    assert 'class="fig"' in page and 'class="tick"' in page


def test_a_week_has_a_column_for_each_day(own: Client) -> None:
    page = own.get("/mine/paper/week/").text
    assert "2 March to 8 March" in page
    assert page.count("<small>2 Mar</small>") == 3
    assert 'class="cell off"' in page


@pytest.mark.parametrize(
    ("country", "asked", "size"),
    [("DE", "", "A4"), ("US", "", "Letter"), ("US", "&paper=a4", "A4"), ("DE", "&paper=x", "A4")],
)
def test_a_pdf_has_the_paper_of_the_country_or_the_one_asked_for(
    own: Client, plan: RecoveryPlan, country: str, asked: str, size: str
) -> None:
    plan.patient.country = country
    plan.patient.save(update_fields=["country"])
    for path in (f"/mine/paper/days/{TODAY}/", "/mine/paper/week/"):
        answer = own.get(f"{path}?pdf{asked}")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert size_of(answer.content) == size


def size_of(pdf: bytes) -> str:
    assert pdf.startswith(b"%PDF-")
    (box,) = set(re.findall(rb"/MediaBox\s*\[0 0 (\d+)", pdf))
    return {b"595": "A4", b"612": "Letter"}[box]


def test_words_of_the_library_are_never_commands(own: Client) -> None:
    load(now=noon(TODAY))
    name = '#read("/etc/passwd") *a* "quoted" \\ $x$ #{'
    Exercise.objects.update(name=name)
    assert own.get("/mine/paper/week/?pdf").content.startswith(b"%PDF-")


@pytest.mark.parametrize("days", [-1, 7])
def test_only_the_days_ahead_are_printed(own: Client, days: int) -> None:
    assert own.get(f"/mine/paper/days/{TODAY + days * DAY}/").status_code == 404


def test_a_locked_plan_prints_no_exercises(own: Client, plan: RecoveryPlan) -> None:
    make.live(plan, TODAY, {**make.CALM, "red_flags": ["saddle_numbness"]}, None)
    for path in ("/mine/paper/", "/mine/paper/week/", f"/mine/paper/days/{TODAY}/"):
        assert own.get(path).headers["Location"] == "/locked/"


def test_a_week_without_anything_due_says_so(own: Client, plan: RecoveryPlan) -> None:
    make.live(plan, TODAY, {**make.CALM, "pain_rest": 7}, None)
    page = own.get(f"/mine/paper/days/{TODAY}/")
    assert "No exercises are due" in page.text
    assert own.get(f"/mine/paper/days/{TODAY}/?pdf").status_code == 200


@pytest.mark.parametrize("days", [7, 730])
def test_a_sheet_asks_as_much_after_two_years(client: Client, days: int) -> None:
    plan = long_plan(days=days, today=TODAY)
    client.force_login(plan.patient)
    for path in ("/mine/paper/week/", "/mine/paper/type-in/", SHEET):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= 8, (path, len(asked))


# --- typing it in --------------------------------------------------------------------------
def entries(on: date = YESTERDAY) -> dict[str, LogEntry]:
    return {row.kind: row for row in LogEntry.objects.filter(on=on)}


def test_a_day_is_kept_with_its_own_date_and_decides_the_days_since(
    own: Client, plan: RecoveryPlan
) -> None:
    sent = own.post(SHEET, FORMS["sheet"].answers)
    assert sent.headers["Location"] == f"/mine/paper/type-in/{TODAY}/"
    kept = entries()
    check_in, session = kept["check_in"], kept["session"]
    assert (check_in.pain_rest, check_in.pain_morning, check_in.pain_worst) == (0, None, 2)
    assert check_in.facts["red_flags"] == [] and check_in.facts["settled"] == "under_1_hour"
    assert (session.effort, session.minutes) == (4, 17)
    (line,) = session.exercises.all()
    assert (line.ladder, str(line.done), line.pain) == ("bridge", "0.80", 1)
    decided = Decision.objects.filter(plan=plan, caused_by=session)
    assert {row.day for row in decided} >= {YESTERDAY}


def test_an_empty_cell_is_no_answer(own: Client) -> None:
    own.post(SHEET, {"pain_worst": "2"})
    kept = entries()
    assert set(kept) == {"check_in"}
    assert kept["check_in"].pain_rest is None
    assert "red_flags" not in kept["check_in"].facts
    assert "limp" not in kept["check_in"].facts


def test_a_zero_is_an_answer(own: Client) -> None:
    own.post(SHEET, {"pain_worst": "0", "pain_bridge": "0"})
    kept = entries()
    assert kept["check_in"].pain_worst == 0
    (line,) = kept["session"].exercises.all()
    assert (line.done, line.pain) == (None, 0)


def test_an_empty_sheet_is_not_kept(own: Client) -> None:
    before = LogEntry.objects.count()
    page = own.post(SHEET, {})
    assert page.status_code == 422 and "Type in what is on the sheet first." in page.text
    assert LogEntry.objects.count() == before


def test_the_session_may_come_later_than_the_check_in(own: Client) -> None:
    own.post(SHEET, {"pain_worst": "2"})
    own.post(SHEET, {"effort": "3"})
    assert set(entries()) == {"check_in", "session"}


def test_both_or_neither(own: Client) -> None:
    own.post(SHEET, {"effort": "3"})
    before = LogEntry.objects.count()
    page = own.post(SHEET, {"pain_worst": "2", "effort": "5"})
    assert page.status_code == 409 and "Correct it on its own page" in page.text
    assert LogEntry.objects.count() == before


def test_a_sign_that_needs_help_is_read_back_once_and_then_locks(
    own: Client, plan: RecoveryPlan
) -> None:
    sheet = {"flags": "some", "red_flags": "saddle_numbness", "pain_worst": "2"}
    asked = own.post(SHEET, sheet)
    assert "Does the sheet say this?" in asked.text
    assert 'name="pain_worst" value="2"' in asked.text
    assert not entries()
    assert own.post(SHEET, {**sheet, "back": "1"}).status_code == 200
    assert own.post(SHEET, {**sheet, "confirmed": "1"}).headers["Location"] == "/locked/"
    assert plan_days.today(plan, TODAY).lock is not None


def test_a_yes_without_saying_which_is_asked_again(own: Client) -> None:
    page = own.post(SHEET, {"flags": "some", "pain_worst": "2"})
    assert page.status_code == 422 and "Tick which one" in page.text
    assert not entries()


@pytest.mark.parametrize("day", [TODAY + DAY, TODAY - 5 * DAY])
def test_a_day_outside_the_plan_is_not_there(own: Client, day: date) -> None:
    assert own.post(f"/mine/paper/type-in/{day}/", {"pain_worst": "1"}).status_code == 404


def test_a_day_that_has_entries_says_so(own: Client, plan: RecoveryPlan) -> None:
    make.live(plan, TODAY, make.CALM, None)
    page = own.get(f"/mine/paper/type-in/{TODAY}/")
    assert "A check-in of this day is there already" in page.text
    assert f'href="/progress/{TODAY}/"' in page.text
    assert "The check-in is there." in own.get("/mine/paper/type-in/").text


def test_a_paper_week_counts_like_a_week_on_the_phone() -> None:
    """The same six days, told each evening by one and all at the end by the other."""

    def lived(on_paper: bool) -> Any:
        plan = make.make_plan(days=7, course=make.silent if on_paper else make.steady)
        client = Client()
        client.force_login(plan.patient)
        for number in range(1, 6):
            if on_paper:
                type_in_steady_day(client, plan, TODAY + (number - 6) * DAY)
        return plan_days.today(RecoveryPlan.objects.get(pk=plan.pk), TODAY)

    paper, phone = lived(True), lived(False)
    assert [(one.ladder, one.rung) for one in paper.ladders] == [
        (one.ladder, one.rung) for one in phone.ladders
    ]
    assert any(one.rung > 1 for one in paper.ladders)


def type_in_steady_day(client: Client, plan: RecoveryPlan, on: date) -> None:
    path = f"/mine/paper/type-in/{on}/"
    check_in = {"flags": "none", "nothing_new": "1", "settled": "none"}
    check_in |= {"pain_rest": "0", "pain_morning": "0", "pain_worst": "1"}
    client.post(path, check_in)
    listed = Decision.objects.filter(plan=plan, day=on).newest_first().first()
    lines = [one for one in listed.plan_day["exercises"] if not one["warm_up"]]
    cells = {f"{name}_{one['ladder']}": value for one in lines for name, value in EASY.items()}
    whole = {"effort": "4", "minutes": "15", "warmup_soreness": "none", "limp": "no"}
    assert client.post(path, cells | whole).status_code == 302


EASY = {"done": "1", "pain": "0"}
