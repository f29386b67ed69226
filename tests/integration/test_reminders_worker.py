"""A real worker, killed while it waits for the mail server: the mail comes, and comes once."""

import os
import signal
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_q.models import OrmQ, Schedule
from django_q.scheduler import scheduler

from recovery.models import Reminder, ReminderSettings
from recovery.services import reminders
from tests import factories as make
from tests.mail_server import MailServer, mail_server

from .test_uploads_worker import group_of, wait_for, worker_beside

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server() -> Any:
    with mail_server() as server:
        yield server


@pytest.fixture
def due(transactional_db: None) -> ReminderSettings:
    """Somebody whose reminder comes due within the next minute."""
    now = timezone.now()
    patient = make.make_plan(days=3, today=now.date()).patient
    wishes = {"check_in_by_mail": True, "check_in_at": time(now.hour, now.minute)}
    row = reminders.save(patient=patient, wishes=wishes, now=now)
    ReminderSettings.objects.update(next_at=now.replace(second=0, microsecond=0))
    call_command("schedule_tasks")
    Schedule.objects.update(next_run=now)
    scheduler()  # as a worker does, but half a minute after it began
    return row


@pytest.mark.deep
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc")
def test_a_killed_worker_mails_once(
    tmp_path: Path, server: MailServer, due: ReminderSettings
) -> None:
    told = {
        "STEPWISE_MAIL_HOST": "127.0.0.1",
        "STEPWISE_MAIL_PORT": str(server.port),
        "STEPWISE_MAIL_TLS": "no",
    }
    with worker_beside(tmp_path, **told) as keeper:
        # Given a worker that has reached a mail server which does not answer
        wait_for(server.reached.is_set)
        first = group_of(keeper)
        # When everything of it is killed, and the server is well again
        os.killpg(first, signal.SIGKILL)
        server.speaks.set()
        assert Reminder.objects.get().state == Reminder.State.DUE
        # Then another takes its place and sends the mail when the task comes again
        wait_for(lambda: group_of(keeper) != first)
        OrmQ.objects.update(lock=timezone.now())
        wait_for(lambda: Reminder.objects.get().state == Reminder.State.SENT)
        wait_for(lambda: not OrmQ.objects.exists())
    assert len(server.mails) == 1
    assert f"<reminder-{Reminder.objects.get().pk}@127.0.0.1>" in server.mails[0]
