"""What the worker does. A task may come twice, late, or after its row is gone."""

from django.utils import timezone

from recovery.models import Channel
from recovery.reminding import mail, push
from recovery.services import reminder_sending, reminders

HANDS = {Channel.MAIL: mail.ready, Channel.PUSH: push.ready}


def queue_due_reminders() -> None:
    """Comes each minute; see `manage.py schedule_tasks`."""
    now = timezone.now()
    reminders.queue_due(now=now)
    reminders.forget_old(now=now)


def send_reminder(reminder_id: int) -> None:
    reminder_sending.send(reminder_id=reminder_id, now=timezone.now(), hands=HANDS)
