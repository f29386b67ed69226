"""The log as it was recorded, each entry in a line, with its corrections."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import Author, DirectiveKind, Goal
from recovery.domain.log import CheckIn, Entry, ExerciseReport
from recovery.domain.prescription import Prescription, exercise_of
from recovery.explanations import Setting
from recovery.explanations.desk_words import DIRECTIVE_WORDS
from recovery.explanations.standing_words import what_words
from recovery.mappers import changes_of
from recovery.models import LogEntry
from recovery.selectors.entries import ReadEntry

Words = str | Promise
HIDDEN = frozenset({"id", "on", "order", "by"})
ASKED = (
    "red_flags",
    "pain_rest",
    "pain_morning",
    "pain_worst",
    "limp",
    "night_wake",
    "new_swelling",
    "sudden_event",
)
A_NO_COUNTS = ("passed", "cleared")
LABELS: Mapping[str, Words] = {
    "activities": gettext_lazy("activities"),
    "age": gettext_lazy("age"),
    "anticoagulants": gettext_lazy("blood thinners"),
    "cleared": gettext_lazy("cleared"),
    "confidence": gettext_lazy("confidence"),
    "context": gettext_lazy("caps for"),
    "days_per_week": gettext_lazy("days a week"),
    "effort": gettext_lazy("effort"),
    "equipment": gettext_lazy("equipment"),
    "examined_by": gettext_lazy("examined by"),
    "examined_on": gettext_lazy("examined on"),
    "exercises": gettext_lazy("exercises"),
    "finding": gettext_lazy("finding"),
    "forecast_days": gettext_lazy("own forecast, days"),
    "goal": gettext_lazy("goal"),
    "hold": gettext_lazy("holds up to"),
    "injured_on": gettext_lazy("injured on"),
    "kind": gettext_lazy("instruction"),
    "ladder": gettext_lazy("ladder"),
    "ladders": gettext_lazy("order"),
    "limp": gettext_lazy("limp"),
    "minutes": gettext_lazy("minutes"),
    "new_swelling": gettext_lazy("new swelling"),
    "night_wake": gettext_lazy("woken by pain"),
    "note": gettext_lazy("note"),
    "pain": gettext_lazy("pain"),
    "pain_morning": gettext_lazy("morning"),
    "pain_now": gettext_lazy("pain now"),
    "pain_rest": gettext_lazy("at rest"),
    "pain_worst": gettext_lazy("worst"),
    "passed": gettext_lazy("passed"),
    "profile": gettext_lazy("profile"),
    "prescription": gettext_lazy("exercise"),
    "progress": gettext_lazy("progress up to"),
    "reason": gettext_lazy("reason"),
    "recurrent": gettext_lazy("a repeat"),
    "red_flags": gettext_lazy("warning signs"),
    "rung": gettext_lazy("rung"),
    "seen_on": gettext_lazy("seen on"),
    "settled": gettext_lazy("sore after the latest session"),
    "severity": gettext_lazy("severity"),
    "short": gettext_lazy("five-minute version"),
    "side": gettext_lazy("side"),
    "stiffness": gettext_lazy("stiffness"),
    "starts_on": gettext_lazy("from"),
    "stop": gettext_lazy("stops from"),
    "sudden_event": gettext_lazy("sudden event"),
    "test": gettext_lazy("test"),
    "until": gettext_lazy("until"),
    "value_injured": gettext_lazy("injured side"),
    "value_other": gettext_lazy("other side"),
    "warmup_soreness": gettext_lazy("sore in the warm-up"),
    "who": gettext_lazy("who"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """One answer, or one corrected: `was` holds what it was before."""

    label: Words
    value: str
    was: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """reason: empty where those who recorded it put it right themselves."""

    by: str
    at: datetime
    said: list[Said]
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LogLine:
    """One entry. by: empty where the patients recorded it themselves."""

    day: date
    kind: Words
    glyph: str
    by: str
    at: datetime
    said: list[Said]
    corrections: list[Corrected]


GLYPHS = {
    LogEntry.Kind.INTAKE: "clipboard-list",
    LogEntry.Kind.CHECK_IN: "sun",
    LogEntry.Kind.SESSION: "dumbbell",
    LogEntry.Kind.SELF_TEST: "flag",
    LogEntry.Kind.SEEN: "stethoscope",
    LogEntry.Kind.DIRECTIVE: "pencil",
}


def log_lines(entries: Iterable[ReadEntry], setting: Setting, *, since: date) -> list[LogLine]:
    """Newest day first."""
    found = [_line(one, setting) for one in entries if one.row.on >= since]
    return sorted(found, key=lambda line: line.day, reverse=True)


def _line(one: ReadEntry, setting: Setting) -> LogLine:
    return LogLine(
        day=one.row.on,
        kind=one.row.get_kind_display(),
        glyph=GLYPHS[one.row.kind],
        by="" if one.row.by == Author.PATIENT else one.row.recorded_by.name,
        at=one.row.recorded_at,
        said=_said(one.written, setting),
        corrections=[_corrected(row, one.written, setting) for row in one.corrections],
    )


def _said(entry: Entry, setting: Setting) -> list[Said]:
    """What was answered, plain noes left out; of a check-in also what was left without answer."""
    return [said for _name, said in said_of(entry, setting)]


def said_of(entry: Entry, setting: Setting) -> list[tuple[str, Said]]:
    """The same, each with the name of its field."""
    asked = ASKED if isinstance(entry, CheckIn) else ()
    answers = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return [
        (name, Said(label=LABELS.get(name, name), value=value_words(value, setting)))
        for name, value in answers.items()
        if name not in HIDDEN and _is_told(name, value, asked)
    ]


def _is_told(name: str, value: Any, asked: tuple[str, ...]) -> bool:
    if value is None:
        return name in asked
    if value is False:
        return name in A_NO_COUNTS
    return name == "red_flags" or value not in ("", (), frozenset())


def _corrected(row: LogEntry, written: Entry, setting: Setting) -> Corrected:
    changes = changes_of(type(written), row.facts["changes"])
    return Corrected(
        by=row.recorded_by.name,
        at=row.recorded_at,
        said=[
            Said(
                label=LABELS.get(name, name),
                value=value_words(value, setting),
                was=value_words(getattr(written, name, None), setting),
            )
            for name, value in changes.items()
        ],
        reason=row.facts.get("reason", ""),
    )


def value_words(value: Any, setting: Setting) -> str:
    """Any answer in words. Nothing answered is said, never shown as 0."""
    words = next((words for kinds, words in WORDS if isinstance(value, kinds)), None)
    return words(value, setting) if words else str(value)


def _several(values: Any, setting: Setting) -> str:
    in_order = sorted(values) if isinstance(values, frozenset) else values
    return "; ".join(_member(one, setting) for one in in_order) or _("none")


def _member(value: Any, setting: Setting) -> str:
    """An activity comes with its score; whatever else stands by itself."""
    if not isinstance(value, tuple):
        return value_words(value, setting)
    name, score = value
    return f"{name} {value_words(score, setting)}"


def _code(text: str, setting: Setting) -> str:
    if exercise_of(text) or text in setting.protocol.ladder_by_code:
        return setting.ladder_name(text)
    if text in setting.protocol.exit_test_by_code:
        return setting.protocol.exit_test_by_code[text].name
    return text.replace("_", " ")


def _report(report: ExerciseReport, setting: Setting) -> str:
    """Such as "Bridge 100 %, pain 2"."""
    parts = [setting.ladder_name(report.ladder)]
    if report.done is not None:
        parts[0] += f" {report.done * 100:.0f} %"
    if report.skipped is not None:
        parts.append(_("skipped (%(why)s)") % {"why": report.skipped})
    is_said = report.pain is not None
    parts.append(_("pain %(pain)d") % {"pain": report.pain} if is_said else _("pain not said"))
    return ", ".join(parts)


# The first that fits; a yes is also a number, a code also a text.
WORDS: tuple[tuple[Any, Callable[[Any, Setting], str]], ...] = (
    (type(None), lambda _value, _setting: _("no answer")),
    (bool, lambda value, _setting: _("yes") if value else _("no")),
    (date, lambda value, _setting: date_format(value, "j M")),
    (Decimal, lambda value, _setting: f"{value.normalize():f}"),
    (ExerciseReport, _report),
    (Prescription, what_words),
    (DirectiveKind, lambda value, _setting: str(DIRECTIVE_WORDS[value])),
    (Goal, lambda value, _setting: value.value),  # one of them is named as a ladder is
    (str, _code),
    ((list, tuple, frozenset), _several),
)
