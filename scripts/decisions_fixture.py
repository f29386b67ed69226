"""Write tests/fixtures/decisions.json.gz: plans of made-up people with 1,000 stored decisions.

Run it when a rule has changed on purpose, after reading what `manage.py replay_decisions` says of
the fixture as it was: python scripts/decisions_fixture.py
"""

import gzip
import os
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "tests" / "fixtures" / "decisions.json.gz"
ENOUGH = 1_000
NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STEPWISE_DATA_DIR"] = folder
        import django

        django.setup()
        count = live()
        FIXTURE.parent.mkdir(exist_ok=True)
        FIXTURE.write_bytes(gzip.compress(written().encode(), mtime=0))
    print(f"{FIXTURE.relative_to(ROOT)}: {count} decisions, {FIXTURE.stat().st_size // 1000} kB")


def live() -> int:
    """The people of the demonstration, twice: as they are, and some weeks further on."""
    from django.core.management import call_command

    from recovery.demo import people, seed
    from recovery.models import Decision

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    later = [
        replace(one, email=f"later-{one.email}", days=one.days + 14) for one in people.PATIENTS[:9]
    ]
    with patch.object(seed, "PATIENTS", (*people.PATIENTS, *later)):
        seed.seed(now=NOW, today=NOW.date())
    count = Decision.objects.count()
    if count < ENOUGH:
        raise SystemExit(f"only {count} decisions: let some of them live longer")
    return count


def written() -> str:
    """What the decisions rest on, without anybody's password."""
    from django.core import serializers

    from accounts.models import User
    from recovery.models import Decision, LogEntry, ProtocolVersion, RecoveryPlan, SessionExercise

    users = list(User.objects.all())
    for user in users:
        user.password = "!"
    kinds = (ProtocolVersion, RecoveryPlan, LogEntry, SessionExercise, Decision)
    rows = [row for kind in kinds for row in kind.objects.order_by("pk")]
    return serializers.serialize("json", [*users, *rows])


if __name__ == "__main__":
    main()
