"""`manage.py build_assets`: stylesheet, typeface and figures, ahead of the first visit."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from recovery.assets import BUILT, FIGURES


class Command(BaseCommand):
    help = "Build the stylesheet, the typeface and the figures where they are missing or old."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        built = {name: ensure() for name, ensure in BUILT.items()}
        for name, path in built.items():
            if name not in FIGURES:
                self.stdout.write(f"{path.name}: {_kilobytes([path])}")
        pictures = [built[name] for name in FIGURES]
        self.stdout.write(f"{len(pictures)} figures: {_kilobytes(pictures)}")


def _kilobytes(paths: list[Path]) -> str:
    return f"{sum(path.stat().st_size for path in paths) / 1000:.0f} kB"
