"""One decided day as the JSON of the plan log's door. The keys are stable; more may be added."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from recovery.domain.decision import (
    Alert,
    Change,
    ExitTestDay,
    LadderDay,
    ListedExercise,
    Need,
    PlanDay,
    Reason,
)
from recovery.domain.ladder import Dose
from recovery.domain.plan import ENGINE_VERSION
from recovery.domain.protocol import Protocol

Json = dict[str, Any]
DOSE_FIELDS = (
    "sets",
    "reps",
    "hold_seconds",
    "duration_seconds",
    "distance_metres",
    "rest_seconds",
    "load_kg",
    "load",
    "tempo",
    "side",
)


def _no_words(_: object) -> str:
    return ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """How a reason and a need are said. Without words of its own, nothing is said."""

    patient: Callable[[Reason], str] = _no_words
    clinician: Callable[[Reason], str] = _no_words
    otherwise: Callable[[Reason], str] = _no_words
    need: Callable[[Need], str] = _no_words


def plan_day_json(day: PlanDay, protocol: Protocol, words: Words) -> Json:
    """The output object of one day."""
    return {
        "day": day.day.isoformat(),
        "phase": day.phase,
        "profile": day.profile.value,
        "lock": None if day.lock is None else day.lock.kind.value,
        "result": day.result.value,
        "startable": day.startable,
        "exercises": [_exercise(one) for one in day.exercises],
        "changes": [_change(one) for one in day.changes],
        "reasons": [_reason(one, words) for one in day.reasons],
        "ladders": [_ladder(one) for one in day.ladders],
        "exit_tests": [_exit_test(one) for one in day.exit_tests],
        "alerts": [_alert(one) for one in day.alerts],
        "next": [_need(one, words) for one in day.needs],
        "self_care": _self_care(day, protocol),
        "phase_started_on": day.phase_started_on.isoformat(),
        "asks_full_red_flags": day.asks_full_red_flags,
        "closed": day.closed,
        "engine": ENGINE_VERSION,
        "protocol_version": protocol.version,
        "log_digest": day.log_digest,
    }


def _exercise(one: ListedExercise) -> Json:
    line = {"ladder": one.ladder, "rung": one.rung, "exercise": one.exercise}
    return {**line, **_dose(one.dose), "warm_up": one.warm_up, **_as_prescribed(one)}


def _as_prescribed(one: ListedExercise) -> Json:
    """What only a prescription can say; the rest is left out."""
    said = {"note": one.note} if one.note else {}
    if one.times_a_day > 1:
        said["times_a_day"] = one.times_a_day
    return said if one.asks_pain else {**said, "asks_pain": False}


def _dose(dose: Dose) -> Json:
    """What the dose says; what it leaves open is left out."""
    said = {name: getattr(dose, name) for name in DOSE_FIELDS}
    return {name: _plain(value) for name, value in said.items() if value not in (None, "", 0)}


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _change(one: Change) -> Json:
    return {"ladder": one.ladder, "from": one.from_rung, "to": one.to_rung}


def _reason(one: Reason, words: Words) -> Json:
    return {
        "rule": one.rule,
        "subject": one.subject,
        "observed": one.observed,
        "limit": one.limit,
        "bound": one.bound,
        "patient": words.patient(one),
        "clinician": words.clinician(one),
        "otherwise": words.otherwise(one),
        "detail": one.detail,
        "result": one.result.value,
        "seen_on": one.seen_on.isoformat(),
        "until": _day(one.until),
        "carried": one.carried,
        "codes": list(one.codes),
    }


def _ladder(one: LadderDay) -> Json:
    return {
        "ladder": one.ladder,
        "rung": one.rung,
        "due": one.due,
        "off_until": _day(one.off_until),
        "off_until_settled": one.off_until_settled,
        "good_sessions": one.good_sessions,
        "left_out": one.is_left_out,
        "left_out_until": _day(one.left_out_until),
    }


def _exit_test(one: ExitTestDay) -> Json:
    passed = [day.isoformat() for day in one.passed_on]
    return {"test": one.test, "passed_on": passed, "needed": one.needed}


def _alert(one: Alert) -> Json:
    return {"code": one.code.value, "subject": one.subject, "observed": one.observed}


def _need(one: Need, words: Words) -> Json:
    return {
        "ladder": one.ladder,
        "needs": words.need(one),
        "sessions": one.sessions,
        "earliest_on": one.earliest_on.isoformat(),
        "at_top": one.at_top,
        "pain_limit": one.pain_limit,
    }


def _self_care(day: PlanDay, protocol: Protocol) -> list[Json]:
    phase = protocol.phase_by_code[day.phase]
    return [{"code": care.code, "title": care.title} for care in phase.self_care]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
