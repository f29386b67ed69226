"""What the tests promise of each rule, read from their names."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

TESTS = settings.BASE_DIR / "tests" / "unit" / "domain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Promises:
    """A class of tests. said: each of its tests, in words."""

    name: str
    path: Path
    said: tuple[str, ...]


def promises_of(key: str) -> tuple[Promises, ...]:
    """The classes whose name begins with a rule's id, or with the name of a part."""
    return tuple(one for one in _all() if one.name.startswith(f"Test{key}"))


@cache
def _all() -> tuple[Promises, ...]:
    return tuple(one for path in sorted(TESTS.glob("test_*.py")) for one in _read(path))


def _read(path: Path) -> Iterator[Promises]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            names = [one.name for one in node.body if isinstance(one, ast.FunctionDef)]
            tests = (name for name in names if name.startswith("test_"))
            said = tuple(name.removeprefix("test_").replace("_", " ") for name in tests)
            yield Promises(name=node.name, path=path, said=said)
