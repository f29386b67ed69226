"""The digests by which a stored day is known to rest on the log as it is."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import Any, Protocol

from recovery.domain.codes import Autonomy
from recovery.domain.ladder import Dose
from recovery.domain.log import Directive, Entry, ExerciseReport, Intake
from recovery.domain.prescription import Prescription

Writer = Callable[[Any], str]
# A day decided before an entry could say these keeps its digest.
CAME_LATER: Mapping[type, tuple[str, ...]] = {
    Directive: ("prescription", "starts_on", "ladders"),
}


class Day(Protocol):
    """What is said of a day, and the digest of it."""

    @property
    def entries(self) -> Sequence[Entry]: ...

    @property
    def digest(self) -> str: ...


class LogDigest:
    """A digest over the effective log so far, worked out when somebody reads it.

    Most days of a fold only lead on, and nobody asks what they rest on. A day without entries
    leaves the digest as it was.
    """

    __slots__ = ("_behind", "_text")

    def __init__(self, text: str = "") -> None:
        self._text: str = text
        # What it rests on while it is not worked out.
        self._behind: tuple[LogDigest, Day] | None = None

    def after(self, day: "Day") -> "LogDigest":
        """The digest with one more day behind it."""
        if not day.entries:
            return self
        following = LogDigest()
        following._behind = self, day
        return following

    def __str__(self) -> str:
        waiting, earliest = [], self
        while earliest._behind:
            earliest, day = earliest._behind
            waiting.append(day)
        text = earliest._text
        for day in reversed(waiting):
            text = hashlib.sha256(f"{text}{day.digest}".encode()).hexdigest()
        self._text, self._behind = text, None
        return text

    def __repr__(self) -> str:
        return repr(str(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LogDigest) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


NO_LOG = LogDigest()


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
    if issubclass(kind, ExerciseReport | Prescription | Dose):
        return _form(kind)
    if issubclass(kind, Entry):
        # Where it stands in the log is no part of what it says.
        return _form(kind, type=f'"{kind.__name__}"', order="0")
    return WRITERS.get(kind, OTHERS.encode)


def _form(kind: type, **fixed: str) -> Writer:
    """Writes a record of this kind; what came to it later, only where something of it is told."""
    names = {field.name for field in fields(kind)} | fixed.keys()
    later = CAME_LATER.get(kind)
    if later is None:
        return _filled(names, fixed)
    plain, whole, told = (
        _filled(names - set(later), fixed),
        _filled(names, fixed),
        attrgetter(*later),
    )
    return lambda record: whole(record) if any(told(record)) else plain(record)


def _filled(facts: Iterable[str], fixed: Mapping[str, str]) -> Writer:
    """A record's text with gaps, and what goes into them."""
    names = sorted(facts)
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
