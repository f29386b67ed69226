"""What a clinician may write: phases, ladders, rungs, doses, caps and exit tests.

A protocol is versioned and immutable once published. All values are plain, frozen data;
`recovery.protocols` reads and checks the reviewed text files they come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from recovery.domain.codes import Band, Context, DoseSide, Goal, Profile, Result
from recovery.domain.once import once


@dataclass(frozen=True, kw_only=True, slots=True)
class Dose:
    """How much of one exercise: FITT without the frequency, which the ladder's cadence holds.

    Exactly one of `reps`, `duration_seconds` and `distance_metres` is given;
    `hold_seconds` may go with `reps`.
    """

    sets: int
    reps: int | None = None
    hold_seconds: int | None = None
    duration_seconds: int | None = None
    distance_metres: int | None = None
    rest_seconds: int = 0
    load_kg: Decimal | None = None
    load: str = ""
    tempo: str = ""
    side: DoseSide = DoseSide.BOTH


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One exercise of the library, and what is needed at home to do it."""

    exercise: str
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rung:
    """One exercise with one dose. `options` is in order of preference; the first is the rule."""

    options: tuple[Option, ...]
    dose: Dose

    def option_for(self, equipment: frozenset[str]) -> Option | None:
        """The first option that can be done with `equipment`, or None."""
        for option in self.options:
            if option.needs <= equipment:
                return option
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The rungs of a ladder that belong to one phase, both ends counted from 1.

    `leave_at` is the rung a key ladder must have reached before the phase can be left.
    """

    first: int
    top: int
    leave_at: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ladder:
    """One line of progress, such as "Bridge": ordered rungs, one of which the person stands on.

    every_days: the days from one session of it to the next that is due (1 = daily).
    most_in_7_days: at most so many sessions in any 7 days, where that is the cadence.
    goals: empty means everybody; otherwise only people with one of these goals.
    """

    code: str
    name: str
    rungs: tuple[Rung, ...]
    spans: Mapping[str, Span]
    every_days: int = 1
    most_in_7_days: int | None = None
    times_a_day: int = 1
    loaded: bool = True
    context: Context = Context.GENERAL
    key: bool = False
    sessions_per_rung: int = 2
    warm_up: bool = False
    goals: frozenset[Goal] = frozenset()

    def rung(self, number: int) -> Rung:
        """The rung with this number, counted from 1."""
        return self.rungs[number - 1]

    def is_for(self, goal: Goal) -> bool:
        return not self.goals or goal in self.goals


@dataclass(frozen=True, kw_only=True, slots=True)
class Caps:
    """Pain limits, 0 to 10. Up to `progress` may step up; up to `hold` stays; from `stop` on stops.

    Between `hold` and `stop` lies the ease band.
    """

    progress: int
    hold: int
    stop: int

    def band(self, pain: int) -> Band:
        """Where a score of 0 to 10 falls."""
        if pain >= self.stop:
            return Band.STOP
        if pain > self.hold:
            return Band.EASE
        if pain > self.progress:
            return Band.HOLD
        return Band.PROGRESS


@dataclass(frozen=True, kw_only=True, slots=True)
class ExitTest:
    """One thing to show before a phase is left. Pain above `pain_limit` fails it."""

    code: str
    name: str
    how_to: str
    pain_limit: int
    context: Context = Context.GENERAL
    ladder: str | None = None
    goals: frozenset[Goal] = frozenset()

    def is_for(self, goal: Goal) -> bool:
        return not self.goals or goal in self.goals


@dataclass(frozen=True, kw_only=True, slots=True)
class SelfCare:
    """Something for the rest of the day: a code, a title and one or two sentences."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """A stretch of recovery with goals, limits and tests of its own.

    list_length: how many exercises a day shows at most, the warm-up not counted.
    every_days: where given, the cadence of every ladder in this phase (weekly maintenance).
    closes_after_days: where given, the plan closes when the phase has lasted so long.
    """

    code: str
    name: str
    goals: tuple[str, ...]
    protections: tuple[str, ...]
    self_care: tuple[SelfCare, ...]
    caps: Mapping[Profile, Mapping[Context, Caps]]
    minimum_good_sessions: int
    exit_tests: tuple[ExitTest, ...]
    articles: tuple[str, ...] = ()
    list_length: int = 4
    every_days: int | None = None
    closes_after_days: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RedFlag:
    """A sign that needs a person, and how fast (a locking result).

    question: the words to ask with, one by one. sign: the same in a few words, for lists.
    """

    code: str
    urgency: Result
    question: str
    sign: str
    at_check_in: bool


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """Everything the rules may know about one condition. Phases and ladders are in order."""

    code: str
    condition: str
    version: int
    name: str
    body_part: str
    sources: Mapping[str, str]
    author: str
    phases: tuple[Phase, ...]
    ladders: tuple[Ladder, ...]
    red_flags: tuple[RedFlag, ...]
    clinical_reviewer: str = ""
    reviewed_on: str = ""
    review_due_on: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    @once
    def phase_by_code(self) -> Mapping[str, Phase]:
        return {phase.code: phase for phase in self.phases}

    @once
    def ladder_by_code(self) -> Mapping[str, Ladder]:
        return {ladder.code: ladder for ladder in self.ladders}

    @once
    def ladder_order(self) -> Mapping[str, int]:
        return {ladder.code: place for place, ladder in enumerate(self.ladders)}

    @once
    def loaded(self) -> frozenset[str]:
        return frozenset(ladder.code for ladder in self.ladders if ladder.loaded)

    @once
    def warm_ups(self) -> frozenset[str]:
        return frozenset(ladder.code for ladder in self.ladders if ladder.warm_up)

    @once
    def red_flag_by_code(self) -> Mapping[str, RedFlag]:
        return {flag.code: flag for flag in self.red_flags}

    @once
    def exit_test_by_code(self) -> Mapping[str, ExitTest]:
        return {test.code: test for phase in self.phases for test in phase.exit_tests}

    def ladders_in(self, phase: Phase, goal: Goal) -> tuple[Ladder, ...]:
        """The ladders of a phase for a person with this goal, in the protocol's order."""
        return tuple(
            ladder for ladder in self.ladders if phase.code in ladder.spans and ladder.is_for(goal)
        )
