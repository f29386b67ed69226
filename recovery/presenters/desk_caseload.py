"""The caseload: who needs the clinician first, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recovery.alerts import Grade
from recovery.alerts.trend import Trend, trend
from recovery.charts.sparks import days_spark, pain_spark
from recovery.domain import limits
from recovery.domain.codes import AlertCode, Context, Side
from recovery.domain.decision import Reason
from recovery.explanations import Setting, caseload_words, day_name, day_words
from recovery.explanations.caseload_words import Cause
from recovery.explanations.desk_words import SIDE_WORDS
from recovery.presenters.caseload_wish import Wish
from recovery.presenters.desk_care import ArrivalLine, arrival_line
from recovery.selectors.caseload import WINDOW_DAYS, CaseloadRow, Need
from recovery.selectors.desk_caseload import PlanFacts, plan_facts
from recovery.services.alert_watch import Watch

Words = str | Promise
WEEK = 7
MESSAGES = "patient_messages"
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
# Said by why somebody stands in the list, and no cause to worry.
CALM_ALERTS = {AlertCode.NO_REPORT.value, AlertCode.PROPOSAL_WAITS.value}
EDGE = {"care": "flag", "eased": "flag2", "late": "flag2", "up": "flag3", "calm": ""}


TREND_WORDS: dict[Trend, Words] = {
    Trend.RISING: gettext_lazy("more than last week"),
    Trend.FALLING: gettext_lazy("less than last week"),
    Trend.STEADY: gettext_lazy("like last week"),
    Trend.UNKNOWN: gettext_lazy("too few answers"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Next:
    """What to do next: a word for the button, the same with the name, and the page it is on."""

    words: Words
    label: str
    page: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One row of the table, laid out by the template. came: how they came into one's care."""

    patient_id: UUID
    name: str
    condition: str
    cause: Cause
    edge: str
    spark: SafeString
    latest: int | None
    reports: int
    dots: SafeString
    days_of_7: int
    days_of_14: int
    trend: Words
    phase: str
    day: int
    reported: str
    has_plan: bool
    unread: int
    alerts: int
    is_urgent: bool
    next: Next
    came: ArrivalLine | None


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
    return row.plan_id is not None and row.days_silent >= limits.SILENT_DAYS


