"""An alert that stands."""

from dataclasses import dataclass
from datetime import date

from recovery.alerts.codes import GRADES, AlertRule, Grade


@dataclass(frozen=True, kw_only=True, slots=True)
class Fired:
    """An alert, with the numbers that fired it.

    since, up_to: the first and the latest day of what it is about. level: how far it has come;
    what was done about a lower one says nothing about this one.
    """

    rule: AlertRule
    since: date
    up_to: date
    level: int = 0
    observed: int | None = None
    limit: int | None = None
    codes: tuple[str, ...] = ()

    @property
    def grade(self) -> Grade:
        return GRADES[self.rule]

    @property
    def key(self) -> str:
        return f"{self.rule}.{self.level}.{self.up_to.isoformat()}"
