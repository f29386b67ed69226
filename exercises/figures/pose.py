"""Pose data: text files read strictly into figures. Every error names its file and line.

A file says which muscle works, what stands around (props) and two to eight key poses. The first
pose starts from a named posture; each later one says only what changes. A leg is placed by one
of `stand: x` (sole on the floor, or at a `height`, tilted by `toes`), `ankle: [x, y]` or
`bones: [thigh, shank]`; an arm by `hand: [x, y]` or `bones: [upper arm, forearm]`.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from exercises.figures.lined_yaml import (
    Mapping,
    PoseError,
    checked,
    choice,
    error,
    number,
    point,
    read,
)
from exercises.figures.prop_data import Prop, read_props
from exercises.figures.skeleton import (
    FACING,
    FOREARM,
    LARGEST_BEND,
    LARGEST_HEEL,
    LARGEST_OUT,
    LIMBS,
    SHANK,
    THIGH,
    UPPER_ARM,
    Limb,
    OutOfReach,
    Point,
    Point3,
    Pose,
    ankle_height,
    assemble,
    direction,
    hip_joint,
    require_reach,
    rolled,
    shoulder_joint,
    step,
)

POSTURES = Path(__file__).with_name("postures.yaml")
RELAXED_FOOT, SQUARE_FOOT = 78.0, 90.0
"""The angle between shank and toes of a foot that bears nothing: from the side, facing."""


class Muscle(StrEnum):
    HAMSTRING = "hamstring"
    CALF = "calf"
    QUADRICEPS = "quadriceps"
    GLUTES = "glutes"
    ADDUCTORS = "adductors"
    HIP_FLEXORS = "hip-flexors"
    SHIN = "shin"
    FOOT = "foot"
    TRUNK = "trunk"
    BACK = "back"
    SHOULDER = "shoulder"
    HEART_LUNGS = "heart-lungs"


class Eyes(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Course(StrEnum):
    """How the key poses follow each other."""

    BACK = "back"
    """To the last pose and the same way back."""
    ROUND = "round"
    """From the last pose straight on to the first."""
    STRIDE = "stride"
    """As ROUND, then the same again with the other leg; the floor passes by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """All that is known of one picture."""

    slug: str
    muscle: Muscle
    poses: tuple[Pose, ...]
    key: int
    ghost: Pose | None
    course: Course
    seconds: float
    hold: float
    props: tuple[Prop, ...]
    arrows: tuple[tuple[Point, ...], ...]
    still: tuple[str, ...]
    slides: frozenset[str]
    eyes_closed: bool


_FIGURE_KEYS = frozenset(
    {
        "muscle", "posture", "poses", "key", "ghost", "course", "seconds", "hold", "props",
        "arrows", "still", "slides", "eyes",
    }
)  # fmt: skip
_POSE_NUMBERS = ("trunk", "neck", "head", "bend", "turn")
_POSE_KEYS = frozenset({"hip", *_POSE_NUMBERS, *LIMBS})
_LEG_KEYS = frozenset({"stand", "height", "heel", "ankle", "bones", "toes", "out", "pole"})
_ARM_KEYS = frozenset({"hand", "bones", "wrist", "pole"})


def read_figure(path: Path) -> Figure:
    """The figure of one file; raises PoseError."""
    data = checked(read(path), _FIGURE_KEYS, path.name)
    poses = tuple(_poses(data))
    key = number(data, "key", len(poses) - 1)
    if key not in range(len(poses)):
        raise error(data, "key", "there is no such pose")
    return Figure(
        slug=path.stem,
        muscle=choice(data, "muscle", Muscle, Muscle.HAMSTRING),
        poses=poses,
        key=int(key),
        ghost=_ghost(data, poses),
        course=choice(data, "course", Course, Course.BACK),
        seconds=number(data, "seconds", 4.0),
        hold=number(data, "hold", 0.15),
        props=read_props(data),
        arrows=tuple(_arrow(data, points) for points in data.get("arrows", [])),
        still=tuple(_limbs(data, "still")),
        slides=frozenset(_limbs(data, "slides")),
        eyes_closed=choice(data, "eyes", Eyes, Eyes.OPEN) is Eyes.CLOSED,
    )


@cache
def _postures() -> Mapping:
    return read(POSTURES)


def _poses(data: Mapping) -> list[Pose]:
    stated = data.get("poses")
    if not isinstance(stated, list) or not 2 <= len(stated) <= 8:
        raise error(data, "poses", "needs two to eight poses")
    words, poses = _posture(data), []
    for changes in stated:
        words |= checked(changes, _POSE_KEYS, data.lines["poses"])
        poses.append(_pose(words, changes.where))
    return poses


def _ghost(data: Mapping, poses: tuple[Pose, ...]) -> Pose | None:
    """The pale figure behind: the first pose, none (`false`) or a pose of its own."""
    stated = data.get("ghost", True)
    if isinstance(stated, bool):
        return poses[0] if stated else None
    return _pose(_posture(data) | checked(stated, _POSE_KEYS, data.lines["ghost"]), stated.where)


def _posture(data: Mapping) -> dict[str, Any]:
    if data.get("posture") not in _postures():
        raise error(data, "posture", f"is one of {', '.join(_postures())}")
    return dict(_postures()[data["posture"]])


