"""One line of progress: exercises with their doses, in the order of what they ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from recovery.domain.codes import Context, DoseSide, Goal


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
    asks_pain: whether its pain is asked for; where not, its sessions earn and lose nothing.
    note: a clinician's words for one person, beside the exercise.
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
    asks_pain: bool = True
    note: str = ""

    def rung(self, number: int) -> Rung:
        """The rung with this number, counted from 1."""
        return self.rungs[number - 1]

    def is_for(self, goal: Goal) -> bool:
        return not self.goals or goal in self.goals
