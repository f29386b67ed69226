"""Reason to sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recovery.domain.decision import Reason
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

DAYS_BY_NAME = 6  # within a week a day has a name; later it needs a date


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a sentence needs beside its reason: the protocol, the day it is read, names."""

    protocol: Protocol
    today: date
    exercise_names: Mapping[str, str] = field(default_factory=dict)

    def ladder_name(self, code: str) -> str:
        ladder = self.protocol.ladder_by_code.get(code)
        return ladder.name if ladder else str(_("the whole plan"))

    def exercise_name(self, ladder: str, rung: int) -> str:
        """The exercise of a rung, by the name people know."""
        slug = self.protocol.ladder_by_code[ladder].rung(rung).options[0].exercise
        return self.exercise_names.get(slug, slug.replace("-", " "))


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
        ladder=setting.ladder_name(reason.subject),
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
