"""Every reason has words for both readers, and the words keep their promises."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given

import recovery.domain.rules as rules
from recovery.domain.codes import AlertCode, DirectiveKind
from recovery.domain.ladder import Dose
from recovery.domain.plan import fold
from recovery.domain.prescription import Prescription
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
    what_would_have_changed,
)
from recovery.explanations.caseload_words import ALERT_RULE, ALERT_WORDS
from recovery.explanations.otherwise import OTHERWISE
from recovery.explanations.words import CLINICIAN, PATIENT

from .domain.kit import START, Course, hamstring
from .domain.made_logs import logs

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
    assert set(PATIENT) == set(CLINICIAN) == set(OTHERWISE)


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
        said += [what_would_have_changed(reason, here) for reason in day.reasons]
        said += [need_words(need, here) for need in day.needs]
        said += [line_for(ladder, None, day, here).sentence for ladder in day.ladders]
        assert not [text for text in said if not text or "{" in text or "None" in text]


def test_the_reason_names_the_score_and_the_limit() -> None:
    course = Course().rebuild(12).hurt(12, bridge=5)
    (reason,) = [one for one in course.day(12).reasons if one.rule == "R08"]
    words = for_patient(reason, setting(12))
    assert words.startswith("Bridge hurt 5 of 10 today. The limit for this phase is 4")
    assert for_clinician(reason, setting(12)).startswith("Bridge: pain 5")
    assert source_of(reason) == "S15, S16, [D]"


class TestWhatWouldHaveChanged:
    """The number it says is the one at which the rule is silent; one more and it speaks."""

    def said(self, course: Course, number: int, rule: str) -> str:
        (reason,) = [one for one in course.day(number).reasons if one.rule == rule]
        return what_would_have_changed(reason, setting(number))

    def has_fired(self, course: Course, number: int, rule: str) -> bool:
        return rule in {one.rule for one in course.day(number).reasons}

    def test_pain_in_an_exercise_up_to_its_limit(self) -> None:
        eased = Course().rebuild(12).hurt(12, bridge=5)
        assert self.said(eased, 12, "R08") == "Bridge would have stayed as it was at 4 or less."
        assert not self.has_fired(Course().rebuild(12).hurt(12, bridge=4), 12, "R08")

    def test_pain_below_the_stop_line_and_when_the_rest_is_over(self) -> None:
        stopped = Course().rebuild(12).hurt(12, bridge=6)
        assert self.said(stopped, 12, "R03") == (
            "At 5 or less, the day would have gone on. It does so on Monday."
        )
        assert not self.has_fired(Course().rebuild(12).hurt(12, bridge=5), 12, "R03")
        later = stopped.check_in(13).check_in(14)
        assert self.has_fired(later, 13, "R03") and not self.has_fired(later, 14, "R03")

    def test_a_calmer_morning(self) -> None:
        sore = Course().check_in(1, pain_morning=4)
        assert self.said(sore, 1, "R04") == "A morning of 3 or less would not ease the plan."
        assert not self.has_fired(Course().check_in(1, pain_morning=3), 1, "R04")

    def test_a_rest_that_pain_asked_for(self) -> None:
        resting = Course().check_in(1, pain_rest=7)
        assert self.said(resting, 1, "R02") == "At 6 or less at rest, this would be no rest day."
        assert not self.has_fired(Course().check_in(1, pain_rest=6), 1, "R02")

    def test_a_gap_names_the_days_that_count_for_this_phase(self) -> None:
        away = Course().rebuild(12).check_in(19)
        assert self.said(away, 19, "R12") == (
            "A session in fewer than 7 days would have kept each step."
        )


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


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (1, None),
        (3, "New from your therapist"),
        (4, "Your therapist"),
        (5, "Changed by your therapist"),
        (6, "Your therapist"),
    ],
)
def test_the_line_of_a_prescription_says_since_when(day: int, word: str | None) -> None:
    what = Prescription(exercise="bird-dog", dose=Dose(sets=2, reps=8))
    given = {"prescription": what, "reason": "strong back"}
    course = Course().good(1, 6)
    course.directive(1, DirectiveKind.PRESCRIBE, starts_on=START + timedelta(days=3), **given)
    course.directive(5, DirectiveKind.PRESCRIBE, **given)
    today = course.day(day)
    places = {one.ladder: one for one in today.ladders}
    assert ("own-bird-dog" in places) == (word is not None)
    if word is not None:
        line = line_for(places["own-bird-dog"], None, today, setting(day))
        assert (line.word, line.sentence) == (word, "strong back")


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
