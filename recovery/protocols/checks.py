"""What must be true of a protocol before anybody's plan may use it.

Each check yields `Fault`s. A place names a part of the protocol ("ladder bridge rung 3"), so
that a file's reader can add the line and an editor's page the field.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from exercises.articles import ArticleContent
from exercises.library import Counts, ExerciseContent
from recovery.domain.codes import LOCKING, Context, DoseSide, Goal, Profile, Result
from recovery.domain.ladder import Dose, Option
from recovery.domain.protocol import Caps, ExitTest, Phase, Protocol
from recovery.protocols.ladder_checks import check_ladder

# A wall, a mat or a floor, and a table are in every home, so no option is lost for want of them.
IN_EVERY_HOME = frozenset({"wall", "mat", "table"})
Library = Mapping[str, ExerciseContent]
Articles = Mapping[str, ArticleContent]


class Fault(NamedTuple):
    """One thing wrong, where it is, and what to do about it."""

    place: str
    message: str


def check(
    protocol: Protocol, library: Library | None = None, articles: Articles | None = None
) -> tuple[Fault, ...]:
    """Everything wrong with a protocol. `library`, `articles`: what is known, where given."""
    faults = [
        *_codes_are_unique(protocol),
        *_red_flags(protocol),
        *(fault for phase in protocol.phases for fault in _phase(protocol, phase)),
        *(Fault(*fault) for ladder in protocol.ladders for fault in check_ladder(protocol, ladder)),
        *_last_phase_closes(protocol),
        *_options(protocol),
        *(_library(protocol, library) if library is not None else ()),
        *(_articles(protocol, articles) if articles is not None else ()),
    ]
    return tuple(faults)


def _codes_are_unique(protocol: Protocol) -> Iterator[Fault]:
    tests = [test.code for phase in protocol.phases for test in phase.exit_tests]
    groups = {
        "phase": [phase.code for phase in protocol.phases],
        "ladder": [ladder.code for ladder in protocol.ladders],
        "red flag": [flag.code for flag in protocol.red_flags],
        "exit test": tests,
    }
    for kind, codes in groups.items():
        for code in _repeated(codes):
            yield Fault(f"{kind} {code}", f"the {kind} '{code}' is here twice: rename or drop one.")


def _repeated(codes: Iterable[str]) -> list[str]:
    return [code for code, times in Counter(codes).items() if times > 1]


def _red_flags(protocol: Protocol) -> Iterator[Fault]:
    if not any(flag.urgency is Result.EMERGENCY for flag in protocol.red_flags):
        yield Fault("red flags", "no red flag is an emergency: add the ones of this condition.")
    for flag in protocol.red_flags:
        place = f"red flag {flag.code}"
        if flag.urgency not in LOCKING or flag.urgency is Result.STOP:
            yield Fault(place, f"'{flag.urgency}' is no urgency: use emergency, urgent or soon.")
        if flag.urgency in (Result.EMERGENCY, Result.URGENT) and not flag.at_check_in:
            yield Fault(place, f"'{flag.code}' is {flag.urgency}: set 'at_check_in: true'.")


def _phase(protocol: Protocol, phase: Phase) -> Iterator[Fault]:
    yield from _caps(phase)
    for test in phase.exit_tests:
        yield from _exit_test(protocol, phase, test)
    for goal in Goal:
        yield from _fits_the_list(protocol, phase, goal)
        if phase is not protocol.phases[-1]:
            yield from _can_be_left(protocol, phase, goal)


def _caps(phase: Phase) -> Iterator[Fault]:
    for profile, contexts in phase.caps.items():
        for context, caps in contexts.items():
            place = f"caps {phase.code} {profile} {context}"
            if not 0 <= caps.progress <= caps.hold < caps.stop <= 10:
                yield Fault(
                    place,
                    f"caps {caps.progress}, {caps.hold}, {caps.stop} of {phase.code} are out of "
                    "order: write 0 <= progress <= hold < stop <= 10.",
                )
    for context in Context:
        strict, standard = phase.caps[Profile.STRICT], phase.caps[Profile.STANDARD]
        if _looser(strict[context], standard[context]):
            yield Fault(
                f"caps {phase.code} {Profile.STRICT} {context}",
                f"the strict caps of {phase.code} allow more than the standard ones: lower them.",
            )


def _looser(caps: Caps, than: Caps) -> bool:
    return caps.progress > than.progress or caps.hold > than.hold or caps.stop > than.stop


def _exit_test(protocol: Protocol, phase: Phase, test: ExitTest) -> Iterator[Fault]:
    place = f"exit test {test.code}"
    cap = phase.caps[Profile.STANDARD][test.context].progress
    if test.pain_limit > cap:
        yield Fault(
            place,
            f"'{test.code}' passes at pain {test.pain_limit}, but {phase.code} moves on only up "
            f"to {cap}: lower the test's pain_limit.",
        )
    if test.ladder is None:
        return
    ladder = protocol.ladder_by_code.get(test.ladder)
    if ladder is None or phase.code not in ladder.spans:
        yield Fault(
            place, f"there is no ladder '{test.ladder}' in {phase.code}: name one or leave it out."
        )
    elif not all(ladder.is_for(goal) for goal in Goal if test.is_for(goal)):
        yield Fault(
            place, f"'{test.code}' is for goals that ladder '{test.ladder}' is not for: align them."
        )


def _fits_the_list(protocol: Protocol, phase: Phase, goal: Goal) -> Iterator[Fault]:
    """Every ladder gets its turn only if a day's average of due ladders fits the list."""
    ladders = [ladder for ladder in protocol.ladders_in(phase, goal) if not ladder.warm_up]
    due = sum(Fraction(1, phase.every_days or ladder.every_days) for ladder in ladders)
    if due > phase.list_length:
        yield Fault(
            f"phase {phase.code}",
            f"for goal {goal}, {float(due):.2f} ladders of {phase.code} are due a day but "
            f"{phase.list_length} are listed: make some rarer.",
        )


