"""The page that stays while a plan is locked."""

from datetime import date
from typing import Any

from accounts.models import User
from recovery.domain.codes import Result, Side
from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Protocol
from recovery.emergency_numbers import numbers_for
from recovery.explanations.help_words import help_words


def lock_page(
    day: PlanDay,
    *,
    protocol: Protocol,
    side: Side,
    injured_on: date,
    country: str,
    therapist: User | None,
    may_begin_again: bool,
) -> dict[str, Any]:
    lock = day.lock
    is_own = lock.kind is Result.SOON and not lock.needs_clinician
    return {
        "kind": lock.kind.value,
        "set_on": lock.set_on,
        "today": day.day,
        "injured_on": injured_on,
        "is_left": side is Side.LEFT,
        "plan_name": protocol.name,
        "words": help_words(
            lock.kind,
            lock.codes,
            protocol=protocol,
            injured_on=injured_on,
            side=side,
            today=day.day,
        ),
        "numbers": numbers_for(country),
        "therapist": therapist,
        "is_minor": "under_18" in lock.codes,
        # A lock may not be lifted on the day it was set.
        "may_say_seen": is_own and lock.set_on < day.day,
        "may_say_seen_tomorrow": is_own and lock.set_on == day.day,
        "may_begin_again": may_begin_again,
        "begins_again_tomorrow": not is_own and therapist is None and lock.set_on == day.day,
    }
