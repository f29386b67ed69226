"""A server's threads share a pool of connections; nothing that forks does."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.one_database
LOOK = "from django.conf import settings; print('pool' in settings.DATABASES['default']['OPTIONS'])"


def has_pool(begin: str) -> bool:
    told = {**os.environ, "DATABASE_URL": "postgresql://nobody@/nowhere?connect_timeout=1"}
    told.pop("STEPWISE_SERVES", None)
    said = subprocess.run(
        [sys.executable, "-c", f"{begin}; {LOOK}"],
        cwd=settings.BASE_DIR,
        env={**told, "DJANGO_SETTINGS_MODULE": "config.settings"},
        check=True,
        capture_output=True,
        text=True,
    )
    return said.stdout.strip() == "True"


def test_the_server_has_one() -> None:
    assert has_pool("import config.wsgi")


def test_a_worker_and_every_other_command_has_none() -> None:
    assert not has_pool("import manage")
