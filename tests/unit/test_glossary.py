"""A word enters the code through docs/glossary.md."""

import inspect
import pkgutil
import re
from importlib import import_module

from django.conf import settings

import recovery.domain as domain

WORD = re.compile(r"^\| (?P<word>[^|]+) \|", re.MULTILINE)


def words() -> list[str]:
    text = (settings.BASE_DIR / "docs" / "glossary.md").read_text(encoding="utf-8")
    return [word for word in WORD.findall(text) if word not in ("word", "---", "elsewhere")]


def classes_of_the_domain() -> set[str]:
    modules = pkgutil.walk_packages(domain.__path__, f"{domain.__name__}.")
    found = (
        cls for one in modules for _, cls in inspect.getmembers(import_module(one.name), is_ours)
    )
    return {cls.__name__ for cls in found}


def is_ours(thing: object) -> bool:
    is_class = inspect.isclass(thing) and not issubclass(thing, Exception)
    return is_class and thing.__module__.startswith(domain.__name__)


def test_every_class_of_the_rules_is_a_word_of_the_glossary():
    assert len(classes_of_the_domain()) > 50
    assert classes_of_the_domain() - set(words()) == set()


def test_a_word_has_one_line():
    assert len(words()) == len(set(words()))
