"""One line of the caseload: why somebody stands there, how they are, and what is next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.alerts import Grade
from recovery.alerts.trend import Trend, trend
from recovery.charts.sparks import days_spark, pain_spark
from recovery.domain.codes import AlertCode, Context, Side
from recovery.domain.decision import Reason
from recovery.explanations import Setting, caseload_words, day_name, day_words
from recovery.explanations.caseload_words import Cause
from recovery.explanations.desk_words import SIDE_WORDS
from recovery.presenters.desk_care import ArrivalLine, arrival_line
from recovery.selectors.caseload import WINDOW_DAYS, CaseloadRow, Need
from recovery.selectors.desk_caseload import PlanFacts, plan_facts
from recovery.services.alert_watch import Watch

Words = str | Promise
WEEK = 7
MESSAGES = "patient_messages"
EDGE = {"care": "flag", "eased": "flag2", "late": "flag2", "up": "flag3", "calm": ""}
# Said by why somebody stands in the list, and no cause to worry.
CALM_ALERTS = {AlertCode.NO_REPORT.value, AlertCode.PROPOSAL_WAITS.value}
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


def line_of(row: CaseloadRow, watch: Watch, today: date) -> Line:
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
        day=row.phase_day,
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
    if row.plan is None and not row.is_assigned:
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
