"""Tells the worker what comes again and again. Running it twice changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django_q.models import Schedule

EACH_MINUTE = {
    "queue due reminders": "recovery.tasks.queue_due_reminders",
    "queue due digests": "recovery.tasks.queue_due_digests",
}


class Command(BaseCommand):
    help = "Tell the worker what comes again and again, such as looking for due reminders."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, task in EACH_MINUTE.items():
            _row, is_new = Schedule.objects.update_or_create(
                name=name,
                defaults={"func": task, "schedule_type": Schedule.MINUTES, "minutes": 1},
            )
            self.stdout.write(f"{name}, each minute: {'added' if is_new else 'was there'}.")
