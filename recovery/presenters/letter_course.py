"""Of a letter: the problem, how it went, and what was decided, by the rules and by people."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from recovery.domain.codes import AlertCode, Author, DirectiveKind, Result
from recovery.domain.decision import PlanDay
from recovery.domain.log import Directive, Intake, Seen
from recovery.domain.protocol import Protocol
from recovery.explanations import Setting
from recovery.explanations.caseload_words import code_words
from recovery.explanations.desk_words import SIDE_WORDS
from recovery.explanations.letter_words import (
    ALERTED,
    GOAL_WORDS,
    LOCK_WORDS,
    LOCKS_TOO,
    SEVERITY_WORDS,
    onset_words,
    pain_words,
    signs_words,
    weighty_reasons,
)
from recovery.presenters.desk_directives import Given, given_lines
from recovery.presenters.letter_parts import (
    Fact,
    Happened,
    Section,
    Table,
    capital,
    day,
    fact,
    span,
    title_of,
)
from recovery.selectors.whole_plan import DAY, Turn, WholePlan


# --- the problem -----------------------------------------------------------------------
def problem(code: str, whole: WholePlan, setting: Setting) -> Section:
    intake = next(one.right for one in whole.entries if isinstance(one.right, Intake))
    return Section(code=code, title=title_of(code), facts=list(_intake_facts(intake, setting)))


def _intake_facts(intake: Intake, setting: Setting) -> Iterator[Fact]:
    condition = {"name": setting.protocol.name, "side": SIDE_WORDS[intake.side]}
    yield fact(_("Condition"), _("%(name)s, %(side)s") % condition)
    yield fact(_("Injured on"), day(intake.injured_on))
    yield fact(_("Came on"), onset_words(intake))
    yield fact(_("At the start"), SEVERITY_WORDS[intake.severity])
    yield fact(_("Pain at the start"), pain_words(intake))
    yield fact(_("Warning signs at the start"), signs_words(intake))
    yield fact(_("Same injury before"), _("yes") if intake.recurrent else _("no"))
    yield fact(_("Blood thinners"), _("yes") if intake.anticoagulants else _("no"))
    if intake.examined_by:
        yield fact(_("Examined before the plan"), _examined(intake.examined_by, intake.examined_on))
    yield fact(_("Wants to get back to"), GOAL_WORDS[intake.goal])


def _examined(by: str, on: date | None) -> str:
    return f"{by}, {day(on)}" if on else by


# --- the course ------------------------------------------------------------------------
def course(code: str, whole: WholePlan, setting: Setting) -> Section:
    happened = [*_locks(whole), *_flares(whole), *_pauses(whole)]
    return Section(
        code=code,
        title=title_of(code),
        facts=list(_standing(whole, setting.protocol)),
        table=Table(
            heads=[_("Phase"), _("From"), _("To"), _("Days")],
            rows=[_stretch(turns, whole, setting.protocol) for turns in _by_phase(whole)],
        ),
        happened=[one for _first, one in sorted(happened, key=lambda pair: pair[0])],
        notes=[] if happened else [_("No locks, flares or pauses.")],
    )


def _standing(whole: WholePlan, protocol: Protocol) -> Iterator[Fact]:
    now = whole.now
    if whole.plan.closed_on:
        told = {"day": day(whole.plan.closed_on), "why": whole.plan.get_close_reason_display()}
        yield fact(_("Ended"), _("%(day)s: %(why)s") % told)
        return
    count = (whole.until - now.phase_started_on).days + 1
    told = {"phase": protocol.phase_by_code[now.phase].name, "day": count}
    yield fact(_("Now"), _("phase %(phase)s, day %(day)d") % told)
    if now.exit_tests:
        passed = sum(len(test.passed_on) >= test.needed for test in now.exit_tests)
        told = {"passed": passed, "count": len(now.exit_tests)}
        yield fact(_("Tests of this phase"), _("%(passed)d of %(count)d passed") % told)


def _by_phase(whole: WholePlan) -> Iterator[list[Turn]]:
    for _code, turns in groupby(whole.turns, key=lambda turn: turn.phase):
        yield list(turns)


def _stretch(turns: list[Turn], whole: WholePlan, protocol: Protocol) -> list[str]:
    first, latest = turns[0].day, turns[-1].day
    goes_on = latest == whole.until and whole.plan.closed_on is None
    name = protocol.phase_by_code[turns[0].phase].name
    end = _("goes on") if goes_on else day(latest)
    return [name, day(first), end, str((latest - first).days + 1)]


Dated = tuple[date, Happened]


def _locks(whole: WholePlan) -> Iterator[Dated]:
    """Each run of locked days, and who lifted it. One that goes on has no end yet."""
    for kind, members in groupby(whole.turns, key=lambda turn: turn.lock_kind):
        turns = list(members)
        if kind:
            first, latest = turns[0].day, turns[-1].day
            goes_on = latest == whole.until
            lock = whole.told[first].lock
            signs = code_words(lock.codes) if lock else ""
            what = str(LOCK_WORDS[Result(kind)])
            yield (
                first,
                Happened(
                    when=span(first, None if goes_on else latest),
                    what=f"{what}: {signs}" if signs else what,
                    why=list(_clearances(whole, first, latest + DAY)),
                ),
            )


def _clearances(whole: WholePlan, first: date, latest: date) -> Iterator[str]:
    for one in whole.entries:
        said = one.right
        if not first <= one.row.on <= latest:
            continue
        if isinstance(said, Directive) and said.kind is DirectiveKind.CLEAR_LOCK:
            told = {"by": said.examined_by, "finding": said.finding}
            on = day(said.examined_on or one.row.on)
            yield _("Examined by %(by)s on %(day)s: %(finding)s") % {**told, "day": on}
        elif isinstance(said, Seen):
            told = {"by": said.who, "day": day(said.seen_on)}
            words = _("Cleared by %(by)s on %(day)s") if said.cleared else _("Seen by %(by)s")
            yield words % told


def _flares(whole: WholePlan) -> Iterator[Dated]:
    before = frozenset[str]()
    for turn in whole.turns:
        if AlertCode.FLARE in turn.alerts - before:
            yield (
                turn.day,
                Happened(when=day(turn.day), what=capital(str(ALERTED[AlertCode.FLARE]))),
            )
        before = turn.alerts


def _pauses(whole: WholePlan) -> Iterator[Dated]:
    """Until the day before the plan was taken up again, or as long as it was meant."""
    steering = [one for one in whole.entries if isinstance(one.right, Directive)]
    ends = [one.row.on for one in steering if one.right.kind is DirectiveKind.RESUME]
    for one in steering:
        if one.right.kind is not DirectiveKind.PAUSE:
            continue
        first = one.row.on
        meant = one.right.until if one.right.until and one.right.until <= whole.until else None
        ended = next((end - timedelta(days=1) for end in ends if end > first), None)
        until = min(filter(None, (meant, ended)), default=None)
        what = _("A pause: %(why)s") % {"why": one.right.reason}
        yield first, Happened(when=span(first, until), what=what)


# --- what was decided ------------------------------------------------------------------
def decisions(code: str, whole: WholePlan, setting: Setting) -> Section:
    before = {turn.day: turn.phase for turn in whole.turns}
    found = []
    for on, told in sorted(whole.told.items()):
        then = Setting(protocol=setting.protocol, today=on, exercise_names=setting.exercise_names)
        what = _turned(told, before.get(on - DAY), setting.protocol)
        found.append(Happened(when=day(on), what=what, why=weighty_reasons(told, then)))
    return Section(
        code=code,
        title=title_of(code),
        happened=found,
        nothing="" if found else _("The plan has stayed in its first phase, without a lock."),
    )


def _turned(told: PlanDay, phase_before: str | None, protocol: Protocol) -> str:
    """What turned on the day, the lock first; where nothing else did, a lock was lifted."""
    lock = [str(LOCK_WORDS[told.lock.kind])] if told.lock else []
    said_already = LOCKS_TOO if lock else ()
    alerts = [one.code for one in told.alerts if one.code not in said_already]
    words = [*lock, *(str(ALERTED[code]) for code in alerts if code in ALERTED)]
    words += _moved(told, phase_before, protocol)
    return capital(", ".join(dict.fromkeys(words)) or _("exercises opened again"))


def _moved(told: PlanDay, phase_before: str | None, protocol: Protocol) -> list[str]:
    """To another phase, or to the beginning of the same one."""
    name = {"phase": protocol.phase_by_code[told.phase].name}
    if phase_before in (None, told.phase):
        is_new = phase_before is not None and told.phase_started_on == told.day
        return [_("phase %(phase)s begins again") % name] if is_new else []
    order = [phase.code for phase in protocol.phases]
    is_forward = order.index(told.phase) > order.index(phase_before)
    return [(_("on to phase %(phase)s") if is_forward else _("back to phase %(phase)s")) % name]


def given(whole: WholePlan, setting: Setting) -> list[Given]:
    """What clinicians instructed, the newest first; a yes shows in the step that was taken."""
    return [one for one in _said_by_clinicians(whole, setting) if not one.is_answer]


def _said_by_clinicians(whole: WholePlan, setting: Setting) -> list[Given]:
    by_clinicians = (one for one in whole.entries if one.row.by == Author.CLINICIAN)
    return given_lines(by_clinicians, setting)


def instructions(code: str, whole: WholePlan, setting: Setting) -> Section:
    found = [_instruction(one) for one in reversed(given(whole, setting))]
    answered = _answered(whole)
    return Section(
        code=code,
        title=title_of(code),
        happened=found,
        notes=answered,
        nothing="" if found or answered else _("None: the plan moved by its rules alone."),
    )


def _answered(whole: WholePlan) -> list[str]:
    """How many steps waited for a clinician's yes and got an answer."""
    kinds = [one.right.kind for one in whole.entries if isinstance(one.right, Directive)]
    agreed, declined = kinds.count(DirectiveKind.ACCEPT), kinds.count(DirectiveKind.DECLINE)
    if not agreed + declined:
        return []
    told = {"agreed": agreed, "declined": declined}
    return [_("Steps the rules proposed: %(agreed)d agreed to, %(declined)d declined.") % told]


def _instruction(one: Given) -> Happened:
    said = "; ".join(f"{part.label} {part.value}" for part in one.said)
    what = f"{one.what}: {said}" if said else str(one.what)
    why = _("%(reason)s (%(by)s)") % {"reason": one.reason, "by": one.by}
    return Happened(when=day(one.day), what=what, why=[why])
