"""`manage.py break_rules`: does a test notice when a rule finds nothing?"""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from functools import partial
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recovery.domain import plan
from recovery.domain.request import Findings, Request

TESTS = settings.BASE_DIR / "tests" / "unit" / "domain"
# What runs over random logs is left out: the examples of a rule have to notice by themselves.
RANDOM = ("test_properties", "test_stateful", "test_made_protocols")
# The rules know no Django, so their tests need none of its preparations.
OPTIONS = ("-x", "-q", "-W", "ignore", "-o", "addopts=", "-p", "no:randomly", "-p", "no:django")


class Command(BaseCommand):
    help = "Break each rule in turn, by letting it find nothing, and name the test that goes red."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rules", nargs="*", metavar="RULE", help="such as R08; all if left out")

    def handle(self, *args: Any, rules: list[str], **options: Any) -> None:
        if find_spec("pytest") is None:
            raise CommandError("This needs what `make test` installs: run that first.")
        known = [rule for rule, _ in plan.RULES]
        unknown = sorted(set(rules) - set(known))
        if unknown:
            there = f"{min(known)} to {max(known)}"
            raise CommandError(f"No such rule: {', '.join(unknown)}. There are {there}.")
        unnoticed = []
        for rule, test in red_tests(sorted(rules or known), TESTS):
            self.stdout.write(f"{rule}  {test or 'no test goes red'}")
            if not test:
                unnoticed.append(rule)
        if unnoticed:
            raise CommandError(f"No test notices when this finds nothing: {', '.join(unnoticed)}")


def red_tests(rules: list[str], folder: Path) -> Iterator[tuple[str, str]]:
    """Each rule with the first test of the folder that goes red without it, "" where none does.

    Raises CommandError when a test is red although nothing is broken.
    """
    # Processes of their own: what is broken there is whole here.
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        whole = pool.submit(_first_failure, folder)
        found = pool.map(partial(_red_test, folder=folder), rules)
        if whole.result():
            raise CommandError(f"Make the tests green first: {whole.result()}")
        yield from zip(rules, found, strict=True)


def _red_test(rule: str, folder: Path) -> str:
    whole = plan.RULES, plan.SESSION_RULES
    _break(rule)
    try:
        return _first_failure(folder)
    finally:
        plan.RULES, plan.SESSION_RULES = whole


def _break(rule: str) -> None:
    broken = dict(plan.RULES)[rule]
    plan.RULES = tuple((code, _nothing if one is broken else one) for code, one in plan.RULES)
    plan.SESSION_RULES = tuple(_nothing if one is broken else one for one in plan.SESSION_RULES)


def _nothing(request: Request, fired: Findings) -> Findings:
    return ()


class _Failures:
    """Listens to pytest for what goes red."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.names.append(report.nodeid)


def _first_failure(folder: Path) -> str:
    import pytest

    failures = _Failures()
    found = sorted(folder.glob("test_*.py"))
    files = [str(one) for one in found if not one.name.startswith(RANDOM)]
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        pytest.main([*OPTIONS, *files], plugins=[failures])
    return failures.names[0] if failures.names else ""