def _has(row: CaseloadRow, has: str, watch: Watch) -> bool:
    kinds = {
        "": True,
        "alert": bool(watch.open_of(row)),
        "unread": bool(row.unread),
        "proposal": bool(row.proposals),
        "tests": bool(row.latest and row.latest.is_ready),
        "no_plan": row.plan_id is None,
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
    "adherence": lambda row: (row.plan_id is None, len(row.session_on), row.name),
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
        lines = [_line(row, watch, today) for _group, row in rows]
        return [Group(code="", title="", note="", lines=lines)] if lines else []
    found: dict[str, list[Line]] = {code: [] for code in GROUPS}
    for group, row in rows:
        found[group].append(_line(row, watch, today))
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


def _line(row: CaseloadRow, watch: Watch, today: date) -> Line:
    plan = plan_facts(row, watch.protocols)
    cause = _cause(row, plan, today)
    days = [today - timedelta(days=back) for back in reversed(range(WINDOW_DAYS))]
    done = [day in row.session_on for day in days]
    given = [score for score in row.worst if score is not None]
    alerts = watch.open_of(row)
    return Line(
        patient_id=row.patient_id,
        name=row.name,
        condition=condition_of(plan),
        cause=cause,
        edge=EDGE[cause.kind],
        spark=pain_spark(row.worst, cap=_cap(row, plan), is_bad=cause.kind == "care"),
        latest=row.worst[-1] if row.worst else None,
        reports=len(given),
        dots=days_spark(done) if plan else SafeString(""),
        days_of_7=sum(done[-WEEK:]),
        days_of_14=sum(done),
        trend=TREND_WORDS[trend(row.worst)],
        phase=_phase_name(row, plan),
        day=row.day_number,
        reported=_reported(row, today),
        has_plan=plan is not None,
        unread=row.unread,
        alerts=len(alerts),
        is_urgent=any(one.fired.grade == Grade.NOW for one in alerts),
        next=next_of(row),
        came=row.came and arrival_line(row.came),
    )


def next_of(row: CaseloadRow) -> Next:
    """The first that applies."""
    name = {"name": row.name}
    if row.lock_kind:
        return Next(
            words=_("Clear"), label=_("Clear the lock of %(name)s") % name, page="clear_lock"
        )
    if row.unread:
        return Next(words=_("Read"), label=_("Read what %(name)s wrote") % name, page=MESSAGES)
    if row.plan_id is None and not row.is_assigned:
        return Next(words=_("Assign"), label=_("Assign a plan to %(name)s") % name, page="assign")
    if row.need == Need.SILENT:
        return Next(words=_("Write"), label=_("Write to %(name)s") % name, page=MESSAGES)
    if row.proposals:
        return Next(
            words=_("Answer"), label=_("Answer what waits for %(name)s") % name, page="patient"
        )
    return Next(words=_("Open"), label=_("Open %(name)s") % name, page="patient")


def condition_of(plan: PlanFacts | None) -> str:
    if plan is None:
        return ""
    parts = [plan.protocol.name]
    if plan.side:
        parts.append(str(SIDE_WORDS[Side(plan.side)]))
    if plan.is_recurrent:
        parts.append(_("again"))
    return ", ".join(parts)


def _phase_name(row: CaseloadRow, plan: PlanFacts | None) -> str:
    if plan is None:
        return ""
    return plan.protocol.phase_by_code[row.phase].name


def _cap(row: CaseloadRow, plan: PlanFacts | None) -> int | None:
    """The hold cap of exercises in this phase: the line that pain should stay under."""
    if plan is None:
        return None
    phase = plan.protocol.phase_by_code[row.phase]
    return phase.caps[plan.profile][Context.GENERAL].hold


def _reported(row: CaseloadRow, today: date) -> str:
    if row.reported_on is None:
        return ""
    if (today - row.reported_on).days > 1:
        return day_name(row.reported_on, today)
    return capfirst(day_words(row.reported_on, today))


CAUSES: dict[Need, Callable[[CaseloadRow, Reason, Setting], Cause]] = {
    Need.RESTING: lambda row, binding, setting: caseload_words.resting_cause(binding, setting),
    Need.EASING: lambda row, binding, setting: caseload_words.easing_cause(binding, setting),
    Need.SILENT: lambda row, binding, setting: caseload_words.silent_cause(row.days_silent),
    Need.ASKING: lambda row, binding, setting: caseload_words.asking_cause(
        row.proposals, binding, setting
    ),
    Need.TESTING: lambda row, binding, setting: caseload_words.testing_cause(),
    Need.ON_TRACK: lambda row, binding, setting: caseload_words.on_track_cause(binding, setting),
}


def _cause(row: CaseloadRow, plan: PlanFacts | None, today: date) -> Cause:
    if plan is None:
        return caseload_words.no_plan_cause(is_assigned=row.is_assigned)
    setting = Setting(protocol=plan.protocol, today=today)
    alerts = [AlertCode(code) for code in row.why if code not in CALM_ALERTS]
    if row.lock_kind:
        return caseload_words.locked_cause(row.lock_kind, plan.binding, setting)
    if alerts:
        return caseload_words.alert_cause(alerts[0], plan.binding, setting)
    return CAUSES[row.need](row, plan.binding, setting)


def day_line(today: date, number: dict[str, int]) -> str:
    """Such as "Thursday 19 November. 7 more to look at this week, 212 on track."."""
    more = ngettext(
        "%(count)d more to look at this week",
        "%(count)d more to look at this week",
        number[THIS_WEEK],
    ) % {"count": number[THIS_WEEK]}
    calm = _("%(count)d on track") % {"count": number[ON_TRACK]}
    return f"{date_format(today, 'l j F')}. {more}, {calm}."
