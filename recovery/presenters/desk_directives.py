"""Instructions on the desk: what was given, and the plan with one beside the plan without it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from recovery import mappers
from recovery.domain.codes import DirectiveKind
from recovery.domain.decision import PlanDay
from recovery.domain.log import Directive
from recovery.domain.state import PlanState
from recovery.explanations import RESULT_WORDS, Setting, for_clinician
from recovery.explanations.desk_words import (
    DIRECTIVE_WORDS,
    PROFILE_WORDS,
    RESULT_GLYPH,
    RESULT_KIND,
    Foreseen,
    foreseen,
    foreseen_state,
)
from recovery.explanations.standing_words import standing
from recovery.models import DirectiveOutcome
from recovery.presenters.desk_log import Said, said_of
from recovery.presenters.lines import phase_of
from recovery.selectors.entries import ReadEntry

Words = str | Promise
ANSWERS = (DirectiveKind.ACCEPT, DirectiveKind.DECLINE)
TOLD_APART = frozenset({"kind", "reason"})


@dataclass(frozen=True, kw_only=True, slots=True)
class DaySide:
    """A day on one side of a comparison. state: what stands in the way of its list.

    told: what instructions do to it.
    """

    kind: str
    glyph: str
    word: Words
    place: str
    state: str
    told: list[str]
    lines: list[Foreseen]


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """A day with an instruction and without it."""

    day: date
    given: DaySide
    without: DaySide
    is_same: bool


def beside(without: PlanDay, given: PlanDay, setting: Setting) -> Beside:
    sides = {
        "without": day_side(without, without, setting),
        "given": day_side(without, given, setting),
    }
    return Beside(day=given.day, is_same=sides["without"] == sides["given"], **sides)


def day_side(before: PlanDay, day: PlanDay, setting: Setting) -> DaySide:
    """A day, its lines marked where they differ from `before`."""
    state = foreseen_state(day)
    return DaySide(
        kind=RESULT_KIND[day.result],
        glyph=RESULT_GLYPH.get(day.result, ""),
        word=RESULT_WORDS[day.result],
        place=_("%(phase)s, caps %(profile)s")
        % {
            "phase": phase_of(day, setting.protocol).name,
            "profile": str(PROFILE_WORDS[day.profile]).lower(),
        },
        state=state,
        told=_told(day, setting),
        lines=[] if state else foreseen(before, day, setting),
    )


def _told(day: PlanDay, setting: Setting) -> list[str]:
    words = (for_clinician(one, setting) for one in day.reasons if one.rule == "R18")
    return list(dict.fromkeys(words))


@dataclass(frozen=True, kw_only=True, slots=True)
class InForce:
    """What an instruction brings into force and what it ends, in a line each."""

    begins: list[str]
    ends: list[str]


def in_force(before: PlanState, after: PlanState, setting: Setting) -> InForce:
    was, now = standing(before, setting), standing(after, setting)
    return InForce(
        begins=[line for line in now if line not in was],
        ends=[line for line in was if line not in now],
    )


# --- what was given --------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One instruction. said: its limits and until when, in words. by: who gave it.

    is_answer: a yes or no to a step that waited.
    """

    entry_id: int
    what: Words
    said: list[Said]
    reason: str
    day: date
    by: str
    at: datetime
    is_answer: bool


def given_lines(entries: Iterable[ReadEntry], setting: Setting) -> list[Given]:
    """The newest first, the patient's own pauses among them."""
    found = [given(one, setting) for one in entries if isinstance(one.written, Directive)]
    return found[::-1]


def words_by_day(lines: Iterable[Given]) -> dict[date, str]:
    """What was instructed on each day, in a line; answers show in the step that was taken."""
    found: dict[date, list[str]] = {}
    for one in reversed([one for one in lines if not one.is_answer]):
        found.setdefault(one.day, []).append(str(one.what))
    return {day: ", ".join(words) for day, words in found.items()}


def given(one: ReadEntry, setting: Setting) -> Given:
    entry = one.written
    said = (said for name, said in said_of(entry, setting) if name not in TOLD_APART)
    return Given(
        entry_id=one.row.pk,
        what=DIRECTIVE_WORDS[entry.kind],
        said=list(said),
        reason=entry.reason,
        day=one.row.on,
        by=one.row.recorded_by.name,
        at=one.row.recorded_at,
        is_answer=entry.kind in ANSWERS,
    )


def outcome_days(outcome: DirectiveOutcome, setting: Setting) -> list[Beside]:
    """The day it was given and the next, as they were foreseen then."""
    pairs = (
        (outcome.today_without, outcome.today_with),
        (outcome.tomorrow_without, outcome.tomorrow_with),
    )
    return [
        beside(mappers.day_from(before), mappers.day_from(after), setting)
        for before, after in pairs
    ]
