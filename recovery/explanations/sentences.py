"""Reason to sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recovery.domain.decision import LadderDay, Reason
from recovery.domain.ladder import Rung
from recovery.domain.prescription import exercise_of
from recovery.domain.protocol import Protocol
from recovery.domain.rules.catalogue import SOURCES
from recovery.explanations.words import (
    CLINICIAN,
    LADDER_OFF,
    LADDER_OFF_CLINICIAN,
    LADDER_OFF_TO_SETTLE,
    LADDER_WAITS,
    LADDER_WAITS_CLINICIAN,
    PATIENT,
)

ABOUT_ONE_EXERCISE = ("R03", "R08", "R09")
DAYS_BY_NAME = 6  # within a week a day has a name; later it needs a date


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a sentence needs beside its reason: the protocol, the day it is read, names.

    ladders: where they stand on the day, so that a sentence can name the exercise that hurt.
    """

    protocol: Protocol
    today: date
    exercise_names: Mapping[str, str] = field(default_factory=dict)
    ladders: Mapping[str, LadderDay] = field(default_factory=dict)

    def ladder_name(self, code: str) -> str:
        """A ladder of the protocol by its name; what was prescribed beside them by the exercise."""
        exercise = exercise_of(code)
        if exercise is not None:
            return self.named(exercise)
        ladder = self.protocol.ladder_by_code.get(code)
        return ladder.name if ladder else str(_("the whole plan"))

    def named(self, exercise: str) -> str:
        return self.exercise_names.get(exercise, exercise.replace("-", " "))

    def exercise_name(self, ladder: str, rung: int) -> str:
        """The exercise of a rung, by the name people know."""
        return self.named(exercise_of(ladder) or self._rung(ladder, rung).options[0].exercise)

    def spoken_name(self, reason: Reason) -> str:
        """What a reason is about: of pain in one exercise, that exercise, as people know it."""
        name = self.ladder_name(reason.subject)
        ladder = self.ladders.get(reason.subject)
        if ladder is None or reason.rule not in ABOUT_ONE_EXERCISE:
            return name
        spoken = self.exercises_of(ladder.ladder, _rung_of(reason, ladder))
        return spoken if name.lower() in spoken.lower() else f"{spoken} ({name})"

    def exercises_of(self, ladder: str, rung: int) -> str:
        """Which it was depends on what somebody has at home, so two of them are both named."""
        if exercise_of(ladder):
            return self.ladder_name(ladder)
        names = [self.named(option.exercise) for option in self._rung(ladder, rung).options]
        match names:
            case [one]:
                return one
            case [one, other]:
                return str(_("{one} or {other}")).format(one=one, other=other)
        return self.ladder_name(ladder)

    def _rung(self, ladder: str, number: int) -> Rung:
        return self.protocol.ladder_by_code[ladder].rung(number)


def _rung_of(reason: Reason, ladder: LadderDay) -> int:
    """The rung that a reason is about: the one it moved the ladder from, else where it stands."""
    change = ladder.latest_change
    if change is None:
        return ladder.rung
    why = change.reason
    is_its_change = (why.rule, why.seen_on) == (reason.rule, reason.seen_on)
    return change.from_rung if is_its_change else ladder.rung


def day_words(day: date, today: date) -> str:
    """A day beside another: "today", "yesterday", "on Tuesday", "on 3 November"."""
    days = (today - day).days
    if days == 0:
        return str(_("today"))
    if days == 1:
        return str(_("yesterday"))
    return str(_("on {day}")).format(day=day_name(day, today))


def day_name(day: date, today: date) -> str:
    return date_format(day, "l" if abs((today - day).days) <= DAYS_BY_NAME else "j F")


def _until_words(day: date | None, today: date) -> str:
    if day is None:
        return str(_("further notice"))
    if day == today:
        return str(_("today"))
    return day_name(day, today)


def for_patient(reason: Reason, setting: Setting) -> str:
    """The sentence a patient reads. Raises KeyError for a reason nobody wrote words for."""
    if reason.detail != "ladder_off":
        return _sentence(PATIENT[reason.rule, reason.detail], reason, setting)
    if reason.until is None:
        return _sentence(LADDER_WAITS, reason, setting)
    hurt = reason.observed is not None and reason.rule in ("R03", "R08")
    return _sentence(LADDER_OFF if hurt else LADDER_OFF_TO_SETTLE, reason, setting)


def for_clinician(reason: Reason, setting: Setting) -> str:
    """The sentence a clinician reads, without the rule's id and source, which stand beside it."""
    if reason.detail != "ladder_off":
        return _sentence(CLINICIAN[reason.rule, reason.detail], reason, setting)
    text = LADDER_WAITS_CLINICIAN if reason.until is None else LADDER_OFF_CLINICIAN
    return _sentence(text, reason, setting)


def source_of(reason: Reason) -> str:
    """Where the rule's numbers come from."""
    return SOURCES[reason.rule]


def _sentence(text: str | Promise, reason: Reason, setting: Setting) -> str:
    sentence = str(text).format(
        ladder=setting.spoken_name(reason),
        observed="?" if reason.observed is None else reason.observed,
        limit=reason.limit,
        day=day_words(reason.seen_on, setting.today),
        day_name=day_name(reason.seen_on, setting.today),
        date=date_format(reason.seen_on, "j F"),
        until=_until_words(reason.until, setting.today),
        words=reason.by_words,
        codes=", ".join(code.replace("_", " ") for code in reason.codes),
    )
    return sentence[:1].upper() + sentence[1:]
