"""What the rules of alerts read of one plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from recovery.alerts import limits as numbers
from recovery.domain import limits
from recovery.domain.codes import Result


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """The limits of one patient; these unless a clinician set others."""

    high_pain: int = numbers.HIGH_PAIN
    pain_rise: int = numbers.PAIN_RISE
    silent_days: int = limits.SILENT_DAYS


@dataclass(frozen=True, kw_only=True, slots=True)
class LockFacts:
    kind: Result
    set_on: date
    rule: str
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """What is known of one plan. worst: the worst pain of days with an answer, oldest first.

    reported_on: of the latest report. is_weekly: whether its days come weekly (maintenance).
    alert_days: by the plan's own alerts, the days that raised them, oldest first.
    waits_since: of each proposal. phase_waits: whether one of them is the next phase.
    expected_days: of the phase, None where it has no end.
    off_since: of the latest exercise that is off until a calm morning, the day it became too hard.
    adverse_on, adverse_count: the day of the latest adverse event, and how many there were.
    """

    today: date
    worst: Mapping[date, int]
    reported_on: date
    phase_started_on: date
    is_weekly: bool = False
    is_paused: bool = False
    is_ready: bool = False
    lock: LockFacts | None = None
    alert_days: Mapping[str, Sequence[date]] = field(default_factory=dict)
    waits_since: tuple[date, ...] = ()
    phase_waits: bool = False
    off_since: date | None = None
    expected_days: int | None = None
    adverse_on: date | None = None
    adverse_count: int = 0
    limits: Limits = field(default_factory=Limits)
