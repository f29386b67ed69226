"""Reminders: who is told what, once, and what makes one not needed any more."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django_q.models import OrmQ, Schedule

from accounts import people
from accounts.models import User
from recovery import tasks
from recovery.domain.codes import DirectiveKind
from recovery.management.commands.schedule_tasks import Command
from recovery.models import Reminder, ReminderSettings
from recovery.reminding.times import Kind
from recovery.services import directives, reminder_sending, reminders
from tests import factories as make
from tests import last_weeks
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)  # a Monday, and TODAY
BY_MAIL = {"check_in_by_mail": True, "check_in_at": time(8)}
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def patient() -> User:
    return make.make_plan(days=3).patient


def wish(patient: User, **wishes: Any) -> ReminderSettings:
    return reminders.save(patient=patient, wishes={**BY_MAIL, **wishes}, now=EIGHT - HOUR)


def work(now: datetime) -> None:
    """What the worker does at that time: look, then whatever is in the queue."""
    with time_machine.travel(now, tick=False):
        tasks.queue_due_reminders()
        for row in OrmQ.objects.all():
            task = row.task
            row.delete()
            getattr(tasks, task["func"].rsplit(".", 1)[1])(*task["args"])


def raising(error: type[BaseException]) -> Callable[[], None]:
    def go() -> None:
        raise error

    return go


def send_through(go: Callable[[], None], reminder: Reminder) -> None:
    hands = {"mail": lambda _one: nullcontext(go)}
    reminder_sending.send(reminder_id=reminder.pk, now=EIGHT, hands=hands)


def states() -> list[tuple[str, str, str]]:
    rows = Reminder.objects.order_by("due_at", "channel")
    return list(rows.values_list("kind", "channel", "state"))


def test_a_mail_goes_out_when_its_time_has_come_and_not_before(patient: User) -> None:
    wish(patient)
    work(EIGHT - MINUTE)
    assert mail.outbox == []
    work(EIGHT)
    assert [one.to for one in mail.outbox] == [[patient.email]]
    assert states() == [("check_in", "mail", "sent")]


def test_looked_twice_and_worked_twice_it_is_one_mail(patient: User) -> None:
    wish(patient)
    work(EIGHT)
    work(EIGHT)
    reminder = Reminder.objects.get()
    ReminderSettings.objects.update(next_at=EIGHT)
    work(EIGHT + MINUTE)
    with time_machine.travel(EIGHT + MINUTE):
        tasks.send_reminder(reminder.pk)
        tasks.send_reminder(reminder.pk)
    assert len(mail.outbox) == 1


def test_a_look_that_is_cut_off_leaves_nothing_behind_and_the_next_does_it(patient: User) -> None:
    wish(patient)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        reminders.queue_due(now=EIGHT)
        raise KeyboardInterrupt
    assert not OrmQ.objects.exists() and not Reminder.objects.exists()
    work(EIGHT + MINUTE)
    assert len(mail.outbox) == 1


def test_a_refused_mail_is_sent_when_the_task_comes_again(patient: User) -> None:
    wish(patient)
    reminders.queue_due(now=EIGHT)
    reminder = Reminder.objects.get()

    with pytest.raises(ConnectionRefusedError):
        send_through(raising(ConnectionRefusedError), reminder)
    assert states() == [("check_in", "mail", "due")]
    work(EIGHT + MINUTE)
    assert len(mail.outbox) == 1


def test_cut_off_within_the_sending_it_does_not_come_twice(patient: User) -> None:
    wish(patient)
    reminders.queue_due(now=EIGHT)
    reminder = Reminder.objects.get()

    with pytest.raises(KeyboardInterrupt):
        send_through(raising(KeyboardInterrupt), reminder)
    assert states() == [("check_in", "mail", "sending")]
    work(EIGHT + MINUTE)
    assert mail.outbox == []


def test_two_workers_at_once_send_it_once(patient: User) -> None:
    wish(patient)
    reminders.queue_due(now=EIGHT)
    reminder = Reminder.objects.get()
    gone: list[str] = []

    @contextmanager
    def overtaken(_one: Reminder) -> Iterator[Callable[[], object]]:
        send_through(lambda: gone.append("the second"), reminder)
        yield lambda: gone.append("the first")

    reminder_sending.send(reminder_id=reminder.pk, now=EIGHT, hands={"mail": overtaken})
    assert gone == ["the second"]


def test_one_row_for_a_person_a_kind_a_way_and_a_time(patient: User) -> None:
    fields = {"patient": patient, "kind": "check_in", "channel": "mail", "due_at": EIGHT}
    Reminder.objects.create(**fields)
    Reminder.objects.create(**{**fields, "channel": "push"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**fields)


def test_nothing_comes_to_somebody_who_has_checked_in(patient: User) -> None:
    wish(patient, repeat_hours=2)
    plan = patient.recovery_plans.get()
    work(EIGHT)
    make.live(plan, TODAY, make.CALM, None)
    work(EIGHT + 2 * HOUR)
    assert len(mail.outbox) == 1
    assert states() == [("check_in", "mail", "sent"), ("repeat", "mail", "dropped")]


def test_where_nothing_was_recorded_it_comes_once_more(patient: User) -> None:
    wish(patient, repeat_hours=2)
    work(EIGHT)
    work(EIGHT + 2 * HOUR)
    assert len(mail.outbox) == 2


def test_a_worker_that_was_away_sends_what_is_not_too_late(patient: User) -> None:
    wish(patient)
    work(EIGHT + HOUR)
    assert len(mail.outbox) == 1


def test_a_worker_that_was_away_too_long_sends_nothing_at_a_bad_moment(patient: User) -> None:
    row = wish(patient)
    work(EIGHT + 3 * HOUR)
    assert states() == []
    row.refresh_from_db()
    assert row.next_at == EIGHT + timedelta(days=1)


def test_a_break_is_late_after_a_quarter_of_an_hour(patient: User) -> None:
    wish(patient, check_in_by_mail=False, break_by_mail=True, break_from=time(7))
    work(EIGHT + 15 * MINUTE)
    work(EIGHT + HOUR + 16 * MINUTE)
    assert [state for _kind, _way, state in states()] == ["sent", "dropped"]


@pytest.mark.parametrize("state", ["ended", "over", "paused", "off", "inactive"])
def test_what_changed_in_between_is_heeded(patient: User, state: str) -> None:
    wish(patient)
    reminders.queue_due(now=EIGHT)
    CHANGES[state](patient)
    work(EIGHT + MINUTE)
    assert mail.outbox == []
    assert states() == [("check_in", "mail", "dropped")]


@pytest.mark.one_database
@pytest.mark.parametrize(("day", "mails"), [(4, 0), (7, 1)])
def test_in_the_last_weeks_a_check_in_is_asked_for_on_the_days_with_a_list(
    day: int, mails: int
) -> None:
    """The first week is lived, so that nothing is due before the same day a week later."""
    plan = last_weeks.plan_in_last_weeks(TODAY)
    last_weeks.live_until(plan, TODAY, TODAY + 4 * last_weeks.DAY)
    wish(plan.patient, break_by_mail=True, break_from=time(8), break_until=time(9), break_every=60)
    at = EIGHT + day * last_weeks.DAY
    ReminderSettings.objects.update(next_at=at)
    work(at)
    said = [kind for kind, _way, state in states() if state == "sent"]
    assert said.count("check_in") == mails


def _pause(patient: User) -> None:
    directives.give(
        plan=patient.recovery_plans.get(),
        on=TODAY,
        kind=DirectiveKind.PAUSE,
        reason="Away",
        client_id="pause",
        by=patient,
        now=EIGHT,
        today=TODAY,
    )


def _over(patient: User) -> None:
    """Its eight weeks went by, and no worker has closed it yet."""
    directives.give(
        plan=patient.recovery_plans.get(),
        on=TODAY,
        kind=DirectiveKind.DISCHARGE,
        reason="Well again",
        client_id="end",
        by=make.make_clinician(patients=(patient,)),
        now=EIGHT,
        today=TODAY,
    )
    patient.recovery_plans.update(closed_on=None, close_reason="")


CHANGES: dict[str, Any] = {
    "over": _over,
    "ended": lambda one: one.recovery_plans.update(closed_on=TODAY, close_reason="discharged"),
    "paused": _pause,
    "off": lambda one: reminders.stop(patient=one, now=EIGHT),
    "inactive": lambda one: User.objects.filter(pk=one.pk).update(is_active=False),
}


def test_quiet_hours_hold_for_what_comes_late(patient: User) -> None:
    wish(patient, quiet_from=time(8, 30), quiet_until=time(9))
    work(EIGHT + 30 * MINUTE)
    assert mail.outbox == []


def test_who_moves_is_reminded_by_the_new_clock(patient: User) -> None:
    """From Greenwich to Tokyo: 8 there is 23 here, and today's has gone by."""
    row = wish(patient)
    people.describe(user=patient, name="Pat", country="JP", time_zone="Asia/Tokyo", language="en")
    work(EIGHT)
    assert mail.outbox == []
    row.refresh_from_db()
    assert (row.zone, row.next_at) == ("Asia/Tokyo", EIGHT + 15 * HOUR)


