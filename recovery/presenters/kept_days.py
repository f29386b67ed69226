"""How many days somebody has kept at it, and what they have reached. Forgiving, on purpose.

A day is kept by anything recorded, and by a rest day, pause or stop that the plan asked for.
A missed day neither counts nor ends the run; as many in a row as make the plan ask end it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.domain import limits
from recovery.domain.protocol import Protocol
from recovery.selectors.charts import DecisionPoint
from recovery.selectors.progress import ProgressRecord, SilentDay

DAY = timedelta(days=1)
SESSION_COUNTS = (1, 10, 25, 50, 100, 200)


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """days: kept ones of the present run. missed: days in a row without a word until yesterday."""

    days: int
    missed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Milestone:
    day: date
    glyph: str
    words: str


def kept_run(record: ProgressRecord, protocol: Protocol, *, started_on: date, today: date) -> Run:
    """The run up to today. Today counts once something is recorded; before, it is not missed."""
    recorded = {day for day, _kind in record.recorded}
    free = _free_days(record.silent, recorded, today)
    phases = {point.day: point.phase for point in record.series.decisions}
    phase = protocol.phases[0].code
    days = missed = 0
    for offset in range((today - started_on).days + 1):
        day = started_on + offset * DAY
        phase = phases.get(day, phase)
        if day in recorded or day in free:
            days, missed = days + 1, 0
        elif day < today:
            missed += 1
            days = 0 if missed >= _forgiven(phase, protocol) else days
    return Run(days=days, missed=missed)


def _forgiven(phase: str, protocol: Protocol) -> int:
    """As many days in a row as make the plan ask (R17): then a run has ended."""
    is_weekly = phase == protocol.phases[-1].code
    return limits.SILENT_DAYS_WEEKLY if is_weekly else limits.SILENT_DAYS


def _free_days(silent: Sequence[SilentDay], recorded: set[date], today: date) -> set[date]:
    """Days without anything to do; the latest may last over days nobody has decided yet."""
    free = {one.day for one in silent if one.free_until is not None}
    latest = silent[-1] if silent else None
    if latest and latest.free_until and latest.day >= max(recorded, default=date.min):
        days = (min(latest.free_until, today - DAY) - latest.day).days
        free |= {latest.day + offset * DAY for offset in range(1, days + 1)}
    return free


def run_words(run: Run) -> str:
    """What the run says today. No word of blame, and none of loss."""
    if run.days == 0:
        return _("Your next check-in begins a new run. Everything you did before stays yours.")
    return ngettext(
        "You have kept at it for %(count)d day.",
        "You have kept at it for %(count)d days.",
        run.days,
    ) % {"count": run.days}


def milestones(record: ProgressRecord, protocol: Protocol) -> list[Milestone]:
    """What was reached and when, the latest first."""
    found = [*_sessions(record), *_phases(record.series.decisions, protocol)]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _sessions(record: ProgressRecord) -> Iterable[Milestone]:
    days = [day for day, kind in record.recorded if kind == "session"]
    for count in SESSION_COUNTS:
        if count <= len(days):
            words = ngettext("Your first session", "%(count)d sessions", count)
            yield Milestone(day=days[count - 1], glyph="dumbbell", words=words % {"count": count})


def _phases(decisions: Sequence[DecisionPoint], protocol: Protocol) -> Iterable[Milestone]:
    """Each phase at the first day it was reached."""
    names = {phase.code: phase.name for phase in protocol.phases}
    reached = {protocol.phases[0].code}
    for point in decisions:
        if point.phase not in reached:
            reached.add(point.phase)
            words = _("You reached %(phase)s") % {"phase": names[point.phase]}
            yield Milestone(day=point.day, glyph="flag", words=words)
