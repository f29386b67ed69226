"""What a clinician may set plans out with: kept by themselves, or by their clinic."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, Q

from accounts import access
from accounts.models import ClinicMember, User
from recovery.models import PlanTemplate
from recovery.models.plan_template import PlanTemplateQuerySet


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """The versions under one name; `earlier` from the latest back. may_change: the reader."""

    latest: PlanTemplate
    earlier: tuple[PlanTemplate, ...]
    may_change: bool


def templates_of(reader: User, member: ClinicMember | None) -> tuple[Kept, ...]:
    """Their own by name, then those of the clinic they belong to. One query."""
    rows = _readable(reader, member).offered().select_related("owner", "clinic")
    rows = rows.order_by(F("clinic").asc(nulls_first=True), "name", "-version")
    found = groupby(rows, key=lambda row: (row.clinic_id, row.name))
    return tuple(_kept(list(versions), reader, member) for _name, versions in found)


def readable_template(
    reader: User, member: ClinicMember | None, template_id: int
) -> PlanTemplate | None:
    """One of theirs or of their clinic, though it may have been removed."""
    rows = _readable(reader, member).select_related("owner", "clinic")
    return rows.filter(pk=template_id).first()


def _readable(reader: User, member: ClinicMember | None) -> PlanTemplateQuerySet:
    is_readable = Q(owner=reader, clinic=None)
    if member is not None:
        is_readable |= Q(clinic=member.clinic_id)
    return PlanTemplate.objects.filter(is_readable)


def _kept(versions: Sequence[PlanTemplate], reader: User, member: ClinicMember | None) -> Kept:
    latest, *earlier = versions
    first = versions[-1]
    may = access.may_change_as(member, reader, first.clinic_id, first.owner_id)
    return Kept(latest=latest, earlier=tuple(earlier), may_change=may)
