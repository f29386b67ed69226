"""docs/rulebook.md says what the code says, and a page that has fallen behind is told so."""

import pytest
from django.core.management import call_command

from recovery.domain.rules import RULES
from recovery.domain.rules.catalogue import CITED
from recovery.explanations import for_patient
from recovery.explanations.examples import example_setting, examples
from recovery.explanations.rulebook import RULES as WORDS
from recovery.explanations.rulebook import sources_with
from recovery.explanations.words import PATIENT
from recovery.protocols import shipped_protocol
from recovery.rulebook import PAGE, all_blocks, filled, find_problems, read_numbers

TEXT = PAGE.read_text(encoding="utf-8")
NUMBERS = read_numbers()
BLOCKS = all_blocks(NUMBERS)


def test_the_page_is_in_step():
    call_command("rulebook", "--check")


@pytest.mark.parametrize(
    "said",
    [
        "| `MORNING_RISE` | 2 points above the usual | S46, S48 |",
        "From 4 on the plan eases, so that the thigh can settle.",
        "| Rebuild | Standard | Exercises | 0–3 | 4 | 5 | 6–10 |",
        "nothing steps up for two days",
    ],
)
def test_what_the_code_says_is_written_back(said):
    assert TEXT.count(said) == 1
    assert said in filled(TEXT.replace(said, "something else"), BLOCKS)


PROBLEMS = [
    (
        "### R04 The next morning",
        "### R04 Next morning",
        "no heading says: ### R04 The next morning",
    ),
    ("morning is at least 3 and", "morning is at least 4 and", "R04 says 4, which is none of its"),
    ("<!-- generated: R04 -->", "<!-- generated: R99 -->", "nothing fills the markers of R99"),
    ("<!-- generated: R04 -->", "<!-- R04 -->", "R04 needs its markers once, and has them 0 times"),
]


@pytest.mark.parametrize(("old", "new", "problem"), PROBLEMS)
def test_what_a_hand_has_to_mend_is_named(old, new, problem):
    assert TEXT.count(old) == 1
    found = find_problems(TEXT.replace(old, new), BLOCKS, NUMBERS)
    assert [one for one in found if one.startswith(problem)]


def test_a_number_without_its_source_is_named():
    unsourced = tuple(one for one in NUMBERS if one.name != "MORNING_RISE")
    found = find_problems(TEXT, BLOCKS, unsourced)
    assert "limits.py: MORNING_RISE does not end in where it comes from" in found


def test_a_source_is_named_in_one_place():
    protocol = shipped_protocol()
    assert not CITED.keys() & protocol.sources.keys()
    named = sources_with(protocol)
    assert list(named)[:3] == ["D", "S02", "S04"]
    assert list(named)[-1] == "S117"


def test_the_rules_in_words_are_the_rules_that_decide():
    assert [rule.id for rule in WORDS] == sorted(code for code, _ in RULES)


def test_every_reason_has_an_example_in_which_nothing_is_missing():
    setting = example_setting()
    told = [for_patient(one, setting) for rule in WORDS for one in examples(rule.id)]
    assert len(told) == len(PATIENT)
    assert not [text for text in told if "?" in text or "{" in text or "None" in text]
