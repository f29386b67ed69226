"""What the pain of made-up days would alert a therapist to, beside what the plan itself tells."""

from collections.abc import Iterator, Sequence
from datetime import date

from recovery.alerts import AlertRule, Watched, limits
from recovery.alerts.pain import high_pain, pain_rise
from recovery.simulation.run import SimulatedDay


def pain_alerts(days: Sequence[SimulatedDay]) -> Iterator[tuple[AlertRule, ...]]:
    """Day by day, by the limits that hold unless a therapist sets others."""
    worst: dict[date, int] = {}
    for one in days:
        today = one.plan_day.day
        if one.feeling:
            worst[today] = one.feeling.worst
        lately = {day: worst[day] for day in worst if (today - day).days < limits.LOOKED_BACK_DAYS}
        watched = Watched(today=today, worst=lately, reported_on=today, phase_started_on=today)
        fired = (*high_pain(watched), *pain_rise(watched))
        yield tuple(alert.rule for alert in fired if alert.up_to == today)
