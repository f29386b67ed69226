"""The parts of a protocol's text: mappings, lists of mappings, optional fields, source tags."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from exercises.yaml_source import TAG, Loader, Problem, Section


class ProtocolError(Exception):
    """A protocol that must not be used; `errors` has one `Problem` for each thing to mend."""

    def __init__(self, errors: Iterable[Problem]) -> None:
        self.errors: tuple[Problem, ...] = tuple(sorted(errors))
        super().__init__("\n".join(map(str, self.errors)))


@dataclass(frozen=True, slots=True)
class Draft:
    """What reading leaves behind: problems, the line of each place, and where numbers come from."""

    path: Path
    known_sources: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def fault(self, place: str, message: str) -> Problem:
        """A problem at a named place, such as "ladder bridge"."""
        return Problem(self.path, self.lines.get(place, 1), message)


class Part(Section):
    """One mapping of a protocol, with the optional and nested fields a protocol has."""

    def optional_flag(self, key: str, *, default: bool) -> bool:
        return self.flag(key) if self.has(key) else default

    def optional_choice(self, key: str, allowed: Iterable[str], *, default: str) -> str:
        return (self.choice(key, allowed) or default) if self.has(key) else default

    def optional_choices(self, key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        return self.choices(key, allowed) if self.has(key) else ()

    def whole(self, key: str, *, least: int, most: int | None = None) -> int:
        """A required whole number; `least` where it is wrong, with the problem noted."""
        value = self.number(key, least=least)
        if value is not None and most is not None and value > most:
            self.note(
                self.values[key], f"'{key}' is {value}: write a number from {least} to {most}."
            )
        return least if value is None else value

    def part(self, key: str) -> "Part":
        """The mapping of this name; an empty one where it is wrong, with the problem noted."""
        node = self._required(key)
        if node is not None and self._is_map(node, key):
            return Part(self.path, node, self.problems)
        place = node or self.node
        empty = yaml.MappingNode(TAG + "map", [], place.start_mark, place.end_mark)
        return Part(self.path, empty, self.problems)

    def finish_with_source(self, draft: Draft, place: str, key: str = "source") -> None:
        """Keep the line and the source tags of this part, and note fields nobody knows."""
        self.keep_source(draft, place, key)
        self.finish()

    def keep_source(self, draft: Draft, place: str, key: str = "source") -> None:
        draft.lines[place] = self.node.start_mark.line + 1
        draft.notes[f"source {place}"] = ", ".join(self.choices(key, draft.known_sources))


def compose(text: str, path: Path) -> Part:
    """The one mapping of a protocol's text, or `ProtocolError` where it is no such thing."""
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"not readable as YAML ({error.problem}): mend this line."
        raise ProtocolError([Problem(path, line, message)]) from error
    except yaml.YAMLError as error:
        raise ProtocolError([Problem(path, 1, f"not readable as YAML ({error}).")]) from error
    if not isinstance(node, yaml.MappingNode):
        raise ProtocolError([Problem(path, 1, "empty: write 'name: value' lines.")])
    return Part(path, node, [])
