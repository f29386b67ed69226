"""The caseload: who needs the clinician first, and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recovery.charts.sparks import days_spark, pain_spark
from recovery.domain.codes import AlertCode, Context, Side
from recovery.domain.decision import Reason
from recovery.explanations import Setting, caseload_words, day_name, day_words
from recovery.explanations.caseload_words import Cause
from recovery.explanations.desk_words import SIDE_WORDS
from recovery.selectors.caseload import WINDOW_DAYS, CaseloadRow, Need
from recovery.selectors.desk_caseload import CaseloadFacts, PlanFacts

Words = str | Promise
WEEK = 7
QUIET_DAYS = 3
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One row of the table, laid out by the template."""

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
    phase: str
    week: int
    reported: str
    has_plan: bool
    is_assigned: bool
    unread: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    code: str
    title: Words
    note: Words
    lines: list[Line]


def group_of(row: CaseloadRow) -> str:
    """An alert asks for today whatever else the day says, a message for this week at least."""
    if set(row.why) - CALM_ALERTS:
        return TODAY
    group = GROUP_OF[row.need]
    return THIS_WEEK if row.unread and group == ON_TRACK else group


def is_quiet(row: CaseloadRow) -> bool:
    return row.plan_id is not None and row.days_silent >= QUIET_DAYS


def shown(rows: Sequence[CaseloadRow], *, view: str, sought: str) -> list[CaseloadRow]:
    """The rows of a view, most pressing group first. A search looks among everybody."""
    if sought:
        found = [row for row in rows if sought.casefold() in row.name.casefold()]
    elif view == "everyone":
        found = list(rows)
    elif view == "quiet":
        found = [row for row in rows if is_quiet(row)]
    else:
        found = [row for row in rows if group_of(row) != ON_TRACK]
    order = list(GROUPS)
    return sorted(found, key=lambda row: order.index(group_of(row)))


def groups(rows: Iterable[CaseloadRow], facts: CaseloadFacts, today: date) -> list[Group]:
    lines: dict[str, list[Line]] = {code: [] for code in GROUPS}
    for row in rows:
        lines[group_of(row)].append(_line(row, facts, today))
    return [
        Group(code=code, title=title, note=note, lines=lines[code])
        for code, (title, note) in GROUPS.items()
        if lines[code]
    ]


def counts(rows: Sequence[CaseloadRow]) -> dict[str, int]:
    of = [group_of(row) for row in rows]
    return {
        "needs": len(of) - of.count(ON_TRACK),
        "everyone": len(rows),
        "quiet": sum(is_quiet(row) for row in rows),
        TODAY: of.count(TODAY),
        THIS_WEEK: of.count(THIS_WEEK),
        ON_TRACK: of.count(ON_TRACK),
    }


def headline(number: dict[str, int]) -> str:
    """The page in one statement."""
    if not number["everyone"]:
        return _("Nobody is in your care yet")
    if not number[TODAY]:
        return _("Nobody needs you today")
    return ngettext(
        "%(count)d person needs you today", "%(count)d people need you today", number[TODAY]
    ) % {"count": number[TODAY]}


def _line(row: CaseloadRow, facts: CaseloadFacts, today: date) -> Line:
    plan = facts.by_plan.get(row.plan_id) if row.plan_id else None
    is_assigned = row.patient_id in facts.assigned
    cause = _cause(row, plan, today, is_assigned)
    done = plan.session_days if plan else frozenset()
    days = [today - timedelta(days=back) for back in reversed(range(WINDOW_DAYS))]
    given = [score for score in row.worst if score is not None]
    return Line(
        patient_id=row.patient_id,
        name=row.name,
        condition=_condition(plan),
        cause=cause,
        edge=EDGE[cause.kind],
        spark=pain_spark(row.worst, cap=_cap(row, plan), is_bad=cause.kind == "care"),
        latest=row.worst[-1] if row.worst else None,
        reports=len(given),
        dots=days_spark([day in done for day in days]) if plan else SafeString(""),
        days_of_7=sum(day in done for day in days[-WEEK:]),
        days_of_14=sum(day in done for day in days),
        phase=_phase_name(row, plan),
        week=(row.day_number - 1) // WEEK + 1,
        reported=_reported(row, today),
        has_plan=plan is not None,
        is_assigned=is_assigned,
        unread=row.unread,
    )


def _condition(plan: PlanFacts | None) -> str:
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
    return next(phase.name for phase in plan.protocol.phases if phase.code == row.phase)


def _cap(row: CaseloadRow, plan: PlanFacts | None) -> int | None:
    """The hold cap of exercises in this phase: the line that pain should stay under."""
    if plan is None:
        return None
    phase = next(phase for phase in plan.protocol.phases if phase.code == row.phase)
    return phase.caps[plan.profile][Context.GENERAL].hold


def _reported(row: CaseloadRow, today: date) -> str:
    if row.reported_on is None:
        return ""
    if (today - row.reported_on).days > 1:
        return day_name(row.reported_on, today)
    return capfirst(day_words(row.reported_on, today))


def _on_track(row: CaseloadRow, binding: Reason, setting: Setting) -> Cause:
    return caseload_words.on_track_cause(binding, setting)


CAUSES: dict[Need, Callable[[CaseloadRow, Reason, Setting], Cause]] = {
    Need.RESTING: lambda row, binding, setting: caseload_words.resting_cause(binding, setting),
    Need.EASING: lambda row, binding, setting: caseload_words.easing_cause(binding, setting),
    Need.SILENT: lambda row, binding, setting: caseload_words.silent_cause(row.days_silent),
    Need.ASKING: lambda row, binding, setting: caseload_words.asking_cause(
        row.proposals, binding, setting
    ),
    Need.TESTING: lambda row, binding, setting: caseload_words.testing_cause(),
}


def _cause(row: CaseloadRow, plan: PlanFacts | None, today: date, is_assigned: bool) -> Cause:
    if plan is None:
        return caseload_words.no_plan_cause(is_assigned=is_assigned)
    setting = Setting(protocol=plan.protocol, today=today)
    alerts = [AlertCode(code) for code in row.why if code not in CALM_ALERTS]
    if row.lock_kind:
        return caseload_words.locked_cause(row.lock_kind, plan.binding, setting)
    if alerts:
        return caseload_words.alert_cause(alerts[0], plan.binding, setting)
    return CAUSES.get(row.need, _on_track)(row, plan.binding, setting)


def day_line(today: date, number: dict[str, int]) -> str:
    """Such as "Thursday 19 November. 7 more to look at this week, 212 on track."."""
    more = ngettext(
        "%(count)d more to look at this week",
        "%(count)d more to look at this week",
        number[THIS_WEEK],
    ) % {"count": number[THIS_WEEK]}
    calm = _("%(count)d on track") % {"count": number[ON_TRACK]}
    return f"{date_format(today, 'l j F')}. {more}, {calm}."
