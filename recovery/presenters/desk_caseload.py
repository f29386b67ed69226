"""The caseload: who needs the clinician first, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recovery.alerts import Grade
from recovery.domain import limits
from recovery.presenters.caseload_line import CALM_ALERTS, WEEK, Line, line_of
from recovery.presenters.caseload_wish import Wish
from recovery.selectors.caseload import CaseloadRow, Need
from recovery.services.alert_watch import Watch

Words = str | Promise
TODAY, THIS_WEEK, ON_TRACK = "today", "week", "calm"
GROUPS: dict[str, tuple[Words, Words]] = {
    TODAY: (gettext_lazy("Today"), gettext_lazy("locked, resting, silent or stuck")),
    THIS_WEEK: (gettext_lazy("This week"), gettext_lazy("no hurry")),
    ON_TRACK: (gettext_lazy("On track"), gettext_lazy("the plan does its work")),
}
GROUP_OF = {
    Need.LOCKED: TODAY,
    Need.RESTING: TODAY,
    Need.EASING: THIS_WEEK,
    Need.SILENT: TODAY,
    Need.ASKING: THIS_WEEK,
    Need.TESTING: THIS_WEEK,
    Need.ON_TRACK: ON_TRACK,
    Need.NO_PLAN: THIS_WEEK,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    code: str
    title: Words
    note: Words
    lines: list[Line]


def group_of(row: CaseloadRow, watch: Watch) -> str:
    """An alert asks for today whatever else the day says, a message for this week at least."""
    grades = {one.fired.grade for one in watch.open_of(row)}
    if set(row.why) - CALM_ALERTS or Grade.NOW in grades:
        return TODAY
    group = GROUP_OF[row.need]
    return THIS_WEEK if (row.unread or grades) and group == ON_TRACK else group


def is_quiet(row: CaseloadRow) -> bool:
    return row.plan is not None and row.days_silent >= limits.SILENT_DAYS


def _has(row: CaseloadRow, has: str, watch: Watch) -> bool:
    kinds = {
        "": True,
        "alert": bool(watch.open_of(row)),
        "unread": bool(row.unread),
        "proposal": bool(row.proposals),
        "tests": bool(row.plan and row.plan.is_ready),
        "no_plan": row.plan is None,
    }
    return kinds[has]


def _is_in_view(row: CaseloadRow, wish: Wish, group: str) -> bool:
    """A search looks among everybody."""
    if wish.sought:
        return wish.sought.casefold() in row.name.casefold()
    if wish.view == "quiet":
        return is_quiet(row)
    return wish.view == "everyone" or group != ON_TRACK


SORT_KEYS: dict[str, Callable[[CaseloadRow], tuple[object, ...]]] = {
    "name": lambda row: (row.name.casefold(),),
    "report": lambda row: (-row.days_silent, row.name),
    "pain": lambda row: (-max((one for one in row.worst[-WEEK:] if one is not None), default=-1),),
    "adherence": lambda row: (row.plan is None, len(row.session_on), row.name),
}


def shown(watch: Watch, wish: Wish) -> list[tuple[str, CaseloadRow]]:
    """The rows of a view with their groups, most pressing first, unless sorted otherwise."""
    found = [(group_of(row, watch), row) for row in watch.rows]
    found = [
        (group, row)
        for group, row in found
        if _is_in_view(row, wish, group)
        and (not wish.phase or row.phase == wish.phase)
        and _has(row, wish.has, watch)
    ]
    if wish.sort in SORT_KEYS:
        key = SORT_KEYS[wish.sort]
        return sorted(found, key=lambda pair: key(pair[1]))
    order = list(GROUPS)
    return sorted(found, key=lambda pair: order.index(pair[0]))


def groups(
    rows: Iterable[tuple[str, CaseloadRow]], watch: Watch, wish: Wish, today: date
) -> list[Group]:
    if wish.sort in SORT_KEYS:
        lines = [line_of(row, watch, today) for _group, row in rows]
        return [Group(code="", title="", note="", lines=lines)] if lines else []
    found: dict[str, list[Line]] = {code: [] for code in GROUPS}
    for group, row in rows:
        found[group].append(line_of(row, watch, today))
    return [
        Group(code=code, title=title, note=note, lines=found[code])
        for code, (title, note) in GROUPS.items()
        if found[code]
    ]


def counts(watch: Watch) -> dict[str, int]:
    of = [group_of(row, watch) for row in watch.rows]
    return {
        "needs": len(of) - of.count(ON_TRACK),
        "everyone": len(of),
        "quiet": sum(is_quiet(row) for row in watch.rows),
        "alerts": sum(bool(watch.open_of(row)) for row in watch.rows),
        TODAY: of.count(TODAY),
        THIS_WEEK: of.count(THIS_WEEK),
        ON_TRACK: of.count(ON_TRACK),
    }


def phases(watch: Watch) -> dict[str, str]:
    """Every phase that somebody may be in, by its code."""
    protocols = watch.protocols.values()
    return {phase.code: phase.name for protocol in protocols for phase in protocol.phases}


def headline(number: dict[str, int]) -> str:
    """The page in one statement."""
    if not number["everyone"]:
        return _("Nobody is in your care yet")
    if not number[TODAY]:
        return _("Nobody needs you today")
    return ngettext(
        "%(count)d person needs you today", "%(count)d people need you today", number[TODAY]
    ) % {"count": number[TODAY]}


def day_line(today: date, number: dict[str, int]) -> str:
    """Such as "Thursday 19 November. 7 more to look at this week, 212 on track."."""
    more = ngettext(
        "%(count)d more to look at this week",
        "%(count)d more to look at this week",
        number[THIS_WEEK],
    ) % {"count": number[THIS_WEEK]}
    calm = _("%(count)d on track") % {"count": number[ON_TRACK]}
    return f"{date_format(today, 'l j F')}. {more}, {calm}."
