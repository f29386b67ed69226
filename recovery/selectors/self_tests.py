"""The tries at exit tests, as they count now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from recovery.domain.log import SelfTest
from recovery.domain.protocol import Protocol
from recovery.models import Decision, LogEntry, RecoveryPlan
from recovery.selectors.entries import ReadEntry, with_corrections

Kind = LogEntry.Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Try:
    """One try, with every correction since. entry_id: of what was recorded."""

    entry_id: int
    day: date
    said: SelfTest


def tries(plan: RecoveryPlan, *, test: str = "") -> tuple[Try, ...]:
    """The latest first; of one test, or of all. One query."""
    own = Q(kind=Kind.SELF_TEST) | Q(kind=Kind.CORRECTION, supersedes__kind=Kind.SELF_TEST)
    rows = LogEntry.objects.filter(own, plan=plan).with_target().order_by("sequence")
    found = tries_among(with_corrections(list(rows)))
    return tuple(one for one in found if test in ("", one.said.test))


def tries_among(entries: Iterable[ReadEntry]) -> tuple[Try, ...]:
    """The tries among entries that were read already, the latest first."""
    found = [
        Try(entry_id=entry.row.pk, day=entry.row.on, said=entry.right)
        for entry in entries
        if isinstance(entry.right, SelfTest)
    ][::-1]
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def was_offered(plan: RecoveryPlan, protocol: Protocol, test: str) -> bool:
    """Whether the plan has been in a phase that this test ends. One query."""
    phases = [
        phase.code for phase in protocol.phases if any(one.code == test for one in phase.exit_tests)
    ]
    return Decision.objects.filter(plan=plan, phase__in=phases).exists()
