"""Where somebody stands in a phase: since when, why it goes no further today, what is usual."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from recovery.domain.codes import Result
from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Phase, Protocol
from recovery.explanations import for_patient, what_would_have_changed
from recovery.explanations.intake_words import how_long
from recovery.models import RecoveryPlan
from recovery.presenters.lines import phase_of, setting_of
from recovery.services.pace import severity_of, usual_days

WEEK = 7
HOLDS_NOTHING = ("nothing_earned", "no_check_in")


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """phase, days: where, and for how many days, today included.

    is_held: whether a rule keeps the plan where it is. why: the rule of the day, empty where it
    moved up. then: what would lift it, where it holds. usual, in_all: ranges of weeks for this
    phase and from the injury on, empty where nobody can say. is_beyond: whether this phase, or
    the way to its end, takes longer than usual. has_tests: whether tests end it, and no date.
    """

    phase: str
    days: int
    is_held: bool
    why: str
    then: str
    usual: str
    in_all: str
    is_beyond: bool
    has_tests: bool


def standing_in_phase(day: PlanDay, protocol: Protocol, plan: RecoveryPlan) -> Standing:
    """plan: with its severity, and whether it came back."""
    setting = setting_of(protocol, day.day, {})
    phase = phase_of(day, protocol)
    days = (day.day - day.phase_started_on).days + 1
    in_all = (day.day - plan.started_on).days + 1
    spans = usual_days(protocol, severity_of(plan.severity))
    span = spans.get(phase.code)
    has_moved = day.result is Result.PROGRESS
    is_held = not has_moved and day.binding.detail not in HOLDS_NOTHING
    return Standing(
        phase=phase.name,
        days=days,
        is_held=is_held,
        why="" if has_moved else str(for_patient(day.binding, setting)),
        then=str(what_would_have_changed(day.binding, setting)) if is_held else "",
        usual=_weeks(*span) if span else _until_it_closes(phase, days),
        in_all=how_long(plan.severity, has_come_back=bool(plan.is_recurrent)) if span else "",
        is_beyond=bool(span) and (days > span[1] or in_all > _longest(spans, phase)),
        has_tests=bool(phase.exit_tests),
    )


def _longest(spans: Mapping[str, tuple[int, int]], phase: Phase) -> int:
    """Days from the first day of a plan to the end of this phase, all of them unhurried."""
    codes = list(spans)
    return sum(spans[code][1] for code in codes[: codes.index(phase.code) + 1])


def _weeks(shortest: int, longest: int) -> str:
    """Whole weeks, rounded outwards: no promise to a day."""
    first, latest = max(shortest // WEEK, 1), -(-longest // WEEK)
    return _("At an even pace this phase takes about %(first)d to %(latest)d weeks.") % {
        "first": first,
        "latest": max(latest, first + 1),
    }


def _until_it_closes(phase: Phase, days: int) -> str:
    if phase.closes_after_days is None:
        return ""
    weeks = {"week": (days - 1) // WEEK + 1, "weeks": phase.closes_after_days // WEEK}
    return _(
        "This is week %(week)d of %(weeks)d. After them your plan ends, and you get a summary."
    ) % {**weeks, "week": min(weeks["week"], weeks["weeks"])}
