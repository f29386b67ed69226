"""What the rules read off a state: the baseline, the profile in force, the caps in force."""

from datetime import date
from statistics import median

from recovery.domain import limits
from recovery.domain.codes import Context, Profile, SeverityBand
from recovery.domain.decision import Reason
from recovery.domain.protocol import Caps, Phase
from recovery.domain.state import PlanState


def baseline_of(state: PlanState) -> int:
    """The usual morning, 0 to 10: what a bad morning is measured against.

    The lower of two medians, rounded down, so that it does not creep up with a slow flare: the
    latest seven scores and the seven before. With fewer than three scores it is the intake's
    pain. It never rises more than one above the lowest it had in this phase.
    """
    windows = (state.mornings[-limits.BASELINE_WINDOW :], state.mornings[: -limits.BASELINE_WINDOW])
    medians = [int(median(w)) for w in windows if len(w) >= limits.BASELINE_MINIMUM]
    usual = min(medians, default=state.intake_pain)
    if state.baseline_lowest is None:
        return usual
    return min(usual, state.baseline_lowest + limits.BASELINE_RISE)


def is_settled(morning: int | None, baseline: int) -> bool:
    """Whether a morning is as calm as usual. A morning without a score is not."""
    if morning is None:
        return False
    nearly = morning <= baseline + limits.SETTLED_MARGIN and morning <= limits.SETTLED_CEILING
    return morning <= baseline or nearly


def profile_of(state: PlanState, today: date) -> Profile:
    """The profile in force: a person's choice first, then what asks for care."""
    if state.gentle_until is not None and today <= state.gentle_until:
        return Profile.STRICT
    chosen, until = state.chosen_profile, state.profile_until
    if chosen is not None and (until is None or today <= until):
        return chosen
    if state.recurrent or state.age > limits.STRICT_ABOVE_AGE:
        return Profile.STRICT
    if state.calm_days is not None:
        return Profile.STRICT
    if (today - state.injured_on).days < limits.STRICT_FIRST_DAYS:
        return Profile.STRICT
    is_careful = state.severity is not SeverityBand.MILD or state.has_begun_again
    if is_careful and not state.has_left_first_phase:
        return Profile.STRICT
    return Profile.STANDARD


def caps_of(phase: Phase, profile: Profile, context: Context, state: PlanState) -> Caps:
    """The caps in force in a context: a clinician's own, or the protocol's."""
    for own in state.caps:
        if own.context is context:
            return Caps(progress=own.progress, hold=own.hold, stop=own.stop)
    return phase.caps[profile][context]


def not_held(state: PlanState, today: date) -> frozenset[str]:
    """The ladders of prescriptions that have not begun or are over."""
    if not state.prescribed:
        return frozenset()
    return frozenset(one.what.code for one in state.prescribed if not one.holds(today))


def off_the_list(state: PlanState, today: date) -> frozenset[str]:
    """The ladders a clinician left out, and those of prescriptions that do not hold."""
    if not (state.left_out or state.prescribed):
        return frozenset()
    return not_held(state, today).union(one.ladder for one in state.left_out)


def standing_rest(state: PlanState, today: date, *, is_answered: bool) -> Reason | None:
    """A rest lasts until its day has passed, and on until somebody says how it is."""
    rest = state.rest
    if rest is None:
        return None
    is_over = rest.until is None or today > rest.until
    return None if is_over and is_answered else rest
