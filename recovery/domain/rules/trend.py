"""What only weeks can show: pain that rises, pain that does not fall, easings that pile up."""

from statistics import median

from recovery.domain import limits
from recovery.domain.codes import SEVERITY, AlertCode, Result
from recovery.domain.request import Effect, Finding, Findings, Request
from recovery.domain.state import DayScores

EPISODE_RULES = ("R02", "R03", "R04", "R05", "R10")
Week = tuple[DayScores, ...]


def week_on_week(request: Request, fired: Findings) -> Findings:
    """R10. This week's median of worst or morning pain above last week's."""
    week, lowest = request.this_week, limits.WEEK_LOWEST_MEDIAN
    worst = _medians_now(_worst(week), request.worst, lowest=lowest)
    morning = _medians_now(_mornings(week), request.morning, lowest=lowest)
    if not worst and not morning:
        return ()
    before = request.week(1)
    rises = [
        *((rise, "worst") for rise in _rises(worst, _median(_worst(before)))),
        *((rise, "morning") for rise in _rises(morning, _median(_mornings(before)))),
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


def _worst(week: Week) -> list[int]:
    return [day.worst for day in week if day.worst is not None]


def _mornings(week: Week) -> list[int]:
    return [day.morning for day in week if day.morning is not None]


def _rises(now: list[float], before: float | None) -> list[float]:
    """How far each median of this week lies above that of the week before."""
    return [] if before is None else [one - before for one in now]


def _medians_now(week: list[int], today: int | None, *, lowest: int) -> list[float]:
    """This week's median without today's score and with it, where enough was said and it is not
    below `lowest`: an answer today may not hide a bad week, nor is silence better than the
    mildest answer."""
    with_today = [*week, today or 0]
    if max(with_today) < lowest:
        return []
    medians = (_median(week), _median(with_today))
    return [now for now in medians if now is not None and now >= lowest]


def _median(scores: list[int]) -> float | None:
    """The median of one week; None where too little was said."""
    return median(scores) if len(scores) >= limits.WEEK_MINIMUM_SCORES else None


def not_improving(request: Request, fired: Findings) -> Findings:
    """R15. Pain that is not falling, or a limp that stays: ask a clinician to look."""
    is_limping, stuck = request.is_limping, _not_falling(request)
    if not (is_limping or stuck):
        return ()
    found = []
    if is_limping and request.days_since_injury >= limits.STILL_LIMPING_DAYS:
        found.append(
            request.reason(
                "R15",
                "still_limping",
                Result.HOLD,
                observed=request.days_since_injury,
                limit=limits.STILL_LIMPING_DAYS,
            )
        )
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


def _not_falling(request: Request) -> list[float]:
    """This week's medians of worst pain that are high and have not fallen enough."""
    now = _medians_now(_worst(request.this_week), request.worst, lowest=limits.IMPROVING_ABOVE)
    high = [one for one in now if one > limits.IMPROVING_ABOVE]
    if not high:
        return []
    last = _median(_worst(request.week(1)))
    if last is None:
        return []
    earlier = _median(_worst(request.week(2)))
    return [one for one in high if not _has_fallen_enough(earlier, last, one)]


def _has_fallen_enough(earlier: float | None, last: float, now: float) -> bool:
    """Against the week before; and against the one before that, where enough was said of it."""
    fell = _has_fallen(last, now, limits.FALL_IN_A_WEEK, limits.FALL_IN_A_WEEK_PERCENT)
    if earlier is None:
        return fell
    return fell and _has_fallen(
        earlier, now, limits.FALL_IN_TWO_WEEKS, limits.FALL_IN_TWO_WEEKS_PERCENT
    )


def _has_fallen(before: float, now: float, points: int, percent: int) -> bool:
    fall = before - now
    return fall >= points or fall * 100 >= before * percent > 0


def flare(request: Request, fired: Findings) -> Findings:
    """R16. Two easings apart within a week, or three within two: back a phase.

    In phase 1: its first rungs, and STRICT until five days have passed without easing.
    """
    if request.state.in_episode or not is_episode_day(fired):
        return ()
    if any(one.reason.rule == "R16" for one in fired):
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
    reasons = [one.reason for one in fired if one.reason.rule in EPISODE_RULES]
    return bool(reasons) and any(
        SEVERITY[reason.result] >= SEVERITY[Result.EASE] and reason.detail != "ladder_off"
        for reason in reasons
    )
