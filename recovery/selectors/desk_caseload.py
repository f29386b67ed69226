"""What a row of the caseload needs beside itself: its protocol, and its reason in full."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recovery import mappers
from recovery.domain.codes import Profile
from recovery.domain.decision import Reason
from recovery.domain.protocol import Protocol
from recovery.models import ProtocolVersion
from recovery.selectors.caseload import CaseloadRow

Protocols = Mapping[int, Protocol]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanFacts:
    """One open plan. binding: the reason that named the latest decided day. side: a code."""

    protocol: Protocol
    profile: Profile
    side: str
    is_recurrent: bool
    binding: Reason


def protocols_of(rows: Iterable[CaseloadRow]) -> Protocols:
    """The protocols that these plans follow, by their version's key, in one query."""
    keys = {row.plan.protocol_version for row in rows if row.plan}
    versions = ProtocolVersion.objects.filter(pk__in=keys)
    return {version.pk: mappers.protocol_of(version) for version in versions}


def plan_facts(row: CaseloadRow, protocols: Protocols) -> PlanFacts | None:
    """Of one row; reading a reason takes time, so it is for the rows that are shown."""
    latest = row.plan
    if latest is None:
        return None
    return PlanFacts(
        protocol=protocols[latest.protocol_version],
        profile=Profile(latest.profile),
        side=latest.side,
        is_recurrent=latest.is_recurrent,
        binding=_read(next(one for one in json.loads(latest.reasons) if one["bound"])),
    )


def reasons_of(row: CaseloadRow) -> tuple[Reason, ...]:
    """Every reason of the latest decided day."""
    return tuple(_read(one) for one in json.loads(row.plan.reasons)) if row.plan else ()


def _read(stored: dict[str, Any]) -> Reason:
    return mappers.STORED.structure(stored, Reason)
