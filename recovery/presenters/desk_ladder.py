"""What became of one ladder, day by day: rung, work done, pain, and what the plan made of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from recovery.domain.codes import ChangeKind
from recovery.domain.decision import PlanDay, Reason
from recovery.domain.log import ExerciseReport, Session
from recovery.explanations import Setting, for_clinician
from recovery.explanations.caseload_words import ruled
from recovery.explanations.desk_words import change_words, rung_words
from recovery.selectors.history import HistoryDay


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkRow:
    """One report of the ladder. A score that nobody gave is said to be missing, never 0."""

    done: str
    pain: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LadderDayRow:
    """kind: up, eased or same, as the stylesheet knows them. decided: moves, then the rules."""

    day: date
    kind: str
    rung: int | None
    what: str
    work: list[WorkRow]
    moved: list[str]
    reasons: list[str]


def ladder_days(history: Iterable[HistoryDay], code: str, setting: Setting) -> list[LadderDayRow]:
    """The days on which it was done, moved or spoken of by a rule, the newest first."""
    rows = (_row(one, code, setting) for one in history)
    return [row for row in rows if row.work or row.moved or row.reasons]


def _row(one: HistoryDay, code: str, setting: Setting) -> LadderDayRow:
    day = one.current.plan_day
    protocol = setting.protocol.with_prescribed(day.prescribed)
    then = Setting(protocol=protocol, today=day.day, exercise_names=setting.exercise_names)
    rung = next((place.rung for place in day.ladders if place.ladder == code), None)
    return LadderDayRow(
        day=day.day,
        kind=_kind(day, code),
        rung=rung,
        what=rung_words(code, rung, then) if rung else "",
        work=[_work(report) for report in _reports(one, code)],
        moved=[change_words(change, then) for change in day.changes if change.ladder == code],
        reasons=[ruled(one.rule, for_clinician(one, then)) for one in _reasons(day, code)],
    )


def _reasons(day: PlanDay, code: str) -> list[Reason]:
    """What was said of it, and what moved it along with others."""
    own = [reason for reason in day.reasons if reason.subject == code]
    known = {(reason.rule, reason.detail) for reason in own}
    moving = (change.reason for change in day.changes if change.ladder == code)
    return [*own, *(one for one in moving if (one.rule, one.detail) not in known)]


def _kind(day: PlanDay, code: str) -> str:
    kinds = [change.kind for change in day.changes if change.ladder == code]
    if not kinds:
        return "same"
    return "up" if kinds[0] is ChangeKind.UP else "eased"


def _reports(one: HistoryDay, code: str) -> Iterator[ExerciseReport]:
    """As they count now, with every correction since."""
    sessions = (entry.right for entry in one.entries if isinstance(entry.right, Session))
    for session in sessions:
        yield from (report for report in session.exercises if report.ladder == code)


def _work(report: ExerciseReport) -> WorkRow:
    pain = _("no number") if report.pain is None else str(report.pain)
    if report.skipped is not None:
        return WorkRow(done=_("skipped (%(why)s)") % {"why": report.skipped}, pain=pain)
    done = _("not said") if report.done is None else f"{report.done * 100:.0f} %"
    return WorkRow(done=done, pain=pain)
