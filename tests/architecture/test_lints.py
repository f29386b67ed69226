"""No clock below the door and no bare number in a rule: the linter says so, and only there."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

RULE = "recovery/domain/rules/planted.py"
SERVICE = "recovery/services/planted.py"
VIEW = "recovery/views/planted.py"
COMMAND = "recovery/management/commands/planted.py"

NUMBER = "def is_high(pain: int) -> bool:\n    return pain > 5\n"
CLOCKS = {
    "naive": "import datetime\n\nnow = datetime.datetime.now()\n",
    "aware": "from datetime import UTC, datetime\n\nnow = datetime.now(UTC)\n",
    "today": "from datetime import date\n\ntoday = date.today()\n",
    "django": "from django.utils import timezone\n\nnow = timezone.now()\n",
    "seconds": "import time\n\nnow = time.time()\n",
}


def lint(path: str, code: str) -> str:
    """What the project's own linting says of this code, were it at this path."""
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise"]
    answer = subprocess.run(
        [*command, "--stdin-filename", path, "-"],
        cwd=ROOT,
        input=code,
        capture_output=True,
        text=True,
    )
    assert answer.returncode in {0, 1}, answer.stderr
    return answer.stdout


@pytest.mark.parametrize("path", [RULE, "recovery/domain/rules.py"])
def test_a_bare_number_in_a_rule_is_refused(path):
    assert "PLR2004" in lint(path, NUMBER)


def test_a_bare_number_elsewhere_is_a_matter_of_taste():
    assert "PLR2004" not in lint(SERVICE, NUMBER)


@pytest.mark.parametrize("path", [RULE, SERVICE, "recovery/models/planted.py", "accounts/care.py"])
@pytest.mark.parametrize("clock", CLOCKS)
def test_a_clock_below_the_door_is_refused(path, clock):
    assert "Time is an argument" in lint(path, CLOCKS[clock])


@pytest.mark.parametrize("path", [VIEW, COMMAND])
def test_the_door_may_read_the_clock(path):
    assert "All checks passed" in lint(path, CLOCKS["django"])