def test_stopping_breaks_leaves_the_check_in(patient: User) -> None:
    wish(patient, break_by_mail=True)
    reminders.stop(patient=patient, kind=Kind.BREAK, now=EIGHT)
    row = ReminderSettings.objects.get()
    assert (row.check_in_by_mail, row.break_by_mail) == (True, False)
    reminders.stop(patient=patient, kind=Kind.REPEAT, now=EIGHT)
    row.refresh_from_db()
    assert (row.check_in_by_mail, row.next_at) == (False, None)


@pytest.mark.parametrize("count", [3, 30])
def test_a_look_asks_as_much_for_many_as_for_few(count: int) -> None:
    """But for the task of each."""
    for _one in range(count):
        reminders.save(patient=make.make_patient(), wishes=BY_MAIL, now=EIGHT - HOUR)
    with CaptureQueriesContext(connection) as asked:
        reminders.queue_due(now=EIGHT)
    tasks_added = [one for one in asked if "django_q_ormq" in one["sql"]]
    assert len(tasks_added) == count
    assert len(asked) - len(tasks_added) <= 7


def test_a_mail_says_nothing_of_a_body_and_how_to_stop(patient: User) -> None:
    wish(patient)
    work(EIGHT)
    (one,) = mail.outbox
    said = f"{one.subject}\n{one.body}".lower()
    for word in ("pain", "thigh", "hamstring", "injur", "exercise", patient.name.lower()):
        assert word not in said
    stop = one.extra_headers["List-Unsubscribe"].strip("<>")
    assert stop.startswith("http://127.0.0.1:8000/reminders/stop/") and stop in one.body
    assert one.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert one.message()["Message-ID"] == f"<reminder-{Reminder.objects.get().pk}@127.0.0.1>"


def test_old_rows_are_forgotten(patient: User) -> None:
    wish(patient)
    work(EIGHT)
    with time_machine.travel(EIGHT + timedelta(days=31)):
        tasks.queue_due_reminders()
    assert not Reminder.objects.filter(due_at=EIGHT).exists()


def test_the_worker_is_told_once_what_comes_again_and_again(capsys: Any) -> None:
    for _time in range(2):
        Command().handle()
    rows = Schedule.objects.order_by("name").values_list("func", "minutes", "repeats")
    assert list(rows) == [
        ("recovery.tasks.close_finished_plans", 60, -1),
        ("recovery.tasks.queue_due_digests", 1, -1),
        ("recovery.tasks.queue_due_reminders", 1, -1),
        ("recovery.tasks.tell_newcomers_of_cover", 1, -1),
    ]
