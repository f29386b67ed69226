"""`manage.py break_rules` names the test that notices, and the rule that nobody watches."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from recovery.management.commands import break_rules

WATCHED = """
from tests.unit.domain.kit import Course, fired

def test_a_flag_locks():
    course = Course().check_in(1, red_flags=frozenset({"saddle_numbness"}))
    assert "R00" in fired(course.day(1))
"""


# It runs the tests of rules in processes of its own; make rules does so for all of them.
pytestmark = pytest.mark.deep


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "test_watched.py").write_text(WATCHED)
    return tmp_path


def test_a_watched_rule_is_named_with_its_test_and_an_unwatched_one_without(folder):
    found = dict(break_rules.red_tests(["R00", "R13"], folder))
    assert found["R00"].endswith("test_a_flag_locks")
    assert found["R13"] == ""


def test_a_rule_that_nobody_watches_fails_the_command(folder, monkeypatch, capsys):
    monkeypatch.setattr(break_rules, "TESTS", folder)
    with pytest.raises(CommandError, match="finds nothing: R13"):
        call_command("break_rules", "R13")
    assert "R13  no test goes red" in capsys.readouterr().out


def test_a_red_test_is_not_taken_for_one_that_notices(folder):
    (folder / "test_red.py").write_text("def test_red():\n    assert False\n")
    with pytest.raises(CommandError, match="green first"):
        list(break_rules.red_tests(["R13"], folder))


def test_an_unknown_rule_is_refused():
    with pytest.raises(CommandError, match="No such rule: R77"):
        call_command("break_rules", "R77")
