"""Makes the people of the demonstration."""

from datetime import UTC, date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from recovery.demo.people import PATIENTS
from recovery.demo.seed import PASSWORD, STAFF, DemoIsOff, is_seeded, seed


class Command(BaseCommand):
    help = (
        "Make two therapists, a curator, a reviewer, an admin and patients to try things out with."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do nothing if they are there")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day their stories lead up to"
        )

    def handle(self, *args: Any, once: bool, today: date | None, **options: Any) -> None:
        if is_seeded():
            if once:
                return
            raise CommandError("The demo people are there already. Nothing was changed.")
        now = timezone.now()
        try:
            patients = seed(now=now, today=today or now.astimezone(UTC).date())
        except DemoIsOff as error:
            raise CommandError("Set STEPWISE_DEMO=yes: demo people belong in a demo.") from error
        self._tell(patients)

    def _tell(self, patients: int) -> None:
        emails = [email for email, *_ in STAFF] + [PATIENTS[0].email]
        self.stdout.write(f"Made {patients} demo patients. Password: {PASSWORD}. Sign in as:")
        for email in emails:
            self.stdout.write(f"  {email}")
