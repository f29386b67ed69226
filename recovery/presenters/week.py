"""A week in a few lines, with the week before beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.domain.codes import LOCKING, Result
from recovery.selectors.charts import ChartSeries

DAY = timedelta(days=1)
WEEK_DAYS = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekLine:
    glyph: str
    words: str
    before: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Week:
    """The facts of seven days. worst: the lowest and the highest worst pain."""

    days: int
    checked_in: int
    sessions: int
    minutes: int
    worst: tuple[int, int] | None
    results: tuple[str, ...]

    def count(self, *results: Result) -> int:
        return sum(one in results for one in self.results)


def week_lines(series: ChartSeries, *, until: date, started_on: date) -> list[WeekLine]:
    """The seven days that end with `until`. What was not asked yet is left out."""
    week = _week(series, until, started_on)
    before_until = until - WEEK_DAYS * DAY
    before = _week(series, before_until, started_on) if before_until >= started_on else None
    return [
        _check_ins(week),
        _sessions(week, before),
        *_worst(week, before),
        *_moves(week),
    ]


def _week(series: ChartSeries, until: date, started_on: date) -> _Week:
    since = max(started_on, until - (WEEK_DAYS - 1) * DAY)
    said = [one for one in series.pain if since <= one.day <= until]
    done = [one for one in series.sessions if since <= one.day <= until]
    worst = [one.worst for one in said if one.worst is not None]
    return _Week(
        days=(until - since).days + 1,
        checked_in=len(said),
        sessions=len(done),
        minutes=sum(one.minutes or 0 for one in done),
        worst=(min(worst), max(worst)) if worst else None,
        results=tuple(one.result for one in series.decisions if since <= one.day <= until),
    )


def _check_ins(week: _Week) -> WeekLine:
    words = ngettext(
        "Checked in on %(done)d of %(count)d day",
        "Checked in on %(done)d of %(count)d days",
        week.days,
    )
    return WeekLine(
        glyph="heart-pulse", words=words % {"done": week.checked_in, "count": week.days}
    )


def _sessions(week: _Week, before: _Week | None) -> WeekLine:
    if not week.sessions:
        return WeekLine(glyph="timer", words=_("No session"), before=_before(before))
    return WeekLine(
        glyph="timer",
        words=_("Exercise on %(said)s") % {"said": _trained(week)},
        before=_before(before),
    )


def _before(week: _Week | None) -> str:
    return _("The week before: %(said)s") % {"said": _trained(week)} if week else ""


def _trained(week: _Week) -> str:
    """Such as "4 days, 72 minutes"."""
    days = ngettext("%(count)d day", "%(count)d days", week.sessions)
    minutes = ngettext("%(count)d minute", "%(count)d minutes", week.minutes)
    return f"{days % {'count': week.sessions}}, {minutes % {'count': week.minutes}}"


def _worst(week: _Week, before: _Week | None) -> Iterable[WeekLine]:
    if week.worst is None:
        return
    said = ""
    if before and before.worst:
        said = _("The week before: %(said)s") % {"said": _span(before.worst)}
    words = _("Worst pain: %(span)s of 10") % {"span": _span(week.worst)}
    yield WeekLine(glyph="activity", words=words, before=said)


def _span(worst: tuple[int, int]) -> str:
    lowest, highest = worst
    if lowest == highest:
        return str(lowest)
    return _("%(lowest)d to %(highest)d") % {"lowest": lowest, "highest": highest}


def _moves(week: _Week) -> Iterable[WeekLine]:
    """What the plan did, said only where it did something."""
    rows = (
        ("arrow-up", week.count(Result.PROGRESS), _up),
        ("arrow-down", week.count(Result.EASE), _eased),
        ("circle-pause", week.count(Result.REST), _rested),
        ("triangle-alert", week.count(*LOCKING), _stopped),
    )
    for glyph, count, words in rows:
        if count:
            yield WeekLine(glyph=glyph, words=words(count) % {"count": count})


def _up(count: int) -> str:
    return ngettext("A step up on %(count)d day", "A step up on %(count)d days", count)


def _eased(count: int) -> str:
    return ngettext("Eased on %(count)d day", "Eased on %(count)d days", count)


def _rested(count: int) -> str:
    return ngettext(
        "%(count)d rest day, part of the plan", "%(count)d rest days, part of the plan", count
    )


def _stopped(count: int) -> str:
    return ngettext("Stopped on %(count)d day", "Stopped on %(count)d days", count)
