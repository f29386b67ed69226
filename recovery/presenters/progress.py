"""Pain and minutes over time, and every day in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.charts import ChartDay, Mark, chart_key, pain_chart, pain_table
from recovery.domain.codes import LOCKING, Result
from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Protocol
from recovery.explanations import RESULT_WORDS, for_patient
from recovery.presenters.lines import phase_of, phase_path, setting_of, test_lines, tests_said
from recovery.selectors.charts import ChartSeries, PainPoint
from recovery.selectors.history import HistoryDay

Words = str | Promise
MARK_OF = {
    Result.EASE: Mark.EASE,
    Result.REST: Mark.REST,
    Result.PROGRESS: Mark.UP,
} | dict.fromkeys(LOCKING, Mark.CARE)
GLYPH_OF = {
    Result.EASE: "arrow-down",
    Result.REST: "circle-pause",
    Result.HOLD: "equal",
    Result.PROGRESS: "arrow-up",
} | dict.fromkeys(LOCKING, "triangle-alert")


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
    *,
    day: PlanDay,
    protocol: Protocol,
    series: ChartSeries,
    since: date,
    history: Iterable[HistoryDay],
) -> dict[str, Any]:
    days = chart_days(series, protocol, since=since, until=day.day)
    return {
        "headline": headline(series.pain),
        "phase": phase_of(day, protocol),
        "day_count": len(days),
        "chart": pain_chart(days),
        "key": chart_key(days),
        "table": pain_table(days),
        "path": phase_path(day, protocol),
        "tests": test_lines(day, protocol),
        "tests_said": tests_said(day, protocol),
        "days": [_row(one, protocol) for one in history],
    }


def headline(pain: Iterable[PainPoint]) -> str:
    """The way of the worst pain, in one statement; without two answers there is none yet."""
    worst = [point.worst for point in pain if point.worst is not None]
    if len(worst) < 2:
        return _("Your days so far")
    first, latest = worst[0], worst[-1]
    if first == latest:
        return _("Your worst pain is %(latest)d of 10, as at first") % {"latest": latest}
    return _("Your worst pain went from %(first)d to %(latest)d") % {
        "first": first,
        "latest": latest,
    }


def chart_days(
    series: ChartSeries, protocol: Protocol, *, since: date, until: date
) -> list[ChartDay]:
    """Every day of the axis, those without a report too."""
    pain = {point.day: point for point in series.pain}
    sessions = {point.day: point for point in series.sessions}
    decisions = {point.day: point for point in series.decisions}
    names = {phase.code: phase.name for phase in protocol.phases}
    days: list[ChartDay] = []
    phase = next((point.phase for point in series.decisions), protocol.phases[0].code)
    for offset in range((until - since).days + 1):
        on = since + timedelta(days=offset)
        said, done, decided = pain.get(on), sessions.get(on), decisions.get(on)
        before, phase = phase, decided.phase if decided else phase
        result = Result(decided.result) if decided else None
        days.append(
            ChartDay(
                day=on,
                phase=names[phase],
                pain_rest=said.rest if said else None,
                pain_morning=said.morning if said else None,
                pain_worst=said.worst if said else None,
                minutes=done.minutes if done else None,
                mark=Mark.PHASE if phase != before else MARK_OF.get(result),
                said=str(RESULT_WORDS[result]) if result else "",
                href=f"/progress/{on.isoformat()}/" if decided else "",
            )
        )
    return days


def _row(one: HistoryDay, protocol: Protocol) -> DayRow:
    shown = one.current.plan_day
    return DayRow(
        day=one.day,
        glyph=GLYPH_OF[shown.result],
        result=RESULT_WORDS[shown.result],
        said=_said(one),
        why=for_patient(shown.binding, setting_of(protocol, one.day, {})),
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
