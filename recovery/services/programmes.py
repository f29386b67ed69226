"""What one person's list is put together from, as settings carry it, and what of it is changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from recovery.domain.prescription import Prescribed, Prescription
from recovery.domain.state import PlanState
from recovery.mappers import STORED

Programme = dict[str, Any]


def standing(state: PlanState, ladders: Iterable[str], *, on: date) -> Programme:
    """What holds for somebody, told from the day `on`, which is the first. Nothing that ended.

    ladders: the codes of those that are on the list, in the protocol's order.
    """
    held = [one for one in state.prescribed if one.until is None or one.until >= on]
    own = [one.what.code for one in held]
    return {
        "exercises": [_said(one, on) for one in held],
        "left_out": [one.ladder for one in state.left_out],
        "order": list(dict.fromkeys((*state.order, *ladders, *own))),
    }


def _said(one: Prescribed, on: date) -> dict[str, Any]:
    starts_on = max(one.starts_on, on)
    for_days = None if one.until is None else (one.until - starts_on).days + 1
    return {
        "what": STORED.unstructure(one.what),
        "from_day": (starts_on - on).days + 1,
        "for_days": for_days,
    }


def changes(now: Mapping[str, Any], before: Mapping[str, Any]) -> Programme:
    """What of a programme differs from what held before; nothing where nothing does.

    Of what it does not speak of, such as a ladder of another phase, nothing is changed.
    """
    known = [_compared(one) for one in before.get("exercises", ())]
    left_out, was_out = now["left_out"], before.get("left_out", ())
    changed = {
        "exercises": [one for one in now["exercises"] if _compared(one) not in known],
        "left_out": [code for code in left_out if code not in was_out],
        "brought_back": [one for one in was_out if one in now["order"] and one not in left_out],
        "order": _order(now["order"], before.get("order", ())),
    }
    return {name: said for name, said in changed.items() if said}


def _compared(one: Mapping[str, Any]) -> tuple[Any, ...]:
    """Without how a number happens to be written."""
    return STORED.structure(one["what"], Prescription), one["from_day"], one["for_days"]


def _order(now: Sequence[str], before: Sequence[str]) -> list[str]:
    """The order, where it is another than that of before with what is new at its end; then
    whatever it does not speak of, as it was.
    """
    kept = [code for code in before if code in now]
    expected = [*kept, *(code for code in now if code not in kept)]
    if list(now) == expected:
        return []
    return [*now, *(code for code in before if code not in now)]
