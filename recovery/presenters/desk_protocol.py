"""A protocol as the patient will meet it: phases, ladders, rungs, tests, limits."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from recovery.domain.codes import Context, Profile
from recovery.domain.ladder import Ladder, Rung
from recovery.domain.protocol import Caps, ExitTest, Phase, Protocol
from recovery.explanations.desk_words import CONTEXT_WORDS, PROFILE_WORDS
from recovery.explanations.doses import work_words
from recovery.presenters.lines import name_of
from recovery.selectors.protocol_parts import exercises_of

Words = str | Promise
HIGHEST = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class RungLine:
    number: int
    name: str
    dose: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LadderBlock:
    """The rungs of a ladder that belong to a phase. every_days: its cadence there."""

    name: str
    every_days: int
    is_key: bool
    leave_at: int | None
    rungs: list[RungLine]


@dataclass(frozen=True, kw_only=True, slots=True)
class CapsRow:
    """One line of a table of limits, each band as it is said: "0 to 2", "3", "6 and above"."""

    profile: Words
    context: Words
    progress: str
    hold: str
    ease: str
    stop: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseBlock:
    name: str
    goals: tuple[str, ...]
    good_sessions: int
    tests: tuple[ExitTest, ...]
    ladders: list[LadderBlock]
    caps: list[CapsRow]


def all_names(protocol: Protocol, curated: Mapping[str, str]) -> dict[str, str]:
    """What each exercise of a protocol is called: as curators left it, else as shipped."""
    return {slug: name_of(slug, curated) for slug in exercises_of(protocol)}


def phase_blocks(protocol: Protocol, names: Mapping[str, str]) -> list[PhaseBlock]:
    return [
        PhaseBlock(
            name=phase.name,
            goals=phase.goals,
            good_sessions=phase.minimum_good_sessions,
            tests=phase.exit_tests,
            ladders=[
                _ladder(ladder, phase, names)
                for ladder in protocol.ladders
                if phase.code in ladder.spans
            ],
            caps=caps_rows(phase),
        )
        for phase in protocol.phases
    ]


def _ladder(ladder: Ladder, phase: Phase, names: Mapping[str, str]) -> LadderBlock:
    span = ladder.spans[phase.code]
    return LadderBlock(
        name=ladder.name,
        every_days=phase.every_days or ladder.every_days,
        is_key=ladder.key,
        leave_at=span.leave_at,
        rungs=[_rung(n, ladder.rung(n), names) for n in range(span.first, span.top + 1)],
    )


def _rung(number: int, rung: Rung, names: Mapping[str, str]) -> RungLine:
    exercises = dict.fromkeys(name_of(option.exercise, names) for option in rung.options)
    return RungLine(number=number, name=" / ".join(exercises), dose=work_words(rung.dose))


def caps_rows(phase: Phase) -> list[CapsRow]:
    return [
        _caps_row(profile, context, phase.caps[profile][context])
        for profile in Profile
        for context in Context
    ]


def _caps_row(profile: Profile, context: Context, caps: Caps) -> CapsRow:
    return CapsRow(
        profile=PROFILE_WORDS[profile],
        context=CONTEXT_WORDS[context],
        progress=_band(0, caps.progress),
        hold=_band(caps.progress + 1, caps.hold),
        ease=_band(caps.hold + 1, caps.stop - 1),
        stop=_band(caps.stop, HIGHEST),
    )


def _band(first: int, latest: int) -> str:
    """A band of scores; a dash where it holds none."""
    if first > latest:
        return "–"
    return str(first) if first == latest else f"{first}–{latest}"
