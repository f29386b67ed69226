"""Pain, function and minutes over time, the week, and every day in a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.charts import ChartDay, chart_key, pain_chart, pain_table
from recovery.charts.weeks import week_table
from recovery.domain.codes import LOCKING, Result
from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Protocol
from recovery.explanations import RESULT_WORDS, for_patient
from recovery.presenters.function import function_lines
from recovery.presenters.kept_days import kept_run, milestones, run_words
from recovery.presenters.lines import phase_of, phase_path, setting_of, test_lines, tests_said
from recovery.presenters.progress_days import chart_days
from recovery.presenters.week import week_lines
from recovery.selectors.charts import PainPoint
from recovery.selectors.history import HistoryDay
from recovery.selectors.progress import ProgressRecord, Window

Words = str | Promise
SHOWN_AT_ONCE = 7
MOST_ROWS = 60
ZOOM = "?days=7&until={day}#h"
GLYPH_OF = {
    Result.EASE: "arrow-down",
    Result.REST: "circle-pause",
    Result.HOLD: "equal",
    Result.PROGRESS: "arrow-up",
} | dict.fromkeys(LOCKING, "triangle-alert")


NOT_CHECKED_IN = "no_check_in"


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRow:
    """One day of the list: what it was, what was said, and why."""

    day: date
    glyph: str
    result: Words
    said: str
    why: str
    is_corrected: bool


def progress_page(
    *, day: PlanDay, protocol: Protocol, record: ProgressRecord, window: Window
) -> dict[str, Any]:
    rows = [_row(one, protocol, window.last) for one in record.history]
    seen = [one for one in record.series.pain if window.since <= one.day <= window.drawn_until]
    days = chart_days(record, protocol, window, why={one.day: one.why for one in rows})
    run = kept_run(record, protocol, started_on=window.started_on, today=window.last)
    return {
        "headline": headline(seen),
        "phase": phase_of(day, protocol),
        "day_count": len(days),
        "window": window,
        "chart": pain_chart(days, zoom=ZOOM),
        "key": chart_key(days),
        "has_marks": any(one.mark for one in days),
        "table": _table(days),
        "week": week_lines(record.series, until=window.until, started_on=window.started_on),
        "function": function_lines(record.function),
        "run": run,
        "run_words": run_words(run),
        "milestones": milestones(record, protocol),
        "path": phase_path(day, protocol),
        "tests": test_lines(day, protocol),
        "tests_said": tests_said(day, protocol),
        "days": rows,
        "latest_days": rows[:SHOWN_AT_ONCE],
        "other_days": rows[SHOWN_AT_ONCE:],
    }


def _table(days: Sequence[ChartDay]) -> SafeString:
    """A row a day, or a row a week where nobody could read so many."""
    return pain_table(days) if len(days) <= MOST_ROWS else week_table(days, zoom=ZOOM)


def headline(pain: Iterable[PainPoint]) -> str:
    """The way of the worst pain, in one statement; without two answers there is none yet."""
    worst = [point.worst for point in pain if point.worst is not None]
    if len(worst) < 2:
        return _("Your days so far")
    first, latest = worst[0], worst[-1]
    if first == latest:
        return _("Your worst pain is %(latest)d of 10") % {"latest": latest}
    return _("Your worst pain went from %(first)d to %(latest)d") % {
        "first": first,
        "latest": latest,
    }


def _row(one: HistoryDay, protocol: Protocol, latest: date) -> DayRow:
    shown = one.current.plan_day
    is_over = one.day < latest and shown.binding.detail == NOT_CHECKED_IN
    return DayRow(
        day=one.day,
        glyph=GLYPH_OF[shown.result],
        result=RESULT_WORDS[shown.result],
        said=_said(one),
        why=_("No check-in on this day, so nothing moved up.")
        if is_over
        else for_patient(shown.binding, setting_of(protocol, one.day, {})),
        is_corrected=any(entry.corrections for entry in one.entries),
    )


def _said(one: HistoryDay) -> str:
    """Such as "checked in, one session"."""
    kinds = [entry.row.kind for entry in one.entries]
    parts = []
    if "check_in" in kinds or "intake" in kinds:
        parts.append(_("Checked in"))
    sessions = kinds.count("session")
    if sessions:
        parts.append(
            ngettext("%(count)d session", "%(count)d sessions", sessions) % {"count": sessions}
        )
    tests = kinds.count("self_test")
    if tests:
        parts.append(ngettext("%(count)d test", "%(count)d tests", tests) % {"count": tests})
    return ", ".join(parts) or _("No report")
