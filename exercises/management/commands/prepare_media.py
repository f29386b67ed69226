"""Makes the copies of every picture that still waits, without a worker."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from exercises.models import Upload
from exercises.uploads import preparing


class Command(BaseCommand):
    help = "Prepare every uploaded picture that still waits, as the worker would."

    def handle(self, **options: Any) -> None:
        waiting = list(Upload.objects.waiting())
        for upload in waiting:
            preparing.prepare(upload=upload, now=timezone.now())
        self.stdout.write(f"{len(waiting)} pictures prepared")
