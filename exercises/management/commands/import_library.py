"""Brings a file of exercises and articles into the library, or says all that is wrong with it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.access import can_curate
from accounts.models import User
from exercises.exchange.importing import Outcome, import_library, try_import
from exercises.yaml_source import ContentErrors

WRONG = 2
SAID_OF = {
    "created": "created",
    "changed": "changed, to be signed off anew",
    "unchanged": "unchanged",
    "kept": "not in the file, kept as they are",
}


class Command(BaseCommand):
    help = "Import a library file (.xlsx or .json). Nothing is imported if anything is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file: .xlsx or .json")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, change nothing"
        )
        parser.add_argument("--by", metavar="EMAIL", help="the curator whose edit this is")

    def handle(self, *args: Any, file: Path, dry_run: bool, by: str | None, **options: Any) -> None:
        now, curator = timezone.now(), self._curator(by)
        told = {"data": self._read(file), "name": str(file)}
        try:
            if dry_run:
                outcomes = try_import(**told)
            else:
                outcomes = import_library(**told, by=curator, now=now, progress=self._progress)
        except ContentErrors as errors:
            self._refuse(errors)
        self._tell(outcomes, " (dry run, nothing changed)" if dry_run else "")

    def _curator(self, email: str | None) -> User | None:
        if email is None:
            return None
        user = User.objects.filter(email__iexact=email).first()
        if user is None or not can_curate(user):
            raise CommandError(f"{email} is no content admin here.", returncode=WRONG)
        return user

    def _read(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.", returncode=WRONG) from error

    def _refuse(self, errors: ContentErrors) -> None:
        for problem in errors.problems:
            self.stderr.write(str(problem))
        self.stderr.write(self.style.ERROR("Nothing was imported."))
        sys.exit(WRONG)

    def _progress(self, what: str, done: int, of: int) -> None:
        self.stderr.write(f"{what}: {done} of {of} written")

    def _tell(self, outcomes: Sequence[Outcome], would: str) -> None:
        for outcome in outcomes:
            counts = [f"{len(getattr(outcome, name))} {said}" for name, said in SAID_OF.items()]
            self.stdout.write(f"{outcome.what}: {'; '.join(counts)}{would}")
            for name in ("created", "changed", "kept"):
                slugs = getattr(outcome, name)
                if slugs:
                    self.stdout.write(f"  {name}: {', '.join(slugs)}")
