"""How the injury answered: the morning after, the walk, the pain in each exercise."""

from collections.abc import Iterator
from decimal import Decimal

from recovery.domain import limits
from recovery.domain.codes import Band, Context, Profile, Result, Settled, WarmupSoreness
from recovery.domain.decision import Reason
from recovery.domain.evolve import evolve
from recovery.domain.request import Effect, Finding, Findings, Request, Score
from recovery.domain.rules.consent import ASKS_DOWN, Consent, consent, overdue


def next_morning(request: Request, fired: Findings) -> Findings:
    """R04. A morning clearly worse than usual, or new swelling: ease what is loaded."""
    said = request.check_in
    if said is None:
        return _no_step_up_goes_on(request)
    found = []
    limit = max(request.baseline + limits.MORNING_RISE, limits.MORNING_MINIMUM)
    if said.pain_morning is not None and said.pain_morning >= limit:
        found.append(
            request.reason(
                "R04",
                "morning",
                Result.EASE,
                observed=said.pain_morning,
                limit=limit,
                until=request.in_days(limits.NO_STEP_UP_DAYS),
            )
        )
    if said.new_swelling:
        until = request.in_days(limits.NO_STEP_UP_DAYS)
        found.append(request.reason("R04", "new_swelling", Result.EASE, until=until))
    if not found:
        return _no_step_up_goes_on(request)
    return tuple(Finding(reason=reason, effect=Effect.EASE_LOADED, rungs=1) for reason in found)


def _no_step_up_goes_on(request: Request) -> Findings:
    """For 48 hours after a bad morning nothing steps up."""
    earlier = request.state.no_step_up
    if earlier is None or earlier.until is None or request.today > earlier.until:
        return ()
    reason = request.reason(
        "R04", "no_step_up", Result.HOLD, seen_on=earlier.seen_on, until=earlier.until
    )
    return (Finding(reason=reason),)


def sore_warm_up(request: Request, fired: Findings) -> Findings:
    """R05. Soreness in the warm-up that stayed: the day ends, two days off loaded work."""
    session = request.session
    if session is None or session.warmup_soreness is not WarmupSoreness.STAYED:
        return ()
    reason = request.reason(
        "R05", "stayed", Result.REST, until=request.in_days(limits.WARM_UP_DAYS_OFF)
    )
    return (Finding(reason=reason, effect=Effect.LOADED_OFF, rungs=1),)


def slow_to_settle(request: Request, fired: Findings) -> Findings:
    """R06. The injured spot still sore the morning after: a day off, or the same again."""
    said, latest = request.check_in, request.latest_training_on
    if said is None or latest is None or said.settled is not Settled.STILL_THERE:
        return _same_dose_again(request)
    mornings = request.state.sore_mornings + 1
    rise = request.baseline + limits.MORNING_RISE
    if mornings == limits.SECOND_MORNING:
        reason = request.reason("R06", "second_morning", Result.REST, seen_on=latest)
        return (Finding(reason=reason, effect=Effect.REST),)
    if said.pain_morning is not None and said.pain_morning >= rise:
        reason = request.reason(
            "R06", "sore_morning", Result.REST, observed=said.pain_morning, limit=rise
        )
        return (Finding(reason=reason, effect=Effect.REST),)
    return (Finding(reason=request.reason("R06", "still_sore", Result.HOLD, seen_on=latest)),)


def _same_dose_again(request: Request) -> Findings:
    """After the day off, the same dose before anything rises."""
    rest = request.state.rest
    if rest is None or rest.rule != "R06" or request.standing_rest:
        return ()
    reason = request.reason("R06", "same_dose", Result.HOLD, seen_on=rest.seen_on)
    return (Finding(reason=reason),)


def limp(request: Request, fired: Findings) -> Findings:
    """R07. A limp, or moving differently. In the first days after the injury it only holds."""
    if not request.is_limping:
        return ()
    if request.days_since_injury < limits.LIMP_FREE_DAYS:
        return (Finding(reason=request.reason("R07", "early_limp", Result.HOLD)),)
    reason = request.reason("R07", "limp", Result.EASE)
    return (Finding(reason=reason, effect=Effect.EASE_LOADED, rungs=1),)


def above_cap(request: Request, fired: Findings) -> Findings:
    """R08. Pain in the ease band: that ladder eases, and no other. It may have to be asked for."""
    sore = [score for score in request.scores if score.band is Band.EASE]
    told = {score.subject for score in sore}
    return (
        *(_newly_eased(request, sore) if sore else ()),
        *(_still_asked(request, told) if request.state.proposals else ()),
        *_ladders_still_off(request, told),
    )


def _newly_eased(request: Request, sore: list[Score]) -> Iterator[Finding]:
    told_at = _latest_told(request)
    for score in sore:
        yield _as_answered(request, _eased(request, score), after=told_at)


def _latest_told(request: Request) -> int:
    """The place in the log of today's latest session or test."""
    session = request.record.session
    told = (*(session.parts if session else ()), *request.record.tests)
    return max((entry.order for entry in told), default=-1)


def _as_answered(request: Request, finding: Finding, *, after: int = -1) -> Finding:
    """The same step down, or only the wish for it where a clinician decides."""
    reason = finding.reason
    answer = consent(request, reason.subject, ASKS_DOWN, after=after)
    if answer is Consent.GIVEN:
        return finding
    waits = "waits" if reason.observed is not None else "left_out_waits"
    detail = waits if answer is Consent.AWAITED else "declined"
    return Finding(
        reason=evolve(reason, detail=detail, result=Result.HOLD, until=None),
        alert=overdue(request, "R08", reason.subject),
    )


