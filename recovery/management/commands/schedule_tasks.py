"""Tells the worker what comes again and again. Running it twice changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django_q.models import Schedule

HOUR = 60
MINUTES = {
    "queue due reminders": ("recovery.tasks.queue_due_reminders", 1),
    "queue due digests": ("recovery.tasks.queue_due_digests", 1),
    "tell newcomers of cover": ("recovery.tasks.tell_newcomers_of_cover", 1),
    "close finished plans": ("recovery.tasks.close_finished_plans", HOUR),
}


class Command(BaseCommand):
    help = "Tell the worker what comes again and again, such as looking for due reminders."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, (task, minutes) in MINUTES.items():
            _row, is_new = Schedule.objects.update_or_create(
                name=name,
                defaults={"func": task, "schedule_type": Schedule.MINUTES, "minutes": minutes},
            )
            often = "each minute" if minutes == 1 else f"every {minutes} minutes"
            self.stdout.write(f"{name}, {often}: {'added' if is_new else 'was there'}.")
