"""The inbox of alerts, laid out by patient: what fired, who looks after it, what was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from recovery.alerts import AlertRule, Fired, Grade
from recovery.alerts import limits as alert_limits
from recovery.explanations import Setting, day_name
from recovery.explanations.alert_words import NAMES, About, AlertWords, alert_words
from recovery.models import AlertStep
from recovery.presenters.caseload_line import condition_of
from recovery.selectors.caseload import CaseloadRow
from recovery.selectors.desk_caseload import plan_facts, reasons_of
from recovery.services.alert_watch import Standing, Watch

Words = str | Promise
Kind = AlertStep.Kind
WEEK = 7
HISTORY_STEPS = 6
OPEN, MINE, SNOOZED, HANDLED = VIEWS = ("open", "mine", "snoozed", "handled")
EDGES = {Grade.NOW: "care", Grade.SOON: "eased", Grade.CALM: "up"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Something that was done. kind: for the icon."""

    glyph: str
    words: str
    note: str
    who: str
    at: datetime
    patient: str = ""
    patient_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    value: str
    words: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertGroup:
    """One patient with all that stands in this view. keys: what a button is about."""

    patient_id: UUID
    name: str
    condition: str
    place: str
    edge: str
    lines: list[AlertWords]
    keys: list[str]
    owner: str
    is_mine: bool
    until: str
    snoozes: list[Choice]
    steps: list[Step]


OUTCOMES = [Choice(value=f"done-{one.value}", words=one.label) for one in AlertStep.Outcome]


def chosen(watch: Watch, view: str, reader: User) -> list[tuple[CaseloadRow, list[Standing]]]:
    """The patients of a view with what stands there, gravest first, then who waits longest."""
    found = [
        (row, [one for one in watch.standing.get(row.person, ()) if _is_in(one, view, reader)])
        for row in watch.rows
    ]
    return sorted((pair for pair in found if pair[1]), key=_gravest)


def _is_in(standing: Standing, view: str, reader: User) -> bool:
    if view == SNOOZED:
        return standing.is_snoozed
    if view == MINE:
        return standing.is_open and standing.owner == reader
    return standing.is_open


def _gravest(pair: tuple[CaseloadRow, list[Standing]]) -> tuple[int, date, str]:
    row, standing = pair
    first = standing[0].fired
    return first.grade, first.since, row.name


def counts(watch: Watch, reader: User) -> dict[str, int]:
    return {view: len(chosen(watch, view, reader)) for view in (OPEN, MINE, SNOOZED)}


def headline(number: dict[str, int]) -> str:
    if not number[OPEN]:
        return _("No alert waits")
    return ngettext(
        "%(count)d person has an alert", "%(count)d people have an alert", number[OPEN]
    ) % {"count": number[OPEN]}


def group(
    pair: tuple[CaseloadRow, list[Standing]], watch: Watch, reader: User, today: date
) -> AlertGroup:
    row, standing = pair
    plan = plan_facts(row, watch.protocols)
    phase = plan.protocol.phase_by_code[row.phase].name
    setting = Setting(protocol=plan.protocol, today=today)
    about = About(setting=setting, phase=phase, lock_kind=row.lock_kind, reasons=reasons_of(row))
    owner = next((one.owner for one in standing if one.owner), None)
    week = (row.phase_day - 1) // WEEK + 1
    return AlertGroup(
        patient_id=row.patient_id,
        name=row.name,
        condition=condition_of(plan),
        place=_("%(phase)s, week %(week)d") % {"phase": phase, "week": week},
        edge=EDGES[standing[0].fired.grade],
        lines=[alert_words(one.fired, about) for one in standing],
        keys=[one.fired.key for one in standing],
        owner=_owner(owner, reader),
        is_mine=owner == reader,
        until=_until(standing, today),
        snoozes=_snoozes(one.fired for one in standing),
        steps=[step_of(one, today) for one in watch.steps.get(row.person, ())[:HISTORY_STEPS]],
    )  # fmt: skip


def _owner(owner: User | None, reader: User) -> str:
    if owner is None:
        return ""
    return _("You look after this") if owner == reader else _("%s looks after this") % owner


def _until(standing: Sequence[Standing], today: date) -> str:
    days = [one.step.until for one in standing if one.is_snoozed]
    return day_name(min(days), today) if days else ""


def _snoozes(fired: Iterable[Fired]) -> list[Choice]:
    """Beside something urgent nothing sleeps longer than a day."""
    is_urgent = any(one.grade == Grade.NOW for one in fired)
    most = alert_limits.SNOOZE_DAYS_URGENT if is_urgent else max(alert_limits.SNOOZE_DAYS)
    return [
        Choice(
            value=f"snooze-{days}",
            words=ngettext("%(count)d day", "%(count)d days", days) % {"count": days},
        )
        for days in alert_limits.SNOOZE_DAYS
        if days <= most
    ]


GLYPHS = {
    Kind.TAKE: "user-round",
    Kind.LEAVE: "arrow-left",
    Kind.SNOOZE: "clock",
    Kind.DONE: "check",
}
DONE_WORDS: dict[str, Words] = {
    Kind.TAKE: gettext_lazy("%(alert)s: taken on"),
    Kind.LEAVE: gettext_lazy("%(alert)s: given back"),
    Kind.SNOOZE: gettext_lazy("%(alert)s: put off until %(until)s"),
    Kind.DONE: gettext_lazy("%(alert)s: done. %(outcome)s"),
}


def step_of(step: AlertStep, today: date, *, with_patient: bool = False) -> Step:
    """with_patient: only where the patient was read with it."""
    words = str(DONE_WORDS[step.kind]) % {
        "alert": NAMES[AlertRule(step.rule)],
        "until": day_name(step.until, today) if step.until else "",
        "outcome": step.get_outcome_display(),
    }
    return Step(
        glyph=GLYPHS[Kind(step.kind)],
        words=words,
        note=step.note,
        who=step.by.name,
        at=step.at,
        patient=step.patient.name if with_patient else "",
        patient_id=step.patient.public_id if with_patient else None,
    )
