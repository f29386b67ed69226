"""Many virtual patients on one protocol, and how differently they fare."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from recovery.domain.codes import SeverityBand
from recovery.domain.protocol import Protocol
from recovery.simulation.bodies import MISHAP, Body, body, demands_of
from recovery.simulation.findings import HURTS_ABOVE, Findings, findings
from recovery.simulation.run import intake_of, simulate

TENTH, MIDDLE, NINE_TENTHS = 10, 50, 90
BANDS = (SeverityBand.MILD, SeverityBand.MODERATE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lived:
    """One virtual patient afterwards. painful: sessions that hurt 4 or more. mishaps: what hurt
    the muscle beside the plan."""

    severity: SeverityBand
    findings: Findings
    sessions: int
    painful: int
    hurt_again: int
    mishaps: int

    @property
    def is_sent_back_untouched(self) -> bool:
        """Sent back a phase although nothing happened to the muscle: the plan's own doing."""
        return bool(self.findings.returns) and not self.hurt_again and not self.mishaps


def population(
    protocol: Protocol, *, size: int, seed: int, days: int, mishap: float = MISHAP
) -> Iterator[Lived]:
    """Virtual patients one after another, mild and moderate by turns. The same seed gives the
    same people. mishap: how likely a day hurts the muscle beside the plan."""
    demands = demands_of(protocol)
    for number in range(size):
        severity, dice = BANDS[number % len(BANDS)], Random(f"{seed}-{number}")  # noqa: S311 - no secret
        yield _lived(protocol, body(dice, demands, severity, mishap), severity, days)


def _lived(protocol: Protocol, person: Body, severity: SeverityBand, days: int) -> Lived:
    lived = simulate(protocol, intake_of(severity), person, days)
    return Lived(
        severity=severity,
        findings=findings(protocol, lived),
        sessions=len(person.pains),
        painful=sum(pain > HURTS_ABOVE for pain in person.pains),
        hurt_again=person.hurt_again,
        mishaps=person.mishaps,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranges:
    """One band of a population. phases: of those who got there, the day each phase was reached by
    a tenth, a half and nine tenths, and how many did. sent_back_untouched: of those sent back a
    phase, to whom nothing had happened. The rest are sums over all of them."""

    people: int
    phases: dict[str, tuple[int, int, int, int]]
    closed: int
    sent_back: int
    sent_back_untouched: int
    undone: int
    dead_ends: int
    sessions: int
    painful: int
    hurt_again: int


def ranges(protocol: Protocol, people: Sequence[Lived]) -> Ranges:
    found = [one.findings for one in people]
    return Ranges(
        people=len(people),
        phases={
            phase.code: _spread(
                [one.phases[phase.code] for one in found if phase.code in one.phases]
            )
            for phase in protocol.phases[1:]
        },
        closed=sum(one.closed_on is not None for one in found),
        sent_back=sum(bool(one.returns) for one in found),
        sent_back_untouched=sum(one.is_sent_back_untouched for one in people),
        undone=sum(one.undone for one in found),
        dead_ends=sum(one.dead_end for one in found),
        sessions=sum(one.sessions for one in people),
        painful=sum(one.painful for one in people),
        hurt_again=sum(one.hurt_again for one in people),
    )


def _spread(days: list[int]) -> tuple[int, int, int, int]:
    if not days:
        return 0, 0, 0, 0
    days = sorted(days)
    at = [days[(len(days) - 1) * part // 100] for part in (TENTH, MIDDLE, NINE_TENTHS)]
    return at[0], at[1], at[2], len(days)
