"""`manage.py rulebook`: what docs/rulebook.md has from the code, written or checked."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery.rulebook import PAGE, all_blocks, filled, find_problems, read_numbers

OLD = "it is not what the code says. Run: .venv/bin/python manage.py rulebook"


class Command(BaseCommand):
    help = "Write into docs/rulebook.md what the code says of each rule; --check only looks."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if it is old")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        text, numbers = PAGE.read_text(encoding="utf-8"), read_numbers()
        blocks = all_blocks(numbers)
        fresh = filled(text, blocks)
        problems = find_problems(text, blocks, numbers)
        if check and fresh != text:
            problems.append(OLD)
        elif fresh != text:
            PAGE.write_text(fresh, encoding="utf-8")
        if problems:
            raise CommandError("\n".join(f"docs/rulebook.md: {one}" for one in problems))