def _still_asked(request: Request, told: set[str]) -> Findings:
    """A step down that was asked for on an earlier day and not answered since."""
    asked = (
        Finding(
            reason=evolve(one.reason, detail=_accepted(one.reason), result=Result.EASE),
            effect=Effect.EASE_LADDER,
            rungs=1 if request.ladder_state(one.subject) else 0,
        )
        for one in request.state.proposals
        if one.rule == "R08" and one.subject not in told
    )
    return tuple(_as_answered(request, finding) for finding in asked)


def _accepted(asked: Reason) -> str:
    return "accepted" if asked.observed is not None else "left_out_accepted"


def _eased(request: Request, score: Score) -> Finding:
    ladder = request.ladder_state(score.subject)
    is_lowest = ladder is not None and ladder.rung == request.span(ladder.code).first
    reason = request.reason(
        "R08",
        f"{score.detail}_lowest" if is_lowest else score.detail,
        Result.EASE,
        subject=score.subject,
        observed=score.pain,
        limit=score.caps.hold,
        until=request.in_days(1) if is_lowest else None,
        codes=score.codes,
    )
    return Finding(reason=reason, effect=Effect.EASE_LADDER, rungs=score.rungs)


def _ladders_still_off(request: Request, told: set[str]) -> Findings:
    """A ladder that was rested stays off until its day, or (`until` None) a calm morning."""
    found: list[Finding] = []
    for ladder in request.state.ladders:
        earlier = ladder.off_reason
        if earlier is None or ladder.code in told or not ladder.is_off(request.today):
            continue
        reason = request.reason(
            earlier.rule,
            "ladder_off",
            Result.EASE,
            subject=ladder.code,
            seen_on=earlier.seen_on,
            observed=earlier.observed,
            limit=earlier.limit,
            until=None if ladder.off_until_settled else ladder.off_until,
        )
        found.append(Finding(reason=reason))
    return tuple(found)


def hold_band(request: Request, fired: Findings) -> Findings:
    """R09. Pain in the hold band, or a morning a little off: the same again."""
    return (
        *_sore_exercises(request),
        *_sore_tests(request),
        *_sore_warm_up(request),
        *_sore_morning(request, fired),
    )


def _sore_exercises(request: Request) -> Findings:
    yesterday = request.yesterdays_session
    if yesterday is None:
        return ()
    sore = [one for one in yesterday.exercises if one.band is Band.HOLD]
    trained = [
        request.reason(
            "R09",
            "exercise",
            Result.HOLD,
            subject=one.ladder,
            seen_on=request.in_days(-1),
            observed=one.pain,
            limit=one.caps.progress,
        )
        for one in sore
    ]
    return tuple(Finding(reason=reason) for reason in trained) if trained else ()


def _sore_tests(request: Request) -> Findings:
    if not request.record.tests:
        return ()
    tried = [
        request.reason(
            "R09",
            "test",
            Result.HOLD,
            subject=score.subject,
            observed=score.pain,
            limit=score.caps.progress,
            codes=score.codes,
        )
        for score in request.scores
        if score.detail == "test" and score.band is Band.HOLD
    ]
    return tuple(Finding(reason=reason) for reason in tried)


def _sore_warm_up(request: Request) -> Findings:
    yesterday = request.yesterdays_session
    if yesterday is None or yesterday.warmup_soreness is not WarmupSoreness.WENT_AWAY:
        return ()
    return tuple(
        Finding(
            reason=request.reason(
                "R09", "warm_up", Result.HOLD, subject=ladder.code, seen_on=yesterday.on
            )
        )
        for ladder in request.state.ladders
        if request.ladder(ladder.code).loaded
    )


def _sore_morning(request: Request, fired: Findings) -> Findings:
    said = request.check_in
    if said is None:
        return ()
    morning, rest, worst = said.pain_morning, said.pain_rest, said.pain_worst
    general = request.phase.caps[Profile.STANDARD][Context.GENERAL]
    near_stop = min(general.stop, request.caps(Context.GENERAL).stop) - 1
    cases = []
    if morning is not None and not request.is_settled and not _is_eased_already(fired):
        cases.append(("morning_unsettled", morning, request.baseline))
    if morning is not None and morning > general.progress:
        cases.append(("morning_high", morning, general.progress))
    if rest is not None and rest > general.progress:
        cases.append(("rest_high", rest, general.progress))
    if worst is not None and worst >= near_stop:
        cases.append(("worst_high", worst, near_stop))
    return tuple(
        [
            Finding(reason=request.reason("R09", detail, Result.HOLD, observed=score, limit=limit))
            for detail, score, limit in cases
        ]
    )


def _is_eased_already(fired: Findings) -> bool:
    return any(one.reason.rule == "R04" and one.reason.detail == "morning" for one in fired)


def not_finished(request: Request, fired: Findings) -> Findings:
    """R11. Less than four fifths of an exercise done, or a very hard session: the same again."""
    yesterday = request.yesterdays_session
    if yesterday is None:
        return ()
    reported = {one.ladder: one for one in yesterday.exercises}
    finished = {one.ladder for one in yesterday.exercises if one.is_finished}
    left = [
        request.reason(
            "R11",
            "not_finished",
            Result.HOLD,
            subject=code,
            seen_on=yesterday.on,
            observed=_percent(reported[code].done) if code in reported else 0,
            limit=limits.FULL_SHARE_PERCENT,
        )
        for code in yesterday.listed
        if code not in finished
    ]
    if yesterday.effort_worst >= limits.TOO_HARD_EFFORT:
        left.append(
            request.reason(
                "R11",
                "too_hard",
                Result.HOLD,
                seen_on=yesterday.on,
                observed=yesterday.effort_worst,
                limit=limits.TOO_HARD_EFFORT,
            )
        )
    return tuple(Finding(reason=reason) for reason in left)


def _percent(done: Decimal | None) -> int | None:
    return None if done is None else int(done * 100)
