"""A clinic, its members, and who stands in for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import ClinicMember, Cover, User

Words = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberLine:
    """away: such as "away 3 March to 14 March", of the first cover that stands."""

    public_id: UUID
    name: str
    part: Words
    is_you: bool
    away: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CoverLine:
    """note: only for those it concerns. may_end: the reader."""

    cover_id: int
    words: str
    days: str
    is_now: bool
    note: str
    by: str
    may_end: bool


def member_lines(
    members: Iterable[ClinicMember], covers: Iterable[Cover], reader: User
) -> list[MemberLine]:
    away = {cover.away_id: cover for cover in reversed(list(covers))}
    return [
        MemberLine(
            public_id=one.clinician.public_id,
            name=one.clinician.name,
            part=one.get_part_display(),
            is_you=one.clinician_id == reader.pk,
            away=_away(away.get(one.clinician_id)),
        )
        for one in members
    ]


def _away(cover: Cover | None) -> str:
    return _("away %(days)s") % {"days": _days(cover)} if cover else ""


def cover_lines(
    covers: Iterable[Cover], reader: User, *, today: date, is_lead: bool
) -> list[CoverLine]:
    return [
        CoverLine(
            cover_id=cover.pk,
            words=_who(cover, reader),
            days=_days(cover),
            is_now=cover.from_on <= today,
            note=cover.note if reader.pk in _concerned(cover) else "",
            by=cover.arranged_by.name,
            may_end=is_lead or cover.away_id == reader.pk,
        )
        for cover in covers
    ]


def _concerned(cover: Cover) -> set[int]:
    return {cover.away_id, cover.covered_by_id, cover.arranged_by_id}


def _who(cover: Cover, reader: User) -> str:
    names = {"who": cover.covered_by.name, "away": cover.away.name}
    if cover.covered_by_id == reader.pk:
        return _("You stand in for %(away)s") % names
    if cover.away_id == reader.pk:
        return _("%(who)s stands in for you") % names
    return _("%(who)s stands in for %(away)s") % names


def _days(cover: Cover) -> str:
    last = cover.until_on - timedelta(days=1)
    names = {"first": date_format(cover.from_on, "j F"), "last": date_format(last, "j F")}
    return names["first"] if last == cover.from_on else _("%(first)s to %(last)s") % names
