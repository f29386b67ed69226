"""The protocol that a page of the desk is about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from recovery import mappers
from recovery.domain.protocol import Protocol
from recovery.explanations import Setting
from recovery.models import ProtocolVersion, RecoveryPlan
from recovery.presenters.desk_protocol import all_names
from recovery.selectors import exercise_texts
from recovery.selectors.protocol_parts import exercises_of


def names_of(versions: list[ProtocolVersion]) -> list[tuple[str, str]]:
    return [(version.code, _name(version)) for version in versions]


def _name(version: ProtocolVersion) -> str:
    """Where drafts are shown, whoever picks one is told."""
    if version.is_signed_off:
        return str(version)
    return _("%s (draft for clinical sign-off)") % version


def chosen_version(versions: list[ProtocolVersion], code: str | None) -> ProtocolVersion | None:
    """The one with this code, else the first; None where there is none at all."""
    first = versions[0] if versions else None
    return next((one for one in versions if one.code == code), first)


def setting_for(version: ProtocolVersion, today: date) -> Setting:
    """How a page of the desk names what stands in this protocol, on this day. One query."""
    return _setting(mappers.protocol_of(version), today)


def setting_of_plan(plan: RecoveryPlan, today: date) -> Setting:
    """The same for a plan, with what was prescribed in it. One query."""
    return _setting(mappers.protocol_for(plan), today)


def with_names(setting: Setting, names: Mapping[str, str]) -> Setting:
    """With the names of exercises that the protocol does not have."""
    return replace(setting, exercise_names={**setting.exercise_names, **names})


def _setting(protocol: Protocol, today: date) -> Setting:
    names = all_names(protocol, exercise_texts.names_of(exercises_of(protocol)))
    return Setting(protocol=protocol, today=today, exercise_names=names)
