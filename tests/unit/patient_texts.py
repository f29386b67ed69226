"""Every text a patient reads about a plan: what the rules say, and what the protocol asks."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings

from recovery.domain.codes import LOCKING, SeverityBand, Side
from recovery.domain.decision import Need, PlanDay
from recovery.domain.protocol import Caps, Phase, Protocol
from recovery.explanations import (
    RESULT_WORDS,
    care_words,
    for_patient,
    headline,
    need_words,
    what_would_have_changed,
)
from recovery.explanations.doses import dose_words
from recovery.explanations.examples import TODAY, example_setting, examples, examples_off
from recovery.explanations.help_words import SAID, help_words
from recovery.explanations.intake_words import how_long
from recovery.explanations.lines import SHORT_DOWN, SHORT_UP
from recovery.explanations.paper_words import SHEET_WORDS, lights, signs
from recovery.explanations.reminder_words import REMINDER_WORDS
from recovery.explanations.rulebook import RULES
from recovery.explanations.session_words import session_headline
from recovery.forms.intake_steps import STEPS
from recovery.protocols import shipped_protocol

from .domain.kit import Course
from .template_texts import marked, pages_of_patients, said_in_code

RECOVERY = settings.BASE_DIR / "recovery"
FACTS = {"observed": 5, "limit": 4, "day": "yesterday", "words": "we go slowly this week"}


def patient_texts() -> dict[str, list[str]]:
    """By where they are read; each text is a sentence or more, or a few words of a list."""
    protocol = shipped_protocol()
    return {
        "reasons": list(_reasons()),
        "lines": list(_lines()),
        "help": list(_help(protocol)),
        "rules": list(_rules()),
        "doses": list(_doses(protocol)),
        "questions": list(_questions(protocol)),
        "first questions": [str(text) for step in STEPS for text in (step.title, step.lede)]
        + [
            how_long(band.value, has_come_back=again)
            for band in (SeverityBand.MILD, SeverityBand.MODERATE)
            for again in (True, False)
        ],
        "phases": [text for phase in protocol.phases for text in _phase(phase)],
        "care": [
            care_words.handed_over_words(to="Noa", was="Dana"),
            care_words.joined_words(to="Noa", main="Dana"),
            care_words.left_words(second="Noa", main="Dana"),
            care_words.covered_words(to="Noa", away="Dana", first=TODAY, last=TODAY),
            care_words.back_words(to="Noa", away="Dana"),
            care_words.stays_words(to="Noa", away="Dana"),
        ],
        "pages": [text for _, page in pages_of_patients() for text in marked(page)],
        "forms": list(said_in_code(RECOVERY / "forms")),
        "presenters": list(said_in_code(RECOVERY / "presenters")),
        "reminders": [
            str(text) for one in REMINDER_WORDS.values() for text in (one.title, one.text)
        ],
        "sheets": [str(text) for text in SHEET_WORDS.values()]
        + [one.text for one in (*lights(Caps(progress=2, hold=3, stop=6)), *signs())],
        "tests": [
            text
            for phase in protocol.phases
            for test in phase.exit_tests
            for text in (test.name, test.how_to)
        ],
    }


def _reasons() -> Iterator[str]:
    setting = example_setting()
    told = [one for rule in RULES for one in examples(rule.id)]
    for reason in (*told, *examples_off()):
        yield for_patient(reason, setting)
        yield what_would_have_changed(reason, setting)


def _lines() -> Iterator[str]:
    for text in (SHORT_UP, *SHORT_DOWN.values()):
        yield str(text).format(**FACTS)
    for sessions, at_top in ((0, False), (1, False), (2, False), (0, True)):
        need = Need(
            ladder="bridge",
            sessions=sessions,
            earliest_on=TODAY + timedelta(days=3),
            at_top=at_top,
            pain_limit=2,
        )
        yield need_words(need, example_setting())
    yield from (headline(day) for day in _days())
    yield from map(str, RESULT_WORDS.values())
    yield session_headline((), (), is_rest=True)
    yield session_headline(("Bridge", "Hip hinge"), ("Running",), is_rest=False)


def _days() -> Iterator[PlanDay]:
    """Locked, resting, easier, higher, in a new phase, and as it was."""
    yield Course().check_in(1, red_flags=frozenset({"foot_drop"})).day(1)
    yield Course().check_in(1, pain_rest=7).day(1)
    yield Course().rebuild(12).hurt(12, bridge=5).day(12)
    yield Course().check_in(1).hurt(1, bridge=5).day(1)
    yield Course().good(1, 2).check_in(3).day(3)
    yield Course().good(1, 8).tests(7).tests(8).day(8)
    yield Course().good(1).check_in(2).day(2)


def _help(protocol: Protocol) -> Iterator[str]:
    injured_on = date(2026, 3, 6)
    for kind in LOCKING:
        words = help_words(
            kind, SAID, protocol=protocol, injured_on=injured_on, side=Side.LEFT, today=TODAY
        )
        yield from (str(words.headline), str(words.how_fast), str(words.until_then))
    for code in SAID:
        words = help_words(
            LOCKING[0],
            (code,),
            protocol=protocol,
            injured_on=injured_on,
            side=Side.LEFT,
            today=TODAY,
        )
        yield from (words.told, words.say)


def _rules() -> Iterator[str]:
    for rule in RULES:
        yield from (str(rule.name), str(rule.when), str(rule.then))
        yield from (f"{label}: {number}" for label, number in rule.numbers)


def _doses(protocol: Protocol) -> Iterator[str]:
    for ladder in protocol.ladders:
        yield ladder.name
        yield from (dose_words(rung.dose, Side.LEFT) for rung in ladder.rungs)


def _questions(protocol: Protocol) -> Iterator[str]:
    for flag in protocol.red_flags:
        yield from (flag.question, flag.sign)


def _phase(phase: Phase) -> Iterator[str]:
    yield from (phase.name, *phase.goals, *phase.protections)
    for care in phase.self_care:
        yield from (care.title, care.text)
