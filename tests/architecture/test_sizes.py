"""Small, flat, finished: no function and no module outgrows what can be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FUNCTION = 40
APPS = ("accounts", "config", "exercises", "recovery")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    """The lines of what it does: without its signature and its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("app", APPS)
def test_no_function_is_longer_than_can_be_read_at_once(app):
    paths = [one for one in (ROOT / app).rglob("*.py") if "migrations" not in one.parts]
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in paths
        for function in functions(path)
        if body_lines(function) > LONGEST_FUNCTION
    ]
    assert paths and long == []
