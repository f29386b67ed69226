"""Imports point one way, and a wrong one is noticed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).parent / "lint-imports"
APPS = ("config", "recovery", "exercises", "accounts")

# Where a line is planted, the line, and the words with which the linter must name it.
WRONG = [
    ("accounts/planted.py", "import recovery.models", "accounts.planted -> recovery.models"),
    ("exercises/planted.py", "import recovery.domain", "exercises.planted -> recovery.domain"),
    ("recovery/planted.py", "import config.settings", "recovery.planted -> config.settings"),
    (
        "recovery/models/planted.py",
        "import recovery.services",
        "recovery.models.planted -> recovery.services",
    ),
    (
        "recovery/services/planted.py",
        "import recovery.views",
        "recovery.services.planted -> recovery.views",
    ),
    (
        "recovery/charts/planted.py",
        "import recovery.presenters",
        "recovery.charts.planted -> recovery.presenters",
    ),
    (
        "recovery/paper/planted.py",
        "import recovery.views",
        "recovery.paper.planted -> recovery.views",
    ),
    (
        "recovery/domain/planted.py",
        "import django.db",
        "recovery.domain.planted -> django",
    ),
    ("recovery/domain/planted_dice.py", "import random", "recovery.domain.planted_dice -> random"),
    ("recovery/domain/planted_clock.py", "import time", "recovery.domain.planted_clock -> time"),
]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [LINTER, "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_contracts_hold():
    answer = lint_imports(ROOT)
    assert answer.returncode == 0, answer.stdout


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says about a copy of the project with every wrong line in it."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for app in APPS:
        shutil.copytree(ROOT / app, copy / app, ignore=only_python)
    for path, line, _ in WRONG:
        (copy / path).write_text(line + "\n")
    answer = lint_imports(copy)
    assert answer.returncode == 1, answer.stdout
    return " ".join(answer.stdout.split())


def only_python(folder: str, names: list[str]) -> set[str]:
    return {
        name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()
    }


@pytest.mark.parametrize("words", [words for _, _, words in WRONG])
def test_a_wrong_import_is_noticed(complaints, words):
    assert words in complaints
