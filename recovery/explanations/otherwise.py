"""What would have changed a decision: for each reason, the fact at which it is silent.

One sentence for both readers. It speaks of this reason alone, since others may have fired too.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recovery.domain.decision import Reason
from recovery.explanations.sentences import Setting, day_name

Words = Mapping[tuple[str, str], str | Promise]

_CLEARED = _("It opens again once a clinician has cleared it, and begins gently.")
_UP_TO_LIMIT = _("{ladder} would have stayed as it was at {limit} or less.")
_UP_TO_LIMIT_LOWEST = _("At {limit} or less it would not rest. It is back {after}.")
_EARNING = _("At {limit} or less it would have counted towards a step up.")
_NO_WORSE_WEEK = _("A week no sorer than the last would not hold the plan.")
_SMALLER_RISE = _("A rise of less than {limit} points would not ease the plan.")
_A_SESSION = _("A session in fewer than {limit} days would have kept each step.")
_ONE_FLARE_LESS = _("One flare-up fewer in these two weeks would have kept the phase.")
_CHANGED_BY_THERAPIST = _("It stands until the therapist says otherwise.")
_A_CALMER_DAY = _("On a day that asks for no rest it would have been followed.")
_A_YES = _("A yes from the therapist is all that is missing.")

OTHERWISE: Words = {
    ("R00", "emergency"): _CLEARED,
    ("R00", "urgent"): _CLEARED,
    ("R00", "soon"): _("It opens again once somebody has looked at the thigh, and goes on."),
    ("R00", "unanswered"): _("With the first question answered, the list can be started."),
    ("R00", "cleared_today"): _("There is a list again {tomorrow}."),
    ("R00", "lock_goes_on"): _("It opens again once it has been cleared."),
    ("R01", "sudden_event"): _CLEARED,
    ("R01", "cleared_today"): _("There is a list again {tomorrow}."),
    ("R01", "lock_goes_on"): _CLEARED,
    ("R02", "at_rest"): _("At {below} or less at rest, this would be no rest day."),
    ("R02", "worst"): _("At a worst of {below} or less, this would be no rest day."),
    ("R02", "two_nights"): _("After one night without waking, this would be no rest day."),
    ("R03", "exercise"): _("At {below} or less, the day would have gone on. It does so {after}."),
    ("R03", "test"): _("At {below} or less, the day would have gone on. It does so {after}."),
    ("R04", "morning"): _("A morning of {below} or less would not ease the plan."),
    ("R04", "new_swelling"): _("Without new swelling the plan would not ease."),
    ("R04", "no_step_up"): _("A step up may come again {after}."),
    ("R05", "stayed"): _(
        "Soreness that goes away in the warm-up would only hold. Load is back {after}."
    ),
    ("R06", "second_morning"): _("A spot that is calm on the second morning asks for no day off."),
    ("R06", "sore_morning"): _("After a morning of {below} or less, this would be no day off."),
    ("R06", "still_sore"): _("A spot that is calm in the morning would not hold the plan."),
    ("R06", "same_dose"): _("A step up may come again {tomorrow}."),
    ("R07", "early_limp"): _("A walk without a limp would not hold the plan."),
    ("R07", "limp"): _("A walk without a limp would not ease the plan."),
    ("R08", "exercise"): _UP_TO_LIMIT,
    ("R08", "exercise_lowest"): _UP_TO_LIMIT_LOWEST,
    ("R08", "test"): _UP_TO_LIMIT,
    ("R08", "test_lowest"): _UP_TO_LIMIT_LOWEST,
    ("R08", "skipped"): _UP_TO_LIMIT,
    ("R08", "skipped_lowest"): _UP_TO_LIMIT_LOWEST,
    ("R08", "waits"): _UP_TO_LIMIT,
    ("R08", "left_out_waits"): _UP_TO_LIMIT,
    ("R08", "accepted"): _UP_TO_LIMIT,
    ("R08", "left_out_accepted"): _UP_TO_LIMIT,
    ("R08", "declined"): _UP_TO_LIMIT,
    ("R09", "exercise"): _EARNING,
    ("R09", "test"): _("At {limit} or less the test would not hold it."),
    ("R09", "warm_up"): _("A warm-up without soreness would have counted towards a step up."),
    ("R09", "morning_unsettled"): _("A morning of {limit} or less is calm and holds nothing."),
    ("R09", "morning_high"): _("A morning of {limit} or less would not hold the plan."),
    ("R09", "rest_high"): _("Pain at rest of {limit} or less would not hold the plan."),
    ("R09", "worst_high"): _("A worst of {below} or less would not hold the plan."),
    ("R10", "worst"): _NO_WORSE_WEEK,
    ("R10", "morning"): _NO_WORSE_WEEK,
    ("R10", "worst_eases"): _SMALLER_RISE,
    ("R10", "morning_eases"): _SMALLER_RISE,
    ("R11", "not_finished"): _("At {limit} % or more it would have counted towards a step up."),
    ("R11", "too_hard"): _("An effort of {below} or less would have counted towards a step up."),
    ("R12", "step_back"): _A_SESSION,
    ("R12", "previous_phase"): _A_SESSION,
    ("R12", "restart"): _A_SESSION,
    ("R12", "gap"): _("A session ends the gap."),
    ("R13", "good_sessions"): _("With fewer than {limit} good sessions it would have stayed."),
    ("R13", "load"): _("A smaller rise in work from week to week would let a step up."),
    ("R13", "waits"): _A_YES,
    ("R14", "phase_waits"): _A_YES,
    ("R14", "phase_passed"): _("With one test not passed, this phase would go on."),
    ("R14", "retest_not_passed"): _("Passed at its pain limit or less, it would hold nothing."),
    ("R14", "plan_closes"): _("A rest or an easing today would have put this off."),
    ("R15", "still_limping"): _("A walk without a limp would not hold the plan."),
    ("R15", "not_falling"): _("A usual worst of {limit} or less would not hold the plan."),
    ("R16", "first_rungs"): _ONE_FLARE_LESS,
    ("R16", "previous_phase"): _ONE_FLARE_LESS,
    ("R17", "missing_answers"): _("With each question answered, a step up can be earned."),
    ("R17", "no_check_in"): _("A check-in today opens the list."),
    ("R18", "paused"): _("It ends when the plan goes on again."),
    ("R18", "hold"): _CHANGED_BY_THERAPIST,
    ("R18", "ceiling"): _CHANGED_BY_THERAPIST,
    ("R18", "clear_lock"): _CHANGED_BY_THERAPIST,
    ("R18", "clear_lock_too_early"): _("An examination since the latest sign opens it again."),
    ("R18", "set_rung"): _CHANGED_BY_THERAPIST,
    ("R18", "set_rung_refused"): _A_CALMER_DAY,
    ("R18", "set_rung_outside"): _("A step of this phase would have been taken."),
    ("R18", "set_caps"): _CHANGED_BY_THERAPIST,
    ("R18", "set_profile"): _CHANGED_BY_THERAPIST,
    ("R18", "advance_phase"): _CHANGED_BY_THERAPIST,
    ("R18", "advance_phase_refused"): _A_CALMER_DAY,
    ("R18", "advance_phase_outside"): _("After this phase the plan closes by itself."),
    ("R18", "return_phase"): _CHANGED_BY_THERAPIST,
    ("R18", "prescribe"): _CHANGED_BY_THERAPIST,
    ("R18", "leave_out"): _CHANGED_BY_THERAPIST,
    ("R18", "back_lower"): _("After fewer than {limit} days it would have stayed where it stood."),
    ("R18", "bring_back"): _CHANGED_BY_THERAPIST,
    ("R18", "accept"): _CHANGED_BY_THERAPIST,
    ("R18", "decline"): _CHANGED_BY_THERAPIST,
    ("R18", "resume"): _CHANGED_BY_THERAPIST,
    ("R18", "discharge"): _CHANGED_BY_THERAPIST,
    ("R19", "nothing_earned"): _("Enough good sessions in a row move a step up."),
}
LADDER_BACK = _("It is back {after}.")
LADDER_BACK_WHEN_CALM = _("A calm morning brings it back, {tomorrow} at the earliest.")


def what_would_have_changed(reason: Reason, setting: Setting) -> str:
    """At which fact this reason would have been silent, or when it ends.

    Raises KeyError for a reason nobody wrote words for.
    """
    today = setting.today
    tomorrow = today + timedelta(days=1)
    after = max(tomorrow, (reason.until or today) + timedelta(days=1))
    sentence = str(_text(reason)).format(
        ladder=setting.spoken_name(reason),
        limit=reason.limit,
        below=None if reason.limit is None else reason.limit - 1,
        after=_on_day(after, today),
        tomorrow=_on_day(tomorrow, today),
    )
    return sentence[:1].upper() + sentence[1:]


def _text(reason: Reason) -> str | Promise:
    if reason.detail != "ladder_off":
        return OTHERWISE[reason.rule, reason.detail]
    return LADDER_BACK_WHEN_CALM if reason.until is None else LADDER_BACK


def _on_day(day: date, today: date) -> str:
    if day == today + timedelta(days=1):
        return str(_("tomorrow"))
    return str(_("on {day}")).format(day=day_name(day, today))
