"""What comes before everything: signs that need a person, and pain that ends the day."""

from recovery.domain import limits
from recovery.domain.codes import SEVERITY, AlertCode, Band, DirectiveKind, Result
from recovery.domain.decision import Reason
from recovery.domain.evolve import evolve
from recovery.domain.request import Effect, Finding, Findings, Request


def red_flag(request: Request, fired: Findings) -> Findings:
    """R00. Any red flag, or a fact of the intake that locks; or the list left unanswered."""
    standing = _lock_goes_on(request)
    record = request.record
    flags = record.check_in.red_flags if record.check_in else frozenset()
    facts = record.intake_facts
    if flags or facts:
        return (*standing, _flagged(request, flags, facts))
    if record.check_in and not record.check_in.red_flags_answered:
        unanswered = request.reason("R00", "unanswered", Result.HOLD)
        return (*standing, Finding(reason=unanswered))
    return standing


def _flagged(request: Request, flags: frozenset[str], facts: frozenset[str]) -> Finding:
    urgencies = [request.protocol.red_flag_by_code[code].urgency for code in flags]
    kind = max([*urgencies, Result.SOON], key=SEVERITY.__getitem__)
    reason = request.reason("R00", kind, kind, codes=tuple(sorted(flags | facts)))
    if _is_cleared_today(request):
        return _seen_at_once(reason, AlertCode.RED_FLAG)
    return Finding(
        reason=reason,
        effect=Effect.LOCK,
        needs_clinician=kind is not Result.SOON or bool(facts),
        alert=AlertCode.RED_FLAG,
    )


def _lock_goes_on(request: Request) -> Findings:
    lock = request.state.lock
    if lock is None:
        return ()
    reason = request.reason(
        lock.rule, "lock_goes_on", lock.kind, seen_on=lock.set_on, codes=lock.codes
    )
    return (Finding(reason=evolve(reason, carried=True)),)


def _is_cleared_today(request: Request) -> bool:
    """Whether a clinician cleared today's sign: only what is recorded after it can."""
    alarm = request.check_in.alarm_order if request.check_in else -1
    return any(
        directive.kind is DirectiveKind.CLEAR_LOCK and directive.order > alarm
        for directive in request.record.directives
    )


def _seen_at_once(reason: Reason, alert: AlertCode) -> Finding:
    """Reported and cleared on one day: no lock stays, there is nothing to do today, and after
    all but a `soon` sign the plan begins again."""
    effect = Effect.REST if reason.result is Result.SOON else Effect.RESTART
    return Finding(
        reason=evolve(reason, detail="cleared_today", result=Result.REST),
        effect=effect,
        alert=alert,
    )


def sudden_event(request: Request, fired: Findings) -> Findings:
    """R01. A pop, a sharp pain in mid-movement or new weakness: treated as a new injury."""
    if not (request.check_in and request.check_in.sudden_event):
        return ()
    reason = request.reason("R01", "sudden_event", Result.STOP, codes=("sudden_event",))
    if _is_cleared_today(request):
        return (_seen_at_once(reason, AlertCode.SUDDEN_EVENT),)
    return (
        Finding(
            reason=reason,
            effect=Effect.LOCK,
            needs_clinician=True,
            alert=AlertCode.SUDDEN_EVENT,
        ),
    )


def severe_pain(request: Request, fired: Findings) -> Findings:
    """R02. Strong pain at rest, very strong pain at its worst, or two nights broken by pain."""
    said = request.check_in
    if said is None:
        return ()
    woken_twice = said.night_wake and request.state.woken_yesterday
    # The worst of the day and night holds the morning, whatever was said. What nobody said
    # reaches no limit.
    cases = (
        ("at_rest", said.pain_rest or 0, limits.SEVERE_AT_REST),
        ("worst", max(said.pain_worst or 0, said.pain_morning or 0), limits.SEVERE_WORST),
    )
    found = [
        request.reason("R02", detail, Result.REST, observed=score, limit=limit)
        for detail, score, limit in cases
        if score >= limit
    ]
    if woken_twice and request.days_since_injury > limits.NIGHT_WAKE_FREE_DAYS:
        found.append(request.reason("R02", "two_nights", Result.REST))
    return tuple(
        Finding(reason=reason, effect=Effect.REST, alert=AlertCode.SEVERE_PAIN) for reason in found
    )


def stop_line(request: Request, fired: Findings) -> Findings:
    """R03. Pain at or above the stop cap, in an exercise or a test: rest today and tomorrow."""
    found = []
    for score in request.scores:
        if score.band is not Band.STOP:
            continue
        reason = request.reason(
            "R03",
            score.detail,
            Result.REST,
            subject=score.subject,
            observed=score.pain,
            limit=score.caps.stop,
            until=request.in_days(1),
            codes=score.codes,
        )
        found.append(Finding(reason=reason, effect=Effect.REST, rungs=score.rungs))
    return (*_rest_goes_on(request), *found)


def _rest_goes_on(request: Request) -> Findings:
    rest = request.standing_rest
    return () if rest is None else (Finding(reason=evolve(rest, carried=True, bound=False)),)
