"""What a therapist is alerted to, worked out from facts that are already there."""

from recovery.alerts.alert import Fired
from recovery.alerts.codes import FROM_THE_PLAN, AlertRule, Grade
from recovery.alerts.rules import fired
from recovery.alerts.watched import Limits, LockFacts, Watched

__all__ = [
    "FROM_THE_PLAN",
    "AlertRule",
    "Fired",
    "Grade",
    "Limits",
    "LockFacts",
    "Watched",
    "fired",
]
