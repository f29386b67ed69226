"""Every reason once, with made-up facts, so that its words can be read without a patient."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from exercises.library import library
from recovery.domain import limits
from recovery.domain.codes import Result
from recovery.domain.decision import PLAN, Reason
from recovery.explanations.sentences import Setting
from recovery.explanations.words import PATIENT
from recovery.protocols import shipped_protocol

TODAY = date(2026, 3, 10)
DAY = timedelta(days=1)
# What was observed, and the limit it met.
FACTS: dict[tuple[str, str], tuple[int | None, int | None]] = {
    ("R02", "at_rest"): (limits.SEVERE_AT_REST, limits.SEVERE_AT_REST),
    ("R02", "worst"): (limits.SEVERE_WORST, limits.SEVERE_WORST),
    ("R03", "exercise"): (6, 6),
    ("R03", "test"): (6, 6),
    ("R04", "morning"): (4, 4),
    ("R06", "sore_morning"): (4, 4),
    ("R08", "skipped"): (None, 4),
    ("R08", "skipped_lowest"): (None, 4),
    ("R08", "left_out_waits"): (None, 4),
    ("R08", "left_out_accepted"): (None, 4),
    ("R09", "exercise"): (4, 3),
    ("R09", "test"): (4, 3),
    ("R09", "morning_unsettled"): (3, 2),
    ("R09", "morning_high"): (4, 3),
    ("R09", "rest_high"): (4, 3),
    ("R09", "worst_high"): (5, 5),
    ("R10", "worst"): (limits.WEEK_RISE_HOLDS, limits.WEEK_RISE_HOLDS),
    ("R10", "morning"): (limits.WEEK_RISE_HOLDS, limits.WEEK_RISE_HOLDS),
    ("R10", "worst_eases"): (limits.WEEK_RISE_EASES, limits.WEEK_RISE_EASES),
    ("R10", "morning_eases"): (limits.WEEK_RISE_EASES, limits.WEEK_RISE_EASES),
    ("R11", "not_finished"): (70, limits.FULL_SHARE_PERCENT),
    ("R11", "too_hard"): (limits.TOO_HARD_EFFORT, limits.TOO_HARD_EFFORT),
    ("R12", "step_back"): (8, limits.GAP_DAYS),
    ("R12", "previous_phase"): (limits.GAP_PREVIOUS_PHASE_DAYS, limits.GAP_DAYS),
    ("R12", "restart"): (limits.GAP_FIRST_PHASE_DAYS, limits.GAP_DAYS),
    ("R12", "gap"): (8, limits.GAP_DAYS),
    ("R13", "good_sessions"): (2, 2),
    ("R13", "waits"): (2, 2),
    ("R14", "phase_passed"): (6, 5),
    ("R14", "plan_closes"): (56, 56),
    ("R15", "still_limping"): (6, limits.STILL_LIMPING_DAYS),
    ("R15", "not_falling"): (4, limits.IMPROVING_ABOVE),
    ("R16", "first_rungs"): (2, None),
    ("R16", "previous_phase"): (2, None),
    ("R17", "no_check_in"): (1, None),
}
EXERCISE_PAIN = (5, 4)  # the other cases of R08 are about it
CODES = {
    "R00": ("foot_drop",),
    "R01": ("sudden_event",),
    "R03": ("single-leg-bridge-15",),
    "R08": ("single-leg-bridge-15",),
    "R09": ("single-leg-bridge-15",),
    "R14": ("full-speed-run",),
    "R17": ("pain_worst",),
}
ABOUT_THE_PLAN = {("R18", "hold")}
SAID_THE_SAME_DAY = ("R03", "R05", "R08")  # the others tell of yesterday


@cache
def example_setting() -> Setting:
    """A Tuesday in the shipped protocol."""
    names = {slug: exercise.name for slug, exercise in library().items()}
    return Setting(protocol=shipped_protocol(), today=TODAY, exercise_names=names)


def examples(rule: str) -> tuple[Reason, ...]:
    """The rule's reasons, in the order of their words."""
    return tuple(_reason(*case) for case in PATIENT if case[0] == rule)


def examples_off() -> tuple[Reason, ...]:
    """A ladder that an earlier day took off: because it hurt, to settle, until a calm morning."""
    hurt = replace(_reason("R08", "exercise"), detail="ladder_off", seen_on=TODAY - DAY)
    return hurt, replace(_reason("R04", "morning"), detail="ladder_off"), replace(hurt, until=None)


def _reason(rule: str, detail: str) -> Reason:
    observed, limit = FACTS.get((rule, detail), EXERCISE_PAIN)
    return Reason(
        rule=rule,
        detail=detail,
        subject=PLAN if (rule, detail) in ABOUT_THE_PLAN else "bridge",
        result=Result.HOLD,
        seen_on=TODAY if rule in SAID_THE_SAME_DAY else TODAY - DAY,
        observed=observed,
        limit=limit,
        until=TODAY + DAY,
        by_words="we go slowly this week",
        codes=CODES.get(rule, ()),
    )
