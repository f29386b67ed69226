"""One patient on one page: where they are, what was decided and why, what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.domain.codes import AlertCode, Autonomy, Result, Side
from recovery.domain.decision import PLAN, LadderDay, PlanDay, Reason
from recovery.domain.prescription import Prescribed
from recovery.domain.protocol import Protocol
from recovery.domain.state import PlanState
from recovery.explanations import (
    RESULT_WORDS,
    Setting,
    day_words,
    for_clinician,
    need_words,
    source_of,
    what_would_have_changed,
)
from recovery.explanations.caseload_words import ALERT_RULE, ALERT_WORDS, LOCKED, code_words, ruled
from recovery.explanations.desk_words import (
    AUTONOMY_WORDS,
    PROFILE_WORDS,
    RESULT_GLYPH,
    RESULT_KIND,
    SIDE_WORDS,
    change_words,
    rung_words,
)
from recovery.explanations.standing_words import left_out_words, prescribed_words
from recovery.models import RecoveryPlan
from recovery.presenters.desk_function import FunctionPanel
from recovery.presenters.differences import Difference, differences
from recovery.presenters.lines import phase_of
from recovery.selectors.charts import ChartSeries
from recovery.selectors.history import HistoryDay

Words = str | Promise
WEEK, FORTNIGHT = 7, 14
# Said by the lock, and by the step that waits.
SAID_ELSEWHERE = (AlertCode.RED_FLAG, AlertCode.SUDDEN_EVENT, AlertCode.PROPOSAL_WAITS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    label: Words
    value: Words


def subtitle(state: PlanState, protocol: Protocol, today: date) -> str:
    """Such as "34, hamstring strain, left. Injured 29 October, day 22."."""
    told = _("%(age)d, %(condition)s, %(side)s. Injured %(day)s, day %(number)d since.") % {
        "age": state.age,
        "condition": protocol.name.lower(),
        "side": SIDE_WORDS[state.side],
        "day": date_format(state.injured_on, "j F"),
        "number": (today - state.injured_on).days,
    }
    return f"{told} {_('A repeat.')}" if state.recurrent else told


def facts(
    day: PlanDay,
    plan: RecoveryPlan,
    protocol: Protocol,
    today: date,
    charts: ChartSeries,
    can_do: FunctionPanel | None,
) -> list[Fact]:
    """What fits in one line above everything else."""
    done = {point.day for point in charts.sessions}
    of = [sum(today - timedelta(days=n) < one <= today for one in done) for n in (WEEK, FORTNIGHT)]
    passed = sum(len(test.passed_on) >= test.needed for test in day.exit_tests)
    phase = {
        "phase": phase_of(day, protocol).name,
        "day": (today - day.phase_started_on).days + 1,
    }
    tests = {"passed": passed, "count": len(day.exit_tests)}
    kept = {"seven": of[0], "fourteen": of[1]}
    return [
        Fact(label=_("Phase"), value=_("%(phase)s, day %(day)d") % phase),
        Fact(label=_("Tests"), value=_("%(passed)d of %(count)d") % tests),
        Fact(label=_("Days done"), value=_("%(seven)d of 7, %(fourteen)d of 14") % kept),
        Fact(label=_("PSFS"), value=can_do.said if can_do else _("not rated")),
        Fact(label=_("Caps"), value=PROFILE_WORDS[day.profile]),
        Fact(label=_("Autonomy"), value=AUTONOMY_WORDS[Autonomy(plan.autonomy)]),
        Fact(label=_("Today"), value=RESULT_WORDS[day.result]),
    ]


# --- decisions -------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonRow:
    rule: str
    is_bound: bool
    words: str
    otherwise: str
    changes: list[str]
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionDay:
    """One day. reasons: the binding one and those that moved something; others: the rest.

    differences: what a later entry made of it.
    """

    day: date
    kind: str
    glyph: str
    word: Words
    reasons: list[ReasonRow]
    others: list[ReasonRow]
    differences: list[Difference]


def decision_days(history: Iterable[HistoryDay], setting: Setting, side: Side) -> list[DecisionDay]:
    """Newest first, the binding reason of each day first."""
    return [_decision_day(one, setting, side) for one in history]


def _decision_day(one: HistoryDay, setting: Setting, side: Side) -> DecisionDay:
    day = one.current.plan_day
    then = Setting(protocol=setting.protocol, today=day.day, exercise_names=setting.exercise_names)
    rows = reason_rows(day, then)
    shown = [row for row in rows if row.is_bound or row.changes]
    return DecisionDay(
        day=day.day,
        kind=RESULT_KIND[day.result],
        glyph=RESULT_GLYPH.get(day.result, ""),
        word=RESULT_WORDS[day.result],
        reasons=shown,
        others=[row for row in rows if row not in shown],
        differences=differences(one, then, side),
    )


def reason_rows(day: PlanDay, setting: Setting) -> list[ReasonRow]:
    ordered = sorted(day.reasons, key=lambda reason: not reason.bound)
    return [
        ReasonRow(
            rule=reason.rule,
            is_bound=reason.bound,
            words=for_clinician(reason, setting),
            otherwise=what_would_have_changed(reason, setting),
            changes=_changes(day, reason, setting),
            source=source_of(reason),
        )
        for reason in ordered
    ]


def _changes(day: PlanDay, reason: Reason, setting: Setting) -> list[str]:
    return [
        change_words(change, setting)
        for change in day.changes
        if change.reason.rule == reason.rule and reason.subject in (PLAN, change.ladder)
    ]


# --- where the ladders stand -----------------------------------------------------------
@dataclass(frozen=True, kw_only=True, slots=True)
class LadderRow:
    code: str
    name: str
    place: str
    what: str
    state: str
    is_off: bool
    is_own: bool


def ladder_rows(day: PlanDay, setting: Setting) -> list[LadderRow]:
    needs = {one.ladder: one for one in day.needs}
    return [_ladder_row(one, needs.get(one.ladder), day, setting) for one in day.ladders]


def _ladder_row(one: LadderDay, need: Any, day: PlanDay, setting: Setting) -> LadderRow:
    ladder = setting.protocol.ladder_by_code[one.ladder]
    is_off = one.off_until_settled or (one.off_until is not None and day.day <= one.off_until)
    own = next((given for given in day.prescribed if given.what.code == one.ladder), None)
    rung = {"rung": one.rung, "count": ladder.spans[day.phase].top}
    return LadderRow(
        code=one.ladder,
        name=setting.ladder_name(one.ladder),
        place=_("%(rung)d of %(count)d") % rung if own is None else _("beside"),
        what=rung_words(one.ladder, one.rung, setting),
        state=_ladder_state(one, own, is_off, day) or _what_is_next(need, setting),
        is_off=is_off or one.is_left_out,
        is_own=own is not None,
    )


def _ladder_state(one: LadderDay, own: Prescribed | None, is_off: bool, day: PlanDay) -> str:
    """What keeps it where it is; empty where it goes on by itself."""
    if one.is_left_out:
        return left_out_words(one.left_out_until)
    if one.off_until_settled:
        return _("Off until a settled morning")
    if is_off and one.off_until is not None:
        return _("Off to the end of %(day)s") % {"day": date_format(one.off_until, "j M")}
    if own is not None:
        words = prescribed_words(own)
        return words[:1].upper() + words[1:]
    if day.lock is not None:
        return _("Waits until the lock is cleared")
    asked = next((step for step in day.proposals if step.subject == one.ladder), None)
    if asked is not None:
        return (
            _("A step up waits for your yes")
            if asked.rule == "R13"
            else _("A step down waits for your yes")
        )
    return ""


def _what_is_next(need: Any, setting: Setting) -> str:
    if need is None:
        return _("Warm-up")
    words = need_words(need, setting)
    return words[:1].upper() + words[1:]


# --- what waits ------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Something to look at. kind and glyph as everywhere; rule beside it."""

    kind: str
    glyph: str
    title: str
    text: str


