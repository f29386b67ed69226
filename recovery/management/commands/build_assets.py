"""`manage.py build_assets`: the stylesheet and the typeface, ahead of the first visit."""

from typing import Any

from django.core.management.base import BaseCommand

from recovery.assets import BUILT


class Command(BaseCommand):
    help = "Build the stylesheet and the typeface where they are missing or old."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for ensure in BUILT.values():
            path = ensure()
            self.stdout.write(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
