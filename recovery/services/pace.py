"""How long a phase is expected to take: what the rules make of made-up, even recoveries.

A protocol promises no dates, so nothing is typed in: the plan is lived with a person who heals
evenly, and the days of each phase are counted. It says what the rules expect, and claims nothing
about real recovery.
"""

from collections import Counter
from collections.abc import Mapping

from recovery.alerts import limits as alert_limits
from recovery.domain.codes import SeverityBand
from recovery.domain.protocol import Protocol
from recovery.simulation.courses import STEADY, Course, every_other_day, healing
from recovery.simulation.run import Told, intake_of, simulate

LONGEST = 120  # days; a phase that is not over by then has no expected end
COURSES: Mapping[SeverityBand, Course] = {
    SeverityBand.MILD: STEADY,
    SeverityBand.MODERATE: healing(from_pain=4, calm_after=20),
    SeverityBand.SEVERE: healing(from_pain=5, calm_after=35),
}
Days = Mapping[str, int]
_PACES: dict[tuple[str, int, SeverityBand], tuple[Days, Days]] = {}


def severity_of(code: str | None) -> SeverityBand:
    """Where nobody said how bad it is, neither the best nor the worst."""
    return SeverityBand(code) if code else SeverityBand.MODERATE


def expected_days(protocol: Protocol, severity: SeverityBand) -> Days:
    """Days by the phase's code, for somebody who trains every other day.

    Phases that a plan is not meant to leave by itself are absent.
    """
    _brisk, unhurried = _paces(protocol, severity)
    return unhurried


def usual_days(protocol: Protocol, severity: SeverityBand) -> Mapping[str, tuple[int, int]]:
    """A range of days by the phase's code.

    From what somebody needs who trains on each day with a list to the days at which a therapist
    is told that the phase takes long. Absent are phases without an expected end.
    """
    brisk, unhurried = _paces(protocol, severity)
    return {
        code: (min(brisk[code], days), days * alert_limits.STUCK_HALVES // 2)
        for code, days in unhurried.items()
        if code in brisk
    }


def _paces(protocol: Protocol, severity: SeverityBand) -> tuple[Days, Days]:
    """Worked out once a process, as a version never changes."""
    key = (protocol.code, protocol.version, severity)
    if key not in _PACES:
        course = COURSES[severity]
        lived = (_lived(protocol, severity, one) for one in (course, every_other_day(course)))
        _PACES[key] = (next(lived), next(lived))
    return _PACES[key]


def _lived(protocol: Protocol, severity: SeverityBand, course: Course) -> Days:
    days: Counter[str] = Counter()
    for day in simulate(protocol, intake_of(severity), Told(course), LONGEST):
        days[day.plan_day.phase] += 1
    del days[next(reversed(days))]  # the one it was still in
    return {phase.code: days[phase.code] for phase in protocol.phases if days[phase.code]}
