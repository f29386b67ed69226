"""Shows this installation's public key for notifications, and makes the pair if there is none."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from recovery.reminding import push


class Command(BaseCommand):
    help = "Show the public key for notifications; the private one is made if there is none."

    def handle(self, *args: Any, **options: Any) -> None:
        key = push.public_key()
        self.stdout.write(f"{key}\nThe private key is in {settings.PUSH_KEY_FILE}. Back it up.")
