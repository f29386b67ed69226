"""An alert in words: what it is, and the numbers that fired it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recovery.alerts import FROM_THE_PLAN, AlertRule, Fired, Grade
from recovery.alerts import limits as alert_limits
from recovery.domain.codes import Result
from recovery.domain.decision import Reason
from recovery.explanations.caseload_words import (
    ALERT_RULE,
    ALERT_WORDS,
    LOCKED,
    code_words,
    ruled,
)
from recovery.explanations.sentences import Setting, day_words, for_clinician

Words = str | Promise
CODE_OF = {rule: code for code, rule in FROM_THE_PLAN.items()}
GLYPHS = {
    AlertRule.RED_FLAG: "flag",
    AlertRule.LOCK: "lock",
    AlertRule.ADVERSE_EVENT: "triangle-alert",
    AlertRule.SEVERE_PAIN: "trending-up",
    AlertRule.HIGH_PAIN: "trending-up",
    AlertRule.PAIN_RISE: "trending-up",
    AlertRule.SILENT: "clock",
    AlertRule.STUCK: "hourglass",
    AlertRule.PROPOSAL_WAITS: "hourglass",
    AlertRule.READY: "flag",
}
KINDS = {Grade.NOW: "care", Grade.SOON: "eased", Grade.CALM: "up"}
# The alert on its own, for histories.
NAMES: dict[AlertRule, Words] = {
    AlertRule.RED_FLAG: gettext_lazy("A red flag"),
    AlertRule.LOCK: gettext_lazy("A lock"),
    AlertRule.ADVERSE_EVENT: gettext_lazy("An adverse event"),
    AlertRule.SEVERE_PAIN: gettext_lazy("Severe pain"),
    AlertRule.HIGH_PAIN: gettext_lazy("High pain"),
    AlertRule.PAIN_RISE: gettext_lazy("Pain above the usual"),
    AlertRule.FLARE: gettext_lazy("A flare"),
    AlertRule.WEEK_ON_WEEK: gettext_lazy("Pain rose from week to week"),
    AlertRule.TOO_HARD_AT_LOWEST: gettext_lazy("Too hard on the lowest rung"),
    AlertRule.RETEST_NOT_PASSED: gettext_lazy("A test not passed any more"),
    AlertRule.NOT_IMPROVING: gettext_lazy("Not improving"),
    AlertRule.SILENT: gettext_lazy("No report"),
    AlertRule.STUCK: gettext_lazy("Long in one phase"),
    AlertRule.PROPOSAL_WAITS: gettext_lazy("A proposal that waits"),
    AlertRule.READY: gettext_lazy("Ready for exit tests"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertWords:
    """kind: care, eased or up, as the stylesheet knows them. detail: numbers, days, the rule."""

    kind: str
    glyph: str
    title: Words
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What an alert's words need beside it. reasons: of the latest decided day."""

    setting: Setting
    phase: str
    lock_kind: str
    reasons: tuple[Reason, ...]

    @property
    def today(self) -> date:
        return self.setting.today


def alert_words(fired: Fired, about: About) -> AlertWords:
    title, detail = WORDS.get(fired.rule, _from_the_plan)(fired, about)
    glyph = GLYPHS.get(fired.rule, "chevrons-down")
    return AlertWords(kind=KINDS[fired.grade], glyph=glyph, title=title, detail=detail)


def _red_flag(fired: Fired, about: About) -> tuple[Words, str]:
    title = _("A red flag: %(signs)s") % {"signs": code_words(fired.codes)}
    return title, ruled("R00", _since_locked(fired, about))


def _lock(fired: Fired, about: About) -> tuple[Words, str]:
    words = str(LOCKED[Result(about.lock_kind)]) if about.lock_kind else _("Locked")
    signs = f": {code_words(fired.codes)}" if fired.codes else ""
    return f"{words}{signs}", _since_locked(fired, about)


def _since_locked(fired: Fired, about: About) -> str:
    day = day_words(fired.since, about.today)
    return _("Locked since %(day)s, not cleared yet") % {"day": day}


def _adverse_event(fired: Fired, about: About) -> tuple[Words, str]:
    day = capfirst(day_words(fired.since, about.today))
    if fired.observed == 1:
        return NAMES[AlertRule.ADVERSE_EVENT], day
    return NAMES[AlertRule.ADVERSE_EVENT], _("%(day)s; number %(count)d of this person") % {
        "day": day,
        "count": fired.observed,
    }


def _high_pain(fired: Fired, about: About) -> tuple[Words, str]:
    title = _("Worst pain %(score)d of 10") % {"score": fired.observed}
    days = {"days": _days(fired, about), "limit": fired.limit}
    return title, _("%(days)s; the limit is %(limit)d") % days


def _pain_rise(fired: Fired, about: About) -> tuple[Words, str]:
    numbers = {"score": fired.observed, "usual": fired.limit, "days": _days(fired, about)}
    title = _("Pain %(score)d, usually %(usual)d") % numbers
    return title, _("%(days)s; the usual is the median of the answers before") % numbers


def _silent(fired: Fired, about: About) -> tuple[Words, str]:
    days = ngettext("No report for %(count)d day", "No report for %(count)d days", fired.observed)
    latest = day_words(fired.since, about.today)
    detail = _("The latest was %(day)s. Steps up wait") % {"day": latest}
    return days % {"count": fired.observed}, ruled("R17", detail)


def _stuck(fired: Fired, about: About) -> tuple[Words, str]:
    numbers = {"days": fired.observed, "phase": about.phase, "expected": fired.limit}
    title = _("%(days)d days in %(phase)s") % numbers
    times = f"{alert_limits.STUCK_HALVES / 2:g}"
    words = _("The rules expect about %(expected)d; it is said from %(times)s times that")
    return title, words % (numbers | {"times": times})


def _waits(fired: Fired, about: About) -> tuple[Words, str]:
    numbers = {"days": fired.observed, "limit": fired.limit}
    title = _("A step waits for your yes, %(days)d days now") % numbers
    return title, ruled("R13", _("It is said after %(limit)d days") % numbers)


def _ready(fired: Fired, about: About) -> tuple[Words, str]:
    if fired.level:
        words = _("%(phase)s is done, and its tests are passed; the step waits for your yes")
        return _("Ready for the next phase"), ruled("R14", words % {"phase": about.phase})
    words = _("%(phase)s is done but for its tests") % {"phase": about.phase}
    return NAMES[AlertRule.READY], ruled("R14", words)


def _from_the_plan(fired: Fired, about: About) -> tuple[Words, str]:
    code = CODE_OF[fired.rule]
    rule = ALERT_RULE[code]
    said = [for_clinician(one, about.setting) for one in about.reasons if one.rule == rule]
    return ALERT_WORDS[code], ruled(rule, ". ".join((*said[:1], _days(fired, about))))


def _days(fired: Fired, about: About) -> str:
    first, last = (day_words(day, about.today) for day in (fired.since, fired.up_to))
    if first == last:
        return capfirst(last)
    return _("From %(first)s to %(last)s") % {"first": first, "last": last}


WORDS: dict[AlertRule, Callable[[Fired, About], tuple[Words, str]]] = {
    AlertRule.RED_FLAG: _red_flag,
    AlertRule.LOCK: _lock,
    AlertRule.ADVERSE_EVENT: _adverse_event,
    AlertRule.HIGH_PAIN: _high_pain,
    AlertRule.PAIN_RISE: _pain_rise,
    AlertRule.SILENT: _silent,
    AlertRule.STUCK: _stuck,
    AlertRule.PROPOSAL_WAITS: _waits,
    AlertRule.READY: _ready,
}
