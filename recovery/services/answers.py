"""From what a form, a device or a script sends to an entry the log can hold.

Everything is checked here, so that a form can show what is wrong beside the field.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from cattrs import ClassValidationError
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn

from recovery import mappers
from recovery.domain.codes import Author
from recovery.domain.log import Entry, ExerciseReport, Session
from recovery.domain.prescription import Prescription

E = TypeVar("E", bound=Entry)
HUNDREDTH = Decimal("0.01")
SCORE = (0, 10)
RANGES: Mapping[str, tuple[int, int]] = {
    "pain": SCORE,
    "pain_rest": SCORE,
    "pain_morning": SCORE,
    "pain_worst": SCORE,
    "pain_now": SCORE,
    "stiffness": SCORE,
    "confidence": SCORE,
    "effort": SCORE,
    "done": (0, 1),
    "minutes": (0, 24 * 60),
    "age": (0, 120),
    "days_per_week": (1, 7),
    "forecast_days": (0, 3650),
    "progress": SCORE,
    "hold": SCORE,
    "stop": SCORE,
}
LONGEST_TEXT = 2000
LONGEST_ID = 64


class EntryInvalid(ValueError):
    """An answer that cannot be kept. `field` names it; `code` says what is wrong with it.

    Codes: required, unknown, invalid, range, future, before_start, repeated, order.
    """

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code = field, code


def _whole(value: object, _: object) -> int:
    """Only whole numbers: neither a text nor a yes may slip in as a score."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("not a whole number")
    return value


def _yes_or_no(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither yes nor no")
    return value


def _day(value: object, _: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _hundredths(value: object, _: object) -> Decimal:
    """Two places, as the database keeps it; the rest is dropped, never rounded up."""
    if isinstance(value, bool):
        raise TypeError("not a number")
    try:
        return Decimal(str(value)).quantize(HUNDREDTH, rounding=ROUND_DOWN)
    except InvalidOperation as error:
        raise ValueError("not a number") from error


def _text(value: object, _: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise TypeError("not a text, or too long")
    return value


DOOR = mappers.json_converter(detailed_validation=True)
for _type, _hook in (
    (int, _whole),
    (bool, _yes_or_no),
    (date, _day),
    (Decimal, _hundredths),
    (str, _text),
    (StrEnum, lambda value, codes: codes(value)),
):
    DOOR.register_structure_hook(_type, _hook)
_prescription_from = make_dict_structure_fn(Prescription, DOOR)
DOOR.register_structure_hook(
    Prescription,
    lambda value, kind: (
        value if isinstance(value, Prescription) else _prescription_from(value, kind)
    ),
)


def read(
    entry_class: type[E], answers: Mapping[str, Any], *, client_id: str, on: date, author: Author
) -> E:
    """An entry of this kind from answers named as its fields. Raises EntryInvalid."""
    facts = read_facts(entry_class, answers)
    missing = [name for name in _required(entry_class) if name not in facts]
    if missing:
        raise EntryInvalid(missing[0], "required")
    if not client_id or len(client_id) > LONGEST_ID:
        raise EntryInvalid("client_id", "invalid" if client_id else "required")
    return entry_class(id=client_id, on=on, by=author, **facts)


def _required(entry_class: type[Entry]) -> list[str]:
    known = mappers.field_types(entry_class)
    return [
        field.name
        for field in fields(entry_class)
        if field.name in known and not _has_default(field)
    ]


def _has_default(field: Field) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def read_facts(entry_class: type[Entry], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as the types of their fields, each within its range. Raises EntryInvalid."""
    types = mappers.field_types(entry_class)
    facts = {}
    for name, value in answers.items():
        if name not in types:
            raise EntryInvalid(name, "unknown")
        facts[name] = _read_one(name, value, types[name])
        _check_range(name, facts[name])
    if entry_class is Session:
        _check_exercises(facts.get("exercises", ()))
    return facts


def _read_one(name: str, value: object, wanted: Any) -> Any:
    try:
        return DOOR.structure(value, wanted)
    except (ClassValidationError, IterableValidationError) as error:
        raise EntryInvalid(name, _code_of(error)) from error
    except (TypeError, ValueError, KeyError) as error:
        raise EntryInvalid(name, "invalid") from error


def _code_of(error: BaseException) -> str:
    inner = getattr(error, "exceptions", ())
    is_unknown = any(isinstance(one, ForbiddenExtraKeysError) for one in inner)
    return "unknown" if is_unknown else "invalid"


def _check_range(name: str, value: Any) -> None:
    if name not in RANGES or value is None:
        return
    lowest, highest = RANGES[name]
    if not lowest <= value <= highest:
        raise EntryInvalid(name, "range")


def _check_exercises(reports: tuple[ExerciseReport, ...]) -> None:
    for report in reports:
        _check_range("done", report.done)
        _check_range("pain", report.pain)
    if len({report.ladder for report in reports}) < len(reports):
        raise EntryInvalid("exercises", "repeated")
