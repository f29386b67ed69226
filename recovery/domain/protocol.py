"""What a clinician may write: phases, ladders, rungs, doses, caps and exit tests.

A protocol is versioned and immutable once published. All values are plain, frozen data;
`recovery.protocols` reads and checks the reviewed text files they come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from recovery.domain.codes import Band, Context, Goal, Profile, Result
from recovery.domain.ladder import Ladder
from recovery.domain.once import once
from recovery.domain.prescription import Prescribed


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
    prescribed: tuple[Prescribed, ...] = ()

    def with_prescribed(self, prescribed: tuple[Prescribed, ...]) -> "Protocol":
        """The protocol with what was prescribed to one person, and with nothing else of the kind.

        The ladders of prescriptions are found by their codes; `ladders` stay the protocol's own.
        """
        return self if prescribed == self.prescribed else replace(self, prescribed=prescribed)

    @once
    def prescribed_ladders(self) -> tuple[Ladder, ...]:
        return tuple(one.ladder_in(self.phase_by_code) for one in self.prescribed)

    @once
    def phase_by_code(self) -> Mapping[str, Phase]:
        return {phase.code: phase for phase in self.phases}

    @once
    def ladder_by_code(self) -> Mapping[str, Ladder]:
        return {ladder.code: ladder for ladder in (*self.ladders, *self.prescribed_ladders)}

    @once
    def ladder_order(self) -> Mapping[str, int]:
        return {code: place for place, code in enumerate(self.ladder_by_code)}

    @once
    def loaded(self) -> frozenset[str]:
        return frozenset(code for code, one in self.ladder_by_code.items() if one.loaded)

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
