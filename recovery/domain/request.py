"""Everything a rule may see, and what it may answer."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter

from recovery.domain import limits
from recovery.domain.answers import Answers
from recovery.domain.codes import AlertCode, Band, Context, Profile, Result
from recovery.domain.day import DayRecord
from recovery.domain.decision import PLAN, Reason
from recovery.domain.ladder import Ladder, Span
from recovery.domain.once import once
from recovery.domain.protocol import Caps, Phase, Protocol
from recovery.domain.quick import quick
from recovery.domain.readings import caps_of, is_settled, standing_rest
from recovery.domain.state import DayScores, JudgedSession, LadderState, PlanState


class Effect(StrEnum):
    """What a finding does beside naming the day. The numbers are in the finding."""

    LOCK = "lock"
    REST = "rest"
    EASE_LADDER = "ease_ladder"
    EASE_LOADED = "ease_loaded"
    LOADED_OFF = "loaded_off"
    STEP_BACK = "step_back"
    PREVIOUS_PHASE = "previous_phase"
    RESTART = "restart"
    STEP_UP = "step_up"
    NEXT_PHASE = "next_phase"
    SET_RUNG = "set_rung"
    DECLINE = "decline"
    CLOSE = "close"


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A rule that fired.

    rungs: how many rungs an ease or a step back asks for; for SET_RUNG, the rung to stand on.
    needs_clinician: for LOCK, whether only a clinician may lift it.
    """

    reason: Reason
    effect: Effect | None = None
    rungs: int = 0
    needs_clinician: bool = False
    alert: AlertCode | None = None

    @property
    def is_about_plan(self) -> bool:
        return self.reason.subject == PLAN


Findings = tuple[Finding, ...]


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """A pain that was stated today in an exercise or an exit test, with the caps it meets.

    subject: the ladder it counts for, or the test where that belongs to no ladder.
    detail: "exercise", "test" or "skipped" (left out because of pain: the ease band).
    """

    subject: str
    detail: str
    pain: int | None
    band: Band
    caps: Caps
    rungs: int
    codes: tuple[str, ...] = ()


ON = attrgetter("on")


@quick
@dataclass(frozen=True, kw_only=True)
class Request:
    """One day to decide.

    state: yesterday's, with today's plain facts taken in (see `opening.open_day`).
    session: today's session, judged; yesterday's is `before.session`.
    before: yesterday's state as it was, None on the first day.
    """

    today: date
    protocol: Protocol
    state: PlanState
    before: PlanState | None
    record: DayRecord
    phase: Phase
    profile: Profile
    baseline: int
    session: JudgedSession | None

    @property
    def check_in(self) -> Answers | None:
        return self.record.check_in

    @once
    def this_week(self) -> tuple[DayScores, ...]:
        return self.week(0)

    def week(self, ago: int) -> tuple[DayScores, ...]:
        """The days before today that have scores: of this week (0), of the one before (1), …"""
        scores = self.state.scores
        first, last = (self.in_days(-weeks * limits.WEEK) for weeks in (ago + 1, ago))
        return scores[bisect(scores, first, key=ON) : bisect(scores, last, key=ON)]

    @once
    def scores(self) -> tuple[Score, ...]:
        """Every pain stated today, in an exercise or a test, that is above the progress cap."""
        exercises = self._exercise_scores(self.session) if self.session else ()
        tests = self._test_scores() if self.record.tests else ()
        return (*exercises, *tests)

    def _exercise_scores(self, session: JudgedSession) -> Iterator[Score]:
        for done in session.exercises:
            band = done.band
            if band is None or band is Band.PROGRESS:
                continue
            skipped = done.pain is None
            yield Score(
                subject=done.ladder,
                detail="skipped" if skipped else "exercise",
                pain=done.pain,
                band=band,
                caps=done.caps,
                rungs=1,
            )

    def _test_scores(self) -> Iterator[Score]:
        for tried in self.record.tests:
            test = self.protocol.exit_test_by_code[tried.test]
            caps = self.caps(test.context)
            band = None if tried.pain is None else caps.band(tried.pain)
            if band is None or band is Band.PROGRESS:
                continue
            has_ladder = test.ladder is not None and self.ladder_state(test.ladder) is not None
            yield Score(
                subject=test.ladder if has_ladder and test.ladder else test.code,
                detail="test",
                pain=tried.pain,
                band=band,
                caps=caps,
                rungs=1 if has_ladder else 0,
                codes=(test.code,),
            )

    @property
    def standing_rest(self) -> Reason | None:
        return standing_rest(self.state, self.today, is_answered=self.is_answered)

    @property
    def yesterdays_session(self) -> JudgedSession | None:
        return self.before.session if self.before else None

    @property
    def latest_training_on(self) -> date | None:
        """The latest day on which anything was done, of the ladders or beside them."""
        days = (self.state.latest_session_on, self.state.latest_own_on)
        return max((on for on in days if on is not None), default=None)

    @property
    def days_since_injury(self) -> int:
        return (self.today - self.state.injured_on).days

    @property
    def morning(self) -> int | None:
        said = self.record.check_in
        return said.pain_morning if said else None

    @property
    def worst(self) -> int | None:
        said = self.record.check_in
        return said.pain_worst if said else None

    @property
    def is_settled(self) -> bool:
        return is_settled(self.morning, self.baseline)

    @property
    def is_limping(self) -> bool:
        """Said at today's check-in, or seen in today's session."""
        said, session = self.record.check_in, self.session
        return (said is not None and said.limp) or (session is not None and session.limp)

    @property
    def is_answered(self) -> bool:
        """Whether today's red-flag list was answered."""
        said = self.record.check_in
        return said is not None and said.red_flags_answered

    def ladder(self, code: str) -> Ladder:
        return self.protocol.ladder_by_code[code]

    def ladder_state(self, code: str) -> LadderState | None:
        for ladder in self.state.ladders:
            if ladder.code == code:
                return ladder
        return None

    def span(self, code: str) -> Span:
        return self.ladder(code).spans[self.phase.code]

    def caps(self, context: Context) -> Caps:
        return caps_of(self.phase, self.profile, context, self.state)

    def in_days(self, days: int) -> date:
        return date.fromordinal(self.today.toordinal() + days)

    def reason(
        self,
        rule: str,
        detail: str,
        result: Result,
        *,
        subject: str = PLAN,
        seen_on: date | None = None,
        observed: int | None = None,
        limit: int | None = None,
        until: date | None = None,
        by_words: str = "",
        codes: tuple[str, ...] = (),
    ) -> Reason:
        """A reason about today, or about `seen_on`."""
        return Reason(
            rule=rule,
            detail=detail,
            subject=subject,
            result=result,
            seen_on=seen_on or self.today,
            observed=observed,
            limit=limit,
            until=until,
            by_words=by_words,
            codes=codes,
        )
