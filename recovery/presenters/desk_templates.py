"""What is kept to set plans out with: what it changes, who wrote it, and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from recovery.explanations import Setting
from recovery.explanations.settings_words import settings_words
from recovery.models import PlanTemplate
from recovery.selectors.plan_templates import Kept


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionLine:
    template_id: int
    number: int
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateLine:
    """One name with its versions, `earlier` from the latest back. sets: what differs.

    protocol: "" where no plan begins with it now. may_change: the reader.
    """

    name: str
    latest: VersionLine
    earlier: tuple[VersionLine, ...]
    protocol: str
    sets: list[str]
    reason: str
    may_change: bool


def template_lines(
    kept: Iterable[Kept], settings: Mapping[str, Setting], reader: User
) -> list[TemplateLine]:
    """settings: by the code of a protocol, for those that a plan may begin with."""
    return [_line(one, settings, reader) for one in kept]


def _line(one: Kept, settings: Mapping[str, Setting], reader: User) -> TemplateLine:
    chosen: Mapping[str, Any] = one.latest.settings
    setting = settings.get(chosen.get("protocol", ""))
    return TemplateLine(
        name=one.latest.name,
        latest=_version(one.latest, reader),
        earlier=tuple(_version(old, reader) for old in one.earlier),
        protocol=setting.protocol.name if setting else "",
        sets=settings_words(chosen, setting) if setting else [],
        reason=chosen.get("reason", ""),
        may_change=one.may_change,
    )


def _version(row: PlanTemplate, reader: User) -> VersionLine:
    by = _("you") if row.owner_id == reader.pk else row.owner.name
    return VersionLine(template_id=row.pk, number=row.version, by=by, at=row.made_at)
