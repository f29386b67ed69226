"""What the rules answer with. A reason is data; the words live in `recovery.explanations`."""

from dataclasses import dataclass, field
from datetime import date

from recovery.domain.codes import AlertCode, ChangeKind, Profile, Result
from recovery.domain.ladder import Dose
from recovery.domain.prescription import Prescribed
from recovery.domain.quick import quick

PLAN = "plan"


@quick
@dataclass(frozen=True, kw_only=True)  # without slots: it evolves
class Reason:
    """One rule that fired.

    rule: its id, such as "R08".        detail: which of the rule's cases, a code.
    subject: a ladder, an exit test, or "plan".
    observed, limit: the fact and the number it met, in the fact's own unit; None where neither is.
    seen_on: the day the fact is about.  result: how severe the rule makes the day.
    bound: whether this reason named the day.  until: the last day its effect holds, if it has one.
    carried: the effect of an earlier day that still holds.  by_words: a clinician's own reason.
    codes: further facts as codes (red flags, answers that are missing).
    """

    rule: str
    detail: str
    subject: str
    result: Result
    seen_on: date
    observed: int | None = None
    limit: int | None = None
    until: date | None = None
    bound: bool = False
    carried: bool = False
    by_words: str = ""
    codes: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A ladder that moved on this day, and the reason that moved it."""

    ladder: str
    on: date
    from_rung: int
    to_rung: int
    reason: Reason

    @property
    def kind(self) -> ChangeKind:
        return ChangeKind.UP if self.to_rung > self.from_rung else ChangeKind.DOWN


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class ListedExercise:
    """One line of today's list.

    times_a_day, note: as prescribed. asks_pain: whether its pain is asked for. waited: its place
    by how long it waited, where a clinician's order is another.
    """

    ladder: str
    rung: int
    exercise: str
    dose: Dose
    warm_up: bool
    times_a_day: int = 1
    asks_pain: bool = True
    note: str = ""
    waited: int = 0

    @property
    def counts(self) -> bool:
        """Whether it is part of what makes a session good."""
        return self.asks_pain and not self.warm_up


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class LadderDay:
    """Where a ladder stands on a day. `latest_change` explains the rung since its last session.

    is_left_out: a clinician took it off the list. left_out_until: the last day of that.
    """

    ladder: str
    rung: int
    due: bool
    off_until: date | None
    off_until_settled: bool
    good_sessions: int
    latest_change: Change | None
    is_left_out: bool = False
    left_out_until: date | None = None


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class ExitTestDay:
    """How far an exit test has come: the days it was passed on and how many are needed."""

    test: str
    passed_on: tuple[date, ...]
    needed: int


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """What would move a ladder on: good sessions still needed and the earliest day.

    at_top: the ladder is on the highest rung of this phase. pain_limit: the most pain, 0 to 10,
    of a good session; None in days stored before it was told.
    """

    ladder: str
    sessions: int
    earliest_on: date
    at_top: bool
    pain_limit: int | None = None


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """Something a clinician should look at, with the subject and number that raised it."""

    code: AlertCode
    subject: str
    observed: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Lock:
    """No exercises until somebody lifts it. `kind` is one of the locking results.

    restarts: whether the plan begins again on first rungs when it is lifted. order: the place of
    its newest sign among the entries as they were recorded; only what came later may lift it.
    """

    kind: Result
    set_on: date
    rule: str
    codes: tuple[str, ...]
    needs_clinician: bool
    restarts: bool
    order: int = field(default=-1, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """A step that waits for a clinician's yes, and since when.

    rule: R13 (a rung up), R14 (the next phase) or R08 (a rung down). reason: what it rests on.
    """

    rule: str
    subject: str
    since: date
    reason: Reason


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class PlanDay:
    """One day of a plan, decided. `exercises` is empty while locked or resting.

    prescribed: what was ever given beside the ladders.
    """

    day: date
    phase: str
    profile: Profile
    lock: Lock | None
    result: Result
    startable: bool
    exercises: tuple[ListedExercise, ...]
    changes: tuple[Change, ...]
    reasons: tuple[Reason, ...]
    ladders: tuple[LadderDay, ...]
    exit_tests: tuple[ExitTestDay, ...]
    alerts: tuple[Alert, ...]
    proposals: tuple[Proposal, ...]
    needs: tuple[Need, ...]
    phase_started_on: date
    asks_full_red_flags: bool
    closed: bool
    log_digest: str
    prescribed: tuple[Prescribed, ...] = ()

    @property
    def binding(self) -> Reason:
        """The one reason that named the day."""
        return next(reason for reason in self.reasons if reason.bound)
