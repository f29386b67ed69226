"""What the shipped protocol asks for, in tables a physiotherapist can sign."""

from collections.abc import Iterable, Iterator

from recovery.domain.codes import DoseSide, Goal
from recovery.domain.ladder import Dose, Ladder, Rung
from recovery.domain.protocol import ExitTest, Phase, Protocol, RedFlag
from recovery.explanations.desk_words import CONTEXT_WORDS
from recovery.explanations.doses import load_words, rest_words, work_words
from recovery.explanations.rulebook import sources_with
from recovery.presenters.desk_protocol import caps_rows
from recovery.presenters.lines import name_of
from recovery.rulebook.markdown import bullets, joined, sources_of, table

SIDES = {DoseSide.BOTH: "", DoseSide.EACH: "each leg", DoseSide.INJURED: "the injured leg"}


def protocol_blocks(protocol: Protocol) -> dict[str, str]:
    return {
        "phases": _phases(protocol),
        "caps": _caps(protocol),
        "exit tests": _exit_tests(protocol),
        "red flags": _red_flags(protocol),
        "ladders": _ladders(protocol),
        "rungs": joined(*(_rungs(protocol, ladder) for ladder in protocol.ladders)),
        "sources": bullets(f"**{code}** {words}" for code, words in sources_with(protocol).items()),
    }


def _phases(protocol: Protocol) -> str:
    heads = ("phase", "good sessions to leave it", "exercises a day", "every", "closes after")
    rows = (
        (
            phase.name,
            phase.minimum_good_sessions or "",
            phase.list_length,
            _days(phase.every_days) if phase.every_days else "as its ladders",
            _days(phase.closes_after_days) if phase.closes_after_days else "",
            _source(protocol, f"phase {phase.code}"),
        )
        for phase in protocol.phases
    )
    return table((*heads, "from"), rows)


def _caps(protocol: Protocol) -> str:
    heads = ("phase", "profile", "of", "may step up", "stays", "eases", "stops", "from")
    rows = (
        (
            phase.name,
            row.profile,
            row.context,
            row.progress,
            row.hold,
            row.ease,
            row.stop,
            _source(protocol, f"caps {phase.code}"),
        )
        for phase in protocol.phases
        for row in caps_rows(phase)
    )
    return table(heads, rows)


def _exit_tests(protocol: Protocol) -> str:
    heads = ("phase", "test", "the patient reads", "pain up to", "caps of", "for", "ladder", "from")
    rows = (
        _exit_test(protocol, phase, test) for phase in protocol.phases for test in phase.exit_tests
    )
    return table(heads, rows)


def _exit_test(protocol: Protocol, phase: Phase, test: ExitTest) -> tuple[object, ...]:
    return (
        phase.name,
        test.name,
        test.how_to,
        test.pain_limit,
        CONTEXT_WORDS[test.context],
        _for_whom(test.goals),
        protocol.ladder_by_code[test.ladder].name if test.ladder else "",
        _source(protocol, f"exit test {test.code}"),
    )


def _red_flags(protocol: Protocol) -> str:
    heads = ("how fast", "the patient is asked", "each morning", "from")
    return table(heads, (_red_flag(protocol, flag) for flag in protocol.red_flags))


def _red_flag(protocol: Protocol, flag: RedFlag) -> tuple[object, ...]:
    is_short = "yes" if flag.at_check_in else ""
    return (flag.urgency, flag.question, is_short, _source(protocol, f"red flag {flag.code}"))


def _ladders(protocol: Protocol) -> str:
    heads = ("ladder", "every", "kind", "for", *(phase.name for phase in protocol.phases), "from")
    return table(heads, (_ladder(protocol, ladder) for ladder in protocol.ladders))


def _ladder(protocol: Protocol, ladder: Ladder) -> tuple[object, ...]:
    return (
        ladder.name,
        _days(ladder.every_days),
        ", ".join(_kinds(ladder)),
        _for_whom(ladder.goals),
        *(_span(ladder, phase) for phase in protocol.phases),
        _source(protocol, f"ladder {ladder.code}"),
    )


def _kinds(ladder: Ladder) -> Iterator[str]:
    kinds = (
        ("warm-up", ladder.warm_up),
        ("key", ladder.key),
        ("loaded", ladder.loaded),
        ("running caps", ladder.context == "running"),
    )
    return (kind for kind, is_so in kinds if is_so)


def _span(ladder: Ladder, phase: Phase) -> str:
    """Such as "3–7, leave at 6"."""
    span = ladder.spans.get(phase.code)
    if span is None:
        return ""
    rungs = str(span.first) if span.first == span.top else f"{span.first}–{span.top}"
    return f"{rungs}, leave at {span.leave_at}" if span.leave_at else rungs


def _rungs(protocol: Protocol, ladder: Ladder) -> str:
    rows = (
        (number, _exercises(rung), _dose(rung.dose), _phases_of(protocol, ladder, number))
        for number, rung in enumerate(ladder.rungs, start=1)
    )
    return joined(f"#### {ladder.name}", table(("rung", "exercise", "dose", "in"), rows))


def _exercises(rung: Rung) -> str:
    """In order of preference: the first that can be done with what is at home."""
    return ", or ".join(name_of(option.exercise, {}) for option in rung.options)


def _dose(dose: Dose) -> str:
    side = f"{SIDES[dose.side].capitalize()}." if SIDES[dose.side] else ""
    return " ".join(
        part for part in (work_words(dose), load_words(dose), rest_words(dose), side) if part
    )


def _phases_of(protocol: Protocol, ladder: Ladder, number: int) -> str:
    spans = ((phase.name, ladder.spans.get(phase.code)) for phase in protocol.phases)
    return ", ".join(name for name, span in spans if span and span.first <= number <= span.top)


def _for_whom(goals: Iterable[Goal]) -> str:
    return ", ".join(goal for goal in Goal if goal in set(goals)) or "everybody"


def _days(days: int) -> str:
    return "day" if days == 1 else f"{days} days"


def _source(protocol: Protocol, place: str) -> str:
    return sources_of(protocol.notes[f"source {place}"].split(", "))
