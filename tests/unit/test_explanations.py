"""Every reason has words for both readers, and the words keep their promises."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given

import recovery.domain.rules as rules
from recovery.domain.codes import AlertCode, DirectiveKind
from recovery.domain.plan import fold
from recovery.domain.request import Effect
from recovery.domain.rules.catalogue import SOURCES
from recovery.explanations import (
    Setting,
    day_words,
    for_clinician,
    for_patient,
    headline,
    line_for,
    need_words,
    source_of,
)
from recovery.explanations.caseload_words import ALERT_RULE, ALERT_WORDS
from recovery.explanations.words import CLINICIAN, PATIENT

from .domain.kit import START, Course, hamstring
from .domain.strategies import logs

ALARMING = re.compile(r"\b(danger|damage|worse|fail\w*|wrong|severe|serious|careless)\b|!", re.I)
CASES = re.compile(r'"(R\d\d)",\s*f?"([a-z_0-9]+)"')


def setting(number: int = 0) -> Setting:
    return Setting(protocol=hamstring(), today=START + timedelta(days=number))


def named_in_the_rules() -> set[tuple[str, str]]:
    """Every rule and case that the source of the rules spells out."""
    text = "".join(path.read_text() for path in Path(rules.__path__[0]).glob("*.py"))
    return set(CASES.findall(text))


def test_every_case_of_every_rule_has_words() -> None:
    cases = named_in_the_rules() - {("R04", "ladder_off"), ("R08", "ladder_off")}
    assert len(cases) > 20
    assert cases <= set(PATIENT)
    assert set(PATIENT) == set(CLINICIAN)


def test_every_rule_has_a_source_and_words() -> None:
    ids = {rule for rule, _ in rules.RULES}
    assert ids == set(SOURCES) == {rule for rule, _ in PATIENT}
    assert len(ids) == 20


@given(logs())
def test_whatever_is_logged_there_are_words_for_it(log) -> None:
    until = START + timedelta(days=23)
    for decision in fold(hamstring(), log, until=until):
        day = decision.plan_day
        here = Setting(protocol=hamstring(), today=day.day)
        said = [headline(day)]
        said += [for_patient(reason, here) for reason in day.reasons]
        said += [for_clinician(reason, here) for reason in day.reasons]
        said += [need_words(need, here) for need in day.needs]
        said += [line_for(ladder, None, day, here).sentence for ladder in day.ladders]
        assert not [text for text in said if not text or "{" in text or "None" in text]


@pytest.mark.parametrize("text", [str(text) for text in PATIENT.values()])
def test_the_patient_is_never_alarmed_or_blamed(text: str) -> None:
    assert not ALARMING.search(text), text


@pytest.mark.parametrize("text", [str(text) for text in PATIENT.values()])
def test_sentences_are_short(text: str) -> None:
    """At most 20 words a sentence: about what a reader of eleven takes in at once."""
    for sentence in re.split(r"(?<=[.:])\s", text):
        assert len(sentence.split()) <= 20, sentence


def test_the_reason_names_the_score_and_the_limit() -> None:
    course = Course().rebuild(12).hurt(12, bridge=5)
    (reason,) = [one for one in course.day(12).reasons if one.rule == "R08"]
    words = for_patient(reason, setting(12))
    assert words.startswith("Bridge hurt 5 of 10 today. The limit for this phase is 4")
    assert for_clinician(reason, setting(12)).startswith("Bridge: pain 5")
    assert source_of(reason) == "S15, S16"


@pytest.mark.parametrize(
    ("days_ago", "words"), [(0, "today"), (1, "yesterday"), (3, "on Monday"), (7, "on 2 March")]
)
def test_days_within_a_week_have_names(days_ago: int, words: str) -> None:
    assert day_words(START, START + timedelta(days=days_ago)) == words


def test_the_line_says_what_moved_it_until_the_next_session() -> None:
    course = Course().rebuild(12).hurt(12, bridge=5).check_in(13)
    day = course.day(13)
    ladder = next(one for one in day.ladders if one.ladder == "bridge")
    line = line_for(ladder, None, day, setting(13))
    assert (line.kind, line.word) == ("eased", "Eased")
    assert line.sentence == "hurt 5 of 10 yesterday, limit 4"


def test_a_sign_cleared_on_its_own_day_has_a_line() -> None:
    course = Course().rebuild(12).check_in(13, red_flags=frozenset({"foot_drop"}))
    day = course.directive(13, DirectiveKind.CLEAR_LOCK).day(13)
    ladder = next(one for one in day.ladders if one.ladder == "bridge")
    assert line_for(ladder, None, day, setting(13)).sentence == "the plan begins again, gently"
    assert "locked" not in for_patient(day.binding, setting(13))


def test_the_statement_counts_what_changed() -> None:
    assert headline(Course().good(1, 2).check_in(3).day(3)) == "Two exercises move up."
    assert headline(Course().check_in(1).hurt(1, bridge=5).day(1)) == "One exercise rests today."
    assert headline(Course().rebuild(12).hurt(12, bridge=5).day(12)).startswith(
        "One exercise is easier today."
    )
    assert headline(Course().good(1).check_in(2).day(2)) == "All stays as it is today."
    assert headline(Course().check_in(1, pain_rest=7).day(1)) == "Today is a rest day."


def test_effects_are_all_used() -> None:
    """An effect nobody asks for would be dead code in the engine."""
    root = Path(rules.__path__[0])
    text = "".join(path.read_text() for path in root.glob("*.py"))
    assert {effect.name for effect in Effect} <= set(re.findall(r"Effect\.([A-Z_]+)", text))


def test_every_alert_has_words_and_a_rule():
    for code in AlertCode:
        assert ALERT_WORDS[code] and ALERT_RULE[code] in SOURCES
