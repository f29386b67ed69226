"""A letter about a recovery, for a doctor: plain values, laid out alike by a page and by a PDF.

Every part is chosen by whoever signs. Notes of the care team, messages and what a patient wrote
beside a check-in are in no part, whatever is chosen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from recovery.charts import ChartDay
from recovery.explanations import Setting
from recovery.explanations.desk_words import SIDE_WORDS
from recovery.explanations.letter_words import PARTS
from recovery.presenters import desk_chart, letter_course, letter_done
from recovery.presenters.desk_directives import words_by_day
from recovery.presenters.letter_parts import Section
from recovery.selectors.whole_plan import WholePlan

Words = str | Promise
DAY = "j F Y"
WRITERS = {
    "problem": letter_course.problem,
    "course": letter_course.course,
    "function": letter_done.function,
    "done": letter_done.done,
    "tests": letter_done.tests,
    "decisions": letter_course.decisions,
    "instructions": letter_course.instructions,
    "events": letter_done.events,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """What the therapist writes around it. parts: codes of PARTS. to: lines of an address."""

    parts: Sequence[str] = tuple(PARTS)
    to: str = ""
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """opening, closing: paragraphs, each of lines. chart: days to draw, where that is chosen.

    source: where the numbers come from, and what an empty day means.
    """

    title: str
    date: str
    by: str
    to: list[str]
    about: str
    span: str
    opening: list[list[str]]
    closing: list[list[str]]
    sections: list[Section]
    source: str
    say: dict[str, str]
    chart: list[ChartDay] = field(default_factory=list)


def letter(whole: WholePlan, setting: Setting, wording: Wording, *, by: str, on: date) -> Letter:
    name = whole.plan.patient.name
    return Letter(
        title=_("Letter about the recovery of %(name)s") % {"name": name},
        date=date_format(on, DAY),
        by=by,
        to=_lines(wording.to),
        about=_about(whole, setting),
        span=_span(whole),
        opening=_paragraphs(wording.opening),
        closing=_paragraphs(wording.closing),
        sections=[_section(code, whole, setting) for code in PARTS if code in wording.parts],
        source=_source(setting),
        say={"page": _("Page"), "private": _("Confidential")},
        chart=_chart_days(whole, setting, wording.parts) if "chart" in wording.parts else [],
    )


def _section(code: str, whole: WholePlan, setting: Setting) -> Section:
    if code == "chart":
        return Section(code=code, title=str(PARTS[code]))
    return WRITERS[code](code, whole, setting)


def _about(whole: WholePlan, setting: Setting) -> str:
    """Such as "Alex Demo, 33: hamstring strain, left"."""
    return _("%(name)s, %(age)d: %(condition)s, %(side)s") % {
        "name": whole.plan.patient.name,
        "age": whole.state.age,
        "condition": setting.protocol.name.lower(),
        "side": SIDE_WORDS[whole.state.side],
    }


def _span(whole: WholePlan) -> str:
    told = {
        "first": date_format(whole.plan.started_on, DAY),
        "latest": date_format(whole.until, DAY),
    }
    if whole.plan.closed_on:
        return _("A plan from %(first)s to %(latest)s.") % told
    return _("A plan since %(first)s, as it stood on %(latest)s.") % told


def _source(setting: Setting) -> str:
    told = {"name": setting.protocol.name, "version": setting.protocol.version}
    return " ".join(
        (
            _("The plan follows the protocol “%(name)s”, version %(version)s, by fixed rules.")
            % told,
            _("Codes such as R14 name the rule that decided."),
            _("Pain and function are what the patient reported, each from 0 to 10;"),
            _("nothing was measured by Stepwise, and a day without a report was left empty."),
        )
    )


def _chart_days(whole: WholePlan, setting: Setting, parts: Sequence[str]) -> list[ChartDay]:
    """Instructions have their flags only where the letter says what they were."""
    given = letter_course.given(whole, setting) if "instructions" in parts else []
    told = desk_chart.Told(
        charts=whole.charts,
        function={point.day: point.mean for point in whole.function},
        directives=words_by_day(given),
    )
    since = whole.plan.started_on
    return desk_chart.chart_days(told, setting.protocol, since=since, until=whole.until)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _paragraphs(text: str) -> list[list[str]]:
    """An empty line parts paragraphs; others stay where they were typed."""
    return [lines for block in _blocks(text) if (lines := _lines(block))]


def _blocks(text: str) -> Iterable[str]:
    return text.replace("\r\n", "\n").split("\n\n")
