"""Which of a phase's articles a day offers."""

from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Phase


def article_of(day: PlanDay, phase: Phase) -> str | None:
    """The next one each day, and the first again after the last: it depends on the day alone."""
    if not phase.articles:
        return None
    day_of_phase = (day.day - day.phase_started_on).days
    return phase.articles[day_of_phase % len(phase.articles)]
