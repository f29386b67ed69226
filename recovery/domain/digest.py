"""The digest of a day's entries, by which a stored day is known to rest on the log as it is."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import Any

from recovery.domain.codes import Autonomy
from recovery.domain.log import Entry, ExerciseReport, Intake

Writer = Callable[[Any], str]


def digest_of(entries: Iterable[Entry], autonomy: Autonomy) -> str:
    """A digest of a day's effective entries, which come sorted by their ids.

    With the intake goes how much of a decision waits for the clinician.
    """
    texts = _texts(entries)
    texts += [f'{{"autonomy": "{autonomy}"}}' for entry in entries if isinstance(entry, Intake)]
    return hashlib.sha256(_listed(texts).encode()).hexdigest()


def _texts(values: Iterable[Any]) -> list[str]:
    """Each value as JSON with its keys in order: what `json` writes, in half the time."""
    return ["null" if one is None else _writer(one.__class__)(one) for one in values]


@cache
def _writer(kind: type) -> Writer:
    if issubclass(kind, str):
        return encode_basestring_ascii
    if issubclass(kind, ExerciseReport):
        return _form(kind)
    if issubclass(kind, Entry):
        # Where it stands in the log is no part of what it says.
        return _form(kind, type=f'"{kind.__name__}"', order="0")
    return WRITERS.get(kind, OTHERS.encode)


def _form(kind: type, **fixed: str) -> Writer:
    """Writes a record of this kind: its text with gaps, and what goes into them."""
    names = sorted({field.name for field in fields(kind)} | fixed.keys())
    gaps = attrgetter(*(name for name in names if name not in fixed))
    form = ", ".join(f'"{name}": {fixed.get(name, "%s")}' for name in names).join("{}")
    return lambda record: form % tuple(_texts(gaps(record)))


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(texts)}]"


@lru_cache(maxsize=128)
def _share(value: Decimal) -> str:
    return f'"{value.normalize():f}"'  # 0.8 and 0.80 are the same share


WRITERS: dict[type, Writer] = {
    int: int.__repr__,
    bool: {True: "true", False: "false"}.__getitem__,
    date: lambda value: f'"{value.isoformat()}"',
    Decimal: _share,
    tuple: lambda values: _listed(_texts(values)),
    list: lambda values: _listed(_texts(values)),
    frozenset: lambda values: _listed(_texts(sorted(values))) if values else "[]",
}
OTHERS = json.JSONEncoder(sort_keys=True, default=str)
