"""What a part of a letter is made of, whatever it is about. Any of it may be empty."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.explanations.letter_words import PARTS

Words = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """What happened on a day or from day to day, why, and who said so."""

    when: str
    what: str
    why: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The first cell of a row names it."""

    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """nothing: said instead, where there is nothing to tell."""

    code: str
    title: str
    facts: list[Fact] = field(default_factory=list)
    table: Table | None = None
    happened: list[Happened] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    nothing: str = ""


def title_of(code: str) -> str:
    return str(PARTS[code])


def fact(label: Words, value: object) -> Fact:
    return Fact(label=str(label), value=str(value))


def day(on: date) -> str:
    return date_format(on, "j M Y")


def span(first: date, latest: date | None) -> str:
    """Such as "3 Mar to 5 Mar 2026"; without an end it goes on."""
    if latest is None:
        return _("since %(day)s") % {"day": day(first)}
    if first == latest:
        return day(first)
    begins = date_format(first, "j M") if first.year == latest.year else day(first)
    return _("%(first)s to %(latest)s") % {"first": begins, "latest": day(latest)}


def days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
