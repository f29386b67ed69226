"""Makes a caseload as full as one ever gets, to measure pages with."""

from datetime import UTC, date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from recovery.demo.load import THERAPIST, AlreadyThere, seed_load
from recovery.demo.seed import PASSWORD, DemoIsOff

PATIENTS, DAYS, FEWEST_DAYS = 700, 180, 30


class Command(BaseCommand):
    help = "Make a therapist with hundreds of patients, each with months of days decided."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--patients", type=int, default=PATIENTS)
        parser.add_argument("--days", type=int, default=DAYS, help="of each plan, today included")
        parser.add_argument("--today", type=date.fromisoformat, help="the latest of these days")

    def handle(self, *args: Any, patients: int, days: int, today: date | None, **_: Any) -> None:
        if patients < 1 or days < FEWEST_DAYS:
            raise CommandError(f"At least one patient and {FEWEST_DAYS} days, please.")
        now = timezone.now()
        today = today or now.astimezone(UTC).date()

        def tell(there: int) -> None:
            self.stdout.write(f"{there} of {patients} patients")
            self.stdout.flush()

        try:
            seed_load(patients=patients, days=days, now=now, today=today, tell=tell)
        except DemoIsOff as error:
            raise CommandError("Set STEPWISE_DEMO=yes: made-up people belong in a demo.") from error
        except AlreadyThere as error:
            raise CommandError("They are there already. Nothing was changed.") from error
        self.stdout.write(f"Sign in as {THERAPIST}. Password: {PASSWORD}.")
