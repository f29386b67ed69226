"""The numbers of the rules, with the unit, the why and the sources that stand beside each."""

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recovery.domain import limits

PART = re.compile(r"# (?P<part>\S.*)")
LINE = re.compile(r"(?P<name>[A-Z_]+) = .+?  # (?P<words>.*?) ?\[(?P<sources>[^]]+)\]")
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """part: the rule or the part of the rulebook it belongs to. words: its unit, and why."""

    name: str
    part: str
    value: str
    words: str
    sources: tuple[str, ...]

    @property
    def digits(self) -> set[str]:
        return set(DIGITS.findall(self.value))


def read_numbers() -> tuple[Number, ...]:
    """In the order they are written in. A line that does not say its source is left out."""
    return tuple(_read(inspect.getsource(limits).splitlines()))


def unread(known: Iterable[Number]) -> list[str]:
    """Names whose line does not end in where the number comes from."""
    return sorted({name for name in vars(limits) if name.isupper()} - {one.name for one in known})


def _read(lines: list[str]) -> Iterator[Number]:
    part = ""
    for line in lines:
        if heading := PART.fullmatch(line):
            part = heading["part"]
        elif found := LINE.fullmatch(line):
            yield Number(
                name=found["name"],
                part=part,
                value=_shown(getattr(limits, found["name"])),
                words=found["words"],
                sources=tuple(found["sources"].split(", ")),
            )


def _shown(value: int | tuple[int, ...]) -> str:
    return " and ".join(map(str, value)) if isinstance(value, tuple) else str(value)
