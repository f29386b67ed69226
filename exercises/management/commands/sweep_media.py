"""Removes files of pictures and films that nobody refers to, and names those that are missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from exercises.uploads import sweeping


class Command(BaseCommand):
    help = "Remove uploaded files that no exercise refers to, once they are an hour old."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="name them, remove nothing")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        found = list(sweeping.unused(now=timezone.now()))
        for path in found:
            self.stdout.write(path.name)
            if not dry_run:
                path.unlink(missing_ok=True)
        self.stdout.write(f"{len(found)} files {'would be ' if dry_run else ''}removed")
        for name in sweeping.missing():
            self.stderr.write(f"missing: {name}")
