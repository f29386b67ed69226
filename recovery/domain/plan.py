"""The fold: one day after another, from the first to the day that is asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recovery.domain.answers import Effort
from recovery.domain.closing import close_day, tests_kept
from recovery.domain.codes import Skipped, WarmupSoreness
from recovery.domain.day import DayRecord, LogError, day_records
from recovery.domain.decision import Alert, Change, ExitTestDay, ListedExercise, PlanDay
from recovery.domain.evolve import evolve
from recovery.domain.listing import listed, short_version
from recovery.domain.log import ExerciseReport, Log, Session
from recovery.domain.moves import Decided, binding_first, eased_by_session, moved
from recovery.domain.once import once
from recovery.domain.opening import open_day, open_first_day, tests_after
from recovery.domain.protocol import Caps, Protocol
from recovery.domain.quick import quick
from recovery.domain.readings import baseline_of, caps_of, profile_of, standing_rest
from recovery.domain.request import Findings, Request
from recovery.domain.rules import RULES, SESSION_RULES
from recovery.domain.showing import alerts_of, is_open, offered_in, plan_day, tests_on_offer
from recovery.domain.standing import prescribed_by
from recovery.domain.state import JudgedExercise, JudgedSession, PlanState

ENGINE_VERSION = "1.1.0"


@quick
@dataclass(frozen=True, kw_only=True, eq=False)
class Decision:
    """A day that was decided: the state the next day begins from, and the day as it is shown.

    Both are put together when they are asked for: most days of a fold only lead on, and a morning
    that a session follows leads nowhere.
    """

    request: Request
    decided: Decided
    kept: tuple[ListedExercise, ...] | None = None

    @once
    def state(self) -> PlanState:
        return close_day(self.request, self.decided)

    @once
    def offered(self) -> tuple[ListedExercise, ...]:
        """What the day lists before anything was trained."""
        if self.kept is not None:
            return self.kept
        return offered_in(self.request, self.decided) if self.is_open else ()

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.decided.moves.changes

    @property
    def alerts(self) -> tuple[Alert, ...]:
        return alerts_of(self.decided)

    @property
    def tests(self) -> tuple[ExitTestDay, ...]:
        """How far the exit tests on offer have come."""
        return tests_on_offer(self.request, tests_kept(self.request, self.decided))

    @once
    def is_open(self) -> bool:
        return is_open(self.request, self.decided)

    @property
    def is_startable(self) -> bool:
        return self.is_open and self.request.is_answered

    @once
    def plan_day(self) -> PlanDay:
        return plan_day(self.request, self.decided, self.state, self.kept)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decision):
            return NotImplemented
        return (self.state, self.plan_day) == (other.state, other.plan_day)

    def __hash__(self) -> int:
        return hash(self.state)


def plan_on(protocol: Protocol, log: Log, day: date) -> PlanDay:
    """The plan of one day: a pure function of the log, the protocol's version and the day.

    Raises LogError when the log contradicts itself or `day` lies before its start.
    """
    if day < log.start:
        raise LogError(f"{day} lies before the plan's start", "")
    *_, latest = fold(protocol, log, until=day)
    return latest.plan_day


def fold(
    protocol: Protocol, log: Log, *, until: date, since: PlanState | None = None
) -> Iterator[Decision]:
    """Decide every day from the start, or from the day after `since`, to `until`.

    With `since`, the log need hold only entries with `on` after it. The result is the same.
    """
    first = log.start if since is None else since.on + timedelta(days=1)
    state = since
    for record in day_records(log, first, until):
        decision = advance(protocol, state, record)
        # With what was prescribed in it, so that it is not put together again each day.
        state, protocol = decision.state, decision.request.protocol
        yield decision


def advance(protocol: Protocol, before: PlanState | None, record: DayRecord) -> Decision:
    """Decide one day. `before` is None on the first day only, whose record has the intake.

    A day with a session is decided in two steps: the morning, without it, since what was
    listed is what the plan said before it began; then what the session showed, on top of the
    morning's rungs. The session can only ask for less.
    """
    request = _request(protocol, before, record)
    morning = Decision(request=request, decided=decide(request))
    return morning if record.session is None else _with_session(morning, record, record.session)


def told_more(morning: Decision, record: DayRecord) -> Decision:
    """Decide a day again, now that more of it was told: what `advance` says of the whole record.

    Where only a session came, the morning is not decided twice. Tests of the day are looked at
    beside its session, so with them it is.
    """
    request, session = morning.request, record.session
    if session is None or record.tests or request.record.session is not None:
        return advance(request.protocol, request.before, record)
    if request.record.without_session != record.without_session:
        return advance(request.protocol, request.before, record)
    return _with_session(morning, record, session)


def _with_session(morning: Decision, record: DayRecord, session: Effort) -> Decision:
    evening = _in_the_evening(morning, record, judge(morning, session))
    found = _found_by_session(evening, morning.decided)
    both = _decided_again(evening, morning.decided, found)
    return Decision(request=_ended(evening, morning, both), decided=both, kept=morning.offered)


def _request(protocol: Protocol, before: PlanState | None, record: DayRecord) -> Request:
    standing = before.prescribed if before else ()
    protocol = protocol.with_prescribed(prescribed_by(standing, record.directives))
    if before is None:
        opened = open_first_day(protocol, record)
        baseline = baseline_of(opened)
    else:
        baseline = baseline_of(before)
        opened = open_day(protocol, before, record, baseline=baseline)
    opened = _with_tests(protocol, opened, record)
    return Request(
        today=record.on,
        protocol=protocol,
        state=opened,
        before=before,
        record=record,
        phase=protocol.phases[opened.phase],
        profile=profile_of(opened, record.on),
        baseline=baseline,
        session=None,
    )


def _with_tests(protocol: Protocol, state: PlanState, record: DayRecord) -> PlanState:
    """Tests of a day count at once, unless the day cannot be started or the walk is off."""
    if not record.tests:
        return state
    said, session = record.check_in, record.session
    limps = (said and said.limp) or (session and session.limp)
    is_answered = said is not None and said.red_flags_answered
    rest = standing_rest(state, record.on, is_answered=is_answered)
    is_shut = state.lock or rest or state.pause or limps
    earns = is_answered and not is_shut
    return evolve(state, tests=tests_after(protocol, state, record, earns=earns))


def decide(request: Request) -> Decided:
    """Every rule's findings, gravest first, and what they move."""
    findings = binding_first(findings_of(request), request)
    return Decided(findings=findings, moves=moved(request, findings))


