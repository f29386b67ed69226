"""What a letter about a recovery says of a plan, for a doctor who knows nothing of Stepwise."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import AlertCode, DirectiveKind, Goal, Result, SeverityBand
from recovery.domain.decision import PlanDay, Reason
from recovery.domain.log import Intake
from recovery.explanations.caseload_words import code_words
from recovery.explanations.sentences import Setting, for_clinician

Words = str | Promise
NO_MOMENT = "no_injury_moment"
# The parts in the order of the letter, by the name that a form sends.
PARTS: dict[str, Words] = {
    "problem": gettext_lazy("Problem and injury"),
    "course": gettext_lazy("Course"),
    "chart": gettext_lazy("Pain, minutes and function, day by day"),
    "function": gettext_lazy("Function (PSFS)"),
    "done": gettext_lazy("What was done"),
    "tests": gettext_lazy("Tests"),
    "decisions": gettext_lazy("Decisions that mattered"),
    "instructions": gettext_lazy("Instructions of the care team"),
    "events": gettext_lazy("Adverse events"),
}
CAN_DO = gettext_lazy("Function (PSFS)")
SEVERITY_WORDS: dict[SeverityBand, Words] = {
    SeverityBand.MILD: gettext_lazy("mild: walked as usual, or nearly"),
    SeverityBand.MODERATE: gettext_lazy("moderate: walked with a limp"),
    SeverityBand.SEVERE: gettext_lazy("severe: could hardly walk"),
}
GOAL_WORDS: dict[Goal, Words] = {
    Goal.EVERYDAY: gettext_lazy("the usual day without trouble"),
    Goal.WORK: gettext_lazy("work on the feet, or lifting"),
    Goal.RUNNING: gettext_lazy("running"),
    Goal.SPORT: gettext_lazy("a sport with sprints or turns"),
}
LOCK_WORDS: dict[Result, Words] = {
    Result.EMERGENCY: gettext_lazy("Exercises stopped, emergency"),
    Result.URGENT: gettext_lazy("Exercises stopped, urgent"),
    Result.SOON: gettext_lazy("Exercises stopped until examined"),
    Result.STOP: gettext_lazy("Exercises stopped after a sudden event"),
}
# Such an alert also sets the lock that is said already.
LOCKS_TOO = (AlertCode.RED_FLAG, AlertCode.SUDDEN_EVENT)
ALERTED: dict[AlertCode, Words] = {
    AlertCode.RED_FLAG: gettext_lazy("a warning sign was reported"),
    AlertCode.SUDDEN_EVENT: gettext_lazy("a sudden event was reported"),
    AlertCode.SEVERE_PAIN: gettext_lazy("severe pain"),
    AlertCode.FLARE: gettext_lazy("a flare"),
}
# The rules that move a whole plan, or stop it; others explain single exercises.
WEIGHTY = ("R00", "R01", "R02", "R12", "R14", "R16")
WEIGHTY_INSTRUCTIONS = (
    DirectiveKind.ADVANCE_PHASE,
    DirectiveKind.RETURN_PHASE,
    DirectiveKind.CLEAR_LOCK,
    DirectiveKind.ACCEPT,
)


def onset_words(intake: Intake) -> str:
    """Whoever answers the first questions says how it began; slowly is kept as a sign."""
    if intake.red_flags is None:
        return _("not told")
    return _("slowly, with no one moment") if NO_MOMENT in intake.red_flags else _("at one moment")


def signs_words(intake: Intake) -> str:
    if intake.red_flags is None:
        return _("not answered")
    return code_words(tuple(sorted(intake.red_flags - {NO_MOMENT}))) or _("none")


def pain_words(intake: Intake) -> str:
    """Such as "now 3, at rest 1, worst 5 of 10"; what was not answered is said."""
    told = {
        name: _("no answer") if score is None else score
        for name, score in (
            ("now", intake.pain_now),
            ("rest", intake.pain_rest),
            ("worst", intake.pain_worst),
        )
    }
    return _("now %(now)s, at rest %(rest)s, worst %(worst)s, of 10") % told


def weighty_reasons(day: PlanDay, setting: Setting) -> list[str]:
    """Why a day turned out as it did: the rules that move a plan, else the one that named it."""
    found = [one for one in day.reasons if _is_weighty(one)] or [day.binding]
    told = (_("%(words)s (%(rule)s)") % _said(one, setting) for one in found)
    return list(dict.fromkeys(told))


def _is_weighty(reason: Reason) -> bool:
    if reason.carried:
        return False
    return reason.rule in WEIGHTY or reason.detail in WEIGHTY_INSTRUCTIONS


def _said(reason: Reason, setting: Setting) -> dict[str, str]:
    return {"words": for_clinician(reason, setting).rstrip("."), "rule": reason.rule}
