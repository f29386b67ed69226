"""Reads reviewed YAML files strictly, and says where and how to mend what is wrong.

A `Section` hands out the fields of one mapping. It collects problems instead of
stopping at the first, so that one run of the loader shows the whole list.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ROOT = Path(__file__).resolve().parent.parent
TAG = "tag:yaml.org,2002:"
# What no page can show and no database keeps; line breaks and tabs are not among them.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MOST_DIGITS = 18  # Python refuses to read thousands of them
SMALL_NUMBER = 32_767  # the largest the database keeps in two bytes


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a content file, with what to do about it. `line` counts from 1.

    `place` says where in words, for files that nobody reads by their lines.
    """

    path: Path
    line: int
    message: str
    place: str = ""

    def __str__(self) -> str:
        path = self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path
        where = f" {self.place}" if self.place else str(self.line)
        return f"{path}:{where}: {self.message}"


class ContentErrors(Exception):
    """Content files that must not be loaded; one `Problem` for each thing to mend."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def one_line(text: str) -> str:
    """A sentence wrapped over two lines is still one sentence."""
    return " ".join(UNSEEN.sub(" ", text).split())


def whole_lines(text: str) -> str:
    """A longer text as it is kept: its lines as they are, nothing after the last word."""
    return "\n".join(UNSEEN.sub(" ", line) for line in text.splitlines()).rstrip()


class Section:
    """One mapping of a file. Each getter notes a problem and answers an empty value."""

    how_to_write_words = "in quotes if they look like a number"

    def __init__(self, path: Path, node: yaml.MappingNode, problems: list[Problem]) -> None:
        self.path, self.node, self.problems = path, node, problems
        self.asked: set[str] = set()
        self.values: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value in self.values:
                self.note(key, f"'{key.value}' is here twice: keep one.")
            self.values[key.value] = value

    def note(self, node: yaml.Node | None, message: str) -> None:
        place = node or self.node
        self.problems.append(Problem(self.path, place.start_mark.line + 1, message))

    def line(self, key: str) -> int:
        return (self.values.get(key) or self.node).start_mark.line + 1

    def text(self, key: str, *, most: int | None = None) -> str:
        """`most` characters, where there is a limit."""
        node = self._required(key)
        text = "" if node is None else self._words(node, key)
        if most is not None and len(text) > most:
            self.note(node, f"'{key}' has {len(text)} characters, at most {most}.")
        return text

    def block(self, key: str) -> str:
        """A text of many lines, each kept as it is."""
        return whole_lines(self.values[key].value) if self.text(key) else ""

    def texts(self, key: str, *, least: int = 1, most: int | None = None) -> tuple[str, ...]:
        node = self._required(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.note(node, f"'{key}' must be a list: start each line with a dash.")
            return ()
        if len(node.value) < least:
            self.note(node, f"'{key}' needs at least {least}: add what is missing.")
        if most is not None and len(node.value) > most:
            self.note(node, f"'{key}' has {len(node.value)}, at most {most}: join or drop some.")
        return tuple(self._words(item, key) for item in node.value)

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        value = self.text(key)
        if value:
            self._allowed(self.values[key], key, value, list(allowed))
        return value

    def choices(self, key: str, allowed: Iterable[str], *, least: int = 1) -> tuple[str, ...]:
        values, known = self.texts(key, least=least), list(allowed)
        node = self.values.get(key)
        for value, item in zip(values, node.value if values and node else [], strict=True):
            self._allowed(item, key, value, known)
        if len(set(values)) < len(values):
            self.note(node, f"'{key}' names the same thing twice: keep one.")
        return values

    def number(
        self, key: str, *, least: int, most: int = SMALL_NUMBER, optional: bool = False
    ) -> int | None:
        if optional and key not in self.values:
            self.asked.add(key)
            return None
        node = self._required(key)
        if node is None:
            return None
        number = _whole_number(node)
        if number is None or number < least:
            self.note(node, f"'{key}' must be a whole number of {least} or more.")
            return None
        if number > most:
            self.note(node, f"'{key}' must be a whole number of {most} or less.")
            return None
        return number

    def has(self, key: str) -> bool:
        self.asked.add(key)
        return key in self.values

    def optional_text(self, key: str) -> str:
        return self.text(key) if self.has(key) else ""

    def flag(self, key: str) -> bool:
        node = self._required(key)
        if node is not None and node.tag != TAG + "bool":
            self.note(node, f"'{key}' must be true or false.")
        return isinstance(node, yaml.ScalarNode) and node.value.lower() in {"true", "yes", "on"}

    def section(self, key: str) -> Self:
        node = self._required(key)
        if node is not None and not isinstance(node, yaml.MappingNode):
            self.note(node, f"'{key}' must be a set of 'name: value' lines.")
            node = None
        empty = yaml.MappingNode(TAG + "map", [], self.node.start_mark, self.node.end_mark)
        return type(self)(self.path, node or empty, self.problems)

    def parts(self, key: str, *, least: int = 1) -> tuple[Self, ...]:
        """The mappings of a list. Anything else in it is noted and left out."""
        node = self._required(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.note(node, f"'{key}' must be a list: start each entry with a dash.")
            return ()
        if len(node.value) < least:
            self.note(node, f"'{key}' needs at least {least}: add what is missing.")
        return tuple(
            type(self)(self.path, item, self.problems)
            for item in node.value
            if self._is_map(item, key)
        )

    def finish(self) -> None:
        """Note every field nobody asked for: most are a slip of the pen."""
        for key, _ in self.node.value:
            if key.value not in self.asked:
                known = ", ".join(sorted(self.asked))
                self.note(
                    key, f"'{key.value}' is not a known field: remove it or use one of {known}."
                )

    def _required(self, key: str) -> yaml.Node | None:
        self.asked.add(key)
        if key not in self.values:
            self.note(None, f"'{key}' is missing: add it.")
        return self.values.get(key)

    def _is_map(self, node: yaml.Node, key: str) -> bool:
        if isinstance(node, yaml.MappingNode):
            return True
        self.note(node, f"'{key}' must hold 'name: value' lines.")
        return False

    def _words(self, node: yaml.Node, key: str) -> str:
        if node.tag != TAG + "str" or not node.value.strip():
            self.note(node, f"'{key}' must be words: write some, {self.how_to_write_words}.")
            return ""
        return one_line(node.value)

    def _allowed(self, node: yaml.Node, key: str, value: str, allowed: Sequence[str]) -> None:
        if value and value not in allowed:
            self.note(node, f"'{value}' is not known in '{key}': use one of {', '.join(allowed)}.")


def _whole_number(node: yaml.Node) -> int | None:
    is_written_so = node.tag == TAG + "int" and node.value.isdecimal()
    return int(node.value) if is_written_so and len(node.value) <= MOST_DIGITS else None


def read(path: Path, problems: list[Problem]) -> Section | None:
    """The file's one mapping, or None with a problem noted."""
    text = read_text(path, problems)
    return None if text is None else compose(text, path, problems)


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """What the file says, or None with a problem noted."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, f"not readable ({error}): save it as UTF-8 text."))
        return None


def compose(text: str, path: Path, problems: list[Problem]) -> Section | None:
    """The one mapping of a text, told under `path`, or None with a problem noted."""
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(
            Problem(path, line, f"not readable as YAML ({error.problem}): mend this line.")
        )
        return None
    except yaml.YAMLError as error:
        problems.append(Problem(path, 1, f"not readable ({error}): save it as UTF-8 text."))
        return None
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem(path, 1, "empty: write 'name: value' lines."))
        return None
    return Section(path, node, problems)
