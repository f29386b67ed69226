"""Why somebody stands in the inbox, and how soon somebody should look."""

from enum import IntEnum, StrEnum

from recovery.domain.codes import AlertCode


class AlertRule(StrEnum):
    """Why somebody stands in the inbox."""

    RED_FLAG = "red_flag"
    LOCK = "lock"
    ADVERSE_EVENT = "adverse_event"
    SEVERE_PAIN = "severe_pain"
    HIGH_PAIN = "high_pain"
    PAIN_RISE = "pain_rise"
    FLARE = "flare"
    WEEK_ON_WEEK = "week_on_week"
    TOO_HARD_AT_LOWEST = "too_hard_at_lowest"
    RETEST_NOT_PASSED = "retest_not_passed"
    NOT_IMPROVING = "not_improving"
    SILENT = "silent"
    STUCK = "stuck"
    PROPOSAL_WAITS = "proposal_waits"
    READY = "ready"


class Grade(IntEnum):
    """How soon somebody should look."""

    NOW = 1
    SOON = 2
    CALM = 3


GRADES = {
    **dict.fromkeys(AlertRule, Grade.SOON),
    AlertRule.RED_FLAG: Grade.NOW,
    AlertRule.LOCK: Grade.NOW,
    AlertRule.ADVERSE_EVENT: Grade.NOW,
    AlertRule.SEVERE_PAIN: Grade.NOW,
    AlertRule.HIGH_PAIN: Grade.NOW,
    AlertRule.PROPOSAL_WAITS: Grade.CALM,
    AlertRule.READY: Grade.CALM,
}
ORDER = {rule: place for place, rule in enumerate(AlertRule)}
# What the rules of a plan alert to, beside locks, silence and waiting proposals.
FROM_THE_PLAN = {
    AlertCode.SEVERE_PAIN: AlertRule.SEVERE_PAIN,
    AlertCode.FLARE: AlertRule.FLARE,
    AlertCode.WEEK_ON_WEEK: AlertRule.WEEK_ON_WEEK,
    AlertCode.TOO_HARD_AT_LOWEST: AlertRule.TOO_HARD_AT_LOWEST,
    AlertCode.RETEST_NOT_PASSED: AlertRule.RETEST_NOT_PASSED,
    AlertCode.NOT_IMPROVING: AlertRule.NOT_IMPROVING,
}
