"""The pain limits in force for somebody on a day. One query."""

from collections.abc import Mapping

from recovery import mappers
from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Caps, Protocol
from recovery.domain.readings import caps_of
from recovery.domain.state import PlanState
from recovery.models import Decision, RecoveryPlan


def caps_on(plan: RecoveryPlan, protocol: Protocol, day: PlanDay) -> Mapping[str, Caps]:
    """By ladder: a clinician's own limits, else the protocol's for the phase and profile."""
    state = state_on(plan, day)
    phase = protocol.phase_by_code[day.phase]
    return {
        code: caps_of(phase, day.profile, ladder.context, state)
        if state
        else phase.caps[day.profile][ladder.context]
        for code, ladder in protocol.ladder_by_code.items()
    }


def state_on(plan: RecoveryPlan, day: PlanDay) -> PlanState | None:
    """What the plan carried on from that day, or from the latest decided one before it."""
    rows = Decision.objects.filter(plan=plan).up_to(day.day).newest_first()
    row = rows.only("state", "engine_version").first()
    return mappers.state_of(row) if row else None
