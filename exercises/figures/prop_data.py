"""The things beside the body, as a pose file states them: a kind, names of places, numbers.

`chair: [64, 104]` is one chair, `step: [[80, 110, 20], [110, 140, 40]]` two steps. What is held
or worn names the place it goes with: `ball: [knees, 11]`, `band: [knee_near, knee_far]`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exercises.figures.lined_yaml import Mapping, checked, empty, error
from exercises.figures.skeleton import LIMBS

ARMS = ("arm_near", "arm_far")
PLACES = (
    *LIMBS, "foot_near", "foot_far", "knee_near", "knee_far", "thigh_near", "thigh_far", "hip",
)  # fmt: skip
"""Where a band is held or worn; `leg` is the ankle, `arm` the hand."""
BALL_PLACES = ("feet", "ankles", "knees", "hands", "back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """A thing beside the body: its kind, the places it goes with and its numbers."""

    kind: str
    at: tuple[float, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to state a prop: so many of those names, then so many numbers."""

    numbers: int = 0
    names: int = 0
    of: tuple[str, ...] = ()

    def fits(self, names: list[str], numbers: list[Any]) -> bool:
        real = all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
        sizes = (len(names), len(numbers)) == (self.names, self.numbers)
        return real and sizes and set(names) <= set(self.of)

    def __str__(self) -> str:
        counted = f"{self.numbers} number{'s' if self.numbers > 1 else ''}"
        if not self.names:
            return counted
        named = f"{('', 'one', 'two')[self.names]} of {', '.join(self.of)}"
        return f"{named} and {counted}" if self.numbers else named


def _numbers(*counts: int) -> tuple[Form, ...]:
    return tuple(Form(numbers=count) for count in counts)


FORMS: dict[str, tuple[Form, ...]] = {
    "mat": _numbers(2, 3),
    "wall": _numbers(1, 2),
    "doorway": _numbers(2, 3),
    "chair": _numbers(2),
    "seat": _numbers(1),
    "table": _numbers(2, 3),
    "bench": _numbers(3),
    "step": _numbers(3),
    "bike": _numbers(2),
    "sofa": _numbers(1),
    "cone": _numbers(1),
    "pillow": _numbers(3),
    "roll": _numbers(2, 3),
    "ball": (*_numbers(3), Form(names=1, of=BALL_PLACES, numbers=1)),
    "towel": (Form(names=1, of=LIMBS),),
    "band": (Form(names=1, of=PLACES, numbers=2), Form(names=2, of=PLACES)),
    "dumbbell": (Form(names=1, of=(*ARMS, "hands")), Form(names=2, of=ARMS)),
}


def read_props(data: Mapping) -> tuple[Prop, ...]:
    """What stands around, in the order it is stated; raises PoseError."""
    stated = checked(data.get("props") or empty(data), FORMS, data.where)
    return tuple(_prop(stated, kind, words) for kind in stated for words in _each(stated[kind]))


def _each(value: Any) -> Iterator[list[Any]]:
    """One of a kind, or a list of several."""
    if isinstance(value, list) and value and all(isinstance(one, list) for one in value):
        yield from value
    else:
        yield value if isinstance(value, list) else [value]


def _prop(stated: Mapping, kind: str, words: list[Any]) -> Prop:
    names = [word for word in words if isinstance(word, str)]
    numbers = words[len(names) :]
    if not any(form.fits(names, numbers) for form in FORMS[kind]):
        raise error(stated, kind, f"needs {', or '.join(map(str, FORMS[kind]))}")
    return Prop(kind=kind, at=tuple(map(float, numbers)), places=tuple(names))