def _pose(words: dict[str, Any], where: str) -> Pose:
    hip = point(words["hip"], where, sizes=(2,))
    try:
        numbers = {name: float(words.get(name, 0)) for name in _POSE_NUMBERS}
    except (TypeError, ValueError) as problem:
        raise PoseError(f"{where}: {problem}") from problem
    nowhere = Limb(tip=(0.0, 0.0, 0.0))
    body = Pose(hip=(hip[0], hip[1]), legs=(nowhere,) * 2, arms=(nowhere,) * 2, **numbers)
    legs = (_leg(body, 0, words["leg_near"], where), _leg(body, 1, words["leg_far"], where))
    arms = (_arm(body, 0, words["arm_near"], where), _arm(body, 1, words["arm_far"], where))
    return replace(body, legs=legs, arms=arms)


def _leg(body: Pose, side: int, words: Mapping, where: str) -> Limb:
    root = hip_joint(body, side)
    limb = _placed_leg(body, side, checked(words, _LEG_KEYS, where))
    limb = replace(limb, out=_out(body, words))
    try:
        require_reach(root, limb.tip, THIGH + SHANK)
    except OutOfReach as far:
        raise PoseError(f"{words.where} (pose of {where}): foot {far}") from far
    if limb.rest is not None or "toes" in words:
        return limb
    legs = (limb, limb)
    shank = assemble(replace(body, legs=legs)).legs[side]
    ankle = SQUARE_FOOT if body.turn >= FACING else RELAXED_FOOT
    return replace(limb, angle=direction(shank.middle, shank.tip) + ankle)


def _out(body: Pose, words: Mapping) -> float:
    out = number(words, "out", 0)
    if out and (body.turn < FACING or not 0 < out <= LARGEST_OUT):
        raise error(words, "out", f"is up to {LARGEST_OUT:g}, facing the viewer")
    return out


def _placed_leg(body: Pose, side: int, words: Mapping) -> Limb:
    toes, pole = number(words, "toes", 0), _pole(words)
    if "stand" in words:
        return _standing_leg(body, words, toes, pole)
    if "ankle" in words:
        tip = point(words["ankle"], words.lines["ankle"], sizes=(2, 3))
    else:
        return replace(_along_bones(body, hip_joint(body, side), words, folding=-1), angle=toes)
    return Limb(tip=tip, angle=toes, pole=pole)


def _standing_leg(body: Pose, words: Mapping, toes: float, pole: Point3 | None) -> Limb:
    """A sole that rests: flat, tilted by its toes, or with its heel raised over flat toes."""
    x, surface, heel = (number(words, key, 0) for key in ("stand", "height", "heel"))
    if not heel:
        tip = (x, ankle_height(toes, surface), 0.0)
        return Limb(tip=tip, angle=toes, rest=surface, pole=pole)
    if toes or body.turn >= FACING or not 0 < heel <= LARGEST_HEEL:
        raise error(words, "heel", f"is up to {LARGEST_HEEL:g}, seen from the side, without toes")
    tip = (*rolled(x, heel, surface), 0.0)
    return Limb(tip=tip, angle=-heel, rest=surface, heel=heel, pole=pole)


def _arm(body: Pose, side: int, words: Mapping, where: str) -> Limb:
    words, root = checked(words, _ARM_KEYS, where), shoulder_joint(body, side)
    wrist = number(words, "wrist", 0)
    if "hand" not in words:
        return replace(_along_bones(body, root, words, folding=1), angle=wrist)
    tip = point(words["hand"], words.lines["hand"], sizes=(2, 3))
    try:
        require_reach(root, tip, UPPER_ARM + FOREARM)
    except OutOfReach as far:
        raise PoseError(f"{words.where} (pose of {where}): hand {far}") from far
    return Limb(tip=tip, angle=wrist, pole=_pole(words))


def _along_bones(body: Pose, root: Point3, words: Mapping, *, folding: int) -> Limb:
    """A limb given by the directions of its bones, all in the plane of the picture.

    Seen from the side, knees and elbows fold one way only; facing the viewer, the pole keeps
    the bend that was given.
    """
    if "bones" not in words:
        raise PoseError(f"{words.where}: says not where the limb is")
    where = words.lines["bones"]
    upper, lower = point(words["bones"], where, sizes=(2,))[:2]
    if body.turn < FACING and not 0 <= (lower - upper) * folding <= LARGEST_BEND:
        raise PoseError(f"{where}: the joint does not bend that way")
    lengths = (THIGH, SHANK) if folding < 0 else (UPPER_ARM, FOREARM)
    x, y = step((root[0], root[1]), lengths[0], upper)
    pole = (x - root[0], y - root[1], 0.0) if body.turn >= FACING else None
    x, y = step((x, y), lengths[1], lower)
    return Limb(tip=(x, y, 0.0), pole=pole)


def _arrow(data: Mapping, points: Any) -> tuple[Point, ...]:
    where = data.lines["arrows"]
    if not isinstance(points, list) or len(points) != 3:
        raise PoseError(f"{where}: an arrow needs start, middle and end")
    return tuple(point(stop, where, sizes=(2,))[:2] for stop in points)


def _limbs(data: Mapping, key: str) -> list[str]:
    names = data.get(key, [])
    if not isinstance(names, list) or not set(names) <= set(LIMBS):
        raise error(data, key, f"lists some of {', '.join(LIMBS)}")
    return names


def _pole(words: Mapping) -> Point3 | None:
    return point(words["pole"], words.lines["pole"], sizes=(3,)) if "pole" in words else None
