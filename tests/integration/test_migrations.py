"""Every migration can be undone, and undone it can be made again."""

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from recovery.models import LogEntry

OWN = ("accounts", "exercises", "recovery")
LOADER = MigrationLoader(None)


@pytest.mark.parametrize("app", OWN)
def test_each_step_says_how_it_is_undone(app: str) -> None:
    steps = [
        (name, step)
        for (of, name), migration in LOADER.disk_migrations.items()
        if of == app
        for step in migration.operations
    ]
    assert steps
    assert [(name, step) for name, step in steps if not step.reversible] == []


@pytest.mark.deep
@pytest.mark.django_db(transaction=True)
def test_all_of_them_go_back_and_forth() -> None:
    """Those of people and exercises take those of plans with them, which stand on both."""
    for app in OWN:
        call_command("migrate", app, "zero", verbosity=0)
    call_command("migrate", verbosity=0)
    assert not LogEntry.objects.exists()