def _in_the_evening(morning: Decision, record: DayRecord, session: JudgedSession) -> Request:
    """The same day with its session, on the rungs and in the phase the morning decided."""
    request, state = morning.request, morning.decided.moves.state
    return Request(
        today=request.today,
        protocol=request.protocol,
        state=state,
        before=request.before,
        record=record,
        phase=request.protocol.phases[state.phase],
        profile=profile_of(state, request.today),
        baseline=request.baseline,
        session=session,
    )


def _ended(evening: Request, morning: Decision, both: Decided) -> Request:
    """Where the session ended its day, what was left of the list is nobody's to finish."""
    session = evening.session
    if session is None or not morning.is_open or is_open(evening, both):
        return evening
    return replace(evening, session=replace(session, listed=()))


def _found_by_session(evening: Request, morning: Decided) -> Findings:
    """What only the session shows. It can ask for less, never for more."""
    if not _is_telling(evening):
        return ()
    known = [finding.reason for finding in morning.findings]
    fresh: Findings = ()
    for rule in SESSION_RULES:
        if found := rule(evening, (*morning.findings, *fresh)):
            fresh = (*fresh, *(one for one in found if one.reason not in known))
    return tuple(one for one in fresh if one.reason.detail != "ladder_off")


def _is_telling(evening: Request) -> bool:
    """Whether anything hurt or was out of order: what a session rule finds is of today, or the
    morning has found it."""
    session = evening.session
    is_stayed = session is not None and session.warmup_soreness is WarmupSoreness.STAYED
    return bool(evening.scores) or evening.is_limping or is_stayed


