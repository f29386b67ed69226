"""From key poses to a smooth movement: frames and the moments they are shown at."""

import math
from dataclasses import dataclass, replace

from exercises.figures.skeleton import (
    Limb,
    Point3,
    Pose,
    ankle_height,
    direction,
    hip_joint,
    length,
    shoulder_joint,
)

STEPS, ROUND_FRAMES = 6, 24
"""Frames between two key poses, or in a whole round: enough that no joint is seen to part."""
LIFT = 5.0
"""How high a foot is lifted to step to another place."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Frames with the moment of each, from 0 to 1 of the loop's seconds."""

    frames: tuple[Pose, ...]
    moments: tuple[float, ...]
    seconds: float


def there_and_back(
    poses: tuple[Pose, ...], *, seconds: float, hold: float, slides: frozenset[str]
) -> Loop:
    """Through the poses, a hold of that share of the loop at the last, and the same way back."""
    way = [poses[0]]
    for before, after in zip(poses, poses[1:], strict=False):
        shares = [_eased(n / STEPS) for n in range(1, STEPS + 1)]
        way += [between(before, after, share, slides=slides) for share in shares]
    moving = (1 - hold) / 2
    out = [moving * n / (len(way) - 1) for n in range(len(way))]
    back = [1 - moment for moment in reversed(out)]
    return Loop((*way, *reversed(way)), (*out, *back), seconds)


def round_again(
    poses: tuple[Pose, ...], *, seconds: float, slides: frozenset[str]
) -> Loop:
    """Through the poses and from the last straight to the first, at an even pace."""
    way, steps = [poses[0]], max(2, ROUND_FRAMES // len(poses))
    for before, after in zip(poses, (*poses[1:], poses[0]), strict=True):
        shares = [n / steps for n in range(1, steps + 1)]
        way += [between(before, after, share, slides=slides) for share in shares]
    return Loop(tuple(way), tuple(n / (len(way) - 1) for n in range(len(way))), seconds)


def swapped(pose: Pose) -> Pose:
    """The same moment of the other step: near and far limbs change places."""
    return replace(pose, legs=pose.legs[::-1], arms=pose.arms[::-1])


def between(a: Pose, b: Pose, t: float, *, slides: frozenset[str] = frozenset()) -> Pose:
    """The pose at share t of the way.

    A sole at rest keeps its place, slides along its surface when named in `slides`, or steps
    over. What is free swings about its joint: a straight leg moves as a straight leg.
    """
    body = replace(
        a,
        hip=(_mix(a.hip[0], b.hip[0], t), _mix(a.hip[1], b.hip[1], t)),
        trunk=_mix(a.trunk, b.trunk, t),
        neck=_mix(a.neck, b.neck, t),
        head=_mix(a.head, b.head, t),
        bend=_mix(a.bend, b.bend, t),
        turn=_mix(a.turn, b.turn, t),
    )
    legs = tuple(_leg(a, b, body, side, t, slides=slides) for side in (0, 1))
    arms = tuple(
        _moved(a.arms[side], b.arms[side], [shoulder_joint(p, side) for p in (a, b, body)], t)
        for side in (0, 1)
    )
    return replace(body, legs=legs, arms=arms)


def _leg(a: Pose, b: Pose, body: Pose, side: int, t: float, *, slides: frozenset[str]) -> Limb:
    start, end = a.legs[side], b.legs[side]
    if start.rest is None or start.rest != end.rest:
        return _moved(start, end, [hip_joint(pose, side) for pose in (a, b, body)], t)
    angle, (x, _, z) = _mix(start.angle, end.angle, t), _mix3(start.tip, end.tip, t)
    height = ankle_height(angle, start.rest)
    if start.tip[0] != end.tip[0] and ("leg_near", "leg_far")[side] not in slides:
        height += LIFT * math.sin(math.pi * t)
    return Limb(tip=(x, height, z), angle=angle, rest=start.rest, pole=start.pole)


def _moved(start: Limb, end: Limb, joints: list[Point3], t: float) -> Limb:
    """A free limb; `joints` are where it hangs at the start, at the end and now."""
    angle = _mix(start.angle, end.angle, t)
    pole = _mix3(start.pole, end.pole, t) if start.pole and end.pole else None
    if length(_difference(start.tip, end.tip)) < 0.01:
        return Limb(tip=start.tip, angle=angle, pole=pole)
    root_a, root_b, root = joints
    return Limb(tip=_swung(root_a, start.tip, root_b, end.tip, root, t), angle=angle, pole=pole)


def _swung(
    root_a: Point3, tip_a: Point3, root_b: Point3, tip_b: Point3, root: Point3, t: float
) -> Point3:
    """The tip on its arc about the joint: direction and distance change evenly."""
    start, end = _difference(tip_a, root_a), _difference(tip_b, root_b)
    from_angle = direction((0, 0), start)
    turn = (direction((0, 0), end) - from_angle + 180) % 360 - 180
    angle = math.radians(from_angle + turn * t)
    reach = _mix(math.hypot(start[0], start[1]), math.hypot(end[0], end[1]), t)
    depth = _mix(tip_a[2], tip_b[2], t)
    return (root[0] + reach * math.cos(angle), root[1] + reach * math.sin(angle), depth)


def _eased(t: float) -> float:
    return (1 - math.cos(math.pi * t)) / 2


def _mix(a: float, b: float, t: float) -> float:
    return a + (b - a) * t


def _mix3(a: Point3, b: Point3, t: float) -> Point3:
    return (_mix(a[0], b[0], t), _mix(a[1], b[1], t), _mix(a[2], b[2], t))


def _difference(a: Point3, b: Point3) -> Point3:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])
