"""Who looks after a patient, who did, and who arranged it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts import care
from accounts.models import CareRelationship, User

Words = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamLine:
    """One clinician's care. last_on: of care that ended or will. how: who arranged it.

    why_ended: with who ended it, if anybody is known to have. may_end: the reader, here.
    """

    care_id: int
    name: str
    part: Words
    from_on: date
    last_on: date | None
    how: str
    note: str
    why_ended: str
    may_end: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Team:
    """now: of today, the main therapist first. later: has not begun. before: the latest first."""

    main: User | None
    is_main: bool
    now: list[TeamLine]
    later: list[TeamLine]
    before: list[TeamLine]


def team_of(rows: Iterable[CareRelationship], reader: User, today: date) -> Team:
    """rows: all of one patient, the latest first."""
    rows = list(rows)
    main = care.main_of(rows, today)
    when: dict[str, list[TeamLine]] = {"now": [], "later": [], "before": []}
    for row in sorted(rows, key=lambda row: row is not main):
        when[_when(row, today)].append(_line(row, care.may_end(reader, row, main)))
    return Team(
        main=main and main.clinician,
        is_main=main is not None and main.clinician_id == reader.pk,
        **when,
    )


def _when(row: CareRelationship, today: date) -> str:
    if row.is_current(today):
        return "now"
    return "later" if row.from_on > today and row.until_on != row.from_on else "before"


def _line(row: CareRelationship, may_end: bool) -> TeamLine:
    return TeamLine(
        care_id=row.pk,
        name=row.clinician.name,
        part=row.get_role_display(),
        from_on=row.from_on,
        last_on=row.until_on and max(row.from_on, row.until_on - timedelta(days=1)),
        how=_how(row),
        note=row.note,
        why_ended=_why_ended(row),
        may_end=may_end,
    )


def _how(row: CareRelationship) -> str:
    if row.arranged_by is None:
        return ""
    names = {"by": row.arranged_by.name, "was": row.instead_of and row.instead_of.name}
    if row.instead_of is None:
        return _("arranged by %(by)s") % names
    if row.role == CareRelationship.Part.COVER:
        return _("for %(was)s, arranged by %(by)s") % names
    return _("from %(was)s, arranged by %(by)s") % names


def _why_ended(row: CareRelationship) -> str:
    if not row.ended_reason:
        return ""
    reason = _(row.ended_reason)
    return f"{row.ended_by.name}: {reason}" if row.ended_by else reason
