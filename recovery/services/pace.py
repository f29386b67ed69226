"""How long a phase is expected to take: what the rules make of a made-up, unhurried recovery.

A protocol promises no dates, so nothing is typed in: the plan is lived once with a person who
heals evenly and trains every other day, and the days of each phase are counted. It says what
the rules expect, and claims nothing about real recovery.
"""

from collections import Counter
from collections.abc import Mapping

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
_PACES: dict[tuple[str, int, SeverityBand], Mapping[str, int]] = {}


def expected_days(protocol: Protocol, severity: SeverityBand) -> Mapping[str, int]:
    """Days by the phase's code; worked out once a process, as a version never changes.

    Phases that a plan is not meant to leave by itself are absent.
    """
    key = (protocol.code, protocol.version, severity)
    if key not in _PACES:
        _PACES[key] = _lived(protocol, severity)
    return _PACES[key]


def _lived(protocol: Protocol, severity: SeverityBand) -> Mapping[str, int]:
    person = Told(every_other_day(COURSES[severity]))
    days: Counter[str] = Counter()
    for day in simulate(protocol, intake_of(severity), person, LONGEST):
        days[day.plan_day.phase] += 1
    del days[next(reversed(days))]  # the one it was still in
    return {phase.code: days[phase.code] for phase in protocol.phases if days[phase.code]}
