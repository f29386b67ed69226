"""YAML that remembers its lines: each value is checked, each error says where it stands."""

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from exercises.figures.skeleton import Point3

Chosen = TypeVar("Chosen", bound=StrEnum)


class PoseError(ValueError):
    """Pose data that cannot be drawn, with its file and line."""


class Mapping(dict[str, Any]):
    """A mapping that knows where it and its keys stand."""

    where: str
    lines: dict[str, str]


class _Loader(yaml.SafeLoader):
    """Safe, and keeps line numbers."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Mapping:
    result = Mapping()
    result.update({str(k): v for k, v in loader.construct_mapping(node, deep=True).items()})
    name = Path(loader.name).name
    result.where = f"{name}:{node.start_mark.line + 1}"
    result.lines = {key.value: f"{name}:{key.start_mark.line + 1}" for key, _ in node.value}
    if len(result.lines) != len(node.value):
        raise PoseError(f"{result.where}: a key is given twice")
    return result


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(path: Path) -> Mapping:
    """The mapping of a file; raises PoseError."""
    with path.open(encoding="utf-8") as stream:
        try:
            data = yaml.load(stream, Loader=_Loader)  # noqa: S506 (a SafeLoader)
        except yaml.MarkedYAMLError as problem:
            line = problem.problem_mark.line + 1 if problem.problem_mark else 1
            raise PoseError(f"{path.name}:{line}: {problem.problem}") from problem
    if not isinstance(data, Mapping):
        raise PoseError(f"{path.name}:1: expected keys and values")
    return data


def point(value: Any, where: str, *, sizes: tuple[int, ...]) -> Point3:
    """Two or three numbers as a point; a depth that is not given is 0."""
    good = isinstance(value, list) and all(isinstance(n, int | float) for n in value)
    if not good or len(value) not in sizes:
        raise PoseError(f"{where}: needs {' or '.join(map(str, sizes))} numbers, not {value!r}")
    x, y, z = (*map(float, value), 0.0)[:3]
    return (x, y, z)


def number(data: Mapping, key: str, default: float) -> float:
    """A number, or the default when it is not given."""
    value = data.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise error(data, key, f"needs a number, not {value!r}")
    return value


def choice(data: Mapping, key: str, kind: type[Chosen], default: Chosen) -> Chosen:
    """One of a kind's values, or the default when none is given."""
    value = data.get(key, default)
    if value not in list(kind):
        raise error(data, key, f"is one of {', '.join(kind)}")
    return kind(value)


def checked(data: Any, keys: Collection[str], where: str) -> Mapping:
    """The data when it is a mapping with known keys only; `where` it should have stood."""
    if not isinstance(data, Mapping):
        raise PoseError(f"{where}: expected keys and values, not {data!r}")
    for key in data:
        if key not in keys:
            raise error(data, key, "is not known here")
    return data


def empty(data: Mapping) -> Mapping:
    """A mapping without keys, standing where the data stands."""
    nothing = Mapping()
    nothing.where, nothing.lines = data.where, {}
    return nothing


def error(data: Mapping, key: str, message: str) -> PoseError:
    """The error to raise about a key."""
    return PoseError(f"{data.lines.get(key, data.where)}: {key!r} {message}")
