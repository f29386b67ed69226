"""Loads the reviewed text files, by the loaders that CONTENT_LOADERS names."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from exercises.shipped import Report
from exercises.yaml_source import ContentErrors, Problem

SAID_OF = {
    "created": "created",
    "updated": "updated",
    "kept": "left as edited here, though the file has newer text",
    "without_file": "only in the database, no file",
}


class Command(BaseCommand):
    help = "Load the shipped content. Nothing is loaded if anything is wrong."
    # A broken taxonomy must be reported with its line, not as a failed check of the models.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, change nothing"
        )

    def handle(self, *args: Any, dry_run: bool, verbosity: int, **options: Any) -> None:
        now = timezone.now()
        reports: list[Report] = []
        problems: list[Problem] = []
        with transaction.atomic():
            for path in settings.CONTENT_LOADERS:
                try:
                    reports.append(import_string(path)(now=now, dry_run=False))
                except ContentErrors as errors:
                    problems += errors.problems
            transaction.set_rollback(dry_run or bool(problems))
        if problems:
            self._refuse(problems)
        for report in reports if verbosity else ():
            self._tell(report, dry_run)

    def _refuse(self, problems: list[Problem]) -> None:
        # Two loaders may read the same file, such as the taxonomy.
        for problem in sorted(set(problems)):
            self.stderr.write(str(problem))
        self.stderr.write(self.style.ERROR("Nothing was loaded."))
        sys.exit(1)

    def _tell(self, report: Report, dry_run: bool) -> None:
        would = " (dry run, nothing changed)" if dry_run else ""
        self.stdout.write(f"{report.what}: {len(report.unchanged)} unchanged{would}")
        for outcome, words in SAID_OF.items():
            slugs = getattr(report, outcome)
            if slugs:
                self.stdout.write(f"  {len(slugs)} {words}: {', '.join(slugs)}")
