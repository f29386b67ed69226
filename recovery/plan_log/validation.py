"""Checks a value against a schema and says what is wrong in one line with its JSON path."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from numbers import Number

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from recovery.plan_log.schema import Schema

MOST_SHOWN = 80  # characters of a wrong value in a message
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T.+", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2199
PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "text",
}

formats = FormatChecker(formats=())


def day_from(text: str) -> date:
    """The day written as YYYY-MM-DD. Raises ValueError for anything else."""
    if not DAY.fullmatch(text):
        raise ValueError(text)
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def instant_from(text: str) -> datetime:
    """The instant written as in RFC 3339, with its offset. Raises ValueError for anything else."""
    instant = datetime.fromisoformat(text) if INSTANT.fullmatch(text) else None
    if instant is None or instant.utcoffset() is None:
        raise ValueError(text)
    return instant


@formats.checks("date", raises=ValueError)
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(day_from(value))


@formats.checks("date-time", raises=ValueError)
def _is_instant(value: object) -> bool:
    return not isinstance(value, str) or bool(instant_from(value))


# In JSON 3.0 is a number; a score of "3.0" is still a slip, and true is not 1.
_types = Draft202012Validator.TYPE_CHECKER.redefine(
    "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
).redefine("number", lambda _, value: isinstance(value, Number) and not isinstance(value, bool))
Validator = extend(Draft202012Validator, type_checker=_types)


def problems_of(value: object, schema: Schema) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each thing wrong with a value, as (path, message), in the order of the text."""
    validator = Validator(schema, format_checker=formats)
    found = {
        (tuple(error.absolute_path), message)
        for error in validator.iter_errors(value)
        for message in _messages(error)
    }
    yield from sorted(
        found, key=lambda problem: ([str(step).zfill(9) for step in problem[0]], problem[1])
    )


def json_path(steps: tuple[str | int, ...]) -> str:
    """A path such as `$.entries[3].pain_rest`."""
    parts = (
        f"[{step}]"
        if isinstance(step, int)
        else f".{step}"
        if PLAIN_NAME.fullmatch(step)
        else f"[{step!r}]"
        for step in steps
    )
    return "$" + "".join(parts)


def shown(value: object) -> str:
    """A value as JSON writes it, cut where it is long."""
    if isinstance(value, bool | None):
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, str):
        text = repr(value)
    elif isinstance(value, dict):
        text = "an object"
    elif isinstance(value, list):
        text = "a list"
    else:
        text = str(value)
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"


def _messages(error: ValidationError) -> Iterator[str]:
    say = MESSAGES.get(str(error.validator))
    if say is None:
        yield f"{shown(error.instance)} is not allowed here"
        return
    yield from say(error)


def _required(error: ValidationError) -> Iterator[str]:
    for name in error.validator_value:
        if name not in error.instance:
            yield f"{name!r} is missing"


def _unknown(error: ValidationError) -> Iterator[str]:
    known = error.schema["properties"]
    for name in error.instance:
        if name not in known:
            yield f"{shown(name)} is not a field here: use {', '.join(known)}"


def _type(error: ValidationError) -> Iterator[str]:
    names = error.validator_value
    wanted = [TYPES[name] for name in ([names] if isinstance(names, str) else names)]
    yield f"{shown(error.instance)} is not {' or '.join(wanted)}"


def _enum(error: ValidationError) -> Iterator[str]:
    allowed = ", ".join("null" if one is None else str(one) for one in error.validator_value)
    yield f"{shown(error.instance)} is not known: use {allowed}"


def _range(error: ValidationError) -> Iterator[str]:
    least, most = error.schema["minimum"], error.schema["maximum"]
    yield f"{shown(error.instance)} is not between {least} and {most}"


def _format(error: ValidationError) -> Iterator[str]:
    wanted = {
        "date": f"a day from {FIRST_YEAR} to {LAST_YEAR}, written YYYY-MM-DD",
        "date-time": "an instant with its offset, such as 2026-03-02T07:30:00Z",
    }
    yield f"{shown(error.instance)} is not {wanted[error.validator_value]}"


def _says(message: str) -> Callable[[ValidationError], Iterator[str]]:
    def say(error: ValidationError) -> Iterator[str]:
        yield message.format(value=shown(error.instance), limit=error.validator_value)

    return say


MESSAGES: dict[str, Callable[[ValidationError], Iterator[str]]] = {
    "required": _required,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _enum,
    "minimum": _range,
    "maximum": _range,
    "format": _format,
    "uniqueItems": _says("names the same thing twice"),
    "minItems": _says("the list is empty: at least {limit} is needed"),
    "maxItems": _says("the list is too long: at most {limit}"),
    "minProperties": _says("nothing is in it: name what is to change"),
    "maxLength": _says("the text is longer than {limit} characters"),
    "pattern": _says("{value} is empty or has signs that are not allowed"),
}
