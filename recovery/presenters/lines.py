"""What several of a patient's pages show alike: exercises with their reason, and the path."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.library import library
from recovery.domain.codes import Side
from recovery.domain.decision import ExitTestDay, LadderDay, ListedExercise, PlanDay, Reason
from recovery.domain.protocol import Phase, Protocol
from recovery.explanations import Setting, day_name, for_patient, line_for
from recovery.explanations.doses import line_words

Words = str | Promise
MIRRORED = Side.LEFT  # figures are drawn with the right side near the viewer


@dataclass(frozen=True, kw_only=True, slots=True)
class ExerciseLine:
    """One exercise of a day's list, as `components/exercise_line.html` shows it."""

    slug: str
    ladder: str
    name: str
    dose: str
    mirror: bool
    kind: str
    lead: str
    reason: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Resting:
    """A ladder that is off: what it is called, why, and when it comes back."""

    name: str
    reason: str
    back: str


def setting_of(
    protocol: Protocol, today: date, names: Mapping[str, str], day: PlanDay | None = None
) -> Setting:
    """day: whose ladders the sentences are about; without it they name no single exercise."""
    ladders = {one.ladder: one for one in day.ladders} if day else {}
    return Setting(protocol=protocol, today=today, exercise_names=names, ladders=ladders)


def slugs_of(day: PlanDay, protocol: Protocol) -> set[str]:
    """The exercises a day's page may name: listed, where ladders stand, where they came from."""
    listed = {line.exercise for line in day.exercises}
    standing = {(one.ladder, one.rung) for one in day.ladders}
    changes = [one.latest_change for one in day.ladders if one.latest_change]
    left = {(change.ladder, change.from_rung) for change in [*changes, *day.changes]}
    reached = {(change.ladder, change.to_rung) for change in day.changes}
    named = {
        option.exercise
        for ladder, rung in standing | left | reached
        for option in protocol.ladder_by_code[ladder].rung(rung).options
    }
    return listed | named


def name_of(slug: str, names: Mapping[str, str]) -> str:
    """What curators call it, else the shipped library."""
    if slug in names:
        return names[slug]
    content = library().get(slug)
    return content.name if content else slug.replace("-", " ").capitalize()


def exercise_lines(
    day: PlanDay, setting: Setting, side: Side, lines: Iterable[ListedExercise] | None = None
) -> list[ExerciseLine]:
    """Each listed exercise with its dose in words and its reason."""
    ladders = {one.ladder: one for one in day.ladders}
    needs = {one.ladder: one for one in day.needs}
    return [
        _line(line, ladders[line.ladder], needs.get(line.ladder), day, setting, side)
        for line in (day.exercises if lines is None else lines)
    ]


def _line(
    line: ListedExercise, ladder: LadderDay, need: Any, day: PlanDay, setting: Setting, side: Side
) -> ExerciseLine:
    why = line_for(ladder, need, day, setting)
    is_warm_up = line.warm_up and why.kind == "same"
    return ExerciseLine(
        slug=line.exercise,
        ladder=line.ladder,
        name=name_of(line.exercise, setting.exercise_names),
        dose=line_words(line, side),
        mirror=side is MIRRORED,
        kind=why.kind,
        lead=_("Warm-up") if is_warm_up else why.word,
        reason=_("to get the leg ready for the rest") if is_warm_up else why.sentence,
        note=line.note,
    )


def resting(day: PlanDay, setting: Setting) -> list[Resting]:
    """The ladders that are off today."""
    off = [one for one in day.ladders if one.off_until_settled or _is_off(one, day.day)]
    return [_resting(one, _off_reason(one, day), setting) for one in off]


def _resting(ladder: LadderDay, reason: Reason, setting: Setting) -> Resting:
    is_own = reason.subject == ladder.ladder
    return Resting(
        name=setting.spoken_name(reason) if is_own else setting.ladder_name(ladder.ladder),
        reason=for_patient(reason, setting),
        back=_back(ladder, setting),
    )


