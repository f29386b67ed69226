"""Values of a sheet or of JSON as the nodes that content is read from, each with its place.

Reviewed files, sheets and JSON are so read by the same code and held to the same rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from exercises.yaml_source import TAG, Problem, Section, one_line


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, in words. `line` counts from 0, as the marks of YAML do."""

    line: int
    words: str

    def within(self, key: str) -> "Place":
        """Of a value inside JSON: `en.exercises[3]` and then `.dose`."""
        return Place(self.line, f"{self.words}.{key}" if self.words else key)

    def at(self, number: int) -> "Place":
        return Place(self.line or number, f"{self.words}[{number}]")


class Pairs(list[tuple[str, Any]]):
    """The members of a JSON object, also those that are there twice."""


Pair = tuple[yaml.Node, yaml.Node]


class PlacedSection(Section):
    """A section whose problems name their place in words."""

    how_to_write_words = "as text, not as a number, a date or a formula"

    def note(self, node: yaml.Node | None, message: str) -> None:
        place: Place = (node or self.node).start_mark
        self.problems.append(Problem(self.path, place.line + 1, message, place.words))


def section_of(pairs: Iterable[Pair], place: Place) -> yaml.MappingNode:
    return yaml.MappingNode(f"{TAG}map", list(pairs), place, place)


def list_of(nodes: Iterable[yaml.Node], place: Place) -> yaml.SequenceNode:
    return yaml.SequenceNode(f"{TAG}seq", list(nodes), place, place)


def plain(value: object, place: Place) -> yaml.ScalarNode:
    """A single value under the tag that YAML would read it as."""
    names = {str: "str", bool: "bool", int: "int", float: "float", type(None): "null"}
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return yaml.ScalarNode(f"{TAG}{names.get(type(value), 'timestamp')}", text, place, place)


def node_of(value: Any, place: Place) -> yaml.Node:
    """A JSON value. A member that is null is left out, as if nobody had written it."""
    match value:
        case Pairs():
            return section_of(
                (_member(key, one, place) for key, one in value if one is not None), place
            )
        case list():
            return list_of((node_of(one, place.at(n)) for n, one in enumerate(value)), place)
        case _:
            return plain(value, place)


def _member(key: str, value: object, place: Place) -> Pair:
    """A problem may quote the key, so it has to be text that can be shown."""
    key = one_line(key)
    spot = place.within(key)
    return plain(key, spot), node_of(value, spot)
