"""Why a patient stands where they do in a clinician's list: a glyph, a word and the rule."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recovery.domain.codes import AlertCode, Result
from recovery.domain.decision import Reason
from recovery.explanations.sentences import Setting, day_words, for_clinician

Words = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """kind: care, eased, late, up or calm, as the stylesheet knows them. detail: with the rule."""

    kind: str
    glyph: str
    words: Words
    detail: str


LOCKED = {
    Result.EMERGENCY: gettext_lazy("Locked, emergency"),
    Result.URGENT: gettext_lazy("Locked, urgent"),
    Result.SOON: gettext_lazy("Locked until seen"),
    Result.STOP: gettext_lazy("Stopped"),
}
ALERT_WORDS = {
    AlertCode.RED_FLAG: gettext_lazy("A red flag was reported"),
    AlertCode.SUDDEN_EVENT: gettext_lazy("A sudden event was reported"),
    AlertCode.SEVERE_PAIN: gettext_lazy("Severe pain: see within 48 hours"),
    AlertCode.WEEK_ON_WEEK: gettext_lazy("Pain rose clearly this week"),
    AlertCode.NOT_IMPROVING: gettext_lazy("Not improving: suggest a look"),
    AlertCode.FLARE: gettext_lazy("A flare: back a phase"),
    AlertCode.TOO_HARD_AT_LOWEST: gettext_lazy("Too hard on the lowest rung"),
    AlertCode.NO_REPORT: gettext_lazy("No report for some days"),
    AlertCode.PROPOSAL_WAITS: gettext_lazy("A proposal waits for your answer"),
    AlertCode.RETEST_NOT_PASSED: gettext_lazy("A test is not passed any more"),
}
ALERT_RULE = {
    AlertCode.RED_FLAG: "R00",
    AlertCode.SUDDEN_EVENT: "R01",
    AlertCode.SEVERE_PAIN: "R02",
    AlertCode.WEEK_ON_WEEK: "R10",
    AlertCode.NOT_IMPROVING: "R15",
    AlertCode.FLARE: "R16",
    AlertCode.TOO_HARD_AT_LOWEST: "R08",
    AlertCode.NO_REPORT: "R17",
    AlertCode.PROPOSAL_WAITS: "R13",
    AlertCode.RETEST_NOT_PASSED: "R14",
}


def ruled(rule: str, words: str) -> str:
    """A rule's id before what it says."""
    return f"{rule}. {words}"


def _about(reason: Reason, setting: Setting) -> str:
    return ruled(reason.rule, for_clinician(reason, setting))


def code_words(codes: tuple[str, ...]) -> str:
    return ", ".join(code.replace("_", " ") for code in codes)


def locked_cause(kind: str, reason: Reason, setting: Setting) -> Cause:
    words = str(LOCKED[Result(kind)])
    if reason.codes:
        words = f"{words}: {code_words(reason.codes)}"
    since = day_words(reason.seen_on, setting.today)
    detail = ruled(reason.rule, _("Since %(day)s. Not cleared yet") % {"day": since})
    if since == day_words(setting.today, setting.today):
        detail = ruled(reason.rule, _("Reported today. Not cleared yet"))
    return Cause(kind="care", glyph="lock", words=words, detail=detail)


def alert_cause(code: AlertCode, reason: Reason, setting: Setting) -> Cause:
    """An alert that is no lock."""
    is_bound = reason.rule == ALERT_RULE[code]
    detail = _about(reason, setting) if is_bound else ruled(ALERT_RULE[code], "")
    glyph = "trending-up" if code is AlertCode.SEVERE_PAIN else "chevrons-down"
    return Cause(kind="care", glyph=glyph, words=ALERT_WORDS[code], detail=detail.strip())


def resting_cause(reason: Reason, setting: Setting) -> Cause:
    words = gettext_lazy("Rest day")
    return Cause(kind="care", glyph="pause", words=words, detail=_about(reason, setting))


def easing_cause(reason: Reason, setting: Setting) -> Cause:
    words = _("Eased: %(what)s") % {"what": setting.ladder_name(reason.subject)}
    return Cause(kind="eased", glyph="arrow-down", words=words, detail=_about(reason, setting))


def silent_cause(days: int) -> Cause:
    words = ngettext("No report for %(count)d day", "No report for %(count)d days", days)
    detail = ruled("R17", _("Steps up wait; the rungs stay as they are"))
    return Cause(kind="late", glyph="clock", words=words % {"count": days}, detail=detail)


def asking_cause(count: int, reason: Reason, setting: Setting) -> Cause:
    words = ngettext(
        "%(count)d step waits for your yes", "%(count)d steps wait for your yes", count
    ) % {"count": count}
    return Cause(kind="late", glyph="hourglass", words=words, detail=_about(reason, setting))


def testing_cause() -> Cause:
    detail = ruled("R14", _("Good sessions and rungs are there; only tests are missing"))
    words = gettext_lazy("Ready for exit tests")
    return Cause(kind="up", glyph="flag", words=words, detail=detail)


def on_track_cause(reason: Reason, setting: Setting) -> Cause:
    moved = reason.result is Result.PROGRESS
    words = gettext_lazy("Moved up") if moved else gettext_lazy("On track")
    glyph = "arrow-up" if moved else "equal"
    return Cause(kind="calm", glyph=glyph, words=words, detail=_about(reason, setting))


def no_plan_cause(*, is_assigned: bool) -> Cause:
    if is_assigned:
        words = gettext_lazy("Plan set out, not begun")
        detail = _("It begins when they have answered the first questions")
        return Cause(kind="late", glyph="hourglass", words=words, detail=detail)
    words = gettext_lazy("No plan")
    return Cause(kind="up", glyph="plus", words=words, detail=_("A protocol can be assigned"))
