"""Virtual patients: a strained muscle that heals, can be loaded, and can be hurt again.

They know nothing of the rules. They see a list of exercises, feel what those ask of the muscle, and
answer with some noise. Every number here is made up: it gives strains of a plausible length, and
says nothing about anybody's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp
from random import Random

from recovery.domain.codes import Context, SeverityBand
from recovery.domain.decision import ListedExercise
from recovery.domain.protocol import Protocol
from recovery.simulation.courses import Feeling

MOST_PAIN = 10
CALM = 1  # a morning after which somebody feels up to a test
MISHAP = 0.005  # how likely on a day: a slip, a sprint for the bus
NOISE = 0.25  # points by which an answer differs from what is felt, most of the time
WARNS_BEFORE = 0.3  # a muscle hurts long before it tears
Demands = Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Strain:
    """injury: how much of the muscle is out of work, 0 to 1. days: until a third of it is left."""

    injury: tuple[float, float]
    days: tuple[float, float]


STRAINS = {
    SeverityBand.MILD: Strain(injury=(0.25, 0.45), days=(5, 9)),
    SeverityBand.MODERATE: Strain(injury=(0.55, 0.8), days=(12, 22)),
}


def demands_of(protocol: Protocol) -> Demands:
    """What each rung asks of the muscle, 0 to 1: the body's own knowledge, not the plan's."""
    return {
        ladder.code: tuple(
            place / len(ladder.rungs) * _weight(loaded=ladder.loaded, context=ladder.context)
            for place in range(1, len(ladder.rungs) + 1)
        )
        for ladder in protocol.ladders
    }


def _weight(*, loaded: bool, context: Context) -> float:
    if context is Context.RUNNING:
        return 1.0
    return 0.9 if loaded else 0.4


@dataclass(slots=True)
class Body:
    """One virtual patient. It changes from day to day and is asked once for each.

    injury, irritation: see `Strain`; what work has stirred up and a night half calms.
    keeps_at_it: how likely a day has a check-in, and a check-in a session. mishap: how likely it
    has a slip that hurts the muscle.
    hurt_again: how often work tore it again. mishaps: how often something else did.
    pains: the highest pain of each session.
    """

    dice: Random
    demands: Demands
    injury: float
    days: float
    keeps_at_it: float
    mishap: float
    irritation: float = 0.0
    strongest: float = 0.0
    morning: int = 0
    tore: bool = False
    hurt_again: int = 0
    mishaps: int = 0
    pains: list[int] = field(default_factory=list)

    def feels(self, day: int) -> Feeling | None:
        self.injury *= exp(-1 / self.days)
        self.irritation *= 0.5
        if self.dice.random() < self.mishap:
            self.injury = min(1.0, self.injury + self.dice.uniform(0.1, 0.4))
            self.mishaps += 1
        tore, self.tore = self.tore, False
        if self.dice.random() > self.keeps_at_it and not tore:
            return None
        self.morning = morning = self._said(6 * self.injury + 5 * self.irritation)
        sore = self.irritation > 0.25
        return Feeling(
            morning=morning,
            worst=min(MOST_PAIN, morning + self.dice.choice((0, 1, 1))),
            rest=max(0, morning - 2),
            in_exercise=0,
            limp=self.injury > 0.5,
            sudden_event=tore,
            settled="still_there" if sore else "under_1_hour" if morning else "none",
        )

    def trains(self, day: int, exercises: tuple[ListedExercise, ...]) -> dict[str, int] | None:
        if not exercises or self.dice.random() > self.keeps_at_it:
            return None
        pains = {
            line.ladder: self._works(self.demands[line.ladder][line.rung - 1])
            for line in exercises
            if not line.warm_up
        }
        self.pains.append(max(pains.values(), default=0))
        return pains

    def tries(self, day: int, test: str) -> int | None:
        return self._works(self.strongest) if self.morning <= CALM else None

    def _works(self, demand: float) -> int:
        """Pain of a piece of work. What asks more than the muscle can give stirs it up, and far
        more may tear it."""
        self.strongest = max(self.strongest, demand)
        excess = max(0.0, demand + self.injury + self.irritation - 1)
        self.irritation += 0.3 * excess
        if self.dice.random() < excess - WARNS_BEFORE:
            self.injury = min(1.0, self.injury + 0.35)
            self.tore, self.hurt_again = True, self.hurt_again + 1
        return self._said(12 * excess + 3 * self.injury * demand + 4 * self.irritation)

    def _said(self, pain: float) -> int:
        return max(0, min(MOST_PAIN, round(pain + self.dice.gauss(0, NOISE))))


def body(dice: Random, demands: Demands, severity: SeverityBand, mishap: float) -> Body:
    """A virtual patient with a strain of this band, to whom something happens with this chance a
    day. Raises KeyError for a severe one: no plan
    begins with it."""
    strain = STRAINS[severity]
    return Body(
        dice=dice,
        demands=demands,
        injury=dice.uniform(*strain.injury),
        days=dice.uniform(*strain.days),
        keeps_at_it=dice.uniform(0.85, 1.0),
        mishap=mishap,
    )
