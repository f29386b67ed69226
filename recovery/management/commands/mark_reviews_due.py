"""Moves published texts past the day of their next review to review due. For once a day."""

from datetime import UTC
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from recovery.services import reviews


class Command(BaseCommand):
    help = "Move published texts past the day of their next review to review due."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        marked = reviews.mark_overdue(now=now, today=now.astimezone(UTC).date())
        told = ", ".join(f"{number} {kind}" for kind, number in marked.items())
        self.stdout.write(f"Review due now: {told}.")
