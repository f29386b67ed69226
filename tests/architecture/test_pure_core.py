"""The rules stand alone: nothing but the standard library, and none of its doors to the world."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOMAIN = ROOT / "recovery" / "domain"

IMPORT_ALL_WITHOUT_DJANGO = """
import importlib, pkgutil, sys
sys.modules["django"] = None  # any import of it now fails
import recovery.domain
for module in pkgutil.walk_packages(recovery.domain.__path__, "recovery.domain."):
    importlib.import_module(module.name)
    print(module.name)
"""


def run_without_django(further: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", IMPORT_ALL_WITHOUT_DJANGO + further]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_domain_imports_without_django():
    answer = run_without_django()
    assert answer.returncode == 0, answer.stderr
    modules = {module_name(path) for path in DOMAIN.rglob("*.py")} - {"recovery.domain"}
    assert set(answer.stdout.split()) == modules


def test_blocking_django_is_felt():
    assert "import of django halted" in run_without_django("import django").stderr


def imported_packages(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(("." * node.level) + (node.module or ""))
    return found


def is_allowed(name: str) -> bool:
    inside = name.startswith((".", "recovery.domain"))
    return inside or name.split(".")[0] in sys.stdlib_module_names


@pytest.mark.parametrize("path", sorted(DOMAIN.rglob("*.py")), ids=lambda path: path.stem)
def test_domain_imports_only_the_standard_library(path):
    assert {name for name in imported_packages(path) if not is_allowed(name)} == set()


@pytest.mark.parametrize("name", ["yaml", "recovery.models", "cattrs.preconf", "recovery"])
def test_other_packages_are_not_allowed(name):
    assert not is_allowed(name)
