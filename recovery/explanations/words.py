"""The words of every reason, for the patient and for the clinician. Made lazily, translatable.

The patient gets plain words (reading age 11, calm, the number beside its limit); the
clinician gets the rule's facts, with its id and source beside them.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[tuple[str, str], str | Promise]

PATIENT: Words = {
    ("R00", "emergency"): _("You ticked a sign that needs help now. Your plan is locked."),
    ("R00", "urgent"): _(
        "You ticked a sign that somebody should look at today. Your plan is locked."
    ),
    ("R00", "soon"): _("You told us something a clinician should hear first. Your plan waits."),
    ("R00", "unanswered"): _(
        "The first question of the check-in has no answer yet, so today is only a preview."
    ),
    ("R00", "cleared_today"): _("You told us a sign and were seen for it. Rest for today."),
    ("R00", "lock_goes_on"): _("Your plan is locked since {day}. Somebody needs to see you first."),
    ("R01", "sudden_event"): _(
        "You felt a sudden, sharp pain. That can be a new injury, so the plan stops until "
        "somebody has looked at it."
    ),
    ("R01", "cleared_today"): _("You felt a sudden pain and were seen for it. Rest for today."),
    ("R01", "lock_goes_on"): _(
        "Your plan stopped {day}, after a sudden pain. Somebody needs to see you first."
    ),
    ("R02", "at_rest"): _(
        "Your pain at rest was {observed} of 10. From {limit} on, rest is the right thing today."
    ),
    ("R02", "worst"): _(
        "Your worst pain was {observed} of 10. From {limit} on, rest is the right thing today."
    ),
    ("R02", "two_nights"): _(
        "Pain woke you two nights running, so today is a rest day. Please ask a clinician "
        "within two days."
    ),
    ("R03", "exercise"): _(
        "{ladder} hurt {observed} of 10 {day}. From {limit} on we stop: rest today and "
        "tomorrow, then one step lower."
    ),
    ("R03", "test"): _(
        "The test hurt {observed} of 10 {day}. From {limit} on we stop: rest today and tomorrow."
    ),
    ("R04", "morning"): _(
        "Your morning was {observed} of 10. From {limit} on the plan eases, so that the thigh "
        "can settle."
    ),
    ("R04", "new_swelling"): _("There is new swelling or a new bruise, so the plan eases."),
    ("R04", "no_step_up"): _(
        "The morning of {day_name} was sore. Nothing moves up until {until} has passed."
    ),
    ("R05", "stayed"): _(
        "The warm-up was sore and stayed sore {day}. Stop for today. The exercises with load "
        "rest until {until}, then one step lower."
    ),
    ("R06", "second_morning"): _(
        "The spot is still sore from your session {day}. A day off lets it settle."
    ),
    ("R06", "sore_morning"): _(
        "The spot is still sore and your morning was {observed} of 10. A day off lets it settle."
    ),
    ("R06", "still_sore"): _("The spot is still a little sore, so all stays as it is."),
    ("R06", "same_dose"): _("The first day after a day off. All stays as it is today."),
    ("R07", "early_limp"): _(
        "You limp. In the first days that is expected, so all stays as it is."
    ),
    ("R07", "limp"): _("You limp or move differently, so the exercises with load get easier."),
    ("R08", "exercise"): _(
        "{ladder} hurt {observed} of 10 {day}. The limit for this phase is {limit}, so it gets "
        "easier. The others stay as they were."
    ),
    ("R08", "exercise_lowest"): _(
        "{ladder} hurt {observed} of 10 {day}. The limit for this phase is {limit}. It is on its "
        "first step already, so it rests today and tomorrow. The others stay as they were."
    ),
    ("R08", "test"): _(
        "The test hurt {observed} of 10 {day}. The limit for this phase is {limit}, so {ladder} "
        "gets easier."
    ),
    ("R08", "test_lowest"): _(
        "The test hurt {observed} of 10 {day}. The limit for this phase is {limit}. {ladder} is "
        "on its first step already, so it rests today and tomorrow."
    ),
    ("R08", "skipped"): _(
        "You left out {ladder} {day} because of pain, so it gets easier. The limit for this "
        "phase is {limit}."
    ),
    ("R08", "skipped_lowest"): _(
        "You left out {ladder} {day} because of pain. It is on its first step already, so it "
        "rests today and tomorrow."
    ),
    ("R08", "waits"): _(
        "{ladder} hurt {observed} of 10 {day}. The limit for this phase is {limit}. Your "
        "therapist says whether it gets easier. Until then, go gently with it."
    ),
    ("R08", "left_out_waits"): _(
        "You left out {ladder} {day} because of pain. Your therapist says whether it gets "
        "easier. Until then, go gently with it."
    ),
    ("R08", "accepted"): _(
        "{ladder} hurt {observed} of 10 {day}, and the limit is {limit}. Your therapist agreed, "
        "so it gets easier."
    ),
    ("R08", "left_out_accepted"): _(
        "You left out {ladder} {day} because of pain. Your therapist agreed, so it gets easier."
    ),
    ("R08", "declined"): _(
        "Your therapist looked at how {ladder} felt {day} and keeps it as it is."
    ),
    ("R09", "exercise"): _(
        "{ladder} hurt {observed} of 10 {day}. Up to {limit} it could move up. It stays as it is."
    ),
    ("R09", "test"): _("The test hurt {observed} of 10 {day}, so {ladder} stays as it is."),
    ("R09", "warm_up"): _(
        "The warm-up was sore {day} and it went away, so {ladder} stays as it is."
    ),
    ("R09", "morning_unsettled"): _(
        "Your morning was {observed} of 10, your usual is {limit}. All stays as it is today."
    ),
    ("R09", "morning_high"): _(
        "Your morning was {observed} of 10. Above {limit} nothing moves up, so all stays as it is."
    ),
    ("R09", "rest_high"): _(
        "Your pain at rest was {observed} of 10. Above {limit} nothing moves up, so all stays "
        "as it is."
    ),
    ("R09", "worst_high"): _(
        "Your worst pain was {observed} of 10. From {limit} on nothing moves up, so all stays "
        "as it is."
    ),
    ("R10", "worst"): _(
        "Your worst pain was higher this week than last week, so all stays as it is."
    ),
    ("R10", "worst_eases"): _(
        "Your worst pain was clearly higher this week than last week, so the plan eases."
    ),
    ("R10", "morning"): _(
        "Your mornings were sorer this week than last week, so all stays as it is."
    ),
    ("R10", "morning_eases"): _(
        "Your mornings were clearly sorer this week than last week, so the plan eases."
    ),
    ("R11", "not_finished"): _(
        "You did {observed} % of {ladder} {day}. That is fine. It stays as it is."
    ),
    ("R11", "too_hard"): _(
        "Your session {day} felt like {observed} of 10. From {limit} on nothing moves up."
    ),
    ("R12", "step_back"): _(
        "It has been {observed} days since your last session, so you begin a little lower."
    ),
    ("R12", "previous_phase"): _(
        "It has been {observed} days since your last session, so you begin again one phase "
        "earlier. You will soon be back."
    ),
    ("R12", "restart"): _(
        "It has been {observed} days since your last session, so the plan begins gently again."
    ),
    ("R12", "gap"): _(
        "It has been {observed} days since your last session. Good to see you whenever you like."
    ),
    ("R13", "good_sessions"): _(
        "{observed} good sessions in a row and calm mornings after, so {ladder} moves up."
    ),
    ("R13", "load"): _(
        "This week was clearly more work than last week, so nothing moves up today."
    ),
    ("R13", "waits"): _(
        "{observed} good sessions in a row. {ladder} moves up when your therapist says yes."
    ),
    ("R14", "phase_waits"): _(
        "You passed every test of this phase. The next one begins when your therapist says yes."
    ),
    ("R14", "retest_not_passed"): _(
        "A test that you passed before was not passed today, so nothing moves up. Your therapist "
        "is told. Take it again on another day."
    ),
    ("R14", "phase_passed"): _(
        "You passed every test of this phase on two days and had {observed} good sessions. "
        "A new phase begins."
    ),
    ("R14", "plan_closes"): _("Eight weeks have gone well. Your plan closes here."),
    ("R15", "still_limping"): _(
        "You still limp {observed} days after the injury. Please ask a clinician to have a look. "
        "All stays as it is."
    ),
    ("R15", "not_falling"): _(
        "Your worst pain is not going down yet. That happens. Please ask a clinician to have a "
        "look. All stays as it is."
    ),
    ("R16", "first_rungs"): _(
        "The thigh flared up more than once. The plan begins again on first steps, with care. "
        "Setbacks are normal."
    ),
    ("R16", "previous_phase"): _(
        "The thigh flared up more than once, so you go back one phase. Setbacks are normal."
    ),
    ("R17", "missing_answers"): _(
        "Some answers are missing today. That is fine. Nothing moves up without them."
    ),
    ("R17", "no_check_in"): _("No check-in yet today, so this is a preview. Nothing moves up."),
    ("R18", "paused"): _("Your plan is paused: {words}"),
    ("R18", "hold"): _("Your therapist asks you to stay as you are: {words}"),
    ("R18", "ceiling"): _("Your therapist set {ladder} to stay here until {until}: {words}"),
    ("R18", "clear_lock"): _("You were examined and your plan is open again: {words}"),
    ("R18", "clear_lock_too_early"): _(
        "You were examined before the latest sign was known, so your plan stays locked: {words}"
    ),
    ("R18", "set_rung"): _("Your therapist chose this step of {ladder}: {words}"),
    ("R18", "set_rung_refused"): _(
        "Your therapist wanted {ladder} higher. It waits while the thigh needs rest: {words}"
    ),
    ("R18", "set_rung_outside"): _(
        "Your therapist chose a step of {ladder} that is not part of this phase: {words}"
    ),
    ("R18", "set_caps"): _("Your therapist set pain limits of your own: {words}"),
    ("R18", "set_profile"): _("Your therapist chose how careful the plan is: {words}"),
    ("R18", "advance_phase"): _("Your therapist moved you to the next phase: {words}"),
    ("R18", "advance_phase_refused"): _(
        "Your therapist wanted the next phase. It waits while the thigh needs rest: {words}"
    ),
    ("R18", "advance_phase_outside"): _(
        "Your therapist wanted the next phase, and this is the last one: {words}"
    ),
    ("R18", "return_phase"): _("Your therapist went back one phase with you: {words}"),
    ("R18", "prescribe"): _("Your therapist chose {ladder} for you: {words}"),
    ("R18", "leave_out"): _("Your therapist leaves {ladder} out for now: {words}"),
    ("R18", "back_lower"): _(
        "{ladder} was left out for {observed} days. It comes back a little lower"
    ),
    ("R18", "bring_back"): _("Your therapist brings back {ladder}: {words}"),
    ("R18", "accept"): _("Your therapist said yes to a step: {words}"),
    ("R18", "decline"): _("Your therapist prefers to wait with a step: {words}"),
    ("R18", "resume"): _("Your plan goes on: {words}"),
    ("R18", "discharge"): _("Your therapist closed the plan: {words}"),
    ("R19", "nothing_earned"): _(
        "Nothing changes today. Two good sessions in a row move a step up."
    ),
}
# A ladder that an earlier day took off: until a day, or until a calm morning.
LADDER_OFF = _("{ladder} rests until {until} has passed, because it hurt {day}.")
LADDER_OFF_TO_SETTLE = _("{ladder} rests until {until} has passed, so that the thigh can settle.")
LADDER_WAITS = _("{ladder} rests until a morning is calm again. It hurt {day}.")

CLINICIAN: Words = {
    ("R00", "emergency"): _("Red flag, emergency: {codes}. Locked."),
    ("R00", "urgent"): _("Red flag, urgent: {codes}. Locked."),
    ("R00", "soon"): _("Red flag or locking fact, soon: {codes}. Locked."),
    ("R00", "unanswered"): _("Red-flag list unanswered. Preview only."),
    ("R00", "cleared_today"): _("Reported and cleared the same day: {codes}. Rest today."),
    ("R00", "lock_goes_on"): _("Lock in force since {date}: {codes}."),
    ("R01", "sudden_event"): _("Sudden event reported. Stop lock; phase 1 after clearance."),
    ("R01", "cleared_today"): _("Sudden event, cleared the same day. Rest; phase 1 follows."),
    ("R01", "lock_goes_on"): _("Stop lock in force since {date}: sudden event."),
    ("R02", "at_rest"): _("Pain at rest {observed}, limit {limit}. Rest; see within 48 h."),
    ("R02", "worst"): _("Worst pain in 24 h {observed}, limit {limit}. Rest; see within 48 h."),
    ("R02", "two_nights"): _("Woken by pain two nights running after day 3. Rest."),
    ("R03", "exercise"): _("{ladder}: pain {observed}, stop from {limit}. Rest until {until}."),
    ("R03", "test"): _("Test {codes}: pain {observed}, stop from {limit}. Rest until {until}."),
    ("R04", "morning"): _("Morning {observed}, eases from {limit}. No step up until {until}."),
    ("R04", "new_swelling"): _("New swelling or bruise. No step up until {until}."),
    ("R04", "no_step_up"): _("No step up until {until}, after the morning of {date}."),
    ("R05", "stayed"): _("Warm-up soreness stayed. Rest today; loaded work off until {until}."),
    ("R06", "second_morning"): _("Injured spot still sore on the second morning. Day off."),
    ("R06", "sore_morning"): _("Still sore, and morning {observed}, limit {limit}. Day off."),
    ("R06", "still_sore"): _("Injured spot still sore the morning after. Hold."),
    ("R06", "same_dose"): _("First day after the day off of {date}: the same dose. Hold."),
    ("R07", "early_limp"): _("Limp before day 5 after the injury. Hold."),
    ("R07", "limp"): _("Limp or altered movement. Loaded ladders ease; exit tests cannot pass."),
    ("R08", "exercise"): _("{ladder}: pain {observed} in the ease band, hold cap {limit}."),
    ("R08", "exercise_lowest"): _(
        "{ladder}: pain {observed} in the ease band, hold cap {limit}. Lowest rung: off until "
        "{until}."
    ),
    ("R08", "test"): _("Test {codes}: pain {observed} in the ease band, hold cap {limit}."),
    ("R08", "test_lowest"): _(
        "Test {codes}: pain {observed} in the ease band, hold cap {limit}. {ladder} is on its "
        "lowest rung: off until {until}."
    ),
    ("R08", "skipped"): _("{ladder}: skipped because of pain; counts as the ease band."),
    ("R08", "waits"): _(
        "{ladder}: pain {observed} in the ease band on {date}, hold cap {limit}. One rung down "
        "waits for your yes."
    ),
    ("R08", "left_out_waits"): _(
        "{ladder}: skipped because of pain on {date}. One rung down waits for your yes."
    ),
    ("R08", "accepted"): _(
        "{ladder}: pain {observed} in the ease band on {date}, hold cap {limit}. You accepted "
        "one rung down."
    ),
    ("R08", "left_out_accepted"): _(
        "{ladder}: skipped because of pain on {date}. You accepted one rung down."
    ),
    ("R08", "declined"): _("{ladder}: one rung down was proposed and declined."),
    ("R08", "skipped_lowest"): _(
        "{ladder}: skipped because of pain; counts as the ease band. Lowest rung: off until "
        "{until}."
    ),
    ("R09", "exercise"): _("{ladder}: pain {observed} in the hold band, progress cap {limit}."),
    ("R09", "test"): _("Test {codes}: pain {observed} in the hold band, progress cap {limit}."),
    ("R09", "warm_up"): _("{ladder}: warm-up soreness on {date} that went away."),
    ("R09", "morning_unsettled"): _("Morning {observed} not settled, baseline {limit}."),
    ("R09", "morning_high"): _("Morning {observed} above the general progress cap {limit}."),
    ("R09", "rest_high"): _("Pain at rest {observed} above the general progress cap {limit}."),
    ("R09", "worst_high"): _("Worst pain {observed}, holds from {limit} (one below stop)."),
    ("R10", "worst"): _("Week's median of worst pain up {observed}, holds from {limit}."),
    ("R10", "worst_eases"): _("Week's median of worst pain up {observed}, eases from {limit}."),
    ("R10", "morning"): _("Week's median of mornings up {observed}, holds from {limit}."),
    ("R10", "morning_eases"): _("Week's median of mornings up {observed}, eases from {limit}."),
    ("R11", "not_finished"): _("{ladder}: {observed} % done on {date}, needs {limit} %."),
    ("R11", "too_hard"): _("Effort {observed} on {date}, holds from {limit}."),
    ("R12", "step_back"): _("{observed} days without a session: rungs down."),
    ("R12", "previous_phase"): _("{observed} days without a session: previous phase."),
    ("R12", "restart"): _("{observed} days without a session: phase 1, full red-flag list again."),
    ("R12", "gap"): _("{observed} days without a session; nothing further to take."),
    ("R13", "good_sessions"): _("{ladder}: {observed} good sessions in a row, needs {limit}."),
    ("R13", "load"): _("Load up by more than 30 % week on week. No step up."),
    ("R13", "waits"): _("{ladder}: {observed} good sessions in a row, waits for your yes."),
    ("R14", "retest_not_passed"): _("Re-test not passed: {codes}."),
    ("R14", "phase_waits"): _("Exit tests passed; the next phase waits for your yes."),
    ("R14", "phase_passed"): _(
        "All exit tests passed twice; {observed} good sessions, needs {limit}."
    ),
    ("R14", "plan_closes"): _("{observed} days of maintenance, closes at {limit}."),
    ("R15", "still_limping"): _("Still limping {observed} days after the injury."),
    ("R15", "not_falling"): _(
        "Week's median of worst pain {observed}, above {limit}, has not fallen enough."
    ),
    ("R16", "first_rungs"): _("Flare: {observed} episodes in 14 days. First rungs, STRICT."),
    ("R16", "previous_phase"): _("Flare: {observed} episodes in 14 days. Previous phase."),
    ("R17", "missing_answers"): _("Answers missing: {codes}. No step up."),
    ("R17", "no_check_in"): _("No check-in for {observed} d. Preview, no step up."),
    ("R18", "paused"): _("Paused until {until}: {words}"),
    ("R18", "hold"): _("Hold on {ladder} until {until}: {words}"),
    ("R18", "ceiling"): _("{ladder} not above this rung until {until}: {words}"),
    ("R18", "clear_lock"): _("Lock cleared: {words}"),
    ("R18", "clear_lock_too_early"): _(
        "Clearance rests on an examination before the latest sign was known. Still locked: {words}"
    ),
    ("R18", "set_rung"): _("{ladder} set by directive: {words}"),
    ("R18", "set_rung_refused"): _(
        "{ladder} upward refused while locked, resting or easing: {words}"
    ),
    ("R18", "set_rung_outside"): _("{ladder}: this rung is not part of the phase: {words}"),
    ("R18", "set_caps"): _("Personal caps set: {words}"),
    ("R18", "set_profile"): _("Profile set: {words}"),
    ("R18", "advance_phase"): _("Advanced by directive: {words}"),
    ("R18", "advance_phase_refused"): _("Advance refused while locked, resting or easing: {words}"),
    ("R18", "advance_phase_outside"): _("Advance refused, this is the last phase: {words}"),
    ("R18", "return_phase"): _("Returned by directive: {words}"),
    ("R18", "prescribe"): _("{ladder} prescribed: {words}"),
    ("R18", "leave_out"): _("{ladder} left out: {words}"),
    ("R18", "back_lower"): _("{ladder} back after {observed} days, lower from {limit} days on"),
    ("R18", "bring_back"): _("{ladder} back on the list: {words}"),
    ("R18", "accept"): _("Proposal accepted: {words}"),
    ("R18", "decline"): _("Proposal declined: {words}"),
    ("R18", "resume"): _("Resumed: {words}"),
    ("R18", "discharge"): _("Discharged: {words}"),
    ("R19", "nothing_earned"): _("No other rule fired."),
}
LADDER_OFF_CLINICIAN = _("{ladder} off until {until}, since {date}.")
LADDER_WAITS_CLINICIAN = _(
    "{ladder} off until a settled morning without a hold: eased twice on its lowest rung."
)
