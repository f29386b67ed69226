"""Writes the library of the database into one file, for a spreadsheet or as JSON."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises.exchange.exporting import WRITERS, export_library
from exercises.exchange.workbooks import TooLongForACell


class Command(BaseCommand):
    help = "Write every exercise and article into one file (.xlsx or .json)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("out", type=Path, help="where to write: .xlsx or .json")

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        kind = out.suffix.lower().removeprefix(".")
        if kind not in WRITERS:
            raise CommandError("The library is written as .xlsx or .json.", returncode=2)
        try:
            data = export_library(kind)
        except TooLongForACell as error:
            message = f"Too long for a cell: “{error}…”. Write it as .json."
            raise CommandError(message, returncode=2) from error
        out.write_bytes(data)
        self.stdout.write(f"{len(data)} bytes in {out}")
