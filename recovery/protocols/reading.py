"""From a protocol's text to the values the rules work on. Strict: every field is known."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from recovery.domain.codes import LOCKING, Context, DoseSide, Goal, Profile, Result
from recovery.domain.ladder import Dose, Ladder, Option, Rung, Span
from recovery.domain.protocol import Caps, ExitTest, Phase, Protocol, RedFlag, SelfCare
from recovery.protocols.document import Draft, Part, compose

Needs = Mapping[str, frozenset[str]]
HIGHEST_PAIN = 10


@lru_cache(maxsize=8)
def read_document(text: str, path: Path) -> tuple[Protocol, Draft]:
    """The protocol in `text`, as far as it can be read, and the draft with its problems.

    Kept, since the same text is the same protocol: nobody may change what is answered.
    """
    root = compose(text, path)
    sources = _words_by_code(root.part("sources"))
    draft = Draft(path=path, known_sources=tuple(sources), problems=root.problems)
    needs = _needs(root.part("needs"))
    draft.notes["status"] = root.text("status")
    protocol = Protocol(
        code=root.text("code"),
        condition=root.text("condition"),
        version=root.whole("version", least=1),
        name=root.text("name"),
        body_part=root.text("body_part"),
        sources=sources,
        author=root.text("author"),
        clinical_reviewer=root.optional_text("clinical_reviewer"),
        reviewed_on=root.optional_text("reviewed_on"),
        review_due_on=root.optional_text("review_due_on"),
        red_flags=tuple(_red_flag(part, draft) for part in root.parts("red_flags")),
        phases=tuple(_phase(part, draft) for part in root.parts("phases")),
        ladders=tuple(_ladder(part, draft, needs) for part in root.parts("ladders")),
        notes=draft.notes,
    )
    root.finish()
    return protocol, draft


def _words_by_code(part: Part) -> dict[str, str]:
    return {code: part.text(code) for code in part.values}


def _needs(part: Part) -> dict[str, frozenset[str]]:
    return {code: frozenset(part.texts(code, least=0)) for code in part.values}


def _red_flag(part: Part, draft: Draft) -> RedFlag:
    urgencies = [result.value for result in LOCKING if result is not Result.STOP]
    flag = RedFlag(
        code=part.text("code"),
        urgency=Result(_known(part.choice("urgency", urgencies), urgencies)),
        question=part.text("question"),
        sign=part.text("sign"),
        at_check_in=part.flag("at_check_in"),
    )
    part.finish_with_source(draft, f"red flag {flag.code}")
    return flag


def _phase(part: Part, draft: Draft) -> Phase:
    code = part.text("code")
    draft.lines[f"articles {code}"] = part.line("articles")
    phase = Phase(
        code=code,
        name=part.text("name"),
        goals=part.texts("goals"),
        protections=part.texts("protections"),
        self_care=tuple(_self_care(item) for item in part.parts("self_care")),
        caps=_caps_by_profile(part.part("caps"), draft, code),
        minimum_good_sessions=part.whole("minimum_good_sessions", least=0),
        exit_tests=tuple(_exit_test(item, draft) for item in part.parts("exit_tests", least=0)),
        articles=part.texts("articles") if part.has("articles") else (),
        list_length=part.whole("list_length", least=1),
        every_days=part.number("every_days", least=1, optional=True),
        closes_after_days=part.number("closes_after_days", least=1, optional=True),
    )
    part.keep_source(draft, f"caps {code}", "caps_source")
    part.finish_with_source(draft, f"phase {code}")
    return phase


def _self_care(part: Part) -> SelfCare:
    care = SelfCare(code=part.text("code"), title=part.text("title"), text=part.text("text"))
    part.finish()
    return care


def _caps_by_profile(part: Part, draft: Draft, phase: str) -> dict[Profile, dict[Context, Caps]]:
    caps = {
        profile: _caps_by_context(part.part(profile), draft, f"caps {phase} {profile}")
        for profile in Profile
    }
    part.finish()
    return caps


def _caps_by_context(part: Part, draft: Draft, place: str) -> dict[Context, Caps]:
    caps = {context: _caps(part.part(context), draft, f"{place} {context}") for context in Context}
    part.finish()
    return caps


def _caps(part: Part, draft: Draft, place: str) -> Caps:
    draft.lines[place] = part.node.start_mark.line + 1
    progress, hold, stop = (
        part.whole(key, least=0, most=HIGHEST_PAIN) for key in ("progress", "hold", "stop")
    )
    part.finish()
    return Caps(progress=progress, hold=hold, stop=stop)


def _exit_test(part: Part, draft: Draft) -> ExitTest:
    test = ExitTest(
        code=part.text("code"),
        name=part.text("name"),
        how_to=part.text("how_to"),
        pain_limit=part.whole("pain_limit", least=0, most=HIGHEST_PAIN),
        context=_context(part),
        ladder=part.optional_text("ladder") or None,
        goals=_goals(part),
    )
    part.finish_with_source(draft, f"exit test {test.code}")
    return test


def _ladder(part: Part, draft: Draft, needs: Needs) -> Ladder:
    code = part.text("code")
    rungs = part.parts("rungs")
    ladder = Ladder(
        code=code,
        name=part.text("name"),
        rungs=tuple(
            _rung(item, draft, needs, f"ladder {code} rung {number}")
            for number, item in enumerate(rungs, start=1)
        ),
        spans=_spans(part.part("spans")),
        every_days=part.whole("every_days", least=1),
        most_in_7_days=part.number("most_in_7_days", least=1, optional=True),
        times_a_day=part.number("times_a_day", least=1, optional=True) or 1,
        loaded=part.flag("loaded"),
        context=_context(part),
        key=part.optional_flag("key", default=False),
        sessions_per_rung=part.number("sessions_per_rung", least=1, optional=True) or 2,
        warm_up=part.optional_flag("warm_up", default=False),
        goals=_goals(part),
    )
    part.finish_with_source(draft, f"ladder {code}")
    return ladder


def _spans(part: Part) -> dict[str, Span]:
    return {phase: _span(part.part(phase)) for phase in part.values}


def _span(part: Part) -> Span:
    span = Span(
        first=part.whole("first", least=1),
        top=part.whole("top", least=1),
        leave_at=part.number("leave_at", least=1, optional=True),
    )
    part.finish()
    return span


def _rung(part: Part, draft: Draft, needs: Needs, place: str) -> Rung:
    draft.lines[place] = part.node.start_mark.line + 1
    rung = Rung(
        options=tuple(
            Option(exercise=exercise, needs=needs.get(exercise, frozenset()))
            for exercise in part.choices("exercises", needs)
        ),
        dose=_dose(part),
    )
    part.finish()
    return rung


def _dose(part: Part) -> Dose:
    dose = Dose(
        sets=part.whole("sets", least=1),
        reps=part.number("reps", least=1, optional=True),
        hold_seconds=part.number("hold_seconds", least=1, optional=True),
        duration_seconds=part.number("duration_seconds", least=1, optional=True),
        distance_metres=part.number("distance_metres", least=1, optional=True),
        rest_seconds=part.number("rest_seconds", least=0, optional=True) or 0,
        load_kg=_load_kg(part),
        load=part.optional_text("load"),
        tempo=part.optional_text("tempo"),
        side=_side(part),
    )
    counts = (dose.reps, dose.duration_seconds, dose.distance_metres)
    if sum(count is not None for count in counts) != 1:
        part.note(None, "a dose counts one thing: give reps, duration_seconds or distance_metres.")
    if dose.hold_seconds and not dose.reps:
        part.note(None, "'hold_seconds' goes with 'reps': give reps, or use duration_seconds.")
    return dose


def _load_kg(part: Part) -> Decimal | None:
    if not part.has("load_kg"):
        return None
    try:
        load = Decimal(part.values["load_kg"].value)
    except (InvalidOperation, TypeError):
        load = Decimal("NaN")
    if load.is_finite() and load > 0:
        return load
    part.note(part.values["load_kg"], "'load_kg' must be a number above 0, such as 2.5.")
    return None


def _side(part: Part) -> DoseSide:
    value = part.optional_choice("side", list(DoseSide), default=DoseSide.BOTH)
    return DoseSide(_known(value, list(DoseSide)))


def _context(part: Part) -> Context:
    value = part.optional_choice("context", list(Context), default=Context.GENERAL)
    return Context(_known(value, list(Context)))


def _goals(part: Part) -> frozenset[Goal]:
    return frozenset(
        Goal(goal) for goal in part.optional_choices("goals", list(Goal)) if goal in set(Goal)
    )


def _known(value: str, allowed: list[str]) -> str:
    """The value, or the first allowed one where it is wrong and already noted."""
    return value if value in allowed else allowed[0]
