"""What a check-in led to: the statement, what changed and why, and what would move things on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from recovery.domain.codes import Band, ChangeKind, Side
from recovery.domain.decision import Change, PlanDay, Reason
from recovery.domain.protocol import Caps, Protocol
from recovery.explanations import (
    Setting,
    day_words,
    for_patient,
    headline,
    need_words,
    source_of,
    what_would_have_changed,
)
from recovery.explanations.doses import dose_words
from recovery.presenters.lines import (
    MIRRORED,
    exercise_lines,
    name_of,
    phase_of,
    setting_of,
    tests_said,
)

# Rules whose number is a pain score of one exercise.
SCORED_RULES = ("R03", "R08", "R09")


@dataclass(frozen=True, kw_only=True, slots=True)
class Strip:
    """A score beside its limits, for `limit_strip`."""

    score: int
    progress: int
    hold: int
    stop: int
    said: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Rung:
    slug: str
    name: str
    dose: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeLine:
    """One thing that changed, and the rule behind it. was, now: the rungs, where it moved."""

    rule: str
    kind: str
    name: str
    sentence: str
    was: Rung | None
    now: Rung | None
    mirror: bool
    strip: Strip | None
    is_calm: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleLine:
    rule: str
    sentence: str
    otherwise: str
    source: str
    bound: bool


def answer_page(
    day: PlanDay,
    *,
    protocol: Protocol,
    side: Side,
    names: Mapping[str, str],
    caps: Mapping[str, Caps],
) -> dict[str, Any]:
    setting = setting_of(protocol, day.day, names, day)
    changed = changes(day, setting, side, caps)
    told = {one.ladder for one in day.changes} | set(_off_today(day))
    same = [line for line in exercise_lines(day, setting, side) if line.ladder not in told]
    return {
        "headline": headline(day),
        "why": for_patient(day.binding, setting),
        "changes": changed,
        "same": [line for line in same if line.kind != "up"],
        "earlier": [line for line in same if line.kind == "up"],
        "phase": phase_of(day, protocol),
        "tests_said": tests_said(day, protocol),
        "onward": onward(day, setting),
        "rules": rules(day, setting),
        "protocol": protocol,
        "profile": day.profile.value,
    }


def changes(
    day: PlanDay, setting: Setting, side: Side, caps: Mapping[str, Caps]
) -> list[ChangeLine]:
    """The ladders that moved today, then those that began to rest."""
    moved = [_moved(one, setting, side, caps) for one in day.changes]
    rested = [
        _rested(reason, setting, side, caps)
        for ladder, reason in _off_today(day).items()
        if ladder not in {one.ladder for one in day.changes}
    ]
    return [*moved, *rested]


def _off_today(day: PlanDay) -> dict[str, Reason]:
    return {one.subject: one for one in day.reasons if one.detail.endswith("_lowest")}


def _moved(change: Change, setting: Setting, side: Side, caps: Mapping[str, Caps]) -> ChangeLine:
    is_up = change.kind is ChangeKind.UP
    return ChangeLine(
        rule=change.reason.rule,
        kind="up" if is_up else "eased",
        name=setting.ladder_name(change.ladder),
        sentence=for_patient(change.reason, setting),
        was=_rung(change.ladder, change.from_rung, setting, side),
        now=_rung(change.ladder, change.to_rung, setting, side),
        mirror=side is MIRRORED,
        strip=_strip(change.reason, setting, caps),
        is_calm=not is_up,
    )


def _rested(reason: Reason, setting: Setting, side: Side, caps: Mapping[str, Caps]) -> ChangeLine:
    return ChangeLine(
        rule=reason.rule,
        kind="eased",
        name=setting.spoken_name(reason),
        sentence=for_patient(reason, setting),
        was=None,
        now=None,
        mirror=side is MIRRORED,
        strip=_strip(reason, setting, caps),
        is_calm=True,
    )


def _rung(ladder: str, number: int, setting: Setting, side: Side) -> Rung:
    rung = setting.protocol.ladder_by_code[ladder].rung(number)
    slug = rung.options[0].exercise
    return Rung(
        slug=slug, name=name_of(slug, setting.exercise_names), dose=dose_words(rung.dose, side)
    )


def _strip(reason: Reason, setting: Setting, caps: Mapping[str, Caps]) -> Strip | None:
    """Only where the score fell where these limits say: limits may be others by now."""
    limits = caps.get(reason.subject)
    if limits is None or reason.observed is None or reason.rule not in SCORED_RULES:
        return None
    if limits.band(reason.observed) not in (Band.HOLD, Band.EASE, Band.STOP):
        return None
    said = _("your score %(day)s") % {"day": day_words(reason.seen_on, setting.today)}
    return Strip(
        score=reason.observed,
        progress=limits.progress,
        hold=limits.hold,
        stop=limits.stop,
        said=said,
    )


def onward(day: PlanDay, setting: Setting) -> list[tuple[str, str]]:
    """By ladder, what would move it on and the earliest day."""
    listed = {line.ladder for line in day.exercises} or {one.ladder for one in day.needs}
    rows = []
    for need in day.needs:
        if need.ladder in listed:
            words = need_words(need, setting)
            rows.append((setting.ladder_name(need.ladder), f"{words[:1].upper()}{words[1:]}."))
    return rows


def rules(day: PlanDay, setting: Setting) -> list[RuleLine]:
    """Every rule that spoke; the one that named the day is marked."""
    return [
        RuleLine(
            rule=one.rule,
            sentence=for_patient(one, setting),
            otherwise=what_would_have_changed(one, setting),
            source=source_of(one),
            bound=one.bound,
        )
        for one in day.reasons
    ]
