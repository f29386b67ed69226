"""Where somebody stands in a phase: since when, why it goes no further today, what is usual."""

from dataclasses import dataclass

from recovery.domain.codes import Result
from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Protocol
from recovery.explanations import for_patient, what_would_have_changed
from recovery.explanations.intake_words import how_long
from recovery.presenters.lines import setting_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """days: in this phase, today included. why, then: the rule that holds, and what would lift it;
    both empty on a day that moved up. usual: a range of weeks, empty where nobody can say."""

    days: int
    why: str
    then: str
    usual: str


def standing_in_phase(
    day: PlanDay, protocol: Protocol, *, severity: str | None, has_come_back: bool
) -> Standing:
    setting = setting_of(protocol, day.day, {})
    is_held = day.result is not Result.PROGRESS
    return Standing(
        days=(day.day - day.phase_started_on).days + 1,
        why=str(for_patient(day.binding, setting)) if is_held else "",
        then=str(what_would_have_changed(day.binding, setting)) if is_held else "",
        usual=how_long(severity, has_come_back=has_come_back),
    )
