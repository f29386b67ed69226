"""What a plan carries from one day to the next. A cache: the log can always rebuild it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from recovery.domain import limits
from recovery.domain.codes import (
    Author,
    Autonomy,
    Band,
    Context,
    Goal,
    Profile,
    SeverityBand,
    Side,
    WarmupSoreness,
)
from recovery.domain.decision import Change, Lock, Proposal, Reason
from recovery.domain.digest import NO_LOG, LogDigest
from recovery.domain.prescription import Prescribed
from recovery.domain.protocol import Caps
from recovery.domain.quick import quick


@quick
@dataclass(frozen=True, kw_only=True)  # without slots: it evolves
class LadderState:
    """Where a ladder stands and what it has earned there.

    off_until: the last day it is off. off_until_settled: off until a settled morning, no hold.
    lowest_eased_on: days on which an ease found it on the phase's lowest rung.
    sessions_on: its session days of the last week.
    """

    code: str
    rung: int
    entered_on: date
    latest_session_on: date | None = None
    latest_step_up_on: date | None = None
    good_in_a_row: int = 0
    off_until: date | None = None
    off_until_settled: bool = False
    off_reason: Reason | None = None
    lowest_eased_on: tuple[date, ...] = ()
    latest_change: Change | None = None
    sessions_on: tuple[date, ...] = ()

    def is_off(self, today: date) -> bool:
        return self.off_until_settled or (self.off_until is not None and today <= self.off_until)


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedExercise:
    """One ladder of a session, with the caps of its day.

    done: the share of the prescribed work, None where it was not stated. pain: None likewise.
    is_pain_stated: whether every report stated it. is_left_out: nothing of it was done.
    """

    ladder: str
    done: Decimal | None
    pain: int | None
    is_pain_stated: bool
    is_left_out: bool
    skipped_for_pain: bool
    caps: Caps

    @property
    def band(self) -> Band | None:
        """Where the pain falls; an exercise left out because of pain counts as the ease band."""
        stated = None if self.pain is None else self.caps.band(self.pain)
        if self.skipped_for_pain and stated is not Band.STOP:
            return Band.EASE
        return stated

    @property
    def is_finished(self) -> bool:
        return self.done is not None and self.done * 100 >= limits.FULL_SHARE_PERCENT

    @property
    def is_good(self) -> bool:
        """Finished, at or below the progress cap."""
        return self.is_finished and self.is_pain_stated and self.band is Band.PROGRESS


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedSession:
    """A day's session against what was listed. `earns` is False on a day without a start."""

    on: date
    exercises: tuple[JudgedExercise, ...]
    listed: tuple[str, ...]
    effort: int | None
    effort_worst: int
    minutes: int | None
    warmup_soreness: WarmupSoreness | None
    limp: bool
    earns: bool

    @property
    def is_light(self) -> bool:
        """Whether it may earn a step: on a day that could be started, known, not too hard."""
        is_known = self.effort is not None and self.minutes is not None
        return self.earns and is_known and self.effort_worst < limits.TOO_HARD_EFFORT


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class TestState:
    """The days an exit test was passed on since it was last failed."""

    __test__ = False  # not a test case, whatever its name

    code: str
    passed_on: tuple[date, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingHold:
    """A clinician's hold on a ladder, or on the plan where `ladder` is None."""

    id: str
    ladder: str | None
    until: date | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ceiling:
    """The rung a clinician set for a ladder, not to be passed until a day."""

    ladder: str
    rung: int
    until: date
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingCaps:
    """Caps a clinician set for this person in one context."""

    context: Context
    progress: int
    hold: int
    stop: int
    until: date | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """A ladder a clinician leaves out of the list, to a last day or until it is brought back."""

    ladder: str
    until: date | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pause:
    """Days that do not count, by the patient's wish or the clinician's."""

    since: date
    until: date | None
    words: str
    by: Author


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class DayScores:
    """A day's morning and worst pain, None where nothing was said."""

    on: date
    morning: int | None
    worst: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """What the present gap without sessions has cost already.

    uncounted_days: locked and paused days since the latest session.
    rungs: rungs taken. is_phase_back, is_restarted: whether it took a phase, or all.
    is_weekly: whether it began where the list is weekly, so that it lasts longer.
    """

    uncounted_days: int = 0
    rungs: int = 0
    is_phase_back: bool = False
    is_restarted: bool = False
    is_weekly: bool = False


NO_GAP = Gap()


@dataclass(frozen=True, kw_only=True)  # without slots: it evolves
class PlanState:
    """The state after the day `on`.

    is_guarded: facts of the intake ask for a clinician at every lock.
    has_begun_again: the plan follows one that ended at a lock; STRICT in phase 1.
    profile_until: the last day of `chosen_profile`, where it has one.
    gentle_until: the last day of STRICT by the patient's own wish.
    sore_mornings: how many mornings in a row the injured spot was still sore.
    mornings: the latest 14 morning scores, oldest first.
    scores: the days with scores of the last three weeks, oldest first.
    episodes: the first days of the episodes that count towards a flare.
    in_episode: whether yesterday was a day of one.
    calm_days: days without easing since a flare in phase 1; None when there was none.
    baseline_lowest: the lowest baseline of this phase.
    rest: the reason of a rest in force, and until when; None when there is none.
    no_step_up: the reason that bars steps up, with its `until`.
    session: the session of day `on`, judged, for the morning after to read.
    loads: (day, effort times minutes or None) of the last 14 days.
    proposals: steps that wait for a clinician's yes, by rule and then by ladder.
    eased_on: the day the present whole-plan ease last took a rung; None when there is none.
    prescribed: every exercise a clinician gave beside the ladders, also those that ended.
    order: the ladders in the order a clinician wants them listed; those not named come after.
    latest_session_on: of a session in which a ladder of the protocol was done; latest_own_on: of
    one in which only what was prescribed beside them was.
    """

    on: date
    started_on: date
    side: Side
    severity: SeverityBand
    age: int
    recurrent: bool
    goal: Goal
    equipment: frozenset[str]
    injured_on: date
    intake_pain: int
    phase: int
    phase_started_on: date
    ladders: tuple[LadderState, ...]
    autonomy: Autonomy = Autonomy.AUTOMATIC
    is_guarded: bool = False
    has_begun_again: bool = False
    has_left_first_phase: bool = False
    chosen_profile: Profile | None = None
    profile_until: date | None = None
    gentle_until: date | None = None
    good_sessions: int = 0
    tests: tuple[TestState, ...] = ()
    mornings: tuple[int, ...] = ()
    scores: tuple[DayScores, ...] = ()
    episodes: tuple[date, ...] = ()
    in_episode: bool = False
    calm_days: int | None = None
    baseline_lowest: int | None = None
    lock: Lock | None = None
    rest: Reason | None = None
    no_step_up: Reason | None = None
    session: JudgedSession | None = None
    latest_session_on: date | None = None
    latest_own_on: date | None = None
    loads: tuple[tuple[date, int | None], ...] = ()
    gap: Gap = NO_GAP
    eased_on: date | None = None
    woken_yesterday: bool = False
    sore_mornings: int = 0
    latest_check_in_on: date | None = None
    holds: tuple[StandingHold, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    caps: tuple[StandingCaps, ...] = ()
    pause: Pause | None = None
    left_out: tuple[LeftOut, ...] = ()
    prescribed: tuple[Prescribed, ...] = ()
    order: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    closed_on: date | None = None
    asks_full_red_flags: bool = False
    log_digest: LogDigest = NO_LOG