def _is_off(ladder: LadderDay, today: date) -> bool:
    return ladder.off_until is not None and today <= ladder.off_until


def _off_reason(ladder: LadderDay, day: PlanDay) -> Reason:
    about = [one for one in day.reasons if one.subject == ladder.ladder]
    off = [one for one in about if one.detail == "ladder_off" or one.detail.endswith("_lowest")]
    return next(iter([*off, *about]), day.binding)


def _back(ladder: LadderDay, setting: Setting) -> str:
    if ladder.off_until_settled or ladder.off_until is None:
        return _("Back after a calm morning.")
    return _("Resting until the end of %(day)s.") % {
        "day": _("today")
        if ladder.off_until == setting.today
        else day_name(ladder.off_until, setting.today)
    }


def phase_path(day: PlanDay, protocol: Protocol) -> list[dict[str, Words]]:
    """The phases as rising steps. A phase without tests, the weeks after, is no step."""
    phases = [phase for phase in protocol.phases if phase.exit_tests]
    codes = [phase.code for phase in protocol.phases]
    here = codes.index(day.phase)
    return [{"name": phase.name, **_place(codes.index(phase.code), here, day)} for phase in phases]


def _place(place: int, here: int, day: PlanDay) -> dict[str, Words]:
    if place < here:
        return {"state": "done", "note": _("Passed")}
    if place > here:
        return {"state": "next", "note": _("Next") if place == here + 1 else ""}
    since = date_format(day.phase_started_on, "j M")
    return {"state": "now", "note": _("You are here, since %(day)s") % {"day": since}}


def phase_of(day: PlanDay, protocol: Protocol) -> Phase:
    return protocol.phase_by_code[day.phase]


@dataclass(frozen=True, kw_only=True, slots=True)
class TestLine:
    """An exit test and how far it has come, in words."""

    __test__ = False  # not a test case, whatever its name

    code: str
    name: str
    how_to: str
    pain_limit: int
    mark: str
    state: str
    detail: str


def test_lines(day: PlanDay, protocol: Protocol) -> list[TestLine]:
    """The tests that end this phase for this person."""
    return [_test_line(one, protocol) for one in day.exit_tests]


test_lines.__test__ = False


def _test_line(one: ExitTestDay, protocol: Protocol) -> TestLine:
    test = protocol.exit_test_by_code[one.test]
    mark, state, detail = _test_state(one)
    return TestLine(
        code=test.code,
        name=test.name,
        how_to=test.how_to,
        pain_limit=test.pain_limit,
        mark=mark,
        state=state,
        detail=detail,
    )


def _test_state(one: ExitTestDay) -> tuple[str, str, str]:
    days = _(" and ").join(date_format(day, "j M") for day in one.passed_on)
    if len(one.passed_on) >= one.needed:
        return "yes", _("Passed."), _("On %(days)s.") % {"days": days}
    if one.passed_on:
        count = _("%(done)d of %(needed)d days.") % {
            "done": len(one.passed_on),
            "needed": one.needed,
        }
        return "half", count, _("Passed on %(days)s, once more on another day.") % {"days": days}
    return "", _("Not yet."), ""


def tests_said(day: PlanDay, protocol: Protocol) -> str:
    """How many tests of this phase are passed, in a sentence; nothing where there are none."""
    if not day.exit_tests:
        return ""
    passed = sum(len(one.passed_on) >= one.needed for one in day.exit_tests)
    return ngettext(
        "%(passed)d of %(count)d test passed in %(phase)s.",
        "%(passed)d of %(count)d tests passed in %(phase)s.",
        len(day.exit_tests),
    ) % {
        "passed": passed,
        "count": len(day.exit_tests),
        "phase": phase_of(day, protocol).name,
    }


def is_paused(day: PlanDay) -> Reason | None:
    """The reason of a pause in force."""
    return next((one for one in day.reasons if one.detail == "paused"), None)
