"""From key poses to a smooth movement: frames and the moments they are shown at."""

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from exercises.figures.skeleton import (
    Chain,
    Limb,
    Point3,
    Pose,
    Skeleton,
    ankle_height,
    assemble,
    direction,
    hip_joint,
    rolled,
    shoulder_joint,
    step,
)

WAY_FRAMES, ROUND_FRAMES, FEWEST = 5, 16, 3
"""Frames on the way there, in a whole round, and at least between two key poses: enough that
no joint is seen to part."""
LIFT = 5.0
"""How high a foot is lifted to step to another place."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Frames with the moment of each, from 0 to 1 of the loop's seconds.

    `keys` are the numbers of the frames that are key poses.
    """

    frames: tuple[Pose, ...]
    moments: tuple[float, ...]
    keys: tuple[int, ...]
    seconds: float


def there_and_back(
    poses: tuple[Pose, ...], *, seconds: float, hold: float, slides: frozenset[str]
) -> Loop:
    """Through the poses, a hold of that share of the loop at the last, and the same way back."""
    way, steps = [poses[0]], max(FEWEST, WAY_FRAMES // (len(poses) - 1))
    for before, after in pairwise(poses):
        shares = [n / steps for n in range(1, steps + 1)]
        way += [between(before, after, share, slides=slides) for share in shares]
    moving = (1 - hold) / 2
    out = [moving * _moment_of(n / (len(way) - 1)) for n in range(len(way))]
    back = [1 - moment for moment in reversed(out)]
    frames = (*way, *reversed(way))
    there = range(0, len(way), steps)
    keys = (*there, *(len(frames) - 1 - n for n in reversed(there)))
    return Loop(frames, (*out, *back), keys, seconds)


def round_again(poses: tuple[Pose, ...], *, seconds: float, slides: frozenset[str]) -> Loop:
    """Through the poses and from the last straight to the first, at an even pace."""
    way, steps = [poses[0]], max(2, ROUND_FRAMES // len(poses))
    for before, after in zip(poses, (*poses[1:], poses[0]), strict=True):
        shares = [n / steps for n in range(1, steps + 1)]
        way += [between(before, after, share, slides=slides) for share in shares]
    moments = tuple(n / (len(way) - 1) for n in range(len(way)))
    return Loop(tuple(way), moments, tuple(range(0, len(way), steps)), seconds)


def swapped(pose: Pose) -> Pose:
    """The same moment of the other step: near and far limbs change places."""
    return replace(pose, legs=pose.legs[::-1], arms=pose.arms[::-1])


def furthest(poses: tuple[Pose, ...]) -> Pose:
    """The pose least like the first, wherever it stands: the end a still picture should show."""
    first = assemble(poses[0])
    return max(poses[1:], key=lambda pose: _unlike(first, assemble(pose)))


def _unlike(a: Skeleton, b: Skeleton) -> float:
    """How far apart the joints of two bodies are when their hips are laid on each other."""
    pairs = zip(_joints(a), _joints(b), strict=True)
    return sum(math.dist(before, after) for before, after in pairs)


def _joints(skeleton: Skeleton) -> list[Point3]:
    x, y = skeleton.hip
    chains = (*skeleton.legs, *skeleton.arms)
    return [(p[0] - x, p[1] - y, p[2]) for chain in chains for p in (chain.middle, chain.tip)]


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
    before, after = assemble(a), assemble(b)
    legs = (
        _leg(before, after, body, 0, t, slides=slides),
        _leg(before, after, body, 1, t, slides=slides),
    )
    arms = (_arm(before, after, body, 0, t), _arm(before, after, body, 1, t))
    return replace(body, legs=legs, arms=arms)


def _arm(a: Skeleton, b: Skeleton, body: Pose, side: int, t: float) -> Limb:
    joint = shoulder_joint(body, side)
    return _moved(a.pose.arms[side], b.pose.arms[side], a.arms[side], b.arms[side], t, joint)


def _leg(
    a: Skeleton, b: Skeleton, body: Pose, side: int, t: float, *, slides: frozenset[str]
) -> Limb:
    start, end = a.pose.legs[side], b.pose.legs[side]
    if start.rest is None or start.rest != end.rest:
        return _moved(start, end, a.legs[side], b.legs[side], t, hip_joint(body, side))
    steps = ("leg_near", "leg_far")[side] not in slides
    return _rested(start, end, start.rest, t, steps=steps)


def _rested(start: Limb, end: Limb, surface: float, t: float, *, steps: bool) -> Limb:
    """A sole on its surface: where the flat foot would stand says whether it goes elsewhere."""
    angle, heel = _turned(start.angle, end.angle, t), _mix(start.heel, end.heel, t)
    begin, finish = (limb.tip[0] - rolled(0, limb.heel)[0] for limb in (start, end))
    x, height = _mix(begin, finish, t), ankle_height(angle, surface)
    if start.heel or end.heel:
        x, height = rolled(x, heel, surface)
    if steps and abs(begin - finish) > 0.01:
        height += LIFT * math.sin(math.pi * t)
    tip, out = (x, height, _mix(start.tip[2], end.tip[2], t)), _mix(start.out, end.out, t)
    return Limb(tip=tip, angle=angle, rest=surface, heel=heel, out=out, pole=start.pole)


def _moved(start: Limb, end: Limb, a: Chain, b: Chain, t: float, joint: Point3) -> Limb:
    """A limb that rests on nothing, hanging from its joint."""
    angle, heel = _turned(start.angle, end.angle, t), _mix(start.heel, end.heel, t)
    pole = _mix3(start.pole, end.pole, t) if start.pole and end.pole else None
    limb = Limb(tip=start.tip, angle=angle, heel=heel, out=_mix(start.out, end.out, t), pole=pole)
    if math.dist(start.tip, end.tip) < 0.01:
        return limb
    deep = any(abs(point[2]) > 0.01 for point in (a.middle, a.tip, b.middle, b.tip))
    tip = _drawn_over(a, b, t, joint) if deep else _swung(a, b, t, joint)
    return replace(limb, tip=tip)


def _swung(a: Chain, b: Chain, t: float, joint: Point3) -> Point3:
    """Both bones turn evenly, so that a knee bends where it is."""
    upper = direction(a.root, a.middle)
    bend = _turn(upper, direction(a.middle, a.tip))
    end_upper = direction(b.root, b.middle)
    end_bend = _turn(end_upper, direction(b.middle, b.tip))
    upper = _turned(upper, end_upper, t)
    middle = step((joint[0], joint[1]), math.dist(a.root, a.middle), upper)
    tip = step(middle, math.dist(a.middle, a.tip), upper + _mix(bend, end_bend, t))
    return (tip[0], tip[1], 0.0)


def _drawn_over(a: Chain, b: Chain, t: float, joint: Point3) -> Point3:
    """A limb that leaves the plane: its tip goes round its joint, depth changes evenly."""
    reach = _mix(math.dist(a.root[:2], a.tip[:2]), math.dist(b.root[:2], b.tip[:2]), t)
    angle = _turned(direction(a.root, a.tip), direction(b.root, b.tip), t)
    x, y = step((joint[0], joint[1]), reach, angle)
    return (x, y, _mix(a.tip[2], b.tip[2], t))


def _moment_of(share: float) -> float:
    """When that share of the way is done by a movement that starts and ends gently."""
    return math.acos(1 - 2 * share) / math.pi


def _mix(a: float, b: float, t: float) -> float:
    return a + (b - a) * t


def _mix3(a: Point3, b: Point3, t: float) -> Point3:
    return (_mix(a[0], b[0], t), _mix(a[1], b[1], t), _mix(a[2], b[2], t))


def _turn(start: float, end: float) -> float:
    """The shorter way round from one direction to another."""
    return (end - start + 180) % 360 - 180


def _turned(start: float, end: float, t: float) -> float:
    return start + _turn(start, end) * t
