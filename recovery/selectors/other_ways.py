"""What else could be done on a day: the rung below each listed one, its other options, and what
the library calls easier.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from recovery.domain.codes import Context
from recovery.domain.decision import ListedExercise, PlanDay
from recovery.domain.evolve import evolve
from recovery.domain.listing import line_for
from recovery.domain.protocol import Protocol
from recovery.domain.state import PlanState
from recovery.models import RecoveryPlan
from recovery.selectors.exercise_texts import easier_than
from recovery.selectors.own_limits import state_on


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """Beside a listed exercise.

    lower: the rung below, as the rules would list it; None where a run ends instead, on the
    phase's lowest rung, and where the equipment is missing. others: options of the same rung.
    easier: what the library calls so, in the same unit.
    """

    lower: ListedExercise | None
    others: tuple[str, ...]
    easier: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """What the page of other exercises leads to, as its addresses name it."""
        return tuple(dict.fromkeys((*self.easier, *self.others)))


def around(plan: RecoveryPlan, protocol: Protocol, day: PlanDay) -> Mapping[str, Around]:
    """By ladder, for what is listed. Two queries."""
    state = state_on(plan, day)
    if state is None:
        return {}
    easier = easier_than(day.exercises)
    return {
        line.ladder: _around(line, protocol, state, day.phase, easier.get(line.exercise, ()))
        for line in day.exercises
    }


def _around(
    line: ListedExercise, protocol: Protocol, state: PlanState, phase: str, easier: tuple[str, ...]
) -> Around:
    options = protocol.ladder_by_code[line.ladder].rung(line.rung).options
    able = [one.exercise for one in options if one.needs <= state.equipment]
    return Around(
        lower=_lower(line, protocol, state, phase),
        others=tuple(slug for slug in able if slug != line.exercise),
        easier=easier,
    )


def _lower(
    line: ListedExercise, protocol: Protocol, state: PlanState, phase: str
) -> ListedExercise | None:
    rule = protocol.ladder_by_code[line.ladder]
    span = rule.spans.get(phase)
    if rule.context is Context.RUNNING or span is None or line.rung <= span.first:
        return None
    standing = next((one for one in state.ladders if one.code == line.ladder), None)
    return standing and line_for(protocol, state, evolve(standing, rung=line.rung - 1))
