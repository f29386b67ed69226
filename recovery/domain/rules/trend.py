"""What only weeks can show: pain that rises, pain that does not fall, easings that pile up."""

from collections.abc import Callable
from statistics import median

from recovery.domain import limits
from recovery.domain.codes import SEVERITY, AlertCode, Result
from recovery.domain.request import Effect, Finding, Findings, Request, Weeks
from recovery.domain.state import DayScores

EPISODE_RULES = ("R02", "R03", "R04", "R05", "R10")
Score = Callable[[DayScores], int | None]
WORST: Score = lambda day: day.worst  # noqa: E731
MORNING: Score = lambda day: day.morning  # noqa: E731


def week_on_week(request: Request, fired: Findings) -> Findings:
    """R10. This week's median of worst or morning pain above last week's."""
    rises = [
        (rise, detail)
        for detail, score in (("worst", WORST), ("morning", MORNING))
        for weeks in _told(request)
        for rise in _rise(weeks, score)
    ]
    rise, detail = max(rises, default=(0.0, ""))
    if rise < limits.WEEK_RISE_HOLDS:
        return ()
    eases = rise >= limits.WEEK_RISE_EASES
    reason = request.reason(
        "R10",
        f"{detail}_eases" if eases else detail,
        Result.EASE if eases else Result.HOLD,
        observed=int(rise),
        limit=limits.WEEK_RISE_EASES if eases else limits.WEEK_RISE_HOLDS,
    )
    if not eases:
        return (Finding(reason=reason),)
    return (
        Finding(reason=reason, effect=Effect.EASE_LOADED, rungs=1, alert=AlertCode.WEEK_ON_WEEK),
    )


def _told(request: Request) -> tuple[Weeks, ...]:
    """The weeks without today's scores and with them: an answer today may not hide a bad week."""
    said = request.check_in
    if said is None:
        return (request.weeks,)
    today = DayScores(on=request.today, morning=said.pain_morning, worst=said.pain_worst)
    this_week, last, earlier = request.weeks
    return (request.weeks, ([*this_week, today], last, earlier))


def _rise(weeks: Weeks, score: Score) -> tuple[float, ...]:
    """The rise of the median against the week before; nothing where too little was said."""
    before = _median(weeks[1], score)
    now = None if before is None else _median(weeks[0], score)
    if now is None or before is None or now < limits.WEEK_LOWEST_MEDIAN:
        return ()
    return (now - before,)


def _median(week: list[DayScores], score: Score) -> float | None:
    """The median of one week; None where too little was said."""
    known = [said for day in week if (said := score(day)) is not None]
    return median(known) if len(known) >= limits.WEEK_MINIMUM_SCORES else None


def not_improving(request: Request, fired: Findings) -> Findings:
    """R15. Pain that is not falling, or a limp that stays: ask a clinician to look."""
    found = []
    if request.is_limping and request.days_since_injury >= limits.STILL_LIMPING_DAYS:
        found.append(
            request.reason(
                "R15",
                "still_limping",
                Result.HOLD,
                observed=request.days_since_injury,
                limit=limits.STILL_LIMPING_DAYS,
            )
        )
    stuck = [median for weeks in _told(request) for median in _not_falling(weeks)]
    if stuck:
        found.append(
            request.reason(
                "R15",
                "not_falling",
                Result.HOLD,
                observed=int(max(stuck)),
                limit=limits.IMPROVING_ABOVE,
            )
        )
    return tuple(Finding(reason=reason, alert=AlertCode.NOT_IMPROVING) for reason in found)


def _not_falling(weeks: Weeks) -> tuple[float, ...]:
    """This week's median of worst pain, where it is high and has not fallen enough."""
    last = _median(weeks[1], WORST)
    now = None if last is None else _median(weeks[0], WORST)
    if now is None or now <= limits.IMPROVING_ABOVE or last is None:
        return ()
    earlier = _median(weeks[2], WORST)
    fell = _has_fallen(last, now, limits.FALL_IN_A_WEEK, limits.FALL_IN_A_WEEK_PERCENT)
    if earlier is not None:
        fell = fell and _has_fallen(
            earlier, now, limits.FALL_IN_TWO_WEEKS, limits.FALL_IN_TWO_WEEKS_PERCENT
        )
    return () if fell else (now,)


def _has_fallen(before: float, now: float, points: int, percent: int) -> bool:
    fall = before - now
    return fall >= points or fall * 100 >= before * percent > 0


def flare(request: Request, fired: Findings) -> Findings:
    """R16. Two easings apart within a week, or three within two: back a phase.

    In phase 1: its first rungs, and STRICT until five days have passed without easing.
    """
    is_told = any(one.reason.rule == "R16" for one in fired)
    if is_told or request.state.in_episode or not is_episode_day(fired):
        return ()
    begun = (*request.state.episodes, request.today)
    week = [on for on in begun if (request.today - on).days < limits.FLARE_WEEK]
    fortnight = [on for on in begun if (request.today - on).days < limits.FLARE_FORTNIGHT]
    is_flare = (
        len(week) >= limits.FLARE_WEEK_EPISODES or len(fortnight) >= limits.FLARE_FORTNIGHT_EPISODES
    )
    if not is_flare:
        return ()
    in_first = request.state.phase == 0
    reason = request.reason(
        "R16", "first_rungs" if in_first else "previous_phase", Result.EASE, observed=len(fortnight)
    )
    effect = Effect.RESTART if in_first else Effect.PREVIOUS_PHASE
    return (Finding(reason=reason, effect=effect, alert=AlertCode.FLARE),)


def is_episode_day(fired: Findings) -> bool:
    """Whether today is a day of an episode: one of five rules eases or rests."""
    return any(
        one.reason.rule in EPISODE_RULES
        and SEVERITY[one.reason.result] >= SEVERITY[Result.EASE]
        and one.reason.detail != "ladder_off"
        for one in fired
    )
