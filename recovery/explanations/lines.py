"""The reason on each line of today's list, and the day in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from recovery.domain.codes import ChangeKind, Result
from recovery.domain.decision import Change, LadderDay, Need, PlanDay, Reason
from recovery.domain.prescription import Prescribed
from recovery.explanations.sentences import Setting, day_name, day_words, for_patient


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """The reason on a line of today's list: its kind, one word, one short sentence."""

    kind: str
    word: str
    sentence: str


SHORT_UP = _("{observed} good sessions in a row")
SHORT_DOWN = {
    "R00": _("the plan begins again, gently"),
    "R01": _("the plan begins again, gently"),
    "R03": _("hurt {observed} of 10 {day}, limit {limit}"),
    "R04": _("a sore morning {day}"),
    "R05": _("a sore warm-up {day}"),
    "R07": _("you were limping {day}"),
    "R08": _("hurt {observed} of 10 {day}, limit {limit}"),
    "R10": _("a sorer week"),
    "R12": _("{observed} days without a session"),
    "R14": _("a new phase begins"),
    "R16": _("the thigh flared up"),
    "R18": _("your therapist: {words}"),
}


def line_for(ladder: LadderDay, need: Need | None, day: PlanDay, setting: Setting) -> Line:
    """Why a line of today's list is as it is: a change, a hold about it, or what it needs."""
    change = ladder.latest_change
    if change is not None:
        return _change_line(change, setting)
    prescribed = next((one for one in day.prescribed if one.what.code == ladder.ladder), None)
    holding = next((one for one in day.reasons if one.subject == ladder.ladder), None)
    if prescribed is not None and (holding is None or holding.detail == "prescribe"):
        return _prescribed_line(prescribed, day, is_given_today=holding is not None)
    if holding is not None:
        return Line(kind="same", word=str(_("Same")), sentence=for_patient(holding, setting))
    if need is None or (ladder.good_sessions == 0 and need.sessions == 0):
        return Line(kind="same", word=str(_("Same")), sentence=str(_("as it is")))
    return Line(kind="same", word=str(_("Same")), sentence=need_words(need, setting))


def _prescribed_line(given: Prescribed, day: PlanDay, *, is_given_today: bool) -> Line:
    """New on its first day, changed on a day it was given again, and theirs on every other."""
    if day.day == (given.since if is_given_today else given.starts_on):
        return Line(kind="new", word=str(_("New from your therapist")), sentence=given.words)
    word = _("Changed by your therapist") if is_given_today else _("Your therapist")
    return Line(kind="same", word=str(word), sentence=given.words)


def _change_line(change: Change, setting: Setting) -> Line:
    is_up = change.kind is ChangeKind.UP
    reason = change.reason
    text = SHORT_UP if is_up and reason.rule == "R13" else SHORT_DOWN.get(reason.rule, "")
    if reason.observed is None and reason.rule in ("R08", "R03"):
        text = _("left out because of pain {day}")
    return Line(
        kind="up" if is_up else "eased",
        word=str(_("Moved up") if is_up else _("Eased")),
        sentence=str(text).format(
            observed=reason.observed,
            limit=reason.limit,
            day=day_words(reason.seen_on, setting.today),
            words=reason.by_words,
        ),
    )


def need_words(need: Need, setting: Setting) -> str:
    """What would move a ladder on, with the earliest day."""
    if need.at_top:
        return str(_("this is the highest step of the phase"))
    if need.sessions == 0:
        return str(_("a calm morning and it moves up, {day} at the earliest")).format(
            day=day_name(need.earliest_on, setting.today)
        )
    day = day_name(need.earliest_on, setting.today)
    if need.pain_limit is None:
        text = ngettext(
            "{count} more good session and it moves up, {day} at the earliest",
            "{count} more good sessions and it moves up, {day} at the earliest",
            need.sessions,
        )
        return text.format(count=need.sessions, day=day)
    text = ngettext(
        "{count} more session at {limit} or less and it moves up, {day} at the earliest",
        "{count} more sessions at {limit} or less and it moves up, {day} at the earliest",
        need.sessions,
    )
    return text.format(count=need.sessions, limit=need.pain_limit, day=day)


RESULT_WORDS: Mapping[Result, str | Promise] = {
    Result.EMERGENCY: _("Emergency"),
    Result.URGENT: _("Urgent"),
    Result.SOON: _("See somebody first"),
    Result.STOP: _("Stopped"),
    Result.REST: _("Rest day"),
    Result.EASE: _("Eased"),
    Result.HOLD: _("Same"),
    Result.PROGRESS: _("Moved up"),
}


def headline(day: PlanDay) -> str:
    """The day in one statement, such as "One exercise is easier today. Two move up."."""
    if day.lock is not None:
        return str(_("Your plan is locked for now."))
    if day.result is Result.REST:
        return str(_("Today is a rest day."))
    downs = sum(change.kind is ChangeKind.DOWN for change in day.changes)
    resting = {one.subject for one in day.reasons if _takes_off(one)}
    counts = ((downs, _easier), (len(resting), _resting), (len(day.changes) - downs, _higher))
    said: list[str] = []
    for count, words in counts:
        if count:
            said.append(_counted(words(count, is_first=not said), count))
    if any(one.rule == "R14" and one.detail == "phase_passed" for one in day.reasons):
        said = [str(_("A new phase begins."))]
    return " ".join(said) or str(_("All stays as it is today."))


def _takes_off(reason: Reason) -> bool:
    """Whether this reason keeps its ladder off today's list."""
    return reason.detail == "ladder_off" or reason.detail.endswith("_lowest")


def _counted(text: str, count: int) -> str:
    sentence = text.format(count=apnumber(count))
    return sentence[:1].upper() + sentence[1:]


def _easier(count: int, *, is_first: bool) -> str:
    return ngettext(
        "{count} exercise is easier today.", "{count} exercises are easier today.", count
    )


def _resting(count: int, *, is_first: bool) -> str:
    if is_first:
        return ngettext("{count} exercise rests today.", "{count} exercises rest today.", count)
    return ngettext("{count} rests.", "{count} rest.", count)


def _higher(count: int, *, is_first: bool) -> str:
    if is_first:
        return ngettext("{count} exercise moves up.", "{count} exercises move up.", count)
    return ngettext("{count} moves up.", "{count} move up.", count)
