"""Which of a phase's articles a day offers."""

from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Phase


def articles_of(day: PlanDay, phase: Phase) -> tuple[str, ...]:
    """All of the phase, the one for this day first: it depends on the day alone."""
    if not phase.articles:
        return ()
    first = (day.day - day.phase_started_on).days % len(phase.articles)
    return tuple(phase.articles[first:] + phase.articles[:first])


def article_of(day: PlanDay, phase: Phase) -> str | None:
    """The next one each day, and the first again after the last."""
    return next(iter(articles_of(day, phase)), None)