def lock_notice(day: PlanDay, today: date) -> Waiting | None:
    lock = day.lock
    if lock is None:
        return None
    codes = code_words(lock.codes)
    title = str(LOCKED[lock.kind])
    return Waiting(
        kind="care",
        glyph="lock",
        title=f"{title}: {codes}" if codes else title,
        text=_("%(rule)s. Set %(day)s. No exercises are shown until it is cleared.")
        % {"rule": lock.rule, "day": day_words(lock.set_on, today)},
    )


def alerts(day: PlanDay, setting: Setting, *, days_silent: int, is_ready: bool) -> list[Waiting]:
    """What asks for a look beside a lock and the steps that wait."""
    found = {alert.code: alert for alert in day.alerts if alert.code not in SAID_ELSEWHERE}
    waiting = [
        Waiting(
            kind="care" if code is not AlertCode.NO_REPORT else "late",
            glyph="clock" if code is AlertCode.NO_REPORT else "triangle-alert",
            title=_alert_title(code, days_silent),
            text=ALERT_RULE[code],
        )
        for code in found
    ]
    if day.result is Result.REST:
        waiting.insert(0, _rest_notice(day, setting))
    if is_ready:
        title = _("Ready for exit tests")
        waiting.append(Waiting(kind="up", glyph="flag", title=title, text="R14"))
    return waiting


def _rest_notice(day: PlanDay, setting: Setting) -> Waiting:
    text = ruled(day.binding.rule, for_clinician(day.binding, setting))
    title = str(RESULT_WORDS[Result.REST])
    return Waiting(kind="care", glyph="pause", title=title, text=text)


def _alert_title(code: AlertCode, days_silent: int) -> str:
    if code is not AlertCode.NO_REPORT:
        return str(ALERT_WORDS[code])
    return ngettext("No report for %(count)d day", "No report for %(count)d days", days_silent) % {
        "count": days_silent
    }


def days_silent(charts: ChartSeries, started_on: date, today: date) -> int:
    """Since the latest check-in or session."""
    days = [point.day for point in (*charts.pain, *charts.sessions)]
    return (today - max([*days, started_on])).days
