"""One patient on one page, for the clinician who cares for them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import can_steer_plan, clinician_required, get_patient_or_404
from accounts.local_time import local_day
from accounts.models import RecordAccess, User
from accounts.selectors import unread_of
from recovery import charts
from recovery.explanations import Setting
from recovery.explanations.letter_words import CAN_DO
from recovery.explanations.standing_words import standing
from recovery.forms.directives import DirectiveForm
from recovery.forms.fields import new_client_id
from recovery.models import RecoveryPlan
from recovery.presenters import desk_chart, desk_directives, desk_function, desk_log
from recovery.presenters import desk_patient as presenter
from recovery.presenters.adverse_events import kind_words
from recovery.presenters.desk_care import ArrivalLine, arrival_line
from recovery.presenters.desk_proposals import proposals
from recovery.presenters.lines import test_lines
from recovery.presenters.self_tests import test_cards
from recovery.selectors.arrivals import read_arrival
from recovery.selectors.desk_patient import DeskRecord, desk_plan, desk_record
from recovery.selectors.patient_page import CHART_DAYS
from recovery.selectors.self_tests import tries_among
from recovery.services import previews
from recovery.services.previews import Outlook
from recovery.views.choosing import setting_of_plan

HISTORY_DAYS = 7
CHART_WIDTH = 638
PREFILLED = ("kind", "ladder", "rung", "instead_of")


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """A patient's record, read once. plan: the open one, else the latest; None before any."""

    patient: User
    plan: RecoveryPlan
    setting: Setting
    record: DeskRecord
    outlook: Outlook
    now: datetime
    today: date

    def form(self, *args: Any, **kwargs: Any) -> DirectiveForm:
        return DirectiveForm(
            *args, setting=self.setting, day=self.outlook.today, today=self.today, **kwargs
        )


@require_safe
@clinician_required
def patient(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Everything on one page. `PREFILLED` fills in the instruction, `all` shows 12 weeks."""
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=RecordAccess.Page.RECORD, now=now)
    today = local_day(person, now)
    plan = desk_plan(person, request.user, today)
    if plan is None:
        unread = unread_of(person, request.user)
        context = {"current": "caseload", "patient": person, "unread": unread}
        return render(request, "desk/no_plan.html", context)
    desk = open_desk(person, plan, now=now, today=today, is_whole="all" in request.GET)
    asked = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    form = desk.form(initial={**asked, "client_id": new_client_id()})
    return render(request, "desk/patient.html", page_of(desk, form))


def desk_to_steer(request: HttpRequest, patient_id: UUID, *, what: RecordAccess.Page) -> Desk:
    """The desk of a patient whose plan this clinician may steer. Raises Http404 else."""
    now = timezone.now()
    person = get_patient_or_404(request, patient_id, what=what, now=now)
    today = local_day(person, now)
    plan = desk_plan(person, request.user, today)
    if plan is None or not can_steer_plan(request.user, person, on=today):
        raise Http404
    return open_desk(person, plan, now=now, today=today)


def open_desk(
    person: User, plan: RecoveryPlan, *, now: datetime, today: date, is_whole: bool = False
) -> Desk:
    """Read the record and work out today and tomorrow. Nothing is written."""
    days = CHART_DAYS if is_whole else HISTORY_DAYS
    record = desk_record(plan, today=today, history_days=days)
    return Desk(
        patient=person,
        plan=plan,
        setting=setting_of_plan(plan, today),
        record=record,
        outlook=previews.outlook(plan, past=record.past, entries=record.to_fold, today=today),
        now=now,
        today=today,
    )


def page_of(
    desk: Desk, form: DirectiveForm, foreseen_with: Outlook | None = None
) -> dict[str, Any]:
    """What the template lays out. foreseen_with: tomorrow with the instruction in the form."""
    setting, state = desk.setting, desk.outlook.state
    then = foreseen_with or desk.outlook
    return {
        "current": "caseload",
        "patient": desk.patient,
        "plan": desk.plan,
        "came": _came(desk),
        "day": desk.outlook.today,
        "subtitle": presenter.subtitle(state, setting.protocol, desk.today),
        "form": form,
        "is_previewed": foreseen_with is not None,
        "tomorrow": desk_directives.beside(desk.outlook.tomorrow, then.tomorrow, setting),
        "in_force": desk_directives.in_force(state, then.state, setting),
        "standing": standing(state, setting),
        "event": kind_words(desk.plan.event_kind),
        **_today(desk),
        **_course(desk),
    }


def _today(desk: Desk) -> dict[str, Any]:
    """Where the plan stands, and what it asks of whoever looks."""
    day, setting, record = desk.outlook.today, desk.setting, desk.record
    silent = presenter.days_silent(record.charts, desk.plan.started_on, desk.today)
    tried = tries_among(record.entries)
    return {
        "ladders": presenter.ladder_rows(day, setting),
        "tests": test_cards(test_lines(day, setting.protocol), tried, desk.outlook.state.side),
        "lock": presenter.lock_notice(day, desk.today),
        "alerts": presenter.alerts(day, setting, days_silent=silent, is_ready=_is_ready(desk)),
        "proposals": proposals(day, setting),
    }


def _course(desk: Desk) -> dict[str, Any]:
    """How it came to this: the axis, the decisions, the instructions and the log."""
    setting, record, protocol = desk.setting, desk.record, desk.setting.protocol
    given = desk_directives.given_lines(record.entries, setting)
    told = desk_chart.Told(
        charts=record.charts,
        function={point.day: point.mean for point in record.function},
        directives=desk_directives.words_by_day(given),
    )
    axis = desk_chart.chart_days(told, protocol, since=record.since, until=desk.today)
    can_do = desk_function.function_panel(record.function)
    shown_from = record.history[-1].day if record.history else desk.today
    day, state = desk.outlook.today, desk.outlook.state
    return {
        "facts": presenter.facts(day, desk.plan, protocol, desk.today, record.charts, can_do),
        "can_do": can_do,
        "chart": charts.pain_chart(axis, width=CHART_WIDTH, **desk_chart.NAMED),
        "chart_key": charts.chart_key(axis, **desk_chart.NAMED),
        "chart_table": charts.pain_table(axis, can_do=CAN_DO),
        "decisions": presenter.decision_days(record.history, setting, state.side),
        "log": desk_log.log_lines(record.entries, setting, since=shown_from),
        "given": given,
    }


def _came(desk: Desk) -> ArrivalLine | None:
    came = read_arrival(desk.plan.came, desk.today)
    return came and arrival_line(came)


def _is_ready(desk: Desk) -> bool:
    latest = desk.record.past.decided.values()
    return any(row.is_ready_for_tests for row in list(latest)[-1:])
