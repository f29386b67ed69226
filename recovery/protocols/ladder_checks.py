"""Whether a ladder climbs evenly: spans that join, and one thing harder at a time."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise

from recovery.domain import limits
from recovery.domain.codes import Context
from recovery.domain.ladder import Dose, Ladder, Rung, Span
from recovery.domain.protocol import Protocol

Found = tuple[str, str]


def check_ladder(protocol: Protocol, ladder: Ladder) -> Iterator[Found]:
    """What is wrong with a ladder, as (place, message)."""
    yield from _cadence(ladder)
    yield from _known_phases(protocol, ladder)
    known = [phase.code for phase in protocol.phases if phase.code in ladder.spans]
    for phase in known:
        yield from _span(ladder, phase, ladder.spans[phase])
        if ladder.key and phase != protocol.phases[-1].code:
            yield from _key_span(ladder, phase, ladder.spans[phase])
    for before, after in pairwise(known):
        yield from _join(ladder, before, after)
    yield from _gaps(protocol, ladder)
    yield from _unreached(ladder)
    yield from _steps(ladder)


def _cadence(ladder: Ladder) -> Iterator[Found]:
    place = f"ladder {ladder.code}"
    if ladder.context is Context.RUNNING and ladder.every_days < limits.DAYS_FROM_RUN_TO_RUN:
        yield place, f"'{ladder.code}' is running, and never daily: set 'every_days: 2' or more."
    if ladder.warm_up and (ladder.loaded or ladder.key):
        yield place, f"'{ladder.code}' is a warm-up: it is neither loaded nor key."


def _known_phases(protocol: Protocol, ladder: Ladder) -> Iterator[Found]:
    place, known = f"ladder {ladder.code}", {phase.code for phase in protocol.phases}
    for phase in ladder.spans:
        if phase not in known:
            yield place, f"'{ladder.code}' names the phase '{phase}': there is none of that code."
    if not known & set(ladder.spans):
        yield place, f"'{ladder.code}' is in no phase: give it a span."


def _span(ladder: Ladder, phase: str, span: Span) -> Iterator[Found]:
    place, count = f"ladder {ladder.code}", len(ladder.rungs)
    if not 1 <= span.first <= span.top <= count:
        yield (
            place,
            f"'{ladder.code}' spans rungs {span.first} to {span.top} in {phase}: "
            f"write a first and a top from 1 to {count}.",
        )
    if span.leave_at is None:
        return
    if not ladder.key:
        yield place, f"'{ladder.code}' has 'leave_at' in {phase} but is not key: drop one."
    if not span.first <= span.leave_at <= span.top:
        yield (
            place,
            f"'{ladder.code}' leaves {phase} at rung {span.leave_at}, "
            f"outside {span.first} to {span.top}: move it inside.",
        )


def _key_span(ladder: Ladder, phase: str, span: Span) -> Iterator[Found]:
    if span.leave_at is None:
        yield (
            f"ladder {ladder.code}",
            f"'{ladder.code}' is key but has no 'leave_at' in {phase}: say which rung is enough.",
        )


def _join(ladder: Ladder, before: str, after: str) -> Iterator[Found]:
    earlier, later = ladder.spans[before], ladder.spans[after]
    reached = earlier.leave_at if earlier.leave_at is not None else earlier.top
    place = f"ladder {ladder.code}"
    if later.first > reached + 1:
        yield (
            place,
            f"'{ladder.code}' enters {after} at rung {later.first} though {before} may be left at "
            f"{reached}: start it at {reached + 1} or lower.",
        )
    if later.first < earlier.first or later.top < earlier.top:
        yield place, f"'{ladder.code}' is easier in {after} than in {before}: raise its span."


def _gaps(protocol: Protocol, ladder: Ladder) -> Iterator[Found]:
    places = [place for place, phase in enumerate(protocol.phases) if phase.code in ladder.spans]
    if places and places[-1] - places[0] + 1 > len(places):
        yield (
            f"ladder {ladder.code}",
            f"'{ladder.code}' leaves out a phase in between: give it a span there too.",
        )


def _unreached(ladder: Ladder) -> Iterator[Found]:
    reached = {
        number for span in ladder.spans.values() for number in range(span.first, span.top + 1)
    }
    for number in range(1, len(ladder.rungs) + 1):
        if number not in reached:
            yield (
                f"ladder {ladder.code} rung {number}",
                f"rung {number} of '{ladder.code}' is in no phase: widen a span or drop it.",
            )


def _steps(ladder: Ladder) -> Iterator[Found]:
    numbered = enumerate(pairwise(ladder.rungs), start=2)
    for number, (before, after) in numbered:
        place = f"ladder {ladder.code} rung {number}"
        if _exercise(before) == _exercise(after):
            yield from ((place, message) for message in _step(before.dose, after.dose, number))
        elif any(_exercise(rung) == _exercise(after) for rung in ladder.rungs[: number - 1]):
            yield (
                place,
                f"rung {number} goes back to '{_exercise(after)}': keep its rungs together.",
            )


def _step(before: Dose, after: Dose, number: int) -> Iterator[str]:
    changed = [
        field.name
        for field in fields(Dose)
        if getattr(before, field.name) != getattr(after, field.name)
    ]
    if len(changed) != 1:
        what = ", ".join(changed) or "nothing"
        yield f"rung {number} changes {what}: change one thing at a time within one exercise."
    if _work(after) < _work(before):
        yield f"rung {number} is less work than the rung below it: put the rungs in order."
    if changed == ["load_kg"] and (after.load_kg or 0) < (before.load_kg or 0):
        yield f"rung {number} is lighter than the rung below it: put the rungs in order."


def _work(dose: Dose) -> int:
    """Total work in the dose's own unit: repetitions (times their hold), seconds or metres."""
    count = dose.reps or dose.duration_seconds or dose.distance_metres or 0
    return dose.sets * count * (dose.hold_seconds or 1)


def _exercise(rung: Rung) -> str:
    return rung.options[0].exercise