def _can_be_left(protocol: Protocol, phase: Phase, goal: Goal) -> Iterator[Fault]:
    place = f"phase {phase.code}"
    if not any(test.is_for(goal) for test in phase.exit_tests):
        yield Fault(place, f"{phase.code} has no exit test for goal {goal}: add one.")
    if not any(ladder.key for ladder in protocol.ladders_in(phase, goal)):
        yield Fault(place, f"{phase.code} has no key ladder for goal {goal}: mark one 'key: true'.")


def _last_phase_closes(protocol: Protocol) -> Iterator[Fault]:
    for phase in protocol.phases:
        last = phase is protocol.phases[-1]
        if last and phase.closes_after_days is None:
            yield Fault(
                f"phase {phase.code}", "the last phase never ends: give it 'closes_after_days'."
            )
        if not last and phase.closes_after_days is not None:
            yield Fault(
                f"phase {phase.code}",
                "only the last phase may have 'closes_after_days': remove it.",
            )


def _options(protocol: Protocol) -> Iterator[Fault]:
    for ladder in protocol.ladders:
        for number, rung in enumerate(ladder.rungs, start=1):
            if rung.option_for(frozenset()) is None:
                yield Fault(
                    f"ladder {ladder.code} rung {number}",
                    f"rung {number} of '{ladder.code}' cannot be done without equipment: "
                    "add an exercise that needs nothing.",
                )


def _library(protocol: Protocol, library: Library) -> Iterator[Fault]:
    for ladder in protocol.ladders:
        for number, rung in enumerate(ladder.rungs, start=1):
            place = f"ladder {ladder.code} rung {number}"
            for option in rung.options:
                for message in _known(option, rung.dose, library):
                    yield Fault(place, message)
            rule = library.get(rung.options[0].exercise)
            if rule and rule.unilateral == (rung.dose.side is DoseSide.BOTH):
                is_so, side = (
                    ("one leg", "injured or each") if rule.unilateral else ("both", "both")
                )
                yield Fault(place, f"'{rule.slug}' works {is_so} in the library: use side {side}.")


def _known(option: Option, dose: Dose, library: Library) -> Iterator[str]:
    exercise = library.get(option.exercise)
    if exercise is None:
        yield f"the library has no exercise '{option.exercise}': add or rename it."
        return
    needed = frozenset(exercise.equipment) - IN_EVERY_HOME
    if needed != option.needs:
        yield (
            f"'{option.exercise}' needs {_listed(needed)} in the library but "
            f"{_listed(option.needs)} here: make them agree under 'needs'."
        )
    if exercise.counts not in _counts(dose):
        yield f"'{option.exercise}' counts {exercise.counts} in the library: give the dose in it."


def _counts(dose: Dose) -> tuple[Counts, ...]:
    if dose.reps is not None:
        return (Counts.REPS,)
    if dose.distance_metres is not None:
        return (Counts.METRES,)
    return (Counts.SECONDS, Counts.MINUTES)


def _listed(things: frozenset[str]) -> str:
    return ", ".join(sorted(things)) or "nothing"


def _articles(protocol: Protocol, articles: Articles) -> Iterator[Fault]:
    for phase in protocol.phases:
        place = f"articles {phase.code}"
        for slug in _repeated(phase.articles):
            yield Fault(place, f"'{slug}' is named twice in {phase.code}: keep one.")
        for slug in phase.articles:
            if slug not in articles:
                yield Fault(place, f"there is no article '{slug}': add or rename it.")
            elif not articles[slug].is_for(protocol.condition, phase.code):
                yield Fault(
                    place,
                    f"'{slug}' says it does not fit {phase.code} of {protocol.condition}: "
                    "add that to the article, or leave it out here.",
                )
