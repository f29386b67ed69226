"""What a decision did, for the clinician: changes, tomorrow beside today, what waits."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import (
    Autonomy,
    Context,
    DirectiveKind,
    Profile,
    Result,
    SeverityBand,
    Side,
)
from recovery.domain.decision import Change, LadderDay, ListedExercise, PlanDay
from recovery.explanations.doses import work_words
from recovery.explanations.sentences import Setting

PROFILE_WORDS = {
    Profile.STANDARD: gettext_lazy("Standard"),
    Profile.STRICT: gettext_lazy("Strict"),
}
AUTONOMY_WORDS = {
    Autonomy.AUTOMATIC: gettext_lazy("Automatic"),
    Autonomy.PROPOSE: gettext_lazy("Propose"),
    Autonomy.MANUAL: gettext_lazy("Manual"),
}
CONTEXT_WORDS = {
    Context.GENERAL: gettext_lazy("Exercises"),
    Context.RUNNING: gettext_lazy("Running"),
}
SIDE_WORDS = {Side.LEFT: gettext_lazy("left"), Side.RIGHT: gettext_lazy("right")}
SEVERITY_WORDS = {
    SeverityBand.MILD: gettext_lazy("Mild: walked as usual, or nearly"),
    SeverityBand.MODERATE: gettext_lazy("Moderate: walked with a limp"),
    SeverityBand.SEVERE: gettext_lazy("Severe: could hardly walk"),
}
DIRECTIVE_WORDS = {
    DirectiveKind.CLEAR_LOCK: gettext_lazy("Lock cleared"),
    DirectiveKind.HOLD: gettext_lazy("Hold, no steps up"),
    DirectiveKind.SET_RUNG: gettext_lazy("Set a rung"),
    DirectiveKind.SET_CAPS: gettext_lazy("Set pain caps"),
    DirectiveKind.SET_PROFILE: gettext_lazy("Set how careful the plan is"),
    DirectiveKind.ADVANCE_PHASE: gettext_lazy("Go on to the next phase"),
    DirectiveKind.RETURN_PHASE: gettext_lazy("Go back one phase"),
    DirectiveKind.PAUSE: gettext_lazy("Pause the plan"),
    DirectiveKind.RESUME: gettext_lazy("End a pause or holds"),
    DirectiveKind.DISCHARGE: gettext_lazy("Discharge, the plan closes"),
    DirectiveKind.PRESCRIBE: gettext_lazy("Exercise added or changed"),
    DirectiveKind.LEAVE_OUT: gettext_lazy("Left out of the list"),
    DirectiveKind.BRING_BACK: gettext_lazy("Back on the list"),
    DirectiveKind.SET_ORDER: gettext_lazy("Order of the list"),
    DirectiveKind.ACCEPT: gettext_lazy("Proposal accepted"),
    DirectiveKind.DECLINE: gettext_lazy("Proposal declined"),
}
# The kind of tag a result wears; easing is honey, never coral.
RESULT_KIND = {
    Result.EMERGENCY: "care",
    Result.URGENT: "care",
    Result.SOON: "care",
    Result.STOP: "care",
    Result.REST: "care",
    Result.EASE: "eased",
    Result.HOLD: "same",
    Result.PROGRESS: "up",
}
RESULT_GLYPH = {
    "emergency": "lock",
    "urgent": "lock",
    "soon": "lock",
    "stop": "lock",
    "rest": "pause",
}


def change_words(change: Change, setting: Setting) -> str:
    """Such as "Bridge, rung 3 to 2: Two-leg bridge, 2 sets of 8"."""
    return _("%(ladder)s, rung %(from)d to %(to)d: %(what)s") % {
        "ladder": setting.ladder_name(change.ladder),
        "from": change.from_rung,
        "to": change.to_rung,
        "what": rung_words(change.ladder, change.to_rung, setting),
    }


def rung_words(ladder: str, number: int, setting: Setting) -> str:
    """The exercise and dose of a rung."""
    rung = setting.protocol.ladder_by_code[ladder].rung(number)
    return f"{setting.exercise_name(ladder, number)}, {work_words(rung.dose).rstrip('.')}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Foreseen:
    """One line of a day. was: what stood there without the instruction, where it differs.

    is_due: False for a ladder that moved and is not on that day's list.
    """

    kind: str
    name: str
    dose: str
    was: str
    is_due: bool = True


def foreseen(before: PlanDay, after: PlanDay, setting: Setting) -> list[Foreseen]:
    """A day's list with an instruction, beside the same day without it; then what else moved."""
    rungs = {one.ladder: one.rung for one in before.ladders}
    listed = {one.ladder for one in before.exercises}
    lines = [
        _line(one, rungs.get(one.ladder), one.ladder in listed, setting) for one in after.exercises
    ]
    kept = {one.ladder for one in after.exercises}
    gone = [one for one in before.exercises if one.ladder not in kept]
    elsewhere = kept | {one.ladder for one in gone}
    moved = [
        one
        for one in after.ladders
        if one.ladder not in elsewhere and rungs.get(one.ladder, one.rung) != one.rung
    ]
    return [
        *lines,
        *(_gone(one, setting) for one in gone),
        *(_moved(one, rungs[one.ladder], setting) for one in moved),
    ]


def _moved(one: LadderDay, rung: int, setting: Setting) -> Foreseen:
    return Foreseen(
        kind="up" if one.rung > rung else "eased",
        name=setting.ladder_name(one.ladder),
        dose=rung_words(one.ladder, one.rung, setting),
        was=rung_words(one.ladder, rung, setting),
        is_due=False,
    )


def _line(one: ListedExercise, rung: int | None, was_listed: bool, setting: Setting) -> Foreseen:
    dose = work_words(one.dose).rstrip(".")
    name = _name(one, setting)
    if not was_listed and rung in (None, one.rung):
        return Foreseen(kind="new", name=name, dose=dose, was="")
    if rung in (None, one.rung):
        return Foreseen(kind="same", name=name, dose=dose, was="")
    kind = "up" if one.rung > rung else "eased"
    return Foreseen(kind=kind, name=name, dose=dose, was=rung_words(one.ladder, rung, setting))


def _gone(one: ListedExercise, setting: Setting) -> Foreseen:
    return Foreseen(kind="eased", name="", dose="", was=_name(one, setting))


def _name(one: ListedExercise, setting: Setting) -> str:
    return setting.exercise_names.get(one.exercise, one.exercise.replace("-", " ").capitalize())


def foreseen_state(day: PlanDay) -> str:
    """What stands in the way of tomorrow's list, or nothing."""
    if day.closed:
        return _("The plan is closed. No list is shown.")
    if day.lock is not None:
        return _("The plan is locked. No exercises are shown until the lock is cleared.")
    if any(reason.detail == "paused" for reason in day.reasons):
        return _("The plan is paused. The list waits.")
    if day.result is Result.REST:
        return _("A rest day. No exercises are shown.")
    return "" if day.exercises else _("Nothing is due that day.")
