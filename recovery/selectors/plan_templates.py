"""What a clinician kept to set plans out with. One query."""

from dataclasses import dataclass
from itertools import groupby

from accounts.models import User
from recovery.models import PlanTemplate


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """The versions under one name; `earlier` from the latest back."""

    latest: PlanTemplate
    earlier: tuple[PlanTemplate, ...]


def templates_of(owner: User) -> tuple[Kept, ...]:
    """By name."""
    rows = PlanTemplate.objects.filter(owner=owner).order_by("name", "-version")
    names = (list(versions) for _name, versions in groupby(rows, key=lambda row: row.name))
    return tuple(Kept(latest=latest, earlier=tuple(rest)) for latest, *rest in names)
