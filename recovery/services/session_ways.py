"""The ways to do one exercise of a session, and how each of them is told to the log.

What the plan listed, and another option of its rung, are the prescribed work. An easier
exercise is not: none of the prescribed work is claimed for it, while its pain counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recovery.domain.codes import Skipped
from recovery.domain.decision import ListedExercise
from recovery.mappers import STORED
from recovery.models import SessionDraft
from recovery.services.session_drafts import line_of

PLANNED, LOWER = "", "lower"
NONE_OF_IT = "0"


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """code: PLANNED, LOWER, or the slug of another exercise. is_prescribed: it may earn."""

    code: str
    line: ListedExercise
    is_prescribed: bool


def ways_of(draft: SessionDraft, number: int) -> Mapping[str, Way]:
    """By code. All of them are kept with the session, so that a phone may send any of them late."""
    line, kept = line_of(draft, number), draft.lines[number - 1]
    ways = [Way(code=PLANNED, line=line, is_prescribed=True)]
    if kept.get("lower"):
        lower = STORED.structure(kept["lower"], ListedExercise)
        ways.append(Way(code=LOWER, line=lower, is_prescribed=False))
    ways += [_instead(line, slug, is_prescribed=False) for slug in kept.get("easier", ())]
    ways += [_instead(line, slug, is_prescribed=True) for slug in kept.get("others", ())]
    return {way.code: way for way in ways}


def _instead(line: ListedExercise, slug: str, *, is_prescribed: bool) -> Way:
    facts = {"ladder": line.ladder, "rung": line.rung, "dose": line.dose, "warm_up": line.warm_up}
    return Way(code=slug, line=ListedExercise(exercise=slug, **facts), is_prescribed=is_prescribed)


def answer_by(
    draft: SessionDraft, number: int, way: Way, said: Mapping[str, Any]
) -> dict[str, Any]:
    """What is kept of an exercise done in some way, as `session_drafts.keep` takes it.

    said: `done`, `pain`, `effort`, and `hurt`, the pain that ended the listed exercise.
    The most pain counts, whichever exercise it was in.
    """
    answer = {name: value for name, value in said.items() if name != "hurt"}
    if way.code != PLANNED:
        answer["exercise"] = way.line.exercise
    if way.is_prescribed:
        return answer
    pains = [said.get("pain"), said.get("hurt"), _hurt_before(draft, way.line.ladder)]
    worst = max((pain for pain in pains if pain is not None), default=None)
    told = {} if worst is None else {"pain": worst}
    reason = _reason(way, worst, draft.lines[number - 1])
    return {**answer, "done": NONE_OF_IT, "skipped": reason.value, **told}


def hurt_again(draft: SessionDraft, number: int, said: Mapping[str, Any]) -> dict[str, Any]:
    """Pain said a second time, in the easier exercise: the worst of both is kept."""
    pains = [said.get("pain"), _hurt_before(draft, line_of(draft, number).ladder)]
    known = [pain for pain in pains if pain is not None]
    return {**said, "pain": max(known)} if known else dict(said)


def _hurt_before(draft: SessionDraft, ladder: str) -> int | None:
    said = draft.answers.get(ladder, {})
    return said.get("pain") if said.get("skipped") == Skipped.PAIN else None


def _reason(way: Way, worst: int | None, kept: Mapping[str, Any]) -> Skipped:
    """Left for pain only where the pain was above the limit, so that no reason says otherwise."""
    is_above = worst is None or worst > kept["hold"]
    return Skipped.PAIN if way.code == LOWER and is_above else Skipped.OTHER
