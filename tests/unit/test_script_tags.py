"""Scripts are asked for together with what they import, once, and where they are needed."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from recovery.templatetags.scripts import modules, modules_ahead

JS = settings.BASE_DIR / "static/js"
IMPORT = re.compile(r'from "\./(\w+\.js)"')


def imported(start: Path) -> set[str]:
    """What a module of ours needs from its own folder, and what that needs."""
    found: set[str] = set()
    waiting = {start.name}
    while waiting:
        name = waiting.pop()
        new = set(IMPORT.findall((start.parent / name).read_text(encoding="utf-8")))
        waiting |= new - found
        found |= new
    return found


@pytest.mark.parametrize(("folder", "first"), [("phone", "start.js"), ("player", "main.js")])
def test_all_that_a_script_imports_is_asked_for_with_it(folder: str, first: str) -> None:
    said = str(modules(folder))
    assert f'<script type="module" src="/static/js/{folder}/{first}"></script>' in said
    named = re.findall(rf'rel="modulepreload" href="/static/js/{folder}/(\w+\.js)"', said)
    assert set(named) == imported(JS / folder / first)
    assert len(named) == len(set(named))


def test_a_script_of_the_next_page_is_fetched_and_not_run() -> None:
    said = str(modules_ahead("player"))
    assert '<link rel="prefetch" href="/static/js/player/main.js">' in said
    assert "<script" not in said