def _decided_again(evening: Request, morning: Decided, fresh: Findings) -> Decided:
    if not fresh:
        return morning
    moves = eased_by_session(evening, morning.moves, binding_first(fresh, evening))
    # "Nothing else fired" is no longer so.
    kept = tuple(one for one in morning.findings if one.reason.rule != "R19")
    return Decided(findings=binding_first((*kept, *fresh), evening), moves=moves)


def findings_of(request: Request) -> Findings:
    """Every rule, in order; each may read what the rules before it found."""
    fired: Findings = ()
    for _, rule in RULES:
        fired += rule(request, fired)
    return fired


def judge(morning: Decision, effort: Effort) -> JudgedSession:
    """A session measured against what the morning offered and the caps of the day.

    On a day that cannot be started it is judged for pain, "all" as what would have been due,
    and earns nothing.
    """
    request, startable, state = morning.request, morning.is_startable, morning.decided.moves.state
    phase, profile = request.protocol.phases[state.phase], profile_of(state, request.today)
    lines = short_version(morning.offered) if effort.short else morning.offered
    due = morning.offered or listed(request.protocol, state, request.today)
    judged = [
        _judged(reports, caps_of(phase, profile, request.ladder(ladder).context, request.state))
        for ladder, reports in _by_ladder(effort, due).items()
    ]
    return JudgedSession(
        on=request.today,
        exercises=tuple(judged),
        listed=tuple(line.ladder for line in lines if line.counts) if startable else (),
        effort=effort.effort,
        effort_worst=effort.effort_worst,
        minutes=effort.minutes,
        warmup_soreness=effort.warmup_soreness,
        limp=effort.limp,
        earns=startable,
    )


def _by_ladder(effort: Effort, due: tuple[ListedExercise, ...]) -> dict[str, list[ExerciseReport]]:
    """What was said of each ladder, by its code."""
    reports: dict[str, list[ExerciseReport]] = {}
    for part in effort.parts:
        for report in (*part.exercises, *_of_all(part, short_version(due) if part.short else due)):
            reports.setdefault(report.ladder, []).append(report)
    return {ladder: reports[ladder] for ladder in sorted(reports)}


def _of_all(part: Session, lines: Iterable[ListedExercise]) -> Iterator[ExerciseReport]:
    """In a session "all" stands for every ladder listed and not named by itself."""
    if part.all_listed is None:
        return
    named = {report.ladder for report in part.exercises}
    for line in lines:
        if line.ladder not in named:
            yield replace(part.all_listed, ladder=line.ladder)


def _judged(reports: list[ExerciseReport], caps: Caps) -> JudgedExercise:
    """Several reports about one ladder as one: the least done, the most pain.

    Where one of them states no pain or no share, that fact is missing.
    """
    pains = [report.pain for report in reports if report.pain is not None]
    shares = [report.done for report in reports if report.done is not None]
    done = [report for report in reports if not _is_left_out(report)]
    return JudgedExercise(
        ladder=reports[0].ladder,
        done=min(shares) if len(shares) == len(reports) else None,
        pain=max(pains, default=None),
        is_pain_stated=len(pains) == len(reports),
        is_left_out=not done,
        skipped_for_pain=Skipped.PAIN in [report.skipped for report in reports],
        caps=caps,
    )


def _is_left_out(report: ExerciseReport) -> bool:
    """Nothing of it was done: said so, or skipped without a share."""
    return report.done == 0 or (report.done is None and report.skipped is not None)
